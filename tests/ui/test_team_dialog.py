"""Who works with a case: asked for by key, changed by those who may, and told in its history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Reason
from app.services.case.case_team import Part
from tests.staffed import a_case_of
from tests.ui.hands import answered, asked, button
from tests.ui.reading import texts
from tests.ui.staffed import window_of
from ui.widgets.labels import Label
from ui.windows.team_dialog import TeamDialog

WARNING = "You will no longer see this case, and only a colleague can change that."


@pytest.fixture
def of_per(staffed):
    with staffed.unlocked("Per") as vault:
        return a_case_of(vault, "Liv Hansen")


@pytest.fixture
def window(staffed, of_per, qtbot):
    """Per's window with his case on the desk."""
    with window_of(staffed, "Per", qtbot) as shown:
        shown.open_client(of_per, "history")
        yield shown


def the_dialog(window, qtbot):
    window.actions_by_name["team"].trigger()
    return asked(window, TeamDialog, qtbot)


def choose(dialog, who, part):
    field = dialog.parts[who]
    field.setFocus()
    field.setCurrentIndex(field.findData(part))
    field.activated.emit(field.currentIndex())


def lines(window):
    return [line.title for line in window.person.page("history").list.lines.lines]


def done(dialog, window, qtbot):
    dialog.act.click()
    qtbot.waitUntil(lambda: window.findChildren(TeamDialog) == [])


def test_a_case_is_given_and_history_tells_it_at_once(window, staffed, qtbot):
    dialog = the_dialog(window, qtbot)
    choose(dialog, staffed.ids["Kari"], Part.OWNS)
    done(dialog, window, qtbot)

    assert lines(window)[0] == "Per Olsen gave the case to Kari Øving"
    assert window.workspace.desk.case.owners == {staffed.ids["Per"], staffed.ids["Kari"]}


def test_the_button_of_the_history_opens_it_too(window, qtbot):
    button(window, "Who works with the case …").click()

    assert asked(window, TeamDialog, qtbot)


def test_the_last_owner_cannot_go_before_another_came(window, staffed, qtbot):
    dialog = the_dialog(window, qtbot)
    choose(dialog, staffed.ids["Per"], Part.ASKS)
    dialog.act.click()
    qtbot.waitUntil(lambda: "Choose who" in dialog.problem.text())

    choose(dialog, staffed.ids["Kari"], Part.OWNS)
    assert dialog.problem.text() == ""
    done(dialog, window, qtbot)

    assert window.workspace.desk.case.owners == {staffed.ids["Kari"]}
    assert window.page_name == "person"  # the reason is that it was one's own when it was opened


def test_whoever_hides_it_from_themselves_is_warned_and_leaves_it(window, staffed, qtbot):
    dialog = the_dialog(window, qtbot)
    assert WARNING not in texts(dialog)
    choose(dialog, staffed.ids["Per"], Part.SHUT_OUT)
    assert WARNING in texts(dialog)
    choose(dialog, staffed.ids["Kari"], Part.OWNS)
    done(dialog, window, qtbot)

    assert window.page_name == "clients"
    assert window.workspace.desk.editing is None
    assert window.clients.table.clients == ()
    window.workspace.desk.close()


def test_escape_changes_nothing(window, staffed, qtbot):
    dialog = the_dialog(window, qtbot)
    choose(dialog, staffed.ids["Kari"], Part.OWNS)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    answered(window, qtbot)
    window.person.show_page("history")

    assert lines(window) == ["Per Olsen began the case"]


def test_a_colleague_reads_it_and_cannot_change_it(staffed, qtbot):
    with staffed.unlocked("Ola") as vault:
        client_id = a_case_of(vault, "Ida")
    with window_of(staffed, "Per", qtbot) as window:
        window.workspace.desk.open(client_id, Reason.JOINT_MEETING)
        window.show_case("history")
        dialog = the_dialog(window, qtbot)

        assert dialog.parts == {}
        assert not dialog.act.isVisible()
        texts = [label.text() for label in dialog.findChildren(Label)]
        assert {"Ola Olsen", "Owns the case", "Per Olsen (you)"} <= set(texts)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_without_a_case_on_the_desk_nothing_opens(staffed, qtbot):
    with window_of(staffed, "Per", qtbot) as window:
        window.actions_by_name["team"].trigger()

        assert window.findChildren(TeamDialog) == []


def test_who_has_opened_it_is_one_press_away(window, staffed, qtbot, of_per):
    with window.workspace.vault.work() as work:
        work.access.log("OPENED", client_id=of_per, detail="COLLEAGUE_AWAY")
    button(window, "Who has opened").click()

    newest = window.person.page("history").list.lines.lines[0]
    assert (newest.title, newest.subtitle) == (
        "Per Olsen opened the case",
        "The one who owns the case is away",
    )
    button(window, "Changes").click()
    assert lines(window) == ["Per Olsen began the case"]
