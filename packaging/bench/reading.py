"""How long it takes to see something: a list, a day, a person, what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from typing_extensions import override

from bench import stage
from bench.figures import Figure

_TIMES = 15
_SOUGHT = ("l", "li", "liv", "han", "hæt", "ola b", "sørli", "xyz", "an", "ber")


def unlock(folder: Path) -> Iterator[Figure]:
    """Open the vault, its key derived already, up to a list of people that answers."""
    on = stage.set_up(folder)
    values = []
    for _time in range(3):
        vaults = []

        def to_the_list(vaults: list[object] = vaults) -> None:
            vault = on.open()
            vaults.append(vault)
            on.show(vault).go("clients")
            on.app.processEvents()

        values.append(stage.took(to_the_list))
        vaults[0].close()
    yield Figure(what="unlock to a usable list, key derivation apart", values=values)


def today(folder: Path) -> Iterator[Figure]:
    """Go to the day's page."""
    yield _page(folder, "today", "the day's page")


def list_(folder: Path) -> Iterator[Figure]:
    """Go to the list of people."""
    yield _page(folder, "clients", "the list of people")


def search(folder: Path) -> Iterator[Figure]:
    """Search for what people type, letter by letter."""
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)
    window.go("clients")

    def look(words: str) -> None:
        window.clients.search_for(words)
        on.app.processEvents()

    values = [stage.took(lambda words=words: look(words)) for words in _SOUGHT * 5]
    yield Figure(what="search as you type", values=values)


def open_(folder: Path) -> Iterator[Figure]:
    """Open one person after another, on each page."""
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)
    people = [case.client.id for case in stage.cases(vault, 40)]

    def look(client_id: str, page: str) -> None:
        window.open_client(client_id, page)
        on.app.processEvents()

    for page in ("intake", "meetings", "plan"):
        look(people[0], page)  # a page is built when it is first looked at
    values = [
        stage.took(lambda who=who, at=at: look(who, ("intake", "meetings", "plan")[at % 3]))
        for at, who in enumerate(people[1:])
    ]
    yield Figure(what="open a person", values=values)


def preview(folder: Path) -> Iterator[Figure]:
    """From a key in the plan to its paper drawn anew beside it."""
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)
    case = stage.with_draft(vault)
    window.open_client(case.client.id, "plan")
    page = window.person.page("plan")
    paints = _Paints()
    page.paper.viewport().installEventFilter(paints)
    why = stage.field_of(window, case.plan.id if case.plan else "", "why")
    QTest.qWait(1_500)

    def until_drawn() -> None:
        before = paints.count
        stage.keys(on.app, why, 1)
        stage.wait_for(on.app, lambda: paints.count > before)

    values = [stage.took(until_drawn) for _time in range(8)]
    yield Figure(what="preview follows the typing", values=values)


class _Paints(QObject):
    """Counts how often something is painted."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def _page(folder: Path, name: str, what: str) -> Figure:
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)

    def look() -> None:
        window.go("settings")
        on.app.processEvents()
        window.go(name)
        on.app.processEvents()

    look()
    return Figure(what=what, values=[stage.took(look) for _time in range(_TIMES)])
