"""The checks of the self-test: first those without a window, then fonts, paper and every page.

Runs in a process that `ui.self_test` watches. Writes each finding as soon as it is known.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QTimer, Slot
from PySide6.QtGui import QFont, QIcon, QRawFont
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES
from app.policy.policy import PolicyReport
from app.policy.trust import load_policy
from app.services.program.self_test import (
    NAME,
    SAMI_LETTERS,
    Check,
    CheckFailed,
    Trial,
    checks_without_window,
    expect,
    run_checks,
)
from ui.arguments import Arguments
from ui.preferences import Preferences
from ui.program import Program
from ui.self_test import FINDINGS, RUNNING
from ui.style.fonts import FAMILY
from ui.system.clock import today
from ui.system.garbage import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from ui.session import Session

_TICK_MS = 20
_PATIENCE_MS = 20_000
INTERNET = {2, 10, 23, 30}
"""AF_INET, and AF_INET6 as Linux, Windows and macOS number it."""


def run_trial(place: Path) -> int:
    """Run every check, and write what each found into `place`."""
    connections: list[str] = []
    sys.addaudithook(partial(watch_network, connections))
    trial = Trial(folder=place, today=today(), load_policy=partial(load_policy, place / "state"))
    try:
        checks = (*checks_without_window(), *_checks_with_window(connections))
        _write_findings(place, checks, trial)
    finally:
        trial.close()
    return 0


def _write_findings(place: Path, checks: Iterable[tuple[str, Check]], trial: Trial) -> None:
    with (place / FINDINGS).open("ab") as file:
        for finding in run_checks(_announced(place, checks), trial):
            file.write(msgspec.json.encode(finding) + b"\n")
            file.flush()


def _announced(place: Path, checks: Iterable[tuple[str, Check]]) -> Iterator[tuple[str, Check]]:
    """Write which check is running before it runs, for whoever has to stop it."""
    for name, check in checks:
        (place / RUNNING).write_text(name, encoding="utf-8")
        yield name, check


def _checks_with_window(connections: list[str]) -> tuple[tuple[str, Check], ...]:
    return (
        ("screen", _open_screen),
        ("fonts", _look_at_fonts),
        ("svg", _draw_icon),
        ("preview", _draw_plan),
        ("printing", _offer_printing),
        ("windows", _visit_every_page),
        ("network", partial(_expect_none, connections)),
    )


def _open_screen(_trial: Trial) -> str:
    from ui.application import new_application

    app = new_application()
    return app.platformName()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("there is no screen")
    return app


def _look_at_fonts(trial: Trial) -> str:
    Preferences(_application(), trial.folder / "settings.json", "nb")
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold):
        raw = QRawFont.fromFont(QFont(FAMILY, 12, weight))
        expect(raw.familyName() == FAMILY, f"{raw.familyName()} in place of {FAMILY}")
        missing = [letter for letter in SAMI_LETTERS if not raw.supportsCharacter(ord(letter))]
        expect(not missing, f"{FAMILY} lacks {missing}")
    return f"{FAMILY} with {len(SAMI_LETTERS)} Sámi letters"


def _draw_icon(_trial: Trial) -> str:
    picture = QIcon(str(RESOURCES / "icons" / "leia.svg")).pixmap(QSize(64, 64)).toImage()
    expect(_is_drawn(picture), "the icon is not drawn")
    return "drawn"


def _draw_plan(trial: Trial) -> str:
    from PySide6.QtPdf import QPdfDocument

    expect(trial.plan, "there is no plan")
    content = QBuffer()
    content.setData(QByteArray(trial.plan))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(content)
    expect(document.pageCount(), "the plan cannot be read back")
    picture = document.render(0, document.pagePointSize(0).toSize())
    expect(_is_drawn(picture), "the plan is drawn empty")
    text = " ".join(document.getAllText(0).text().split())
    expect(NAME in text, "the plan's text cannot be read back")
    return f"{document.pageCount()} page, its text read back"


def _is_drawn(picture: QImage) -> bool:
    """Whether a picture has more than one colour."""
    columns, rows = range(0, picture.width(), 3), range(0, picture.height(), 3)
    return len({picture.pixel(x, y) for x in columns for y in rows}) > 1


def _offer_printing(_trial: Trial) -> str:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    expect(printer.isValid(), "Qt cannot print")
    return "offered"


def _visit_every_page(trial: Trial) -> str:
    """Open the practice vault in the real windows and look at every page."""
    app = _application()
    arguments = Arguments(data_dir=trial.folder / "practice", practice=True, language="nb")
    preferences = Preferences(app, arguments.settings_file, "nb")
    program = Program(arguments, preferences, PolicyReport())
    visit = _Visit(program)
    app.setQuitOnLastWindowClosed(False)
    program.finished.connect(app.quit)
    program.tasks.failed.connect(visit.fail)
    collector = GarbageCollector()
    before, sys.excepthook = sys.excepthook, visit.fail_because
    QTimer.singleShot(_PATIENCE_MS, visit, visit.give_up)
    if program.start():
        app.exec()
    sys.excepthook = before
    collector.deleteLater()
    visit.done()
    return f"{len(visit.seen)} pages shown: {', '.join(visit.seen)}"


class _Visit(QObject):
    """Goes to the next page whenever the one before has been drawn."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._steps: Iterator[tuple[str, Callable[[], None]]] | None = None
        self._failure: BaseException | None = None
        self.seen: list[str] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.go_on)
        self._timer.start()

    @Slot()
    def go_on(self) -> None:
        """Show the next page, or end after the last one."""
        session = self._program.session
        if session is None:
            return
        try:
            self._show_next(session)
        except Exception as error:
            self.fail(error)

    @Slot(object)
    def fail(self, error: BaseException) -> None:
        """End at once, because of this."""
        self._failure = self._failure or error
        self._timer.stop()
        self._program.quit()
        QTimer.singleShot(_PATIENCE_MS // 4, _application().quit)

    def fail_because(self, _kind: object, error: BaseException, _trace: object) -> None:
        """End because of what a slot raised."""
        self.fail(error)

    @Slot()
    def give_up(self) -> None:
        """End because it took too long."""
        shown = [type(window).__name__ for window in _application().topLevelWidgets()]
        self.fail(CheckFailed(f"got no further than {self.seen}, with {shown} open"))

    def done(self) -> None:
        """Raise what went wrong on the way."""
        if self._failure is not None:
            raise self._failure
        expect(self.seen, "no page was shown")

    def _show_next(self, session: Session) -> None:
        if self._steps is None:
            self._steps = _steps_of(session)
        name, show = next(self._steps, ("", None))
        if show is None:
            self._timer.stop()
            self._program.quit()
            return
        show()
        expect(_is_drawn(session.window.grab().toImage()), f"{name} is drawn empty")
        self.seen.append(name)


def _steps_of(session: Session) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield every page's name, and what shows it."""
    from ui.pages.case_tabs import TABS
    from ui.windows.pages import places

    window = session.window
    for name in places(session.workspace.vault.counsellor.roles.may):
        yield name, partial(window.go, name)
    with session.workspace.vault.work() as work:
        client_id = work.lists.clients(NAME)[0].id
    for name in TABS:
        yield name, partial(window.open_client, client_id, name)
    meetings = session.workspace.desk.case.meetings
    yield "talk", partial(window.open_talk, meetings[0].id)


def watch_network(seen: list[str], event: str, arguments: tuple[Any, ...]) -> None:
    """Note what Python does towards the internet; a hook that is told everything it does."""
    if event == "socket.getaddrinfo" or (
        event == "socket.__new__" and int(arguments[1]) in INTERNET
    ):
        seen.append(event)


def _expect_none(connections: list[str], _trial: Trial) -> str:
    expect(not connections, f"asked for the network: {connections}")
    return "none opened"
