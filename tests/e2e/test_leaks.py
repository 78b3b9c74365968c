"""No word of a person lies anywhere outside the vault after a working day."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.meetings import Addendum, Meeting, NoteSection
from app.services import printing
from app.settings import Settings, save_settings
from app.storage.vault import open_vault
from tests import raw
from tests.building import PASSPHRASE, TODAY, make_vault
from tests.e2e.words import found, guises

NAME = "Ragnfrid Tøyelstadengen"
NOTE = "blåveisenga ved kvernhusfossen"
PHONE = "98 12 74 63"
ACTIVITY = "Hesjestaurene på Vårsetra"
GOAL = "fagbrev som gjørtlersvenn"
WRONG = "feil og fremmed nøkkelring"
WORDS = (NAME, NAME.split()[1], NOTE, PHONE, ACTIVITY, GOAL, PASSPHRASE, WRONG)
NUMBER = "01019912345"
"""As long as a national identity number; somebody will paste one some day."""
MORE = tuple(
    f"{start}{end}"
    for start in ("Grønlimyra", "Skåbuvassdalen", "Hjelmærstølen", "Kråkeskjæret", "Tverrånebba")
    for end in ("bekkefaret", "sæterløkka", "nøstegarden", "vårflommen", "åkerrinden")
)
"""Words of their own for every other field that takes words."""
SECRET = (*WORDS, NUMBER, *MORE)
PLACES = ("home", "tmp", "data", "config", "cache", "state", "run")
OUTSIDE = (*PLACES, "said", "given", "stick")
"""Where no word may lie: the machine's folders, what was told, and what leaves on purpose."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A machine's folders after a day's work, with what the program said and the files it chose."""
    root = tmp_path_factory.mktemp("world")
    for name in (*OUTSIDE, "chosen"):
        (root / name).mkdir()
    chosen = Settings(language="en", copy_folders=(str(root / "stick"),))
    save_settings(chosen, root / "data" / "settings.json")
    make_vault(root / "data" / "vault", practice=False)
    begun = time.time()
    told = {
        "data_dir": str(root / "data"),
        "chosen": str(root / "chosen"),
        "name": NAME,
        "note": NOTE,
        "phone": PHONE,
        "activity": ACTIVITY,
        "goal": GOAL,
        "passphrase": PASSPHRASE,
        "wrong": WRONG,
        "given": str(root / "given"),
        "more": [NUMBER, *MORE],
    }
    with (root / "said" / "out").open("w") as out, (root / "said" / "err").open("w") as errors:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.e2e.leaking"],
            input=json.dumps(told),
            env=_environment(root),
            stdout=out,
            stderr=errors,
            text=True,
            timeout=60,
            check=False,
        )
    errors_said = (root / "said" / "err").read_text()
    assert ended.returncode == 3, errors_said + (root / "said" / "out").read_text()[-2000:]
    return root, begun


def _environment(root: Path) -> dict[str, str]:
    places = {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }
    (root / "run").chmod(0o700)
    return {**os.environ, **{name: str(root / place) for name, place in places.items()}}


def test_the_day_was_worked_through(world):
    root, _begun = world
    said = (root / "said" / "out").read_text()

    assert [line for line in said.splitlines() if line.startswith("done ")] == [
        "done _unlock",
        "done _prepare",
        "done _talk",
        "done _plan",
        "done _fill_everything",
        "done _print",
        "done _support",
        "done _fail",
        "done _babble",
    ]
    vault = open_vault(root / "data" / "vault", PASSPHRASE)
    with vault.work() as work:
        client = next(c for c in work.all(Client) if c.name == NAME)
        case = work.case(client.id)
        changes = work.changes.of(client.id)
    vault.close()
    assert case.intake.purpose.count(NOTE) == 2
    assert {s.text for s in case.note(case.meetings[0].id).values()} >= {NOTE}
    assert [a.what for a in case.activities(case.plan.id)] == [ACTIVITY]
    assert len(changes) > 10
    assert list((root / "data" / "vault" / "backups").iterdir())


def test_no_word_lies_outside_the_vault(world):
    root, _begun = world

    assert found(SECRET, [root / name for name in OUTSIDE]) == []


def test_no_word_lies_in_the_systems_temporary_folders(world):
    _root, begun = world
    new = [
        path
        for place in (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - where others leave things
        for path in place.iterdir()
        if path.is_file() and path.stat().st_mtime >= begun
    ]

    assert found(SECRET, new) == []


def test_the_chosen_file_holds_the_plan_and_no_word_of_the_note(world):
    root, _begun = world
    (chosen,) = (root / "chosen").iterdir()

    assert found(WORDS, [Path(chosen.name)]) == []
    text = _text(chosen.read_bytes())
    assert GOAL in text
    assert ACTIVITY in text
    assert NOTE not in text


def test_nothing_but_the_vault_the_settings_and_qts_folders_is_left(world):
    root, _begun = world
    left = {
        str(path.relative_to(root))
        for name in PLACES
        for path in (root / name).rglob("*")
        if path.is_file() and "vault" not in path.relative_to(root).parts
    }

    left = {file for file in left if not re.fullmatch(r"data/state/[0-9a-f-]{36}\.state", file)}
    ours = {"data/settings.json", "data/log/leia.log", "data/log/crash.txt"}
    assert left <= ours | {"config/QtProject.conf", "home/.config/QtProject.conf"}


def test_the_log_tells_what_happened_without_a_word(world):
    root, _begun = world
    log = (root / "data" / "log" / "leia.log").read_text(encoding="utf-8")

    for told in (
        "START leia=",
        "UNLOCK_FAILED count=1",
        "UNLOCKED failed=1",
        "BUG ValueError-",
        "ERROR sqlalchemy.engine",
        "WARNING … ",
        "KeyError-",
        "WARNING UserWarning",
        "QT QtWarningMsg default",
        "LOCKED",
    ):
        assert told in log, (told, log)
    assert (root / "data" / "log" / "crash.txt").read_bytes() == b""


@pytest.mark.parametrize(("guise", "content"), list(guises(NOTE)))
def test_a_planted_leak_is_found_in_every_guise(tmp_path, guise, content):
    (tmp_path / "x").write_bytes(b"\x00before " + content + b" after\xff")

    assert [hit for hit in found([NOTE], [tmp_path]) if guise in hit]


@pytest.mark.parametrize(
    "place",
    [
        "tmp/x",
        "config/Leia/leia.conf",
        "cache/thumbnails/large/1.png",
        "home/.local/share/recently-used.xbel",
        "data/log/leia.log",
        "data/log/crash.txt",
        "data/state/x.state",
        "data/vault/y",
        "data/vault/backups/copy/copy.json",
        "said/err",
        "said/out",
        "given/diagnostics.txt",
        "stick/leia/x",
        "run/leia",
    ],
)
@pytest.mark.parametrize("packing", ["plain", "zip", "gzip", "stream"])
def test_a_planted_leak_is_found_in_every_place_however_packed(tmp_path, place, packing):
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\x00before " + _packed(f"ord {NOTE} ord".encode(), packing) + b" after\xff")
    if packing == "gzip":  # it begins a file, or is none
        file.write_bytes(_packed(NOTE.encode(), packing))

    assert found([NOTE], [tmp_path])


def _packed(content: bytes, packing: str) -> bytes:
    if packing == "gzip":
        return gzip.compress(content)
    if packing == "stream":  # as in a PDF
        return b"stream\n" + zlib.compress(content) + b"\nendstream"
    if packing == "plain":
        return content
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", content)
    return packed.getvalue()


def test_a_planted_leak_is_found_on_the_pages_of_a_pdf(world):
    root, _begun = world

    assert found([GOAL], [root / "chosen"])


def test_every_word_was_typed_and_lies_in_the_vault(world):
    root, _begun = world
    said = (root / "said" / "out").read_text()
    vault = open_vault(root / "data" / "vault", PASSPHRASE)
    plain = "".join(map(str, raw.database(vault).alone(_everything)))
    vault.close()

    used = int(re.search(r"^typed (\d+) more$", said, re.MULTILINE)[1])
    assert used >= 15
    assert [word for word in [NUMBER, *MORE][:used] if word not in plain] == []


def _everything(driver) -> list:
    tables = driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [
        row
        for (name,) in tables
        for row in driver.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - our own name
    ]


def test_the_copies_on_the_stick_are_there_and_sealed(world):
    root, _begun = world

    assert list((root / "stick").rglob("vault.db"))


@pytest.mark.parametrize("before", ["", "a", "bc", "def"])
def test_a_word_inside_longer_base64_is_found(tmp_path, before):
    import base64

    (tmp_path / "x").write_bytes(base64.b64encode(f"{before}{NOTE} og mer".encode()))

    assert found([NOTE], [tmp_path])


def test_a_planted_file_name_is_found(tmp_path):
    (tmp_path / f"plan {NAME}.pdf").touch()

    assert found([NAME], [tmp_path])


def test_no_word_of_a_note_or_of_the_preparation_is_on_any_practice_persons_plan(tmp_path):
    make_vault(tmp_path / "vault", practice=True)
    vault = open_vault(tmp_path / "vault", PASSPHRASE)
    with vault.work() as work:
        cases = [work.case(client.id) for client in work.all(Client)]
    centre, counsellor = vault.centre, vault.counsellor
    vault.close()

    papers = 0
    for case in map(_marked, cases):
        for plan in case.plans:
            paper = printing.plan_sheet(case, plan, centre, counsellor, TODAY)
            content = printing.plan_pdf(paper)
            assert plan.end_goal.split()[0] in _text(content)
            assert "KVERNHUSFOSSEN" not in _text(content).upper()
            assert found(["kvernhusfossen"], [_file(tmp_path, content)]) == []
            papers += 1
    assert papers == 11


def _marked(case):
    """Return a case in which everything confidential says the word that must not get out."""
    for entity in case.entities.values():
        if isinstance(entity, NoteSection | Addendum):
            case = case.with_(replace(entity, text=NOTE))
        if isinstance(entity, Meeting) and entity.state != MeetingState.PLANNED:
            case = case.with_(replace(entity, place=NOTE))  # where they meet next is printed
    told = {"purpose": NOTE, "motivation": NOTE, "agreed_to_share": NOTE}
    later = TODAY + timedelta(days=1)
    return case.with_(replace(case.intake, first_contact=later, **told))


def _file(folder: Path, content: bytes) -> Path:
    """Write a PDF with every stream unpacked, so that its words can be searched."""
    import pikepdf

    target = folder / "unpacked.pdf"
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return target


def _text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages
    )
