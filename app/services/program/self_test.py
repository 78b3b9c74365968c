"""The part of the self-test that needs no window: a vault's life, its copies, and a plan on paper.

Everything is invented and lies in a folder that whoever runs the test removes afterwards. Each
check rests on what the one before it left in the `Trial`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.staff import Centre, Counsellor
from app.errors import WrongPassphrase
from app.i18n import _, speaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from app.policy.policy import PolicyReport
    from app.storage.vault import Vault

SAMI_LETTERS = "ÁáČčĐđŊŋŠšŦŧŽžÅåÄäÖöÆæØøÑñŃńÏï"
NAME = "Ánne Risten Čázejohka"
_WORDS = "Vil bli sveiset sammen med en øvingsbedrift"
_PASSPHRASE = "selvtest av leia på denne maskinen"  # noqa: S105 - its vault is thrown away
_NEVER_IN_THE_OPEN = ("SQLite format 3", "Risten", "Čázejohka", "sveiset", _PASSPHRASE)
"""What no file of a locked vault holds; long enough not to turn up by chance."""


class CheckFailed(Exception):  # noqa: N818 - reads as what happened
    """A check found something else than it should."""


@dataclass(kw_only=True)
class Trial:
    """Where the test happens, and what its checks leave for each other."""

    folder: Path
    today: date
    load_policy: Callable[[], PolicyReport]
    vault: Vault | None = None
    client_id: str = ""
    recovery: str = field(default="", repr=False)
    plan: bytes = b""

    @property
    def stick(self) -> Path:
        """Where copies go besides the vault's own folder."""
        return self.folder / "stick"

    @property
    def open_vault(self) -> Vault:
        """The vault, once there is one."""
        if self.vault is None:
            raise CheckFailed("there is no open vault")
        return self.vault

    def close(self) -> None:
        """Let go of the vault."""
        if self.vault is not None:
            self.vault.close()
            self.vault = None


Check = Callable[[Trial], str]
"""Does one thing and says in a few words what came of it; raises when it went wrong."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check found."""

    name: str
    passed: bool
    ms: int
    said: str


def run_checks(checks: Iterable[tuple[str, Check]], trial: Trial) -> Iterator[Finding]:
    """Yield what each check found; one that fails does not stop those after it."""
    for name, check in checks:
        began = perf_counter()
        try:
            said, passed = check(trial), True
        except Exception as error:
            said, passed = f"{type(error).__name__}: {error}", False
        ms = round((perf_counter() - began) * 1000)
        yield Finding(name=name, passed=passed, ms=ms, said=said)


def checks_without_window() -> tuple[tuple[str, Check], ...]:
    """Return the checks of this module, in order."""
    return (
        ("catalogues", _read_catalogues),
        ("policy", _read_policy),
        ("vault", _make_vault),
        ("write", _write),
        ("search", _search),
        ("lock", _lock),
        ("unlock", _unlock),
        ("copy", _copy),
        ("restore", _restore),
        ("plan", _print_plan),
    )


def expect(held: object, sentence: str) -> None:
    """Fail the check with a sentence unless something held."""
    if not held:
        raise CheckFailed(sentence)


def _read_catalogues(_trial: Trial) -> str:
    spoken: dict[str, str] = {}
    for language in ("nb", "nn", "en"):
        with speaking(language):
            spoken[language] = _("Clients")
    expect(spoken["en"] == "Clients", "English is not English")
    expect(len(set(spoken.values())) == len(spoken), f"a language is missing: {spoken}")
    return ", ".join(spoken)


def _read_policy(trial: Trial) -> str:
    report = trial.load_policy()
    expect(not report.warning, report.warning)
    return report.verdict.value.lower()


def _make_vault(trial: Trial) -> str:
    from app.services.vault.founding import NewVault, make_vault, new_recovery_key
    from app.storage.keys.keyfiles import FLOOR

    key = new_recovery_key()
    trial.recovery = key.secret
    new = NewVault(
        centre=Centre(name="Karriere Selvtest", county="18", municipality="1804"),
        counsellor=Counsellor(name="Selvtest"),
        passphrase=_PASSPHRASE,
        recovery=(key.public,),
    )
    trial.vault = make_vault(trial.folder / "vault", new, cost=FLOOR)
    return "made"


def _write(trial: Trial) -> str:
    from app.services.case.preparing import take_in

    client = take_in(trial.open_vault, Client(name=NAME), Intake(purpose=_WORDS))
    trial.client_id = client.id
    return "one invented person"


def _search(trial: Trial) -> str:
    with trial.open_vault.work() as work:
        found = work.lists.clients("cazejohka")
    expect([line.name for line in found] == [NAME], f"{len(found)} found")
    return "found without its accents"


def _lock(trial: Trial) -> str:
    folder = trial.open_vault.folder
    trial.close()
    content = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    expect(content, "nothing was written")
    seen = [words for words in _NEVER_IN_THE_OPEN if words.encode() in content]
    expect(not seen, f"in the open: {seen}")
    return "closed, nothing to read"


def _unlock(trial: Trial) -> str:
    from app.services.vault.unlocking import Door

    door = Door(trial.folder / "vault")
    try:
        door.unlock(_PASSPHRASE + "!", trial.today).close()
    except WrongPassphrase:
        trial.vault = door.unlock(_PASSPHRASE, trial.today)
    expect(trial.vault, "a wrong passphrase opened the vault")
    _expect_person(trial.open_vault, trial.client_id)
    return "wrong passphrase refused, right one opened"


def _copy(trial: Trial) -> str:
    from app.services.vault.copying import CopyTarget, copy_everywhere

    vault = trial.open_vault
    trial.stick.mkdir()
    places = (CopyTarget(vault.folder / "backups", "vault"), CopyTarget(trial.stick, "chosen"))
    reports = copy_everywhere(vault, places)
    failed = [report.sentence for report in reports if report.copy is None]
    expect(len(reports) == len(places) and not failed, f"not every place has a copy: {failed}")
    return "made and verified in two places"


def _restore(trial: Trial) -> str:
    """Restore as on a new computer: from the stick, with nothing but the recovery key."""
    from app.services.vault.passphrases import generate
    from app.services.vault.restoring import (
        NewPassphrase,
        RecoverySecret,
        find_copies,
        open_copy,
        restore,
    )
    from app.services.vault.unlocking import Door
    from app.storage.keys.keyfiles import FLOOR

    found = find_copies(trial.stick)
    expect(found and found[0].is_whole, "no whole copy is found on the stick")
    contents = open_copy(found[0], RecoverySecret(trial.recovery))
    who = contents.counsellors[0].id
    folder = trial.folder / "new computer" / "vault"
    passphrase = generate()
    restore(contents, folder, NewPassphrase(who, passphrase, FLOOR))
    again = Door(folder).unlock(passphrase, trial.today)
    try:
        _expect_person(again, trial.client_id)
    finally:
        again.close()
    return "restored with the recovery key, everybody there"


def _expect_person(vault: Vault, client_id: str) -> None:
    with vault.work() as work:
        case = work.case(client_id)
    expect(case.client.name == NAME, "the person is not there")
    expect(case.intake.purpose == _WORDS, "what was written is not there")


def _print_plan(trial: Trial) -> str:
    from app.prints.text import unprintable
    from app.services.case.planning import first_plan
    from app.services.printing import plan_pdf, plan_sheet

    vault = trial.open_vault
    expect(not unprintable(SAMI_LETTERS), "the paper's typeface lacks Sámi letters")
    with vault.work() as work:
        work.save(first_plan(work.case(trial.client_id)))
        case = work.case(trial.client_id)
    expect(case.plan, "no plan was made")
    paper = plan_sheet(case, case.plans[-1], vault.centre, vault.counsellor, trial.today)
    trial.plan = plan_pdf(paper)
    return f"{_check_structure(trial.plan)} page, tagged, in the form of the archive"


def _check_structure(pdf: bytes) -> int:
    """Check what a reader and an archive need of a plan; returns how many pages it has."""
    expect(pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF"), "the plan is cut")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/OutputIntents", b"pdfuaid:part"):
        expect(mark in pdf, f"the plan lacks {mark.decode()}")
    expect(b"/FontFile2" in pdf, "the plan does not bring its typeface")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    expect(any(b"BDC" in _unpacked(stream) for stream in streams), "the text is not tagged")
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
