"""Labelled fields bound to the folders on the desk, each with room for its problem."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.choices import PARTY_SHAPES, Code, Party, newer_label
from app.domain.code_sets import Codes
from app.domain.fields import codes_of, remark, type_of
from app.domain.kinds import CASE_KINDS, KINDS, field_said, kind_name, link_named_in
from app.domain.labels import field_label
from app.domain.phrases import takes_phrases
from app.services.case.editing import FieldKey
from app.services.code_lists import code_label, code_lists, offered
from app.services.partners.naming import contact_choices, naming
from ui.forms.contact_field import ContactField
from ui.forms.expanding import expanding
from ui.forms.number_watch import NumberWatch
from ui.forms.spelling import spelling
from ui.widgets.announcing import announce
from ui.widgets.code_fields import ListedField, SeveralField
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.labelled import Row, mark_field
from ui.widgets.notes_field import NotesField
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.entities import Entity
    from app.services.partners.naming import ContactChoice
    from ui.desk import Desk


class FieldBinding(QObject):
    """Keeps one field and one value equal, both ways."""

    def __init__(self, desk: Desk, field: Any, say: Callable[[str], None] | None = None) -> None:
        super().__init__(field)
        self._desk = desk
        self.field = field
        self._mark = say or partial(mark_field, field)
        self.key: FieldKey | None = None
        self.along: Callable[[], Sequence[Entity]] = tuple
        """What comes with the first thing typed, where the field's own thing is yet to come."""
        self._to_come: Entity | None = None
        self._is_locked: bool | None = None
        self._problem = self._shown = ""
        self._typed: str | None = None
        self._heard = ""
        self._is_touched = False
        self._numbers = NumberWatch()
        field.edited.connect(self._enter)
        if isinstance(field, ContactField):
            field.offer_from(self._contacts)
            field.chosen.connect(self._choose)
        desk.settled.connect(self._settle)

    def show(self, entity: Entity | None, name: str) -> None:
        """Bind to a field of an entity; None empties and locks the field."""
        old, self._to_come = self.key, entity
        self.key = FieldKey(entity.id, name) if entity is not None else None
        if entity is not None and self.key != old:
            self.field.setObjectName(f"{entity.id}.{name}")
        self._desk.bind(self, old.entity_id if old else "", entity.id if entity else "")
        if self.key != old:
            self._is_touched, self._heard = False, ""
            self._numbers.begin("")
        self.refresh()
        if self.key != old:
            self._numbers.begin(self._shown)

    def refresh(self) -> None:
        """Show what is stored, or what was typed where it is no value yet."""
        editing = self._desk.folders.of(self.key.entity_id) if self.key is not None else None
        if self.key is None or editing is None or self.key.entity_id not in editing.folder.entities:
            self.field.show_text("")
            self._lock(locked=not self._may_come())
            return
        self._shown = editing.shown(self.key)
        self.field.show_text(self._shown)
        self._say_read(is_settled=editing.is_settled)
        self._lock(locked=not editing.may_edit(self.key))
        problem = self._numbers.warning or editing.problem(self.key)
        if not problem and not self._is_locked and not self.field.hasFocus():
            entity = editing.folder.entities[self.key.entity_id]
            problem = remark(entity, self.key.name, editing.today)
        self._say(problem)

    @Slot(str)
    def _enter(self, text: str) -> None:
        if self.key is None:
            return
        if self._numbers.look(self.field.touched(), text):
            self._say(self._numbers.warning)
        self._typed, self._is_touched = text, True
        self._desk.type_into(self.key, text, self.along() if text else ())
        if self._is_locked:
            self.refresh()  # nothing was taken: what is not stored does not stand there

    def _contacts(self) -> Sequence[ContactChoice]:
        """Return whom of the partners' contact persons the field may name."""
        entity = self._entity()
        return contact_choices(self._desk.register.folder, entity) if entity else ()

    @Slot(object)
    def _choose(self, choice: ContactChoice) -> None:
        """Name somebody who was chosen, with what follows from it, in one step."""
        self._desk.settle()
        entity = self._entity()
        if entity is not None and not self._is_locked:
            self._desk.change([naming(entity, choice)])

    def _entity(self) -> Entity | None:
        editing = self._desk.folders.of(self.key.entity_id) if self.key is not None else None
        return editing.folder.entities.get(self.key.entity_id) if editing and self.key else None

    def hear(self) -> None:
        """Show what changed."""
        self.refresh()

    @Slot()
    def _settle(self) -> None:
        if not self.field.hasFocus():
            self.refresh()

    def _may_come(self) -> bool:
        """Whether what is typed here makes the thing it is typed in."""
        return any(each.id == self._to_come.id for each in self.along()) if self._to_come else False

    def _lock(self, *, locked: bool) -> None:
        if locked != self._is_locked:
            self._is_locked = locked
            self.field.set_locked(locked=locked)

    def _say_read(self, *, is_settled: bool) -> None:
        """Say what was typed where it was read as something else: +14 as a day."""
        if not is_settled or self._typed is None:
            return
        typed, self._typed = self._typed, None
        if self._shown != typed and isinstance(self.field, TextField):
            announce(self.field, f"{self.field.accessibleName()}: {self._shown}")

    def _say(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self._mark(problem)
        self._say_aloud(problem)

    def _say_aloud(self, problem: str) -> None:
        """Say once what is wrong with what was just typed here, when the field is left."""
        if not problem:
            self._heard = ""
        is_there = self.field.hasFocus() and problem != self._numbers.warning
        if problem and problem != self._heard and self._is_touched and not is_there:
            self._heard = problem
            announce(self.field, problem, assertive=True)


class Form(QWidget):
    """Edits fields of things on the desk; subclasses say which."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._bindings: dict[tuple[str, str], FieldBinding] = {}

    def labelled(
        self, kind: str, name: str, field: Any = None, hint: str = "", *, lines: int = 0
    ) -> Row:
        """Return a field in its row, bound under its name; its type says what widget it is."""
        field = field or field_for(kind, name, lines, self.desk.today())
        text = field_label(kind, name)
        made = Row(text, field, hint, wrap=False)
        self.bind(kind, name, field, made.say)
        return made

    def bind(
        self, kind: str, name: str, field: Any, say: Callable[[str], None] | None = None
    ) -> FieldBinding:
        """Bind a field without a label of its own; its name is still spoken.

        `say` shows what is wrong with it, where there is room for that beside the field.
        """
        if not field.accessibleName():
            field.setAccessibleName(field_label(kind, name))
            if isinstance(field, ChoiceField | SeveralField):  # on Linux its name is what is chosen
                describe(field, field_label(kind, name))
        if kind in CASE_KINDS and takes_phrases(kind, name, long=isinstance(field, NotesField)):
            expanding(self.desk).attend(field)
            spelling(self.desk).attend(field)
        binding = FieldBinding(self.desk, field, say)
        self._bindings[kind, name] = binding
        return binding

    def bindings(self) -> tuple[FieldBinding, ...]:
        """Return what binds each field, in their order."""
        return tuple(self._bindings.values())

    def field(self, kind: str, name: str) -> Any:
        """Return the widget that is bound under a name."""
        return self._bindings[kind, name].field

    def show_entity(self, entity: Entity | None, kind: str = "") -> None:
        """Bind every field of a kind to an entity; None locks them."""
        kind = kind or (kind_name(entity) if entity is not None else "")
        for (bound_kind, name), binding in self._bindings.items():
            if bound_kind == kind:
                binding.show(entity, name)


def field_for(kind: str, name: str, lines: int = 0, day: date = date.max) -> Any:
    """Return the widget that the type of a field asks for.

    A data list offers what holds on the day; without one, what has no end.
    """
    codes = codes_of(kind, name)
    if codes:
        return ChoiceField([(code.value, _word(code)) for code in codes], newer_label)
    listed = field_said(kind, name).listed
    if listed in code_lists():
        choices = [(each.code, each.label) for each in offered(listed, day)]
        several = type_of(kind, name) is Codes
        return (SeveralField if several else ListedField)(choices, partial(code_label, listed))
    if name in KINDS[kind].__dataclass_fields__ and type_of(kind, name) is bool:
        return CheckField(field_label(kind, name))
    if field_said(kind, name).long:
        return NotesField(lines or 2)
    if link_named_in(kind, name) and not lines:
        return ContactField()
    return NotesField(lines) if lines else TextField()


def _word(code: Code) -> str:
    """Return a code's word; a party is known by its shape too."""
    return party_word(code) if isinstance(code, Party) else code.label


def party_word(party: Party) -> str:
    """Return a party's word with its shape."""
    return f"{PARTY_SHAPES[party]} {party.label}"
