"""What a key costs in each kind of field, against a bare box as large as what is seen of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.choices import MeetingState
from bench import stage
from bench.figures import Figure
from ui.forms.spelling import spelling
from ui.windows.main_window import MainWindow

SIZES = (200, 20_000, 200_000)
_LINE = "Hun vil gjerne bli helsefagarbeider og har spurt om praksis ved sykehjemmet. "
_WORDS, _REST = 20_000, 2.0
_TURNS, _KEYS, _WARM = 5, 20, 5


def key(folder: Path) -> Iterator[Figure]:
    """Type into notes of three sizes, and into every other kind of field."""
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)
    case = stage.with_draft(vault)
    window.open_client(case.client.id, "meetings")
    for tab in ("intake", "meetings", "plan", "papers", "history"):
        window.person.show_page(tab)
        on.app.processEvents()
    meeting = next(m for m in case.meetings if m.state != MeetingState.FINISHED)
    window.open_talk(meeting.id)
    window.talk.go_to(1)
    for size in SIZES:
        yield _against_bare(
            on, window.talk.here.note, f"a key in a note of {size:,} characters", size
        )
    yield from _others(on, window)
    yield _spelled(on, window, folder)
    window.go("today")
    on.app.processEvents()  # what was written leaves its box before the vault closes
    vault.close()


def _others(on: stage.Stage, window: MainWindow) -> Iterator[Figure]:
    desk = window.person.page("plan").form.desk
    case = desk.case
    for tab, thing, name in (
        ("plan", case.plan.id, "why"),
        ("plan", case.plan.id, "end_goal"),
        ("intake", case.intake.id, "purpose"),
        ("intake", case.client.id, "name"),
    ):
        window.show_case(tab)
        on.app.processEvents()
        field = stage.field_of(window, thing, name)
        kind = {case.plan.id: "plan", case.intake.id: "intake"}.get(thing, "client")
        yield _against_bare(on, field, f"a key in {kind}.{name}")
    window.go("settings")
    on.app.processEvents()
    phone = stage.field_of(window, desk.register.folder.centre.id, "phone")
    yield _against_bare(on, phone, "a key in centre.phone")
    held = next((m for m in case.meetings if m.state == MeetingState.FINISHED), None)
    if held is not None:
        window.open_client(case.client.id, "meetings")
        window.open_talk(held.id)
        on.app.processEvents()
        yield _against_bare(on, window.talk.addendum.text, "a key in an addendum")


def _spelled(on: stage.Stage, window: MainWindow, folder: Path) -> Figure:
    """Type at the end of 20,000 words of which every tenth is marked, with 300,000 known."""
    dictionaries = folder.parent / "dictionaries"
    dictionaries.mkdir(exist_ok=True)
    made = (f"ord{chr(97 + n % 26)}{n}" for n in range(300_000))
    words = "\n".join(("300000", *made, *(each.strip(".").lower() for each in _LINE.split()[1:])))
    (dictionaries / "nb.aff").write_text("SET UTF-8\nCOMPOUNDFLAG z\n", encoding="utf-8")
    (dictionaries / "nb.dic").write_text(words, encoding="utf-8")
    known = spelling(window.workspace.desk)
    known.begin(window.workspace, [dictionaries])
    meetings = window.workspace.desk.case.meetings
    meeting = next(m for m in meetings if m.state != MeetingState.FINISHED)
    window.open_talk(meeting.id)
    while not known.is_on:
        on.app.processEvents()
    field = window.talk.here.note
    _fill(field, "\n".join([_LINE * 2] * (_WORDS // (2 * len(_LINE.split())))))
    until = perf_counter() + _REST
    while perf_counter() < until:
        on.app.processEvents()
    stage.keys(on.app, field, _WARM)
    values = stage.keys(on.app, field, _TURNS * _KEYS)
    return Figure(what="a key in a note of 20,000 words, with spelling", values=values)


def _against_bare(on: stage.Stage, field: Any, what: str, size: int = 0) -> Figure:
    """Type here and in a bare box in turns; a note is first given its size."""
    bare: Any = QLineEdit() if isinstance(field, QLineEdit) else QPlainTextEdit()
    text = "\n".join([_LINE * 2] * (size // (2 * len(_LINE)) + 1))[:size]
    for box in (field, bare):
        _fill(box, text)
    stage.go_to(on.app, field)
    bare.resize(_seen(field))
    bare.show()
    stage.keys(on.app, bare, _WARM)
    stage.keys(on.app, field, _WARM)
    values: list[float] = []
    stand_in: list[float] = []
    for _turn in range(_TURNS):
        stand_in += stage.keys(on.app, bare, _KEYS)
        values += stage.keys(on.app, field, _KEYS)
    bare.close()
    return Figure(what=what, values=values, stand_in=stand_in)


def _seen(field: Any) -> QSize:
    """Return how much of a field is seen; what paints its own ground counts as no part of it."""
    seen = field.visibleRegion()
    if isinstance(field, QPlainTextEdit):
        inside = field.viewport()
        seen = seen.united(inside.visibleRegion().translated(inside.pos()))
    return seen.boundingRect().size()


def _fill(box: QWidget, text: str) -> None:
    if text and isinstance(box, QPlainTextEdit):
        box.setPlainText(text)
        cursor = box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        box.setTextCursor(cursor)
