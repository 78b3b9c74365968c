"""Paper and files from the main window: what leaves is in the log before it does."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from sqlalchemy.exc import IntegrityError

from app.domain.sharing import Disclosure
from app.errors import NotAllowed, UserError
from app.services.vault.access_log import case_log
from tests import raw
from tests.building import Clients
from tests.ui.hands import CTRL, SHIFT, button, told, type_here

LOG_IS_FULL = (
    "CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'full'); END"
)


@pytest.fixture
def printed(small, window):
    """A person's plan is on the desk; returns what the log tells of it."""
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    button(window, "Begin the plan").click()
    type_here("Snekker 漢")

    def told():
        return [line.what for line in case_log(small.vault, small.desk.case.client.id)]

    return told


def save_into(window, file):
    window.actions_by_name["save_plan"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()


def test_what_was_saved_is_told_and_logged(printed, window, tmp_path):
    save_into(window, tmp_path / "plan.pdf")

    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert printed()[0].endswith("saved the plan as a file")
    assert told(window) == (
        "The plan of Liv Hansen, draft 1, is saved. The file is not encrypted: look after it."
    )


def test_the_own_copy_is_kept_among_what_was_given_out(printed, small, window, tmp_path):
    save_into(window, tmp_path / "plan.pdf")

    (kept,) = small.desk.case.all(Disclosure)
    content = (tmp_path / "plan.pdf").read_bytes()
    assert (kept.decision_id, kept.recipient) == ("", "Liv Hansen")
    assert kept.digest == hashlib.sha256(content).hexdigest()


def test_it_stands_in_the_log_before_it_is_written(printed, window, tmp_path, qtbot):
    with qtbot.captureExceptions() as raised:
        save_into(window, tmp_path / "nowhere" / "plan.pdf")

    assert isinstance(raised[0][1], UserError)
    assert printed()[0].endswith("saved the plan as a file")
    assert "not encrypted" not in told(window)


def test_what_cannot_be_logged_stays(printed, small, window, tmp_path, qtbot):
    window.actions_by_name["save_plan"].trigger()
    dialog = window.findChild(QFileDialog)
    with small.vault.work() as work:
        raw.connection(work).exec_driver_sql(LOG_IS_FULL)

    with qtbot.captureExceptions() as raised:
        dialog.fileSelected.emit(str(tmp_path / "plan.pdf"))
    dialog.close()

    assert [kind for kind, *_rest in raised] == [IntegrityError]
    assert not (tmp_path / "plan.pdf").exists()


@pytest.fixture
def read_only(small, monkeypatch):
    """Return what turns the open vault into one that says it can only be read."""
    return lambda: monkeypatch.setattr(type(small.vault), "read_only", True)


@pytest.mark.parametrize("deed", ["print_plan", "save_plan", "print_template"])
def test_a_vault_that_can_only_be_read_gives_no_paper(printed, window, read_only, qtbot, deed):
    before = printed()
    read_only()

    with qtbot.captureExceptions() as raised:
        window.actions_by_name[deed].trigger()

    assert [kind for kind, *_rest in raised] == [NotAllowed]
    assert "nothing is printed" in str(raised[0][1])
    assert not window.findChildren(QPrintDialog)
    assert not window.findChildren(QFileDialog)
    assert printed() == before


def test_letters_the_paper_lacks_are_named_before_it_goes(printed, window):
    window.actions_by_name["print_plan"].trigger()
    dialog = window.findChild(QPrintDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()

    assert "cannot show these characters: 漢" in said
    assert "cannot show these characters: 漢" in told(window)
    assert not any("printed" in line for line in printed())


def test_whose_paper_it_is_stands_above_the_choices_and_in_the_receipt(
    printed, window, tmp_path, qtbot
):
    window.actions_by_name["print_plan"].trigger()
    dialog = window.findChild(QPrintDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert "The plan of Liv Hansen, draft 1" in labels
    assert "Liv" not in dialog.windowTitle()
    dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "plan.pdf"))

    dialog.accept()

    qtbot.waitUntil(lambda: "Liv Hansen, draft 1, is saved" in told(window))
    assert printed()[0].endswith("saved the plan as a file")
    assert not any("printed" in line for line in printed())


def test_a_person_without_a_name_is_not_left_out(printed, small, window, tmp_path):
    window.open_client(small.desk.case.client.id, "intake")
    name = window.person.page("intake").form.name
    name.setFocus()
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)

    save_into(window, tmp_path / "plan.pdf")

    assert told(window).startswith("The plan of (no name yet), draft 1, is saved.")


def test_an_empty_template_is_said_to_be_one(window, small, tmp_path):
    window.go("settings")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CTRL | SHIFT)
    dialog = window.findChild(QPrintDialog)
    dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "template.pdf"))

    dialog.accept()

    assert told(window) == "The paper is saved as a file."
