"""Qt's own words come from our catalogue, wherever a user can meet them."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
)
from typing_extensions import override

from app.i18n import PSEUDO, use_language
from ui.system.qt_texts import QtTexts

FINE_AS_IT_IS = (
    "Alt+",  # keys
    "%p%",
    "...",
    "Form",  # a window title inside another window, never seen
    "mm",
    "Ctrl",
    "QT_LAYOUT_DIRECTION",
    "Cicero",
    "Didot",
    "Pica",
)
UNSEEN = {"QShortcut", "QPageSize", "QCupsJobWidget", "QInputDialog", "QAbstractPrintDialog"}


class Asked(QtTexts):
    """Remembers what Qt asked for and we did not know."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[tuple[str, str]] = set()

    @override
    def translate(self, context, sourceText, disambiguation=None, n=-1):
        found = super().translate(context, sourceText, disambiguation, n)
        if found == sourceText and context not in UNSEEN:
            self.unknown.add((context, sourceText))
        return found


@pytest.fixture
def asked(qapp):
    use_language(PSEUDO)
    asked = Asked()
    qapp.installTranslator(asked)
    yield asked
    qapp.removeTranslator(asked)
    use_language("en")


def missing(asked):
    return {
        (context, text)
        for context, text in asked.unknown
        if not text.startswith(FINE_AS_IT_IS) and not text[:1].isdigit()
    }


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.AnyFile])
def test_the_file_dialog_speaks_our_words(asked, qtbot, tmp_path, mode):
    (tmp_path / "ark.pdf").touch()
    dialog = QFileDialog(None, "x", str(tmp_path))
    dialog.setFileMode(mode)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)

    dialog.open()
    for menu in dialog.findChildren(QMenu):
        menu.aboutToShow.emit()

    assert missing(asked) == set()


def test_the_print_dialog_speaks_our_words(asked, qtbot, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)

    QDialog.open(dialog)

    assert missing(asked) == set()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_speaks_our_words(asked, qtbot, kind):
    field = kind()
    qtbot.addWidget(field)

    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)

    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts
    assert all(text.startswith("⟦") for text in texts)


def test_every_standard_button_speaks_our_words(asked, qtbot):
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button not in {
            QDialogButtonBox.StandardButton.NoButton,
            QDialogButtonBox.StandardButton.FirstButton,
            QDialogButtonBox.StandardButton.LastButton,
        }:
            box.addButton(button)

    assert all(button.text().startswith("⟦") for button in box.buttons())


def test_a_message_box_speaks_our_words(asked, qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("x")
    box.setStandardButtons(QMessageBox.StandardButton.Retry)
    box.open()

    assert all(button.text().startswith("⟦") for button in box.buttons())


def test_a_text_we_do_not_know_stays_as_it_is(asked):
    assert QCoreApplication.translate("QSomething", "Never heard of") == "Never heard of"


def test_what_stands_for_a_file_name_stays_in_the_question(asked):
    question = asked.translate("QFileDialog", "%1 already exists.\nDo you want to replace it?")

    assert "%1" in question


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_to_delete_is_a_verb_in_a_menu_and_the_name_of_a_key(language):
    use_language(language)
    texts = QtTexts()
    use_language("en")

    assert texts.translate("QWidgetTextControl", "Delete") == "Slett"
    assert texts.translate("QShortcut", "Del") == "Delete"
