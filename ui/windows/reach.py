"""Which commands can be given where one stands, and in words why another cannot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import CareerPlan
from app.i18n import _, said
from app.services.printing import CAREER_PLAN
from ui.windows.command import Command, Sight
from ui.windows.commands import ALWAYS, commands
from ui.windows.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from app.domain.permissions import Deed
    from ui.windows.case_ways import CaseViews
    from ui.workspace import Workspace


class _Window(Protocol):
    page_name: str


class Reach(QObject):
    """Lets only those commands be given that somebody may, and whose object is in sight.

    A command that would work on a person nobody sees might print the wrong one's plan.
    """

    moved = Signal()
    """Something else may be in sight."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        views: CaseViews,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._person, self._talk = views.person, views.talk
        self._actions = actions
        self._commands = {each.name: each for each in commands()}
        self._waiting = False
        desk = workspace.desk
        desk.opened.connect(self.refresh)
        for page in (self._person, self._talk):
            desk.watch(page, {CareerPlan: (), Meeting: (), Intake: ()}, self.refresh)
        self._person.tabs.currentChanged.connect(self.refresh)
        workspace.receipts.given.connect(self._hear)
        self._talk.turned.connect(self.refresh)
        self._person.turned.connect(self.refresh)

    def begin(self, *, waiting: bool) -> None:
        """Let commands be given; next to none while something has to be confirmed first."""
        self._waiting = waiting
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Set every command on or off, in menus and by key alike."""
        may = cache(self._workspace.vault.may)  # the vault is asked once a deed, not a command
        missing = self._missing()
        for name, action in self._actions.items():
            command = self._commands[name]
            action.setEnabled(self._is_allowed(command, may) and not _lacks(command, missing))
        self.moved.emit()

    @Slot()
    def _hear(self) -> None:
        """Let a contact that was just written from the list be taken back there."""
        if self._has_noted() and self._where() == "clients":
            self.refresh()

    def tell_why(self, event: QKeyEvent) -> bool:
        """Say why the command of a key is off; whether it was the key of one that lacks something.

        The key of a command that is on never comes this far.
        """
        pressed = QKeySequence(event.keyCombination())
        for command in self._commands.values():
            may = self._workspace.vault.may
            if pressed in command.keys and self._is_allowed(command, may):
                why = _lacks(command, self._missing())
                if why:
                    self._workspace.tell(why)
                return bool(why)
        return False

    def _where(self) -> str:
        """Return the page in sight; the window is not held, since the desk's watch outlives it."""
        return cast("_Window", self.parent()).page_name

    def _is_allowed(self, command: Command, may: Callable[[Deed], bool]) -> bool:
        allowed = command.needs is None or may(command.needs)
        return allowed and (not self._waiting or command.name in ALWAYS)

    def _missing(self) -> dict[Sight, str]:
        """Return what is not in sight, each with words for what has to be done first."""
        where = self._where()
        on_case, on_talk = where in {"person", "talk"}, where == "talk"
        binned = where == "clients" and bool(self._workspace.desk.just_binned)
        on_stage = on_talk and not self._has_note()
        of_centre = where in PAGES and PAGES[where].of_centre
        noted = where == "clients" and self._has_noted()
        writes = (on_case and not on_stage) or binned or noted or of_centre
        sights = (
            (Sight.PERSON, on_case, _("Open a client first.")),
            (
                Sight.SOMEBODY,
                on_case or where == "clients",
                _("Open a client, or choose one in the list, first."),
            ),
            (Sight.PLAN, on_case and self._has_plan(), said(CAREER_PLAN.missing)),
            (Sight.TALK, on_talk, _("Open a conversation first.")),
            (Sight.PAGE, where == "person", _("Go to one of the client's pages first.")),
            (Sight.NOTE, self._has_note(), _("Open the note of a conversation first.")),
            (
                Sight.LINE,
                self._has_lines(),
                _("Activities are made in a conversation or on a plan that is not finished."),
            ),
            (Sight.PARTNERS, where == "partners", _("Go to the page of partners first.")),
            (Sight.PHRASES, where == "phrases", _("Go to the page of phrases first.")),
            (Sight.TEMPLATES, where == "templates", _("Go to the page of templates first.")),
            (Sight.WRITING, writes, _("There is nothing to undo on this page.")),
        )
        return {sight: why for sight, is_there, why in sights if not is_there}

    def _has_noted(self) -> bool:
        """Whether a contact was just written down that can be taken back."""
        desk = self._workspace.desk
        return desk.editing is not None and desk.just_noted in desk.editing.folder.entities

    def _has_plan(self) -> bool:
        return self._person.plan_to_print() is not None

    def _has_note(self) -> bool:
        return self._where() == "talk" and not self._talk.is_shared

    def _has_lines(self) -> bool:
        on_plan = self._where() == "person" and self._person.page_name == "plan"
        return self._has_note() or (on_plan and self._has_plan())


def _lacks(command: Command, missing: Mapping[Sight, str]) -> str:
    """Return in words what has to be in sight first for a command; nothing where all is."""
    return next((why for sight, why in missing.items() if sight in command.in_sight), "")
