"""Walk through the real windows without a screen: pictures and every plan into build/tour/.

`tasks.py tour` runs it inside the project's environment. Prints one line per file.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.choices import MeetingState, PeriodKind
from app.policy.policy import PolicyReport
from app.services import printing
from app.storage.keys.keyfiles import FLOOR
from tour_camera import OUT, Camera, wait_for, write
from tour_vault import vault_page, ways_back
from ui.arguments import Arguments
from ui.front.wizard_window import WizardWindow
from ui.preferences import Preferences
from ui.program import Program
from ui.session import Session
from ui.system.clock import today
from ui.windows.main_window import MainWindow


def first_start(program: Program, camera: Camera) -> str:
    """Welcome, the four steps of the wizard, an empty first day; return the recovery key."""
    program.start()
    camera.take(program.front.window, "velkommen")
    program.front.show_wizard()
    wizard = program.front.window
    if not isinstance(wizard, WizardWindow):
        raise SystemExit("the wizard did not open")
    write(wizard.step.name, "Karrieresenteret Nordmo")
    write(wizard.step.phone, "990 00 010")
    wizard.step.county.setFocus()
    QTest.keyClick(wizard.step.county, Qt.Key.Key_Down)
    camera.take(wizard, "veiviser-senter")
    wizard.go_on()
    write(wizard.step.name, "Kari Nilsen")
    write(wizard.step.phone, "990 00 012")
    camera.take(wizard, "veiviser-deg")
    wizard.go_on()
    choose_passphrase(wizard, camera)
    wait_for(lambda: wizard.step.paper.page_count)
    camera.take(wizard, "veiviser-gjenoppretting")
    secret = prove_sheet(wizard)
    wizard.go_on()
    wait_for(lambda: program.session)
    window = session_of(program).window
    if window.page_name == "knowledge":
        camera.take(window, "personvern")
        window.knowledge.known.click()
    camera.take(window, "forste-dag")
    return secret


def choose_passphrase(wizard: WizardWindow, camera: Camera) -> None:
    """Take the six words that were drawn and type them back."""
    step = wizard.step
    write(step.repeated, step.phrase.text())
    camera.take(wizard, "veiviser-passordfrase")
    wizard.go_on()


def prove_sheet(wizard: WizardWindow) -> str:
    """Save the sheet, type the middle of its key back, and return the whole."""
    key = wizard.answers.recovery
    wizard.step.save.click()
    dialog = wizard.step.findChild(QFileDialog)
    with tempfile.TemporaryDirectory() as folder:
        dialog.fileSelected.emit(f"{folder}/sheet.pdf")
    dialog.close()
    write(wizard.step.proof, key.proof)
    return key.secret


def session_of(program: Program) -> Session:
    """Return the open session."""
    if program.session is None:
        raise SystemExit("no vault is open")
    return program.session


def ids_by_name(session: Session) -> dict[str, str]:
    """Return the practice people by name."""
    with session.workspace.vault.work() as work:
        return {line.name: line.id for line in work.lists.clients()}


def working_day(session: Session, camera: Camera) -> None:
    """Today, list, intake, conversation, plan with preview, papers, history."""
    people, window = ids_by_name(session), session.window
    for name in ("Ida Marie Kvalnes", "Ánne Risten Čázejohka", "Camilla Storjord"):
        window.open_client(people[name], "plan")
    window.go("today")
    camera.take(window, "i-dag")
    window.go("clients")
    camera.take(window, "veisokere")
    window.go("partners")
    camera.take(window, "samarbeid")
    window.go("clients")
    window.clients.search_for("cazejohka")
    camera.take(window, "veisokere-sok")
    window.clients.search_for("")
    for page, name in (
        ("intake", "forarbeid"),
        ("meetings", "samtaler"),
        ("plan", "plan"),
        ("papers", "papirer"),
        ("history", "historikk"),
    ):
        window.open_client(people["Camilla Storjord"], page)
        camera.take(window, name)
    kinds_of_guidance(window, people, camera)
    conversation(window, people["Jonas Lillevoll"], camera)
    vault_page(session, camera)
    for page, name in (
        ("access", "innsynslogg"),
        ("phrases", "standardtekster"),
        ("settings", "innstillinger"),
        ("help", "hjelp"),
    ):
        window.go(page)
        camera.take(window, name)


def kinds_of_guidance(window: MainWindow, people: dict[str, str], camera: Camera) -> None:
    """Show a person of each kind of guidance, with the journey that it has."""
    for who, name in (
        ("Jonas Lillevoll", "forlop-trepart-forst"),
        ("Randi Myrhaug", "forlop-trepart-sent"),
        ("Marit Bråten Li", "forlop-apen"),
    ):
        window.open_client(people[who], "intake")
        camera.take(window, name)
    desk = window.workspace.desk
    desk.change([replace(desk.case.intake, kind=PeriodKind.APPLICATION)])
    window.open_client(people["Marit Bråten Li"], "intake")
    camera.take(window, "forlop-soknad")
    desk.undo()


def conversation(window: MainWindow, client_id: str, camera: Camera) -> None:
    """Hold a three-party meeting: a line becomes an activity; then what all three may see."""
    window.open_client(client_id, "meetings")
    case = window.person.page("meetings").form.desk.case
    kinds = (MeetingState.PLANNED, MeetingState.STARTED)
    window.open_talk(next(m.id for m in case.meetings if m.state in kinds))
    goal = next(n for n, s in enumerate(window.talk.sections) if s.key == "end_goal")
    window.talk.go_to(goal)
    camera.take(window, "samtale")
    QTest.keyClick(window.talk.here.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    camera.take(window, "samtale-tiltak")
    window.talk.toggle_shared()
    camera.take(window, "samtale-vis-for-alle")
    window.talk.toggle_shared()


def looks(session: Session, preferences: Preferences, camera: Camera) -> None:
    """Dark, nynorsk, English, and 200 % text."""
    people = ids_by_name(session)
    for name, changes in (
        ("mork", {"theme": "dark"}),
        ("nynorsk", {"theme": "light", "language": "nn"}),
        ("engelsk", {"language": "en"}),
        ("200-prosent", {"language": "nb", "text_size": 200}),
    ):
        settings = preferences.settings
        session.change_look(type(settings)(**{**as_dict(settings), **changes}))
        session.window.go("today")
        camera.take(session.window, f"i-dag-{name}")
        session.window.open_client(people["Camilla Storjord"], "plan")
        camera.take(session.window, f"plan-{name}")
        conversation(session.window, people["Jonas Lillevoll"], _Only(camera, f"samtale-{name}"))


class _Only(Camera):
    """Takes the first picture of a walk, under another name."""

    def __init__(self, camera: Camera, name: str) -> None:
        self._camera: Camera | None = camera
        self._name = name

    def take(self, window: QWidget, name: str) -> None:
        """Take the first picture only."""
        del name
        if self._camera is not None:
            self._camera.take(window, self._name)
            self._camera = None


def as_dict(settings: object) -> dict[str, object]:
    """Return the settings as names and values."""
    return {name: getattr(settings, name) for name in settings.__struct_fields__}  # type: ignore[attr-defined]


def papers(session: Session, camera: Camera) -> None:
    """Every person's plan as PDF, each in its own written form."""
    vault = session.workspace.vault
    for name, client_id in ids_by_name(session).items():
        with vault.work() as work:
            case = work.case(client_id)
        for plan in case.plans:
            paper = printing.plan_sheet(case, plan, vault.centre, vault.counsellor, today())
            shown = name.split(maxsplit=1)[0].lower().replace("á", "a")
            camera.keep(printing.plan_pdf(paper), f"plan-{shown}-v{plan.number}.pdf")


def main() -> int:
    """Walk."""
    app = QApplication(sys.argv[:1])
    camera = Camera(OUT)
    with tempfile.TemporaryDirectory(prefix="leia-tour-") as place:
        begun = Arguments(data_dir=Path(place) / "new", language="nb")
        preferences = Preferences(app, begun.settings_file, "nb")
        program = Program(begun, preferences, PolicyReport(), cost=FLOOR)
        secret = first_start(program, camera)
        program.front.show_unlock(begun.vault_folder)
        session_of(program).window.hide()
        camera.take(program.front.window, "last-opp")
        program.front.leave()
        quit_and_wait(program)
        again = Program(begun, preferences, PolicyReport(), cost=FLOOR)
        again.start()
        ways_back(again, secret, camera)
        practise(app, Path(place), camera)
    return 0


def practise(app: QApplication, place: Path, camera: Camera) -> None:
    """Open the practice vault with its ten people."""
    arguments = Arguments(data_dir=place / "practice", language="nb", practice=True)
    preferences = Preferences(app, arguments.settings_file, "nb")
    program = Program(arguments, preferences, PolicyReport(), cost=FLOOR)
    program.start()
    wait_for(lambda: program.session)
    session = session_of(program)
    working_day(session, camera)
    papers(session, camera)
    looks(session, preferences, camera)
    quit_and_wait(program)


def quit_and_wait(program: Program) -> None:
    """Quit, and wait for the copies that are made at the end."""
    ended: list[bool] = []
    program.finished.connect(ended.append)
    program.quit()
    wait_for(lambda: ended)


if __name__ == "__main__":
    raise SystemExit(main())
