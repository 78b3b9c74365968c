"""The diagnostic file is read before it is saved, and goes nowhere unasked."""

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import NotAllowed, UserError
from app.policy.policy import Policy, PolicyReport
from app.services.program.diagnostics import FILE_NAME
from tests import raw
from tests.ui.hands import button, told
from ui.windows.diagnostics_dialog import DiagnosticsDialog, show_diagnostics


@pytest.fixture
def dialog(window, qtbot):
    window.actions_by_name["diagnostics"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(DiagnosticsDialog)), timeout=10_000)
    return window.findChild(DiagnosticsDialog)


def logged(window):
    with window.workspace.vault.work() as work:
        rows = raw.connection(work).exec_driver_sql("SELECT action, detail FROM access_log")
        return [tuple(row) for row in rows]


def test_the_whole_text_is_shown_and_nothing_is_saved_yet(dialog, window, tmp_path):
    shown = dialog.text.toPlainText()

    assert dialog.isVisible()
    assert "[Versions]" in shown
    assert "qt 6." in shown
    assert "Liv Hansen" not in shown
    assert dialog.text.isReadOnly()
    assert not list(tmp_path.glob("*.txt"))
    assert ("EXPORTED", "DIAGNOSTICS") not in logged(window)


def test_what_is_saved_is_what_was_shown_and_is_logged(dialog, window, tmp_path):
    shown = dialog.text.toPlainText()
    button(dialog, "Save …").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser.selectedFiles()[0].endswith(FILE_NAME)

    chooser.fileSelected.emit(str(tmp_path / "chosen.txt"))
    chooser.close()

    saved = (tmp_path / "chosen.txt").read_text(encoding="utf-8")
    assert saved == shown
    assert ("EXPORTED", "DIAGNOSTICS") in logged(window)
    assert "saved" in told(window)
    assert not dialog.isVisible()


def test_it_stands_in_the_log_before_it_is_written(dialog, window, tmp_path, qtbot):
    button(dialog, "Save …").click()
    chooser = dialog.findChild(QFileDialog)

    with qtbot.captureExceptions() as raised:
        chooser.fileSelected.emit(str(tmp_path / "nowhere" / "chosen.txt"))
    chooser.close()

    assert isinstance(raised[0][1], UserError)
    assert ("EXPORTED", "DIAGNOSTICS") in logged(window)


def test_a_vault_that_can_only_be_read_shows_it_and_saves_none(dialog, window, monkeypatch, qtbot):
    monkeypatch.setattr(type(window.workspace.vault), "read_only", True)

    with qtbot.captureExceptions() as raised:
        button(dialog, "Save …").click()

    assert [kind for kind, *_rest in raised] == [NotAllowed]
    assert not dialog.findChildren(QFileDialog)


def test_closing_saves_nothing(dialog, window, tmp_path):
    dialog.closing.click()

    assert not list(tmp_path.glob("*.txt"))
    assert ("EXPORTED", "DIAGNOSTICS") not in logged(window)


def test_where_the_county_allows_none_nothing_is_gathered(window):
    window.workspace.policy_report = PolicyReport(policy=Policy(allowed_exports=()))

    with pytest.raises(NotAllowed, match="County IT"):
        show_diagnostics(window, window.workspace)

    assert not window.findChildren(DiagnosticsDialog)
