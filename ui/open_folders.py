"""What lies open on the desk: a case, and the centre's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.entities import CaseEntity, Entity
from app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.case.editing import Editing


class OpenFolders:
    """Finds the folder a thing is in; the centre's own is read when it is first asked for."""

    def __init__(
        self, opened: Callable[[str], Editing], hear: Callable[[frozenset[str]], None]
    ) -> None:
        self._opened, self._hear = opened, hear
        self.case: Editing | None = None
        self._register: Editing | None = None
        self._front: Editing | None = None

    @property
    def register(self) -> Editing:
        """The centre's own folder."""
        if self._register is None:
            self._register = self._opened("")
            self._register.listen(self._hear)
        return self._register

    @property
    def front(self) -> Editing | None:
        """The folder that undo works in: the one whose page is shown, or was edited last."""
        return self._front if self._front in self.all() else self.case

    @front.setter
    def front(self, editing: Editing | None) -> None:
        self._front = editing

    def of(self, entity: Entity | str) -> Editing | None:
        """Return the folder a thing is in, or would be in."""
        if isinstance(entity, CaseEntity):
            return self.case
        register = self._register
        in_register = register is not None and entity in register.folder.entities
        return self.register if isinstance(entity, Entity) or in_register else self.case

    def all(self) -> tuple[Editing, ...]:
        """Return those that are open."""
        return tuple(each for each in (self.case, self._register) if each is not None)

    @property
    def has_unkept(self) -> bool:
        """Whether something typed is not in the vault yet, not even as a draft."""
        return any(each.has_unkept for each in self.all())

    @property
    def waits(self) -> bool:
        """Whether anything on screen still has to be written."""
        return any(_waits(each) for each in self.all())

    def keep(self) -> None:
        """Write what was typed as drafts."""
        _one_after_the_other([each.keep for each in self.all() if each.has_unkept])

    def settle(self) -> None:
        """Turn drafts into state."""
        _one_after_the_other([each.settle for each in self.all() if _waits(each)])

    def clear(self) -> None:
        """Let go of them."""
        self.case = self._register = self._front = None


def _waits(editing: Editing) -> bool:
    return editing.has_unkept or not editing.is_settled


def _one_after_the_other(deeds: Sequence[Callable[[], None]]) -> None:
    """Do all of them, and raise at the end what the first that failed raised."""
    failed: UserError | None = None
    for deed in deeds:
        try:
            deed()
        except UserError as error:
            failed = failed or error
    if failed is not None:
        raise failed
