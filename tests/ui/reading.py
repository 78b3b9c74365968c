"""What a window says, wherever it can say something; and what of it nobody translated."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from app.paths import RESOURCES
from ui.widgets.labels import Pill

OWN_NAMES = (
    "Leia", "bokmål", "nynorsk", "English", "Bokmål", "Nynorsk", "veisøker", "vegsøkjar", "bruker",
    "brukar", "Nav", "NAV", "Karriere Øvingsdal", "Kari Øving", "Liv Hansen", "PDF", "pseudo",
    "AGE-SECRET-KEY-1",
)  # fmt: skip
KEYS = re.compile(r"\b(Ctrl|Alt|Enter|Esc|F\d+|PgUp|PgDown|Tab)\b|(?<=\+)[A-Z]\b")
PERSONAL = re.compile(r"«[^»]*»|(?<!\S)/\S+|\b[0-9A-F]{6}\b")
"""A person's marked words, paths, and the short code of a case."""


def said(window: QWidget) -> Iterator[tuple[str, str]]:
    """Return every text of a window that somebody can see or hear, and where it stands."""
    yield "window title", window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisibleTo(window) and not isinstance(widget, QMenu):
            continue
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        for kind, text in (
            ("tooltip", widget.toolTip()),
            ("name", widget.accessibleName()),
            ("description", widget.accessibleDescription()),
            *_own_texts(widget),
        ):
            if text:
                yield f"{kind} of {where}", text
    for action in window.findChildren(QAction):
        yield "action", action.text()


def _own_texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    is_cut = isinstance(widget, Pill) and widget.toolTip()  # its name says the whole
    if isinstance(widget, QLabel) and widget.property("role") != "phrase" and not is_cut:
        yield "text", widget.text()
    if isinstance(widget, QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QMenu):
        yield "title", widget.title()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(n)) for n in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(n)) for n in range(widget.count()))
    elif isinstance(widget, QListView | QTableView) and widget.model():
        yield from _model_texts(widget)


def _model_texts(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for column in range(columns):
        if isinstance(view, QTableView):
            yield "heading", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield "cell", str(model.index(row, column).data(role) or "")


def texts(window: QWidget) -> list[str]:
    """Return what each label in sight says."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def problem(field: QWidget) -> str:
    """Return what is said to be wrong with a field: a screen reader says it, and it is in sight."""
    heard = field.accessibleDescription()
    assert not heard or heard in texts(field.window())
    return heard


def untranslated(text: str) -> str:
    """Return what of a text is left when all that is translated or personal is taken away."""
    rest = _outside_brackets(text)
    for pattern in (PERSONAL, _reference(), KEYS):
        rest = pattern.sub("", rest)
    return rest.strip() if re.search(r"[^\W\d_]", rest) else ""


def _outside_brackets(text: str) -> str:
    depth, kept = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        if not depth and letter != "⟧":
            kept.append(letter)
    return "".join(kept)


@cache
def _reference() -> re.Pattern[str]:
    """Match our own names and the texts of templates, reference data and help, as they are."""
    texts = set(OWN_NAMES)
    for folder in ("templates", "reference", "told"):
        for file in (RESOURCES / folder).rglob("*.json"):
            if file.name != "words.json":
                texts |= set(_strings(msgspec.json.decode(file.read_bytes())))
    for file in (RESOURCES / "help").rglob("*.md"):
        texts |= set(re.findall(r"^# (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE))
    longest_first = sorted(filter(None, texts), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
