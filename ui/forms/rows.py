"""Rows of a folder, one under the other: each edited in place, each with a way out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.kinds import kind_name
from ui.forms.form import Form, field_for
from ui.widgets.buttons import Button
from ui.widgets.labelled import ProblemLine
from ui.widgets.layouts import column, folding, from_the_top, row
from ui.widgets.speaking import Role, speak_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.entities import Entity
    from ui.desk import Desk


@dataclass(frozen=True, kw_only=True)
class RowShape:
    """What a row holds and says."""

    shares: Mapping[str, int]
    """Its fields from left to right, and how much of the width each takes."""
    hints: Mapping[str, str]
    """What stands in a field while it is empty."""
    take_out: str
    take_named: str
    """What taking out a row is called where it has a name: with {name}."""
    named_by: str
    """The field that says which row it is."""
    below: int
    """The width below which the fields stand one under the other."""
    lines: int = 0
    """How many lines a field of long text begins with; 0 where the field says so itself."""
    under: tuple[str, ...] = ()
    """Fields on a line of their own, under the others."""


class RowForm(Form):
    """One row: its fields side by side, and a button that takes it out."""

    def __init__(self, desk: Desk, entity: Entity, shape: RowShape) -> None:
        super().__init__(desk)
        self.entity = entity
        kind = kind_name(entity)
        self.problem = ProblemLine()
        names = (*shape.shares, *shape.under)
        self.fields = {name: field_for(kind, name, shape.lines) for name in names}
        for name, field in self.fields.items():
            if name in shape.hints:
                field.setPlaceholderText(shape.hints[name])
            self.bind(kind, name, field, partial(self.problem.say, field))
        self.remove = Button("×")
        self.remove.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.remove.setAccessibleName(shape.take_out)
        self.remove.setToolTip(shape.take_out)
        self._shape = shape
        speak_as(self, Role.Grouping)
        self.fields[shape.named_by].textChanged.connect(self._say_name)
        *first, last = (self.fields[name] for name in shape.shares)
        is_tall = bool(shape.lines)
        end = from_the_top(last, self.remove) if is_tall else row(last, self.remove)
        end.setStretch(0, 1)
        end.addStretch(0)  # a last field of one width leaves room over
        shares = tuple(shape.shares.values())
        whole = folding(*first, end, below=shape.below, spacing=8, shares=shares, at_top=is_tall)
        under = [self.fields[name] for name in shape.under]
        lines = [folding(*under, None, below=shape.below, spacing=12)] if under else []
        self.setLayout(column(whole, *lines, self.problem, spacing=4))
        self.remove.clicked.connect(self._take_out)
        self.show_row(entity)

    def show_row(self, entity: Entity) -> None:
        """Edit this thing of the kind the row was made for."""
        self.entity = entity
        self.show_entity(entity)
        may_edit = self.desk.may_edit(entity, next(iter(self._shape.shares)))
        self.remove.setEnabled(may_edit)
        self.remove.setVisible(may_edit)  # what is finished is read

    @Slot()
    def _say_name(self) -> None:
        """Tell the rows apart for those who hear them: by what they are about."""
        name = " ".join(self.fields[self._shape.named_by].touched().split())
        self.setAccessibleName(name)
        words = self._shape.take_named.format(name=name) if name else self._shape.take_out
        self.remove.setAccessibleName(words)

    @Slot()
    def _take_out(self) -> None:
        editing = self.desk.folders.of(self.entity)
        if editing is not None:
            self.desk.change([], removed=[editing.folder.entities[self.entity.id]])


class Rows(QVBoxLayout):
    """Shows the rows as they stand; one that is being written in is left alone.

    A layout and no widget: one layer more and a row that folds is not given its new height.
    """

    made = Signal()
    """Rows were built anew; Tab reaches them last unless somebody says otherwise."""

    def __init__(self, desk: Desk, make: Callable[[Any], QWidget]) -> None:
        super().__init__()
        self._desk, self._make = desk, make
        self._shape: RowShape | None = None
        self._ids: tuple[str, ...] = ()
        self._may: tuple[bool, ...] = ()
        self.setSpacing(8)

    def show_rows(self, entities: Sequence[Entity], shape: RowShape | None = None) -> None:
        """Display these rows; those that are shown are made anew where they have another shape."""
        may = tuple(self._desk.may_edit(entity, "position") for entity in entities)
        ids = tuple(entity.id for entity in entities)
        if (ids, may, shape) == (self._ids, self._may, self._shape):
            return
        rows = self.widgets()
        # of quite other things, as of another meeting: nobody writes in any row of them
        is_other = shape == self._shape and not set(ids) & set(self._ids)
        self._ids, self._may, self._shape = ids, may, shape
        if is_other and len(rows) == len(ids) and all(isinstance(each, RowForm) for each in rows):
            for form, entity in zip(rows, entities, strict=True):
                cast("RowForm", form).show_row(entity)
            return
        empty_layout(self)
        for entity in entities:
            self.addWidget(self._make(entity))
        self.made.emit()

    def widgets(self) -> list[QWidget]:
        """Return the rows as widgets, from the top."""
        items = (self.itemAt(number) for number in range(self.count()))
        found = (item.widget() for item in items if item is not None)
        return [widget for widget in found if widget is not None]


def empty_layout(layout: QBoxLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()  # else the layout's late show makes a window of it
            widget.setParent(None)
            widget.deleteLater()
