"""What the keys and buttons do to the case on the desk, wherever in the window they are pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.choices import Party
from app.domain.clients import CaseOwner, Recusal
from app.domain.kinds import kind_name
from app.domain.labels import field_label
from app.domain.permissions import Entry
from app.domain.voices import Voice
from app.errors import NotFinished
from app.i18n import _
from app.services.case import periods, planning
from app.services.case.case_team import team
from ui.windows.bin_deeds import BinDeeds
from ui.windows.contact_deeds import ContactDeeds
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.note_deeds import NoteDeeds
from ui.windows.period_dialog import PeriodDialog
from ui.windows.stage import Stage
from ui.windows.team_dialog import TeamDialog
from ui.windows.waiting_deeds import WaitingDeeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.entities import CaseEntity
    from app.services.case.editing import FieldKey
    from ui.pages.person_page import PersonPage
    from ui.pages.talk_page import TalkPage
    from ui.workspace import Workspace


_SAID = {
    "said_by_client": Voice.CLIENT,
    "said_by_nav": Voice.NAV,
    "said_by_centre": Voice.CENTRE,
    "said_by_other": Voice.OTHER,
    "agreed": Voice.AGREED,
}
_DOES = {
    "client_does": Party.CLIENT,
    "nav_does": Party.NAV,
    "centre_does": Party.CENTRE,
    "other_does": Party.OTHER,
}


class CaseDeeds(QObject):
    """Undo, lines to the plan, finishing, new versions, who works with the case."""

    shut_out = Signal()
    """The case on the desk was hidden from whoever is working, or went into the bin."""

    def __init__(
        self, window: QMainWindow, workspace: Workspace, person: PersonPage, talk: TalkPage
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._desk = workspace.desk
        self._person = person
        self._talk = talk
        person.finish_wanted.connect(self.finish_plan)
        person.new_version_wanted.connect(self.new_version)
        person.team_wanted.connect(self.show_team)
        self.note = NoteDeeds(window, workspace, person, talk)
        self.bin = BinDeeds(window, workspace)
        self.contact = ContactDeeds(window, workspace)
        self.waiting = WaitingDeeds(window, workspace)
        self.stage = Stage(window, workspace, talk)
        self.bin.cleared.connect(self.shut_out)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {
            **self.contact.by_name(),
            **self.waiting.by_name(),
            "undo": self._undo,
            "redo": self._redo,
            "activity": self.make_activity,
            **self._of_lines(),
            **{name: self._in_talk(deed) for name, deed in self.stage.by_name().items()},
            "outline": self._in_talk(self._talk.sides.toggle_left),
            "so_far": self._in_talk(self._talk.sides.toggle_right),
            "paper": self.show_paper,
            "team": self.show_team,
            "period": self.show_period,
            "take_away": self.bin.take_away,
            "section_up": self._in_talk(lambda: self._talk.step(-1)),
            "section_down": self._in_talk(lambda: self._talk.step(1)),
        }

    def _of_lines(self) -> dict[str, Callable[[], object]]:
        lines = self._talk.lines
        deeds: dict[str, Callable[[], object]] = {
            "to_plan": lines.line_to_plan,
            "by_when": lines.ask_by_when,
            "to_check": lines.leave_question,
            "correct": lines.correct,
            "one_voice": lines.show_next_voice,
            "note_before": self._talk.aside.before.turn,
            "not_relevant": lines.turn_not_relevant,
            **{name: partial(lines.say_who, voice) for name, voice in _SAID.items()},
            **{name: partial(lines.choose_party, party) for name, party in _DOES.items()},
        }
        return {name: self._in_talk(deed) for name, deed in deeds.items()}

    def _undo(self) -> None:
        if self.bin.undo() or self.contact.undo():
            return
        front = self._desk.folders.front
        if front is not None and front.can_undo:
            self._show_step(self._desk.undo, _("Undone"))
        else:
            self._workspace.tell(_("There is nothing to undo on this page."))

    def _redo(self) -> None:
        front = self._desk.folders.front
        if front is not None and front.can_redo:
            self._show_step(self._desk.redo, _("Done again"))
        else:
            self._workspace.tell(_("Nothing that was undone is left to do again."))

    def _show_step(self, step: Callable[[], FieldKey | None], told: str) -> None:
        """Say what was taken back or brought back, and go to its field."""
        before = self._desk.saved_at
        key = step()
        if self._desk.saved_at != before:
            field = self._field_words(key)
            self._workspace.tell(f"{told}: {field}" if field else f"{told}.")
        if self._talk.isVisible() and self._talk.meeting_id not in self._desk.case.entities:
            self._talk.closed.emit()  # the meeting itself was taken back
        self._show_field(key)

    def _field_words(self, key: FieldKey | None) -> str:
        folder = self._desk.folders.of(key.entity_id) if key is not None else None
        entity = folder.folder.entities.get(key.entity_id) if folder and key else None
        return field_label(kind_name(entity), key.name) if entity and key else ""

    @Slot()
    def make_activity(self) -> None:
        """Turn the line into an activity in a conversation, or add a row in the plan."""
        if self._talk.isVisible():
            self._talk.lines.line_to_activity()
        elif self._person.isVisible() and self._person.page_name == "plan":
            self._person.page("plan").form.add_activity()

    @Slot()
    def show_paper(self) -> None:
        """Show the plan's sheet as large as the page, or the plan again."""
        if self._person.isVisible():
            self._person.show_paper()

    @Slot()
    def finish_plan(self) -> None:
        """Say what finishing does, then finish the plan."""
        desk = self._desk

        def finish() -> None:
            desk.settle()
            plan, today = desk.case.plan, self._workspace.today()
            if plan is not None:
                finished = planning.finish_plan(desk.case, plan, today)
                over = periods.after_plan(desk.case, finished, today)
                if not desk.finish(finished, *over):
                    raise NotFinished(desk.failure)
                self._tell(_plan_receipt(is_over=bool(over)))
            self._person.focus_print()

        go = self._person.page("plan").go_to_problem
        FinishPlanDialog(self._window, desk.case, finish, go).open()

    @Slot()
    def new_version(self) -> None:
        """Begin the next version, with the caret where its reason is written."""
        case, today = self._desk.case, self._workspace.today()
        plan = case.plan or periods.latest_finished_plan(case)
        if plan is not None:
            again = periods.after_new_version(case, "", today)
            self._desk.change([*planning.new_version(case, plan), *again])
            self._person.show_page("plan")
            self._person.page("plan").focus_start()

    @Slot()
    def show_team(self) -> None:
        """Show who works with the case, and let those who may say who does."""
        if self._desk.editing is None:
            return
        self._desk.settle()
        client_id = self._desk.case.client.id
        shown = team(self._workspace.vault, client_id)
        dialog = TeamDialog(self._window, self._workspace, client_id, shown)
        dialog.done_with.connect(self._take_over_team)
        dialog.open()

    @Slot()
    def show_period(self) -> None:
        """Show where the guidance is, and let it be completed, ended, or begun anew."""
        if self._desk.editing is None:
            return
        self._desk.settle()

        def turn(made: Sequence[CaseEntity], told: str) -> None:
            if not self._desk.change(made):
                raise NotFinished(self._desk.failure)
            self._tell(told)
            self._person.show_page(self._person.page_name)

        PeriodDialog(self._window, self._workspace, turn).open()

    def reveal(self, entity_id: str) -> None:
        """Show the row or the section a thing is in."""
        if self._talk.isVisible():
            self._talk.reveal(entity_id)
        else:
            self._person.reveal(entity_id)

    @Slot()
    def _take_over_team(self) -> None:
        """Show what changed; who hid the case from themselves leaves it."""
        desk = self._desk
        if desk.editing is None:
            return
        self._tell(_("Who works with the case of {name} is changed."))
        if desk.access.standing(desk.editing.client_id) == Entry.SHUT:
            desk.put_away()
            self.shut_out.emit()
            return
        desk.editing.read_again(CaseOwner, Recusal)
        if self._person.isVisible() and self._person.page_name == "history":
            self._person.page("history").show_case()

    def _tell(self, sentence: str) -> None:
        """Give a receipt that says whose case it was."""
        name = self._desk.case.client.name or _("(no name yet)")
        self._workspace.tell(sentence.format(name=name))

    def _in_talk(self, deed: Callable[[], object]) -> Callable[[], object]:
        return lambda: deed() if self._talk.isVisible() else None

    def _show_field(self, key: FieldKey | None) -> None:
        """Go to the field an undo changed, so the eye finds it."""
        if key is None:
            return
        if self._desk.editing is not None:
            self.reveal(key.entity_id)
        for field in self._window.findChildren(QWidget, f"{key.entity_id}.{key.name}"):
            if field.isVisible():
                field.setFocus()
                return


def _plan_receipt(*, is_over: bool) -> str:
    if is_over:
        return _("The plan of {name} is finished, and the guidance is completed.")
    return _("The plan of {name} is finished.")
