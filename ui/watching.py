"""Who hears of a change: fields of a thing, and views of sorts of things where they are seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QWidget

    from app.domain.entities import Entity
    from app.services.case.editing import FieldKey

    Kinds = Collection[type[Entity]] | Mapping[type[Entity], Collection[str]]
    """Kinds of things; perhaps with the fields whose typing is of interest, where not all are."""
    Watched = Kinds | Callable[[], Collection[str]]
    """Kinds of things, or the ids of some as they are at that moment."""


@dataclass(frozen=True)
class Change:
    """What changed on the desk."""

    ids: frozenset[str]
    types: frozenset[type[Entity]]
    typed: FieldKey | None = None
    """The field that was typed in; nothing for a deed, which may change any."""


class Bound(Protocol):
    """A field that shows something of a thing."""

    key: FieldKey | None

    def hear(self) -> None:
        """Show it again."""


class Watch(QObject):
    """Shows again what changed: at once where it is on screen, else when it comes on screen."""

    def __init__(self, widget: QWidget, what: Watched, refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._what, self._refresh = widget, what, refresh
        self._is_late = False

    def ring(self, change: Change | None) -> None:
        """Hear that things changed, or the day: that concerns everybody."""
        if self._is_late or (change is not None and not self._concerns(change)):
            return
        if self._widget.isVisible():
            self._refresh()
            return
        self._is_late = True
        self._widget.installEventFilter(self)  # only while it waits: a filter costs every event

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_late:
            self._is_late = False
            self._widget.removeEventFilter(self)
            self._refresh()
        return super().eventFilter(watched, event)

    def may_concern(self, change: Change) -> bool:
        """Whether a change of this sort can concern it: the same for every key in a field."""
        return callable(self._what) or self._concerns(change)

    def _concerns(self, change: Change) -> bool:
        what = self._what
        if callable(what):
            return any(each in change.ids for each in what())
        if change.typed is None or not isinstance(what, Mapping):
            return any(each in what for each in change.types)
        return any(change.typed.name in what.get(each, ()) for each in change.types)


class Watching:
    """All who hear of changes on the desk. Widgets that are gone hear nothing."""

    def __init__(self) -> None:
        self._watches: list[Watch] = []
        self._typed: dict[tuple[frozenset[type[Entity]], str], tuple[Watch, ...]] = {}
        """Whom a key in a field can concern; found once, since every key asks."""
        self._bound: dict[str, list[Bound]] = {}

    def watch(self, widget: QWidget, what: Watched, refresh: Callable[[], None]) -> None:
        """Show something anew when these change: at once where it is on screen, else once it is."""
        self._watches = [each for each in self._watches if isValid(each)]
        self._watches.append(Watch(widget, what, refresh))
        self._typed.clear()

    def bind(self, bound: Bound, old_id: str, new_id: str) -> None:
        """Let a field hear of the thing it shows, and no longer of the one before."""
        if old_id != new_id:
            self._bound[old_id] = [each for each in self._heard_by(old_id) if each is not bound]
            self._bound.setdefault(new_id, []).append(bound)

    def forget_gone(self) -> None:
        """Let go of fields whose widgets are gone."""
        self._bound = {each: found for each in self._bound if (found := self._heard_by(each))}

    def ring(self, change: Change) -> None:
        """Tell everybody it concerns.

        A deed may shut or open fields of other things, so then every field hears: those of a
        note, when its meeting is finished. A key is heard by fields that show what was typed.
        """
        for entity_id in change.ids if change.typed else tuple(self._bound):
            for bound in self._heard_by(entity_id):
                if change.typed is None or bound.key == change.typed:
                    bound.hear()
        for watch in self._concerned(change):
            if isValid(watch):
                watch.ring(change)

    def _concerned(self, change: Change) -> tuple[Watch, ...]:
        if change.typed is None:
            return tuple(self._watches)
        sort = (change.types, change.typed.name)
        found = self._typed.get(sort)
        if found is None:
            there = (each for each in self._watches if isValid(each))
            found = self._typed[sort] = tuple(each for each in there if each.may_concern(change))
        return found

    def turn_day(self) -> None:
        """Let everybody show again what they show: it may say a day, or be late by now."""
        for watch in tuple(self._watches):
            if isValid(watch):
                watch.ring(None)

    def _heard_by(self, entity_id: str) -> list[Bound]:
        return [each for each in self._bound.get(entity_id, ()) if isValid(each)]
