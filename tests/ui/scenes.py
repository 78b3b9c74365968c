"""Every window, page and dialog of the program, one after another, each as a user meets it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from typing_extensions import override

from app.domain.cases import Case
from app.domain.choices import MeetingState, Party
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Addendum, Meeting, Participant
from app.domain.own_words import OwnWord
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.errors import NotSaved, UserError, WrongPassphrase
from app.i18n import _
from app.policy.policy import Policy
from app.services.case import conversing, planning
from app.services.case.bin import bin_person
from app.services.case.editing import Editing
from app.services.case.preparing import take_in
from app.services.templates.finding import newest_built_in
from app.services.vault.founding import new_recovery_key
from app.services.vault.unlocking import Door
from app.storage.vault import Vault
from tests.building import TODAY, drop, now
from tests.ui.access_scenes import access_scenes
from tests.ui.vault_scenes import Scene, vault_scenes, way_scenes
from ui.errors import ErrorReporter
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.front.wizard_steps import Answers
from ui.front.wizard_window import WizardWindow
from ui.windows.bin_deeds import BinDialog, TakeAwayDialog
from ui.windows.diagnostics_dialog import DiagnosticsDialog
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.finish_dialog import FinishMeetingDialog
from ui.windows.keys_sheet import KeysSheet
from ui.windows.main_window import MainWindow
from ui.windows.own_words_dialog import OwnWordsDialog
from ui.windows.period_dialog import PeriodDialog
from ui.windows.told_window import ToldWindow
from ui.windows.waiting_dialog import WaitingDialog
from ui.workspace import Workspace

SMALL_SCREEN = QSize(1366, 768)


@dataclass(frozen=True)
class People:
    """Whose cases the scenes show."""

    full: str
    """Somebody with a started meeting, a draft of a plan, papers and rows."""
    finished: str
    """Somebody with a finished note that has an addendum, and a finished plan."""
    empty: str
    """Somebody nothing is known of."""


def all_scenes(workspace: Workspace, people: People, folder: Path) -> Iterator[Scene]:
    """Show every window, page and dialog."""
    yield from _front_scenes(workspace, folder)
    yield from way_scenes(workspace, folder)
    window = MainWindow(workspace)
    window.resize(SMALL_SCREEN)
    window.show()
    try:
        for name in ("today", "clients", "partners", "templates", "settings", "help"):
            window.go(name)
            yield _settled(name, window)
        yield from _template_scenes(window)
        for who in fields(people):
            yield from _person_scenes(window, workspace, getattr(people, who.name), who.name)
        yield from _dialog_scenes(window, workspace, people)
        yield from vault_scenes(window, workspace)
        yield from access_scenes(window, workspace, people.full)
    finally:
        drop(window)


def _template_scenes(window: MainWindow) -> Iterator[Scene]:
    window.go("templates")
    view = window.actions_by_name
    view["copy_template"].trigger()
    yield _settled("templates: whole", window)
    view["new_part"].trigger()
    view["new_question"].trigger()
    view["suggest_change"].trigger()
    yield _settled("templates: part", window)
    view["throw_template"].trigger()


def _person_scenes(
    window: MainWindow, workspace: Workspace, client_id: str, who: str
) -> Iterator[Scene]:
    for name in ("intake", "meetings", "plan", "papers", "sharing", "history"):
        window.open_client(client_id, name)
        yield _settled(f"{who}: {name}", window)
    for meeting in workspace.desk.case.meetings[:1]:
        window.open_talk(meeting.id)
        yield _settled(f"{who}: talk", window)
        window.talk.go_to(window_section(window, "end_goal"))
        window.talk.here.refuse(_("Close"))
        yield _settled(f"{who}: talk, end goal", window)
        window.talk.toggle_shared()
        yield _settled(f"{who}: shared", window)
        window.talk.toggle_shared()
        window.talk.here.refuse("")


def window_section(window: MainWindow, key: str) -> int:
    """Return the number of a section, or the first."""
    keys = [section.key for section in window.talk.sections]
    return keys.index(key) if key in keys else 0


def _dialog_scenes(window: MainWindow, workspace: Workspace, people: People) -> Iterator[Scene]:
    desk = workspace.desk
    window.open_client(people.full, "meetings")
    meeting = desk.case.meetings[0]
    desk.change([OwnWord(counsellor_id=workspace.vault.counsellor.id, word="«word»")])
    for dialog in (
        OwnWordsDialog(window, workspace),
        FinishMeetingDialog(window, workspace, meeting, lambda: None),
        FinishPlanDialog(window, desk.case, lambda: None, lambda _problem: None),
        WaitingDialog(window, workspace, lambda _period: None),
        PeriodDialog(window, workspace, lambda _made, _told: None),
    ):
        dialog.open()
        dialog.say(_("The plan needs at least one activity."))
        yield _settled(type(dialog).__name__, dialog)
        drop(dialog)
    yield from _contact_scenes(window, workspace)
    yield from _bin_scenes(window, workspace, people)
    told = ToldWindow(window, workspace)
    told.resize(SMALL_SCREEN)
    told.open()
    yield _settled("told", told)
    drop(told)
    keys = KeysSheet(window, "plan")
    keys.show()
    yield _settled("keys", keys)
    drop(keys)
    diagnostics = DiagnosticsDialog(window, "leia 0.2.0\n" * 60, workspace)
    diagnostics.open()
    yield _settled("diagnostics", diagnostics)
    drop(diagnostics)
    desk.write(_fail)
    desk.clocks.retry.stop()  # so that it stays as it is while it is looked at
    workspace.tell(_("The diagnostic file is saved. Give it to IT."))
    yield _settled("not saved", window)
    desk.try_again()
    workspace.tell("")
    yield from _error_scenes()


def _contact_scenes(window: MainWindow, workspace: Workspace) -> Iterator[Scene]:
    window.actions_by_name["no_answer"].trigger()
    yield _settled("contact", window)
    workspace.desk.undo()


def _bin_scenes(window: MainWindow, workspace: Workspace, people: People) -> Iterator[Scene]:
    mistake = take_in(workspace.vault, Client(name="«mistake»"), Intake())
    alike = take_in(workspace.vault, Client(name="«mistake»", birth_year=1990), Intake())
    take_in(workspace.vault, Client(name="«mistake»", phone="990 00 077"), Intake())
    window.open_client(alike.id, "intake")
    while not window.person.page("intake").likely.isVisible():
        QApplication.processEvents()
    yield _settled("likely", window)
    for name, client_id in (("take away", mistake.id), ("stays", people.finished)):
        window.open_client(client_id, "intake")
        window.actions_by_name["take_away"].trigger()
        dialog = next(each for each in window.findChildren(TakeAwayDialog) if each.isVisible())
        yield _settled(name, dialog)
        drop(dialog)
    bin_person(workspace.vault, mistake.id)
    window.go("clients")
    yield _settled("clients and bin", window)
    window.clients.bin_wanted.emit()
    shown = next(each for each in window.findChildren(BinDialog) if each.isVisible())
    yield _settled("bin", shown)
    drop(shown)
    window.open_client(people.full, "meetings")


def _fail() -> NoReturn:
    raise NotSaved(_("The disk is full. Free some space."))


def _error_scenes() -> Iterator[Scene]:
    reporter = ErrorReporter()
    reporter.show_error(RuntimeError())
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    yield _settled("error", box)
    drop(box)


def _front_scenes(workspace: Workspace, folder: Path) -> Iterator[Scene]:
    welcome = WelcomeWindow()
    welcome.say(_("Nobody has that name."))
    yield from _shown("welcome", welcome)
    unlock = UnlockWindow(Door(folder, failed=6), workspace.tasks, lambda: TODAY)
    unlock.caps.show()
    yield from _shown("unlock", unlock)
    wrong, full = (kind(_("Type the passphrase first.")) for kind in (WrongPassphrase, NotSaved))
    refused = UnlockWindow(ShutDoor(folder, error=wrong), workspace.tasks, lambda: TODAY)
    yield from _shown("refused", _tried(refused))
    shut = ShutDoor(folder, error=full)
    failed = UnlockWindow(shut, workspace.tasks, lambda: TODAY, practice=True)
    yield from _shown("practice unlock", _tried(failed))
    policy = Policy(recovery_recipients=(new_recovery_key().public,), county_key="ab" * 32)
    for number in range(4):
        answers = Answers(folder, TODAY)
        wizard = WizardWindow(answers, policy, workspace.tasks, None, number)
        yield from _shown(f"wizard {number}", wizard, gaps=True)


@dataclass
class ShutDoor(Door):
    """A way into a vault that is always refused, after many tries."""

    error: UserError = field(kw_only=True)

    @override
    def unlock(self, passphrase: str, today: date) -> NoReturn:
        self.failed = 6
        raise self.error


def _tried(window: UnlockWindow) -> UnlockWindow:
    """Try once to open the vault."""
    window.field.show_text("«feil»")
    window.try_to_open()
    while window.is_trying:
        QApplication.processEvents()
    return window


def _shown(name: str, window: QWidget, *, gaps: bool = False) -> Iterator[Scene]:
    window.resize(SMALL_SCREEN)
    window.show()
    yield _settled(name, window)
    if gaps:
        window.go_on()
        yield _settled(f"{name} with gaps", window)
    drop(window)


def _settled(name: str, widget: QWidget) -> Scene:
    """Let layouts find their sizes; what is drawn beside the window may come later."""
    for _each in range(4):
        QApplication.processEvents()
    return Scene(name, widget)


def make_people(vault: Vault, mark: str = "«{}»") -> People:
    """Put three people into a vault whose every text is marked as a person's own."""
    made = [_a_case(vault, mark) for _each in range(2)]
    with vault.work() as work:
        empty = Client()
        work.save(empty)
        work.save(Intake(client_id=empty.id))
        office = _filled(Partner(), mark, "kind")
        work.save(office)
        work.save(_filled(PartnerContact(partner_id=office.id), mark, "partner_id"))
    _finish(vault, made[1])
    return People(made[0], made[1], empty.id)


def _a_case(vault: Vault, mark: str) -> str:
    client = _filled(Client(birth_year=1990, municipality="1841"), mark, "interpreter")
    case = Case(client, {client.id: client})
    form = newest_built_in("three_party")
    own = {"client_id": client.id}
    plan = _filled(CareerPlan(**own), mark, "replaces", "reason")
    meeting = _filled(Meeting(**own, day=TODAY, template_version=form.version), mark, "template_id")
    meeting = replace(meeting, template_id=form.id)
    entities = [
        client,
        _filled(Intake(**own), mark),
        meeting,
        plan,
        *(
            _filled(
                Participant(**own, meeting_id=meeting.id, position=n, party=p), mark, "meeting_id"
            )
            for n, p in enumerate(Party)
        ),
        *(
            _filled(
                PlanActivity(**own, plan_id=plan.id, position=n, party=p, due_on=day),
                mark,
                "plan_id",
                "meeting_id",
                "section_key",
                *(("due_words",) if day else ()),
            )
            for n, (p, day) in enumerate(zip(Party, (TODAY, None, TODAY, None), strict=False))
        ),
        _filled(DocumentItem(**own), mark),
    ]
    begun = conversing.begin(case, meeting, form)
    notes = [_filled(e, mark, "meeting_id", "key") for e in begun if e.id != meeting.id]
    with vault.work() as work:
        for entity in (*entities, *notes, replace(meeting, state=MeetingState.STARTED)):
            work.save(entity)
    return client.id


def _filled(entity, mark, *but):
    """Return an entity with a marked word in every field that is free text."""
    texts = {
        f.name: mark.format(f.name)
        for f in fields(entity)
        if f.type == "str"
        and f.name not in {"id", "municipality", *but}
        and not f.name.endswith("_id")  # they point at things
    }
    return replace(entity, **texts)


def _finish(vault: Vault, client_id: str) -> None:
    desk = Editing(vault, client_id, TODAY)
    meeting = replace(desk.case.meetings[0], none_agreed=True)
    desk.change(meeting)
    desk.finish(conversing.finish_meeting(meeting, now()))
    finished = desk.case.meetings[0]
    remark = Addendum(
        client_id=client_id,
        meeting_id=finished.id,
        text="«remark»",
        written_by="«writer»",
        written_at=now(),
    )
    desk.change(remark)
    desk.finish(planning.finish_plan(desk.case, desk.case.plan, TODAY))
