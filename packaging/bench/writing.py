"""How long it takes to keep something: in the vault, on paper, at the printer."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from app.domain.cases import Case
from app.domain.staff import Centre, Counsellor
from app.services.printing import plan_pdf, plan_sheet
from app.services.quiet.outgoing import texts_of
from app.services.quiet.quiet_check import findings
from app.storage.vault import Vault
from bench import stage
from bench.figures import Figure
from ui.system.page_painter import PagePainter
from ui.system.print_dialog import PRINT_DPI

_TIMES = 40
_COLUMNS = 17
"""As many as an entry of the journal has."""


def save(folder: Path) -> Iterator[Figure]:
    """Store one changed field, against the same rows in plain SQLite on the same disk."""
    on = stage.set_up(folder)
    with closing(on.open()) as vault:
        client = stage.cases(vault, 1)[0].client

        def store(number: int) -> None:
            with vault.work() as work:
                work.save(replace(client, phone=f"990 {number:05}"))

        with closing(_plain(on.folder.parent / "plain.db")) as plain:
            values, stand_in = [], []
            for number in range(_TIMES):
                stand_in.append(stage.took(lambda number=number: _store_plain(plain, number)))
                values.append(stage.took(lambda number=number: store(number)))
    yield Figure(what="save acknowledged", values=values, stand_in=stand_in)


def pdf(folder: Path) -> Iterator[Figure]:
    """Make the plan's paper, against the same words by ReportLab without tags."""
    on = stage.set_up(folder)
    with closing(on.open()) as vault:
        case, (centre, counsellor) = stage.with_draft(vault), _whose(vault)
    paper = plan_sheet(case, _plan(case), centre, counsellor, stage.today())
    plan_pdf(paper)
    _untagged(case)
    values, stand_in = [], []
    for _time in range(_TIMES // 2):
        stand_in.append(stage.took(lambda: _untagged(case)))
        values.append(stage.took(lambda: plan_pdf(paper)))
    yield Figure(what="plan as PDF, tagged", values=values, stand_in=stand_in)
    texts, known = texts_of(paper), (case.client.name, counsellor.name)
    looks = [stage.took(lambda: findings(texts, known)) for _time in range(_TIMES)]
    yield Figure(what="a quiet look through a plan", values=looks)


def print_(folder: Path) -> Iterator[Figure]:
    """Send the plan to a printer that Qt paints for: each time the window could not answer."""
    on = stage.set_up(folder)
    with closing(on.open()) as vault:
        case, (centre, counsellor) = stage.with_draft(vault), _whose(vault)
    content = plan_pdf(plan_sheet(case, _plan(case), centre, counsellor, stage.today()))

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(on.folder.parent / "printed.pdf"))
    painters, painted = [], []

    def begin() -> None:
        painters.append(PagePainter(on.app, printer, content))
        painters[0].painted.connect(lambda: painted.append(True))

    values = [stage.took(begin)]
    while not painted:
        values.append(stage.took(on.app.processEvents))
    yield Figure(what="a plan to the printer, its dialog apart", values=values)


def growth(folder: Path) -> Iterator[Figure]:
    """Write what one counsellor writes in a year: 150 people, 900 talks, 300 plans."""
    del folder
    from bench.generate import Sizes, make

    sizes = Sizes(clients=150, meetings=6, plans=2, activities=8)
    with tempfile.TemporaryDirectory(prefix="leia-bench-") as place:
        made = Path(place) / "vault"
        make(made, "large", sizes)
        size = (made / "vault.db").stat().st_size / 2**20
    yield Figure(what="one year of one counsellor's work", values=[size], unit="MB")


def _whose(vault: Vault) -> tuple[Centre, Counsellor]:
    return vault.centre, vault.counsellor


def _plan(case: Case):
    if case.plan is None:
        raise SystemExit("the case to print has no plan")
    return case.plan


def _untagged(case: Case) -> bytes:
    """Return the plan's words on paper as ReportLab alone would put them there."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    plan, look = _plan(case), getSampleStyleSheet()["BodyText"]
    texts = [plan.end_goal, plan.why, plan.brings, plan.route, plan.deadlines, plan.fallback]
    texts += [f"{each.what} {each.detail}" for each in case.activities(plan.id)]
    written = BytesIO()
    SimpleDocTemplate(written).build([Paragraph(text or "–", look) for text in texts])
    return written.getvalue()


def _plain(file: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(file, isolation_level=None)
    plain.execute("PRAGMA journal_mode = TRUNCATE")
    plain.execute("PRAGMA synchronous = EXTRA")
    names = ", ".join(f"c{number} TEXT" for number in range(_COLUMNS))
    plain.execute(f"CREATE TABLE change ({names})")
    plain.execute("CREATE TABLE client (id TEXT PRIMARY KEY, phone TEXT, hlc TEXT)")
    plain.execute("INSERT INTO client VALUES ('1', '', '')")
    return plain


def _store_plain(plain: sqlite3.Connection, number: int) -> None:
    marks = ", ".join("?" * _COLUMNS)
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("SELECT * FROM client WHERE id = '1'").fetchall()
    plain.execute(f"INSERT INTO change VALUES ({marks})", ["x" * 40] * _COLUMNS)  # noqa: S608
    plain.execute("UPDATE client SET phone = ?, hlc = ? WHERE id = '1'", (str(number), "now"))
    plain.execute("COMMIT")
