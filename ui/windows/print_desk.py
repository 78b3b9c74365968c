"""Printing from the main window: make the paper, warn of missing letters, log the deed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.access_codes import Action
from app.domain.choices import MeetingKind
from app.domain.sharing import Disclosure, GivenHow
from app.i18n import _, later, said
from app.policy.policy import Export
from app.services.case.leaving import check_may_leave, log_leaving
from app.services.printed_words import unprintable_letters
from app.services.printing import AGREED, AT_DESK, CAREER_PLAN, TOLD, AtDesk, Print
from app.services.receipts import RECEIPT
from app.services.sharing import COPY
from app.services.templates.finding import template_for
from ui.printing import Way, print_pdf, put_on_top, save_pdf
from ui.widgets.labels import Label
from ui.windows.agreed_window import AgreedWindow
from ui.windows.quiet_step import QuietStep
from ui.windows.told_window import ToldWindow
from ui.windows.words_leaving import CaseWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from app.domain.templates import ConversationTemplate
    from ui.pages.person_page import PersonPage
    from ui.pages.sharing_page import SharingPage
    from ui.pages.talk_page import TalkPage
    from ui.pages.templates_page import TemplatesPage
    from ui.workspace import Workspace

_SAVED = later("The paper is saved as a file.")
"""Said of a paper without a sentence of its own."""


@dataclass(frozen=True)
class PrintedPages:
    """The pages whose things are printed."""

    person: PersonPage
    talk: TalkPage
    templates: TemplatesPage


class PrintDesk(QObject):
    """Prints what the table of prints says, from what lies on the desk, and says whose it is."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        pages: PrintedPages,
        go_to: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._quiet, self._go_to = QuietStep(window, workspace), go_to
        self._person, self._talk, self._templates = pages.person, pages.talk, pages.templates
        self._meeting_id = ""
        self._window = window
        self._workspace = workspace
        self._tell = workspace.tell

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return what can be printed and saved, under the names of its commands."""
        printed = {f"print_{each.name}": partial(self.print, each) for each in AT_DESK}
        saved = {f"save_{each.name}": partial(self.save, each) for each in AT_DESK if each.saved}
        shown = {"print_agreed": self.show_agreed}
        shown["print_receipt"] = partial(self.print, RECEIPT)
        shown |= {"print_plan": self.print_plan, "save_plan": self.save_plan}
        shown |= dict.fromkeys(("show_told", "told_in_talk"), self.show_told)
        return {**printed, **saved, **shown}

    def print_plan(self) -> None:
        """Print the person's own copy, or on the page of sharing the one for somebody else."""
        self.print(self._wanted_plan())

    def save_plan(self) -> None:
        """Save the same as a file."""
        self.save(self._wanted_plan())

    def _wanted_plan(self) -> Print[AtDesk, Any]:
        return COPY if self._decision_page() is not None else CAREER_PLAN

    def show_told(self) -> None:
        """Show on the whole screen what the person on the desk is told, in their language."""
        if self._workspace.desk.editing is None:
            return
        self._workspace.desk.settle()
        shown = ToldWindow(self._window, self._workspace)
        shown.print_wanted.connect(partial(self.print, TOLD))
        shown.open_whole()

    def show_agreed(self) -> None:
        """Show what was agreed in the meeting in sight, to read aloud, and who may have a copy."""
        self._meeting_id = self._talk.shown_meeting()
        if self._meeting_id:
            self._workspace.desk.settle()
            shown = AgreedWindow(self._window, self._workspace, self._meeting_id)
            shown.print_wanted.connect(partial(self.print, AGREED))
            shown.open()

    def print(self, what: Print[AtDesk, Any]) -> None:
        """Send something to a printer through the system's dialog, after a quiet look at it."""
        if not self._workspace.policy.allows_export(Export.PRINT):
            self._tell(_("County IT has decided that nothing is printed here."))
            return
        verbs = (_("Print all the same"), _("Print"))
        self._leave(what, verbs, partial(self._print, what))

    def _print(self, what: Print[AtDesk, Any], sheet: Any) -> None:
        content = what.draw(sheet)
        way = self._way(what, sheet, content, Action.PRINTED)
        may = self._may_be_file(what)
        as_file = self._way(what, sheet, content, Action.EXPORTED) if may else None
        called, lacking = self._said_before(what, sheet)
        about = [Label(called, "heading", wrap=True)]
        about += [Label(lacking, "problem", wrap=True)] if lacking else []
        name = what.file_name(sheet)
        put_on_top(print_pdf(self._window, content, name, way, as_file), about)

    def save(self, what: Print[AtDesk, Any]) -> None:
        """Save something as a PDF where the counsellor chooses."""
        if not self._may_be_file(what):
            self._tell(said(what.refused))
            return
        verbs = (_("Save all the same"), _("Save as PDF …"))
        self._leave(what, verbs, partial(self._save, what))

    def _save(self, what: Print[AtDesk, Any], sheet: Any) -> None:
        self._said_before(what, sheet)
        content = what.draw(sheet)
        way = self._way(what, sheet, content, Action.EXPORTED)
        save_pdf(self._window, content, what.file_name(sheet), way)

    def _leave(
        self, what: Print[AtDesk, Any], verbs: tuple[str, str], then: Callable[[Any], None]
    ) -> None:
        """Go on with what is gathered, when what is worth a second look in it was seen."""
        check_may_leave(self._workspace.vault)

        def gathered() -> tuple[Any, ...]:
            sheet = what.gather(self._at_desk())
            return () if sheet is None else (sheet,)

        def go_on() -> None:
            for sheet in gathered():
                then(sheet)

        if gathered():
            texts = lambda: [t for s in gathered() for t in what.texts(s)]  # noqa: E731
            words = CaseWords(self._window, self._workspace, self._go_to, texts)
            self._quiet.leave(words, go_on, verbs)
        else:
            self._tell(said(what.missing))

    def _may_be_file(self, what: Print[AtDesk, Any]) -> bool:
        code = what.export_code
        return code is None or self._workspace.policy.allows_export(code)

    def _way(self, what: Print[AtDesk, Any], sheet: Any, content: bytes, deed: Action) -> Way:
        """Return what is logged before it leaves, and said after."""
        words = (what.saved or _SAVED) if deed == Action.EXPORTED else what.sent
        then = partial(self._tell, what.say(words, sheet))
        return Way(then, partial(self._log, deed, what, sheet, content))

    def _said_before(self, what: Print[AtDesk, Any], sheet: Any) -> tuple[str, str]:
        """Say before a dialog opens what goes out, and which of its letters the paper lacks.

        Behind a dialog of the system, which takes no line of ours, it stands in the status line.
        """
        called, letters = what.say(what.called, sheet), unprintable_letters(sheet)
        words = _("The paper cannot show these characters: {letters}")
        lacking = words.format(letters=letters) if letters else ""
        self._tell(". ".join(each for each in (called, lacking) if each))
        return called, lacking

    def _at_desk(self) -> AtDesk:
        desk, vault = self._workspace.desk, self._workspace.vault
        desk.settle()
        return AtDesk(
            centre=vault.centre,
            counsellor=vault.counsellor,
            today=self._workspace.today(),
            case=desk.case if desk.editing is not None else None,
            plan=self._person.plan_to_print(),
            meeting_id=self._meeting_id,
            decision_id=self._decision(),
            template=self._template(),
            practice=self._workspace.practice,
        )

    def _decision(self) -> str:
        """Return the decision on the page of sharing, where that is in sight."""
        page = self._decision_page()
        return page.decision_id if page is not None else ""

    def _decision_page(self) -> SharingPage | None:
        shown = self._person.isVisible() and self._person.page_name == "sharing"
        found: SharingPage | None = self._person.page("sharing") if shown else None
        return found

    def _template(self) -> ConversationTemplate:
        """Return the one in sight, or else what a first conversation follows."""
        seen = self._talk.note_cards.form if self._talk.isVisible() else None
        if self._templates.isVisible():
            seen = self._templates.inside.template
        register = self._workspace.desk.register.folder
        return seen or template_for(MeetingKind.THREE_PARTY, register)

    def _log(self, deed: Action, what: Print[AtDesk, Any], sheet: Any, content: bytes) -> None:
        """Write down what leaves before it does; where that fails, it stays."""
        client_id = what.whose(sheet)
        if not client_id:
            return
        how = GivenHow.FILE if deed == Action.EXPORTED else GivenHow.PRINT
        about = (sheet, content, how, self._workspace.now())
        record = what.record(self._at_desk(), *about) if what.record else None
        log_leaving(self._workspace.vault, deed, client_id=client_id, record=record)
        editing = self._workspace.desk.editing
        if record is not None and editing is not None:
            editing.read_again(Disclosure)
            if self._decision_page() is not None:
                self._person.page("sharing").refresh()
