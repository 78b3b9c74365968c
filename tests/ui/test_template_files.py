"""Templates out and in through files: shown before, taken in by one key, left by another."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from app.domain.centre_templates import TemplateState, TemplateVersion
from app.errors import NotAllowed, NotFinished, UserError
from app.policy.policy import Export, Policy, PolicyReport
from app.services.template_files.reading import read_template
from app.services.templates.finding import newest_built_in
from app.services.templates.writing import copied
from tests.building import a_workspace, make_vault, opened_copy
from tests.services.template_files.centres import (
    NAMES,
    a_next_version,
    a_suggestion,
    a_template,
    file_of,
    in_use,
    keep,
    register_of,
    suggestions,
    taken,
)
from tests.ui.hands import CTRL, button, choose_path, problems, told
from ui.windows.template_file_sheet import TemplateFileSheet
from ui.windows.template_files import TemplateFiles


@pytest.fixture
def files(window, small):
    """What is done with files, in Liv's vault."""
    return TemplateFiles(window, small)


@pytest.fixture
def elsewhere(small_template, tmp_path):
    """Another laptop, where the templates come from."""
    vault = opened_copy(small_template, tmp_path / "elsewhere")
    yield vault
    vault.close()


@pytest.fixture
def third(tmp_path):
    """A vault of somebody else."""
    make_vault(tmp_path / "third", practice=False)
    vault = opened_copy(tmp_path / "third", tmp_path / "forger")
    yield vault
    vault.close()


@pytest.fixture
def look(files, window, qtbot, tmp_path):
    """Choose a file with some content; return what is shown of it when it has the keys."""

    def shown(content):
        file = tmp_path / "mal.json"
        file.write_bytes(content)
        files.take_in()
        choose_path(window, file)
        qtbot.waitUntil(lambda: any(s.isVisible() for s in window.findChildren(TemplateFileSheet)))
        sheet = next(s for s in window.findChildren(TemplateFileSheet) if s.isVisible())
        qtbot.waitUntil(sheet.isActiveWindow)
        return sheet

    return shown


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def words(sheet):
    return " ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())


def versions(workspace):
    return register_of(workspace.vault).all(TemplateVersion)


def test_a_template_is_saved_as_a_file_with_its_number_to_compare(
    files, small, window, qtbot, tmp_path
):
    sent = a_template(small.vault)
    a_suggestion(small.vault, sent)

    files.give_out_suggestions(sent.id)
    dialog = window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("samtalemal-vår-samtale-1.json")
    choose_path(window, tmp_path / "ut.json")
    qtbot.waitUntil(lambda: "template is saved" in told(window))

    found = read_template((tmp_path / "ut.json").read_bytes())
    assert len(found.file.suggestions) == 1
    assert "1 suggestion is in it." in told(window)
    assert found.number in told(window)


def test_a_file_is_looked_at_first_and_taken_in_by_one_key(look, files, qtbot, small, elsewhere):
    first = a_template(elsewhere)
    taken(small.vault, file_of(elsewhere, first.id))
    second = a_next_version(elsewhere, first)
    a_suggestion(elsewhere, second, from_whom="Eli Strand")

    sheet = look(file_of(elsewhere, second.id, suggestions=True))

    assert "version 2" in words(sheet)
    assert "Compared with version 1" in words(sheet)
    assert [line.trail for line in sheet.list.lines.lines] == ["changed", "suggestion"]
    assert len(versions(small)) == 1
    with qtbot.waitSignal(files.taken_in) as came:
        press(Qt.Key.Key_Return, CTRL)
    (version,) = [each for each in versions(small) if each.number == 2]
    assert came.args == [version.id]
    assert version.state == TemplateState.RETIRED
    assert small.desk.register.folder.get(TemplateVersion, version.id) == version
    assert [each.from_whom for each in suggestions(small.vault)] == ["Eli Strand"]
    assert "is taken in" in told(sheet.parent())


def test_esc_leaves_everything_as_it_was(look, small, elsewhere):
    sheet = look(file_of(elsewhere, a_template(elsewhere).id))

    press(Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert versions(small) == ()


def test_all_the_words_of_a_row_are_read_by_keys(look, window, qtbot, small, elsewhere):
    long = "Hvordan kommer du deg dit? " * 40
    sent = a_template(elsewhere, name={"nb": "Vår", "nn": "Vår", "en": "Ours"})
    a_suggestion(elsewhere, sent, long, from_whom="Eli Strand")
    sheet = look(file_of(elsewhere, sent.id, suggestions=True))
    assert sheet.words.toPlainText().startswith("Before: ")

    press(Qt.Key.Key_End)
    assert long.strip() in sheet.words.toPlainText()
    press(Qt.Key.Key_Return)

    assert QApplication.focusWidget() is sheet.words
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "is taken in" in told(window))
    assert len(versions(small)) == 1


def test_a_second_time_there_is_nothing_to_take_in(look, small, elsewhere):
    content = file_of(elsewhere, a_template(elsewhere).id)
    taken(small.vault, content)

    sheet = look(content)

    assert "is here already" in words(sheet)
    assert not sheet.act.isVisible()
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()
    button(sheet, "Close").click()
    assert not sheet.isVisible()


def test_another_signer_is_told_before(look, small, elsewhere, third):
    first = a_template(elsewhere)
    taken(small.vault, file_of(elsewhere, first.id))
    made = copied(newest_built_in("follow_up"), NAMES)
    forged = replace(made[0], template_id=first.template_id, number=2)
    keep(third, forged, *made[1:])
    forgery = file_of(third, in_use(third, forged).id)

    sheet = look(forgery)

    assert "Somebody else signed it" in words(sheet)
    assert read_template(forgery).number in words(sheet)
    assert read_template(file_of(elsewhere, first.id)).number in words(sheet)
    sheet.reject()


def test_what_came_in_between_is_said_in_the_sheet(look, qtbot, small, elsewhere):
    sent = a_template(elsewhere)
    content = file_of(elsewhere, sent.id)
    sheet = look(content)
    other = json.loads(content)
    other["template"]["name"]["nb"] = "En annen"
    del other["signer"], other["signature"]
    taken(small.vault, json.dumps(other).encode())

    press(Qt.Key.Key_Return, CTRL)

    qtbot.waitUntil(lambda: bool(problems(sheet)))
    assert "with other words" in problems(sheet)[0]
    assert [each.nb for each in versions(small)] == ["En annen"]
    sheet.reject()


def test_what_cannot_be_read_is_said_and_nothing_is_shown(files, small, window, qtbot, tmp_path):
    (tmp_path / "mal.json").write_bytes(b"{}")
    for name, sentence in (("mal.json", "no conversation template"), ("gone", "could not be read")):
        files.take_in()
        with qtbot.waitSignal(small.tasks.failed) as failed:
            choose_path(window, tmp_path / name)

        assert isinstance(failed.args[0], UserError)
        assert sentence in str(failed.args[0])
    assert window.findChildren(TemplateFileSheet) == []
    assert versions(small) == ()


def test_a_draft_and_what_the_county_forbids_is_said_before_anything_is_asked(files, small, window):
    made = copied(newest_built_in("follow_up"), NAMES)
    keep(small.vault, *made)

    with pytest.raises(NotFinished, match="draft"):
        files.give_out(made[0].id)
    small.policy_report = PolicyReport(policy=Policy(allowed_exports=(Export.PRINT,)))
    with pytest.raises(NotAllowed, match="County IT"):
        files.give_out("closing.2")
    assert window.findChildren(QFileDialog) == []


def test_a_counsellor_is_not_asked_for_a_file_to_take_in(staffed, qtbot):
    with staffed.unlocked("Per") as vault:
        workspace = a_workspace(vault)
        window = QWidget()
        qtbot.addWidget(window)
        with pytest.raises(NotAllowed):
            TemplateFiles(window, workspace).take_in()
        assert window.findChildren(QFileDialog) == []
        workspace.tasks.stop()
