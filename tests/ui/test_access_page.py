"""The access log on screen: read beside the window, filtered, checked, taken out as a file."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.access_codes import Group
from app.domain.permissions import Reason
from app.errors import NotAllowed
from app.policy.policy import Export, Policy, PolicyReport
from app.services.case.case_access import CaseAccess
from app.services.vault.access_log import PAGE
from tests import raw
from tests.staffed import TODAY, a_case_of
from tests.ui.hands import CTRL, button, told, type_here
from tests.ui.reading import texts
from tests.ui.staffed import window_of
from ui.models.access_table import AccessTable

MANY = PAGE * 2 + 50
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def of_per(staffed):
    """A case of Per's that Kari opened, in a log of many entries."""
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        with vault.work() as work:
            for number in range(MANY):
                work.access.log("UNLOCK_FAILED", detail=str(number))
    with staffed.unlocked("Kari") as vault:
        CaseAccess(vault, lambda: TODAY).open_case(client_id, Reason.COLLEAGUE_AWAY)
    return client_id


@pytest.fixture
def window(staffed, of_per, qtbot):
    """Ola's window at the access log, read."""
    with window_of(staffed, "Ola", qtbot) as shown:
        QTest.keyClick(shown, Qt.Key.Key_8, CTRL)
        qtbot.waitUntil(lambda: len(shown.access.table.values) == PAGE)
        yield shown


def shown(window):
    """Return what stands in the rows, without when."""
    model = window.access.table
    return [
        tuple(model.index(row, column).data() for column in range(1, model.columnCount()))
        for row in range(model.rowCount())
    ]


def choose(field, code):
    field.setCurrentIndex(field.findData(code))
    field.activated.emit(field.currentIndex())


def test_the_newest_entry_is_on_top_in_plain_words(window):
    assert window.page_name == "access"
    assert shown(window)[0] == (
        *("Kari Øving", "Opened the case", "Liv Hansen"),
        "The one who owns the case is away",
    )


def test_scrolling_down_reads_on_until_the_end(window, qtbot):
    view = window.access.view
    while window.access.table.canFetchMore(view.rootIndex()):
        count = len(window.access.table.values)
        view.scrollToBottom()
        window.access.table.fetchMore(view.rootIndex())
        qtbot.waitUntil(lambda before=count: len(window.access.table.values) > before)

    read = shown(window)
    numbers = [int(row[3].split()[0]) for row in read if row[1] == "Wrong passphrase"]
    assert numbers == list(range(MANY))[::-1]
    assert f"{len(read)} entries" in texts(window.access)


def test_more_is_asked_for_once_at_a_time(window, qtbot):
    table = window.access.table
    with qtbot.waitSignal(table.more_wanted):
        table.fetchMore(window.access.view.rootIndex())

    assert not table.canFetchMore(window.access.view.rootIndex())
    qtbot.waitUntil(lambda: len(table.values) == 2 * PAGE)


def test_who_and_what_are_filtered_at_once(window, staffed, qtbot):
    choose(window.access.filter.what, Group.OPENING)
    qtbot.waitUntil(lambda: len(shown(window)) == 1)
    choose(window.access.filter.who, staffed.ids["Per"])
    qtbot.waitUntil(lambda: shown(window) == [])
    assert "No entries." in texts(window.access)

    choose(window.access.filter.what, "")
    qtbot.waitUntil(lambda: len(shown(window)) == PAGE)
    assert {row[0] for row in shown(window)} == {"Per Olsen"}


def test_a_name_is_looked_for_as_it_is_typed(window, qtbot):
    window.access.filter.words.setFocus()
    type_here("hansen")

    qtbot.waitUntil(lambda: [row[2] for row in shown(window)] == ["Liv Hansen"])


def test_a_period_is_typed_as_people_type_days(window, qtbot):
    window.access.filter.until.setFocus()
    type_here("i går")
    qtbot.waitUntil(lambda: shown(window) == [])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert str(TODAY.year) in window.access.filter.until.text() or TODAY.timetuple().tm_yday == 1

    window.access.filter.until.clear()
    window.access.filter.until.setFocus()
    type_here("tull")
    qtbot.waitUntil(lambda: bool(window.access.filter.until.property("invalid")))
    assert shown(window) == []  # what was shown stays until it is a day


def test_an_auditor_sees_codes_and_no_names(staffed, of_per, qtbot):
    with window_of(staffed, "Siri", qtbot) as window:
        assert window.page_name == "access"
        qtbot.waitUntil(lambda: len(window.access.table.values) == PAGE)

        assert shown(window)[0][2] == of_per.replace("-", "")[-6:].upper()
        assert window.access.filter.words.accessibleName() == "Case code"


def test_a_check_says_what_it_proves_and_what_not(window, qtbot):
    window.access.verify.click()
    assert not window.access.export.isEnabled()
    qtbot.waitUntil(window.access.notice.isVisible, timeout=10_000)

    said = window.access.notice.accessibleName()
    assert "in unbroken order and signed" in said
    assert "does not show everything" in said
    assert window.access.verify.isEnabled()
    assert not window.access.busy.isVisible()


def test_a_check_can_be_stopped(window, qtbot):
    window.access.verify.click()
    window.access.busy.stop.click()
    qtbot.waitUntil(lambda: not window.access.busy.isVisible())

    assert window.access.notice.accessibleName().startswith(("Stopped", "4", "5"))


def test_a_broken_chain_is_said_loudly(window, qtbot):
    with raw.database(window.workspace.vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE access_log SET detail = 'x' WHERE detail = '7'")
    window.access.verify.click()
    qtbot.waitUntil(window.access.notice.isVisible, timeout=10_000)

    assert window.access.notice.property("tone") == "red"
    assert "does not agree in one place" in window.access.notice.accessibleName()


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_the_log_is_saved_where_one_chooses_and_that_is_logged(window, qtbot, tmp_path, suffix):
    button(window, "Save as a file …").click()
    dialog = window.findChild(QFileDialog)
    target = tmp_path / f"logg.{suffix}"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(lambda: "not encrypted" in told(window), timeout=10_000)

    text = target.read_text(encoding="utf-8-sig")
    assert text.count("UNLOCK_FAILED") == MANY
    if suffix == "json":
        assert json.loads(text)["entries"]
    qtbot.waitUntil(lambda: shown(window)[0][1:] == ("Saved as a file", "", "The access log"))


def test_choosing_the_other_kind_changes_the_names_ending(window, home):
    button(window, "Save as a file …").click()
    dialog = window.findChild(QFileDialog)
    dialog.filterSelected.emit("JSON (*.json)")

    assert dialog.selectedFiles()[0].endswith(".json")
    dialog.reject()


def test_a_place_that_cannot_be_written_is_said(window, qtbot, tmp_path):
    window.access.save(str(tmp_path / "nowhere" / "logg.csv"))
    qtbot.waitUntil(window.access.notice.isVisible, timeout=10_000)

    assert window.access.notice.property("tone") == "red"
    assert "could not be saved" in window.access.notice.accessibleName()


def test_the_county_can_keep_the_log_inside(staffed, of_per, qtbot):
    report = PolicyReport(policy=Policy(allowed_exports=(Export.PRINT,)))
    with window_of(staffed, "Ola", qtbot, policy_report=report) as window:
        window.go("access")
        qtbot.waitUntil(lambda: len(window.access.table.values) == PAGE)

        assert not window.access.export.isEnabled()
        assert window.access.export.toolTip() == "County IT has decided this."


def test_the_table_is_a_sound_model(window):
    table, lines = AccessTable(lambda: TODAY), window.access.table.values
    tester = QAbstractItemModelTester(table, WARN)
    table.begin(lines[:20], may_go_on=True)
    table.go_on(lines[20:60], may_go_on=True)
    table.go_on((), may_go_on=False)

    assert table.rowCount() == 60
    assert tester.model() is table
    assert not table.canFetchMore(table.index(0, 0).parent())
    assert not table.canFetchMore(table.index(0, 0))
    table.fetchMore(table.index(0, 0).parent())


def test_a_vault_that_can_only_be_read_gives_no_log_away(window, monkeypatch, qtbot):
    monkeypatch.setattr(type(window.workspace.vault), "read_only", True)

    with qtbot.captureExceptions() as raised:
        window.access.export.click()

    assert [kind for kind, *_rest in raised] == [NotAllowed]
    assert not window.findChildren(QFileDialog)
