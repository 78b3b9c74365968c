"""Phrases while one writes: a shortcut and a space become the text it stands for.

Only what was typed by key, letter by letter, is a shortcut: nothing that was pasted, and nothing
the program or assistive technology has put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from weakref import ref

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.domain.phrases import OPENS, open_marks, typed_word
from app.domain.register import Register
from app.i18n import ngettext
from app.services.phrases import Known, PhraseBook, filled_in
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.talk_field import TalkField
from ui.widgets.writing_place import (
    around,
    end_of,
    has_selection,
    length,
    place_in,
    place_of,
    put,
    select,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.domain.phrases import AnyPhrase
    from ui.desk import Desk
    from ui.widgets.fields import TextField
    from ui.widgets.line_looks import Look
    from ui.widgets.notes_field import NotesField
    from ui.widgets.writing_place import WritingField

_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
_ONLY_HELD = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)


class Expanding(QObject):
    """Watches the text fields of the case for shortcuts; there is one for each desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._book = PhraseBook()
        self._fields: list[ref[WritingField]] = []
        self._here: ref[WritingField] | None = None
        self._typed = ""
        """What was typed in that field at one go, as far as it can be a shortcut."""
        self._next = -1
        """Where the caret must be, if nothing but keys has moved it since."""

    def attend(self, field: TextField | NotesField) -> None:
        """Let phrases be used in a field."""
        field.key_taken = self._take_key
        if isinstance(field, TalkField):
            field.looks.add(_mark_looks)
        self._fields.append(ref(field))

    @property
    def place(self) -> WritingField | None:
        """The field with the focus, where a phrase may be put."""
        field = cast("WritingField | None", QApplication.focusWidget())
        return field if field in self._here_now() and not _is_locked(field) else None

    def insert(self, field: WritingField, phrase: AnyPhrase) -> None:
        """Put a phrase at the caret, in a step of its own."""
        before, after = around(field)
        lead = "" if not before or before[-1].isspace() else " "
        trail = " " if after[:1].isalnum() else ""
        self._put(field, phrase, 0, lead, trail)

    def go_to_mark(self) -> bool:
        """Select what is to be filled in next: after the caret here, or in the fields after."""
        fields = [each for each in self._here_now() if each.isVisible() and not _is_locked(each)]
        here = self.place
        at = fields.index(here) if here in fields else 0
        for number, field in enumerate((*fields[at:], *fields[:at], *fields[at : at + 1])):
            text = _text_of(field)
            start = place_in(text, end_of(field)) if number == 0 and field is here else 0
            mark = next((each for each in open_marks(text) if each[0] >= start), None)
            if mark is not None:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                select(field, *mark)
                announce(field, text[slice(*mark)])
                return True
        return False

    def _take_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Look at a key before the field does; say whether it is used up."""
        field = cast("WritingField", widget)
        if event.key() == Qt.Key.Key_Space and event.modifiers() in _PLAIN:
            return self._take_space(field)
        self._follow(field, event)
        return False

    def _take_space(self, field: WritingField) -> bool:
        """Put a phrase where its shortcut was just typed; say whether the space is used up."""
        typed, self._typed = self._typed, ""
        if not typed or not self._is_here(field) or place_of(field) != self._next:
            return False
        before, after = around(field)
        word = typed_word(before, after)
        if not word or not (before.endswith(typed) and typed.endswith(word)):
            return False
        phrase = self._find(word)
        if phrase is None or _is_locked(field) or has_selection(field):
            return False
        put(field, " ")
        self._put(field, phrase, length(word) + 1, "", " ")
        return True

    def _find(self, word: str) -> AnyPhrase | None:
        return self._book.find(self._desk.register.folder, word)

    def _put(
        self, field: WritingField, phrase: AnyPhrase, instead_of: int, lead: str, trail: str
    ) -> None:
        desk = self._desk
        register, editing = desk.register.folder, desk.editing
        if editing is None or not isinstance(register, Register):
            return
        text, told = filled_in(phrase, Known(editing.case, register, desk.today()))
        if not text:
            return
        editing.end_burst()
        put(field, f"{lead}{text}{trail}", instead_of)
        editing.end_burst()
        announce(field, text)
        sentences = (told, _open_words(len(open_marks(text))))
        if any(sentences):
            desk.told.emit(" ".join(each for each in sentences if each))

    def _follow(self, field: WritingField, event: QKeyEvent) -> None:
        """Remember what is typed letter by letter; whatever else moves the caret ends it."""
        if event.key() in _ONLY_HELD:
            return
        text, place = event.text(), place_of(field)
        goes_on = self._is_here(field) and place == self._next
        if not goes_on:
            self._here = ref(field)
        if event.key() == Qt.Key.Key_Backspace and event.modifiers() in _PLAIN:
            self._typed = self._typed[:-1] if goes_on and not has_selection(field) else ""
            self._next = place - 1
        elif len(text) == 1 and text.isprintable() and not text.isspace():
            self._typed = self._typed + text if goes_on else text
            self._next = place + length(text)
        else:
            self._typed, self._next = "", -1

    def _is_here(self, field: WritingField) -> bool:
        return self._here is not None and self._here() is field

    def _here_now(self) -> list[WritingField]:
        """Return the fields that are still there."""
        found = [(each, each()) for each in self._fields]
        here = [(each, field) for each, field in found if field is not None and isValid(field)]
        self._fields = [each for each, _field in here]
        return [field for _each, field in here]


def expanding(desk: Desk) -> Expanding:
    """Return what watches the fields of a desk's case."""
    found: Expanding | None = desk.findChild(Expanding)
    return found or Expanding(desk)


def _is_locked(field: QWidget | None) -> bool:
    return isinstance(field, QLineEdit | QPlainTextEdit) and field.isReadOnly()


def _text_of(field: WritingField) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _mark_looks(line: str) -> list[Look]:
    """Put a ground under what is to be filled in."""
    if OPENS not in line:
        return []
    look = QTextCharFormat()
    look.setBackground(theme.colour("sun_bg"))
    look.setForeground(theme.colour("sun"))
    marks = open_marks(line)
    return [(length(line[:start]), length(line[start:end]), look) for start, end in marks]


def _open_words(count: int) -> str:
    told = ngettext(
        "{n} place is to be filled in. F3 goes there.",
        "{n} places are to be filled in. F3 goes there.",
        count,
    )
    return told.format(n=count) if count else ""
