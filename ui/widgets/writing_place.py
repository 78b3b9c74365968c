"""The place one writes at in a text field, whether that has one line or many.

Places are counted as Qt counts them, an emoji as two.
"""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

WritingField = QLineEdit | QPlainTextEdit
_START, _KEEP = QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor
_END = QTextCursor.MoveOperation.EndOfBlock


def place_of(field: WritingField) -> int:
    """Return where the caret is; where a selection begins, if there is one."""
    if isinstance(field, QLineEdit):
        return field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
    return field.textCursor().selectionStart()


def end_of(field: WritingField) -> int:
    """Return where the selection ends, or where the caret is."""
    if isinstance(field, QLineEdit):
        return field.selectionEnd() if field.hasSelectedText() else field.cursorPosition()
    return field.textCursor().selectionEnd()


def has_selection(field: WritingField) -> bool:
    """Whether something is selected."""
    if isinstance(field, QLineEdit):
        return field.hasSelectedText()
    return field.textCursor().hasSelection()


def around(field: WritingField) -> tuple[str, str]:
    """Return the line before the selection or the caret, and after it."""
    if isinstance(field, QLineEdit):
        whole = _units(field.text())
        return _text(whole[: 2 * place_of(field)]), _text(whole[2 * end_of(field) :])
    cursor = field.textCursor()
    before, after = QTextCursor(cursor), QTextCursor(cursor)
    before.setPosition(cursor.selectionStart())
    before.movePosition(_START, _KEEP)
    after.setPosition(cursor.selectionEnd())
    after.movePosition(_END, _KEEP)
    return before.selectedText(), after.selectedText()


def put(field: WritingField, text: str, instead_of: int = 0) -> None:
    """Write a text at the caret in place of so many signs before it, and of what is selected."""
    if isinstance(field, QLineEdit):
        if instead_of:
            field.setSelection(place_of(field) - instead_of, instead_of)
        field.insert(text)
        return
    cursor = field.textCursor()
    if instead_of:
        end = cursor.position()
        cursor.setPosition(end - instead_of)
        cursor.setPosition(end, _KEEP)
    cursor.insertText(text)
    field.setTextCursor(cursor)


def select(field: WritingField, start: int, end: int) -> None:
    """Select a part of the text of a field, counted as Python counts."""
    whole = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    first, last = length(whole[:start]), length(whole[:end])
    if isinstance(field, QLineEdit):
        field.setSelection(first, last - first)
        return
    cursor = field.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, _KEEP)
    field.setTextCursor(cursor)


def place_in(text: str, place: int) -> int:
    """Return a place in a text as Python counts it."""
    return len(_text(_units(text)[: 2 * place]))


def caret_after(old: str, new: str, caret: int) -> int:
    """Return where a caret belongs when another text comes in place of the one it stood in.

    Where it was, if the text before it is the same; else as far from the end as it was, if the
    text after it is; and never beyond the end.
    """
    was, now = _units(old), _units(new)
    before, behind = was[: 2 * caret], was[2 * caret :]
    if not now.startswith(before) and now.endswith(behind):
        return (len(now) - len(behind)) // 2
    return min(caret, len(now) // 2)


def length(text: str) -> int:
    """Return how many places a text has for Qt."""
    return len(_units(text)) // 2


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
