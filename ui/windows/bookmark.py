"""Where somebody was when the program locked; kept inside the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from app.services.case.brought_back import Place

_BEHIND = 1_000_000_000
"""Further than any text is long."""


class Bookmark(msgspec.Struct, kw_only=True, frozen=True):
    """Page, person, meeting, field and caret."""

    page: str = "today"
    client_id: str = ""
    tab: str = "plan"
    meeting_id: str = ""
    field: str = ""
    caret: int = 0

    def written(self) -> str:
        """Return the place as text."""
        return msgspec.json.encode(self).decode()


def read_bookmark(text: str) -> Bookmark:
    """Return a place that was written; what cannot be read is the first page."""
    try:
        return msgspec.json.decode(text, type=Bookmark)
    except msgspec.DecodeError:
        return Bookmark()


def mark_of(place: Place) -> str:
    """Return, as text, where words that were brought back stand; the caret goes behind them."""
    in_talk = place.page == "talk"
    return Bookmark(
        page="person" if place.client_id else place.page,
        client_id=place.client_id,
        tab="meetings" if in_talk else place.page,
        meeting_id=place.meeting_id if in_talk else "",
        field=place.field,
        caret=_BEHIND,
    ).written()


def caret_of(widget: QWidget | None) -> int:
    """Return the caret's place in a text field; 0 elsewhere."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def put_caret(widget: QWidget, caret: int) -> None:
    """Put the caret back."""
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(caret)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(caret, widget.document().characterCount() - 1))
        widget.setTextCursor(cursor)


def find_field(window: QWidget, there: Bookmark) -> None:
    """Put the focus and the caret where they were, if that is on screen."""
    for field in window.findChildren(QWidget, there.field) if there.field else []:
        if field.isVisibleTo(window):  # one value may stand in two places
            field.setFocus()
            put_caret(field, there.caret)
