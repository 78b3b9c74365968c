"""The log holds times, codes, ids and numbers, and nothing any route could bring into it."""

import faulthandler
import logging
import os
import re
import subprocess
import sys
import threading
import warnings
from enum import Enum, StrEnum
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import __version__, logs
from app.bugs import UNKNOWN, error_code, frame, own_frames, type_name
from app.domain.choices import Party
from app.logs import LOG, Event, log_bug, log_crash, log_event, log_qt, log_start, log_tail
from app.policy.policy import Verdict
from tests.e2e.words import found
from tests.odd_files import ODD, put_odd

ROOT = Path(__file__).resolve().parents[2]
MARK = "blåveisenga"
ID = "019a0000-0000-7000-8000-000000000001"
WORDS = st.builds(
    lambda left, right: f"{left}{MARK}{right}", st.text(max_size=20), st.text(max_size=20)
)
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR) .+")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the log lies while it is written."""
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    root = logging.getLogger()
    level = logging.getLogger("leia").level
    handler = logs.start_logging(tmp_path / "log")
    yield tmp_path / "log"
    root.removeHandler(handler)
    handler.close()
    logging.getLogger("leia").setLevel(level)


def ours():
    files = {h: Path(getattr(h, "baseFilename", "")) for h in logging.getLogger().handlers}
    return next(handler for handler, file in files.items() if file.name == LOG)


def written(folder):
    assert folder.is_dir()
    return log_tail(10_000)


def told(folder):
    """Return the log's last line without its time."""
    return written(folder)[-1].partition(" ")[2]


# --- what is written


def test_an_event_is_a_line_with_time_level_code_and_values(folder):
    log_event(Event.COPY, place=2, client=ID, result=Verdict.ACCEPTED, count=14)

    assert LINE.fullmatch(written(folder)[-1])
    assert told(folder) == f"INFO COPY place=2 client={ID} result=ACCEPTED count=14"


def test_the_start_tells_version_and_system_and_no_computers_name(folder):
    log_start()

    assert f"START leia={__version__} system={sys.platform}" in told(folder)
    assert not hasattr(os, "uname") or os.uname().nodename not in told(folder)


def test_a_bug_is_a_type_and_a_place(folder):
    log_bug(_raised(ValueError(MARK)))

    assert told(folder).startswith("ERROR BUG ValueError-tests/domain/test_logs.py:")


def test_a_failed_try_and_a_rollback_are_warnings(folder):
    log_event(Event.UNLOCK_FAILED, count=3)

    assert told(folder) == "WARNING UNLOCK_FAILED count=3"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7, "7"),
        (True, "1"),
        (ID, ID),
        (Party.NAV, "NAV"),
        ("NAV", UNKNOWN),
        ("98127463", UNKNOWN),
        (ID.upper(), UNKNOWN),
        (f"{ID}\n", UNKNOWN),
        (UUID(ID), UNKNOWN),
        (1.5, UNKNOWN),
        (None, UNKNOWN),
        (b"x", UNKNOWN),
        (Path("/home/liv"), UNKNOWN),
        (StrEnum("Code", {"LIV": "LIV"}).LIV, UNKNOWN),
    ],
)
def test_only_numbers_ids_and_our_own_codes_are_written(folder, value, shown):
    log_event(Event.CHECK, result=value)

    assert told(folder) == f"INFO CHECK result={shown}"


def test_a_name_nobody_agreed_on_is_not_written(folder):
    log_event(Event.CHECK, hansen=7)

    assert told(folder) == f"INFO CHECK {UNKNOWN}=7"


# --- what never gets in


class _Words(Exception):  # noqa: N818 - words are no error
    """Somebody's words in an exception of our own."""


def _raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def _through_a_logger(word):
    logging.getLogger(word).warning(word)
    logging.getLogger(f"sqlalchemy.{word}").error("%s", word)
    logging.getLogger("app.storage").critical(word, extra={"client": word})


def _through_arguments(word):
    logging.getLogger("reportlab").error("%(x)s", {"x": word})
    logging.getLogger("leia").error("%s %s", word, word)
    own = logs._Line("x %s")  # noqa: SLF001 - as if the log's own lines were filled in
    logging.getLogger("leia").error(own, word)


def _through_an_exception(word):
    error = _raised(_Words(word))
    error.add_note(word)
    logging.getLogger("app").error(word, exc_info=error)
    log_bug(error)


def _through_a_type(word):
    made = type(word.replace("\0", "_") or "x", (Exception,), {"__module__": word})
    log_bug(_raised(made(word)))
    logging.getLogger("app").error("x", exc_info=_raised(made(word)))


def _through_code(word):
    name = word.replace("\0", "").replace("\n", "").replace("\r", "")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(compile("1/0", f"/home/{name}.py", "exec"), {"__name__": word})  # noqa: S102
    log_bug(caught.value)
    log_crash([(f"/home/{name}/{name}.py", 3)])


def _through_warnings(word):
    made = type("X" + MARK, (UserWarning,), {})
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs._hear_warning  # noqa: SLF001 - pytest hears them else
        warnings.warn(word, UserWarning, stacklevel=1)
        warnings.warn_explicit(word, made, word, 7)


def _through_qt(word):
    kinds = Enum("QtMsgType", {"QtWarningMsg": 1, f"Qt{MARK}": 2})
    for kind in kinds:
        log_qt(kind, word, word, 3)
        log_qt(kind, f"qt.{word}", f"/home/{word}.cpp", 3)


def _through_values(word):
    log_event(Event.CHECK, id=word, result=word, **{word: word})
    log_event(Event.CHECK, result=(word,), count=[word], code=_Words(word))


def _through_a_record(word):
    record = logging.LogRecord(word, 35, word, 3, word, (word,), None, word, word)
    record.levelname = record.threadName = record.processName = record.funcName = word
    ours().handle(record)  # not through the root, where pytest's own handler would stumble


ROUTES = [
    _through_a_logger,
    _through_arguments,
    _through_an_exception,
    _through_a_type,
    _through_code,
    _through_warnings,
    _through_qt,
    _through_values,
    _through_a_record,
]


@pytest.mark.parametrize("route", ROUTES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(word=WORDS)
def test_nobodys_word_reaches_the_log_by_any_route(folder, capsys, route, word):
    before = len(written(folder))

    route(word)

    assert len(written(folder)) > before
    assert all(LINE.fullmatch(line) for line in written(folder))
    assert found([MARK, MARK.upper()], [folder]) == []
    assert MARK not in "".join(capsys.readouterr())


def test_the_search_would_find_a_word_in_the_log(folder):
    """The control: the same routes with the formatter everybody else uses do leak."""
    handler = ours()
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))

    _through_a_logger(MARK)

    assert found([MARK], [folder])


def test_a_word_with_a_line_break_makes_no_line_of_its_own(folder):
    logging.getLogger("app").error("x\n2026-01-01T00:00:00Z INFO UNLOCKED failed=0")

    assert len(written(folder)) == 1


def test_what_somebody_else_wrote_into_the_file_is_passed_over(folder):
    log_event(Event.LOCKED)
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(f"{MARK}, with a comma\n2026-01-01T00:00:00Z INFO {MARK} (x)\n")

    assert len(log_tail(10)) == 1
    assert log_tail(10)[0].endswith("INFO LOCKED")


# --- the files


def test_the_log_is_its_owners_only_and_stays_small(folder):
    for number in range(30_000):
        log_event(Event.CHECK, count=number)

    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [LOG, f"{LOG}.1", f"{LOG}.2"]
    assert all(file.stat().st_size <= logs.SIZE for file in files)
    if os.name == "posix":
        assert all(file.stat().st_mode & 0o077 == 0 for file in [folder, *files])


def test_where_nothing_can_be_written_there_is_no_log_and_no_failure(tmp_path, capsys):
    (tmp_path / "file").touch()

    assert logs.start_logging(tmp_path / "file" / "log") is None


def test_a_log_that_cannot_be_written_says_nothing(folder, capsys, monkeypatch):
    handler = ours()
    monkeypatch.setattr(handler, "baseFilename", str(folder / "gone" / LOG))

    logging.getLogger("app").error(MARK)

    assert capsys.readouterr() == ("", "")


# --- codes of bugs


def test_a_place_is_named_by_its_module_and_never_by_a_folder():
    assert frame(str(ROOT / "app" / "i18n.py"), 3).place == "app/i18n.py:3"
    assert frame(r"C:\Users\Liv\leia\app\storage\vault.py", 9).place == "app/storage/vault.py:9"
    assert frame("/home/liv/app/hansen.py", 3).place == UNKNOWN
    assert frame("app/not_loaded_and_not_there.py", 3).place == UNKNOWN
    assert frame("/x/app/storage/__init__.py", 1).place == "app/storage.py:1"
    assert frame(os.__file__, 1).place == "os.py:1"
    assert frame("", 1).place == UNKNOWN


def test_a_type_is_named_only_when_it_stands_in_code():
    assert type_name(ValueError) == "ValueError"
    assert type_name(_Words) == "_Words"
    assert type_name(type("LivHansen", (Exception,), {})) == UNKNOWN


def test_a_code_prefers_the_line_of_ours_that_called():
    from app.formats import clock

    try:
        clock("no moment")
    except (TypeError, ValueError) as caught:
        error = caught

    assert error_code(error).startswith("ValueError-app/formats.py:")
    assert [each.module for each in own_frames(error)] == ["app.formats"]


def test_an_error_that_was_never_raised_has_a_code_too():
    assert error_code(KeyError("x")) == "KeyError"


# --- a sudden end


CRASHING = """
import ctypes, sys
from pathlib import Path
from app.crashes import watch_crashes
from app.logs import start_logging
start_logging(Path(sys.argv[1])); watch_crashes(Path(sys.argv[1]))
if len(sys.argv) > 2:
    import app.formats
    secret = sys.argv[2]
    app.formats.language = lambda: ctypes.string_at(0)
    app.formats.first_name.__globals__["possessive"](secret)
"""


CRASHED = '  File "app/formats.py", line 3 in x\n'


def _run(folder, *words):
    command = [sys.executable, "-c", CRASHING, str(folder), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_crash_is_told_the_next_time_with_its_place_and_without_values(tmp_path):
    assert _run(tmp_path, MARK).returncode < 0
    assert found([MARK], [tmp_path]) == []
    assert (tmp_path / "crash.txt").read_text(encoding="utf-8")

    assert _run(tmp_path).returncode == 0

    log = (tmp_path / LOG).read_text(encoding="utf-8")
    assert "ERROR CRASH app/formats.py:" in log.splitlines()[-1]
    assert (tmp_path / "crash.txt").read_bytes() == b""
    _run(tmp_path)
    assert (tmp_path / LOG).read_text(encoding="utf-8") == log


@pytest.mark.skipif(os.name != "posix", reason="only administrators make links there")
@pytest.mark.parametrize("name", ["crash.txt", LOG])
@pytest.mark.parametrize("kind", ["link", *ODD])
def test_nothing_is_written_through_what_lies_in_a_logs_place(tmp_path, name, kind, in_time):
    folder, others = tmp_path / "log", tmp_path / "others"
    folder.mkdir()
    others.write_text(CRASHED)
    (folder / "crash.txt").write_text(CRASHED if name == LOG else "")
    (folder / name).unlink(missing_ok=True)
    if kind == "link":
        (folder / name).symlink_to(others)
    else:
        put_odd(folder / name, kind)

    assert _run(folder).returncode == 0

    assert others.read_text() == CRASHED
    assert not (folder / LOG).is_file() or (folder / LOG).is_symlink()  # no crash to tell of


@pytest.mark.skipif(os.name != "posix", reason="only administrators make links there")
def test_a_linked_log_is_neither_written_nor_read(folder, tmp_path):
    (tmp_path / "others").write_text("2026-01-01T00:00:00Z INFO QUIT\n")
    (folder / LOG).symlink_to(tmp_path / "others")

    log_event(Event.QUIT)

    assert log_tail(5) == ()
    assert (tmp_path / "others").read_text() == "2026-01-01T00:00:00Z INFO QUIT\n"


def test_crashes_are_not_watched_by_the_tests_themselves():
    assert faulthandler.is_enabled()  # by pytest, which wants to know
    assert threading.excepthook is not None
