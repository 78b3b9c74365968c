"""Walk through the real windows without a screen: pictures and every plan into build/tour/.

`tasks.py tour` runs it inside the project's environment. Prints one line per file.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.choices import MeetingState
from app.policy import Policy
from app.services import printing
from app.storage.keyfiles import FLOOR
from ui.arguments import Arguments
from ui.clock import today
from ui.preferences import Preferences
from ui.program import Program
from ui.session import Session
from ui.windows.main_window import MainWindow
from ui.windows.wizard_window import WizardWindow

OUT = Path(__file__).resolve().parents[1] / "build" / "tour"
SIZE = (1366, 768)
SETTLE_MS = 450
"""What a window needs to lay itself out and draw its paper before its picture is taken."""


class Camera:
    """Numbers the pictures and says their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("*.png"), *folder.glob("*.pdf")):
            old.unlink()

    def take(self, window: QWidget, name: str) -> None:
        """Take a picture of a window at 1366×768."""
        window.resize(*SIZE)
        window.activateWindow()
        rest(SETTLE_MS)
        self._number += 1
        file = self._folder / f"{self._number:02d}-{name}.png"
        if not window.grab().save(str(file)):
            raise SystemExit(f"could not write {file}")
        say(file)

    def keep(self, content: bytes, name: str) -> None:
        """Keep a paper."""
        file = self._folder / name
        file.write_bytes(content)
        say(file)


def say(file: Path) -> None:
    """Name a file that was made."""
    print(file.relative_to(OUT.parents[1]), flush=True)


def rest(time_ms: int) -> None:
    """Let the program go on for a while; unlike QTest's wait, other threads too."""
    loop = QEventLoop()
    QTimer.singleShot(time_ms, loop.quit)
    loop.exec()


def wait_for(found: Callable[[], object]) -> None:
    """Wait until something is there; what never comes ends the tour."""
    for _moment in range(1_200):
        if found():
            return
        rest(50)
    raise SystemExit("the tour waited a minute for a window that did not come")


def write(field: QWidget, text: str) -> None:
    """Type a text as hands do."""
    field.setFocus()
    QTest.keyClicks(field, text)


def first_start(program: Program, camera: Camera) -> None:
    """Welcome, the four steps of the wizard, an empty first day."""
    program.start()
    camera.take(program.front.window, "velkommen")
    program.front.show_wizard()
    wizard = program.front.window
    if not isinstance(wizard, WizardWindow):
        raise SystemExit("the wizard did not open")
    write(wizard.step.name, "Karriere Nordland Salten")
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
    prove_sheet(wizard)
    wizard.go_on()
    wait_for(lambda: program.session)
    camera.take(session_of(program).window, "forste-dag")


def choose_passphrase(wizard: WizardWindow, camera: Camera) -> None:
    """Take the six words that were drawn and type them back."""
    step = wizard.step
    write(step.repeated, step.phrase.text())
    camera.take(wizard, "veiviser-passordfrase")
    wizard.go_on()


def prove_sheet(wizard: WizardWindow) -> None:
    """Type the last characters of the key back, as the sheet has them."""
    step = wizard.step
    write(step.proof, step._answers.recovery.secret[-6:])  # noqa: SLF001 - as a hand reads it off the sheet


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
    window.notice.hide()
    for name in ("Ida Marie Kvalnes", "Ánne Risten Čázejohka", "Camilla Storjord"):
        window.open_client(people[name], "plan")
    window.go("today")
    camera.take(window, "i-dag")
    window.go("clients")
    camera.take(window, "veisokere")
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
    conversation(window, people["Jonas Lillevoll"], camera)
    for page in ("settings", "help"):
        window.go(page)
        camera.take(window, {"settings": "innstillinger", "help": "hjelp"}[page])


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
            paper = printing.plan_paper(case, plan, vault.centre, vault.counsellor, today())
            shown = name.split(maxsplit=1)[0].lower().replace("á", "a")
            camera.keep(printing.plan_pdf(paper), f"plan-{shown}-v{plan.number}.pdf")


def main() -> int:
    """Walk."""
    app = QApplication(sys.argv[:1])
    camera = Camera(OUT)
    with tempfile.TemporaryDirectory(prefix="leia-tour-") as place:
        begun = Arguments(data_dir=Path(place) / "new", language="nb")
        preferences = Preferences(app, begun.settings_file, "nb")
        program = Program(begun, preferences, Policy(), cost=FLOOR)
        first_start(program, camera)
        program.front.show_unlock(begun.vault_folder)
        session_of(program).window.hide()
        camera.take(program.front.window, "last-opp")
        program.front.leave()
        session_of(program).quit()
        practise(app, Path(place), camera)
    return 0


def practise(app: QApplication, place: Path, camera: Camera) -> None:
    """Open the practice vault with its ten people."""
    arguments = Arguments(data_dir=place / "practice", language="nb", practice=True)
    preferences = Preferences(app, arguments.settings_file, "nb")
    program = Program(arguments, preferences, Policy(), cost=FLOOR)
    program.start()
    wait_for(lambda: program.session)
    session = session_of(program)
    working_day(session, camera)
    papers(session, camera)
    looks(session, preferences, camera)
    ended: list[bool] = []
    program.finished.connect(ended.append)
    session.quit()
    wait_for(lambda: ended)


if __name__ == "__main__":
    raise SystemExit(main())
