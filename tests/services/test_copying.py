"""Copies to every place: those that are gone stop no other, and what was made is remembered."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import msgspec
import pytest

from app.domain.clients import Client
from app.errors import Cancelled, PlaceRefused
from app.policy.policy import Policy
from app.services.vault import copy_records
from app.services.vault.copying import (
    CopyTarget,
    Outcome,
    check_copy_folder,
    copies_due,
    copies_pressing,
    copy_everywhere,
    copy_status,
    copy_targets,
    copy_what_is_due,
)
from app.settings import Settings
from tests import raw
from tests.storage.damaging import flip

TODAY = datetime.now().astimezone().date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def vault(own_vault):
    return own_vault


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def places(vault, *folders):
    return copy_targets(vault.folder, Policy(), Settings(copy_folders=tuple(map(str, folders))))


def change(vault):
    with vault.work() as work:
        work.save(Client(name="Somebody"))


def test_copies_go_beside_the_vault_where_the_county_says_and_where_the_user_chose(tmp_path):
    policy = Policy(copy_folders=("/srv/copies", "/srv/copies"))
    settings = Settings(copy_folders=("/media/stick", "/srv/copies"))

    assert copy_targets(tmp_path / "vault", policy, settings) == (
        CopyTarget(tmp_path / "vault" / "backups", "vault"),
        CopyTarget(Path("/srv/copies"), "policy"),
        CopyTarget(Path("/media/stick"), "chosen"),
    )


def test_a_copy_goes_everywhere_and_each_place_is_remembered(vault, stick):
    where = places(vault, stick)

    reports = copy_everywhere(vault, where)

    assert [report.outcome for report in reports] == [Outcome.MADE, Outcome.MADE]
    assert all(report.copy.path.is_relative_to(report.place.folder) for report in reports)
    status = copy_status(vault, where)
    assert [each.verified_at for each in status.places] == [r.copy.made_at for r in reports]
    assert status.oldest_worry is None
    assert status.warning == ""
    assert status.newest.verified_at == reports[0].copy.made_at


def test_a_place_that_is_gone_stops_no_other_and_is_no_failure(vault, stick, tmp_path):
    where = places(vault, tmp_path / "share", stick)

    own, gone, there = copy_everywhere(vault, where)

    assert (own.outcome, gone.outcome, there.outcome) == (
        Outcome.MADE,
        Outcome.ABSENT,
        Outcome.MADE,
    )
    assert str(tmp_path / "share") in gone.sentence
    assert not (tmp_path / "share").exists()
    assert copy_status(vault, where).warning == ""


def test_a_stick_in_a_drawer_keeps_the_age_of_its_copy(vault, stick):
    where = places(vault, stick)
    made = copy_everywhere(vault, where)[1].copy
    stick.rename(stick.with_name("drawer"))

    copy_everywhere(vault, where)

    status = copy_status(vault, where).places[1]
    assert status.verified_at == made.made_at
    assert status.outcome is Outcome.ABSENT


def aged(vault, place, **changes):
    """Let what the vault remembers of a place be of another time."""
    record = copy_records.read_records(vault)[str(place.folder)]
    copy_records.keep_record(vault, place.folder, msgspec.structs.replace(record, **changes))


def ago(days):
    return datetime.now(UTC) - timedelta(days=days)


def test_a_copy_older_than_a_week_is_a_worry(vault, stick):
    where = places(vault, stick)
    copy_everywhere(vault, where)
    aged(vault, where[1], verified_at=ago(6))
    assert copy_status(vault, where).warning == ""

    aged(vault, where[1], verified_at=ago(12))

    status = copy_status(vault, where)
    assert status.oldest_worry.place == where[1]
    assert "12 days old" in status.warning
    assert str(stick) in status.warning


def test_a_place_no_copy_ever_reached_is_a_worry_after_a_week(vault, tmp_path):
    where = places(vault, tmp_path / "share")
    copy_everywhere(vault, where)
    assert copy_status(vault, where).warning == ""

    aged(vault, where[1], since=ago(9))

    assert "9 days" in copy_status(vault, where).warning


def test_a_failed_copy_is_a_worry_at_once_and_over_with_the_next_good_one(vault, stick):
    where = places(vault, stick)
    (vault.folder / "backups").write_text("in the way")
    reports = copy_everywhere(vault, where)
    assert [report.outcome for report in reports] == [Outcome.FAILED, Outcome.MADE]
    assert copy_status(vault, where).warning == reports[0].sentence

    (vault.folder / "backups").unlink()
    copy_everywhere(vault, where)

    assert copy_status(vault, where).warning == ""


def test_without_room_beside_the_vault_a_copy_still_reaches_the_stick(vault, stick):
    (vault.folder / "backups").write_text("in the way")

    _own, there = copy_everywhere(vault, places(vault, stick))

    assert there.outcome is Outcome.MADE
    assert there.copy.path.is_relative_to(stick)


def test_a_stick_that_may_not_be_written_is_named(vault, stick):
    (stick / f"leia-copies-{vault.vault_id[-8:]}").write_text("in the way")

    _own, there = copy_everywhere(vault, places(vault, stick))

    assert there.outcome is Outcome.FAILED
    assert str(stick) in there.sentence


def test_a_stick_pulled_out_meanwhile_counts_as_gone(vault, stick):
    where = places(vault, stick)

    def pull_out(done):
        if done > 0.6:
            shutil.rmtree(stick, ignore_errors=True)
        return True

    reports = copy_everywhere(vault, where, pull_out)

    assert [report.outcome for report in reports] == [Outcome.MADE, Outcome.ABSENT]
    assert "disconnected" in reports[1].sentence


def test_a_damaged_vault_is_copied_nowhere(vault, stick):
    change(vault)
    (stick / "before").mkdir()
    driver = raw.driver(vault)
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    for page in range(20, pages, 9):
        flip(vault.folder / "vault.db", page * 4096 + 300)

    reports = copy_everywhere(vault, places(vault, stick))

    assert [report.outcome for report in reports] == [Outcome.FAILED, Outcome.FAILED]
    assert "damaged" in reports[0].sentence
    assert [path.name for path in stick.iterdir()] == ["before"]


def test_a_vault_without_a_quiet_moment_is_copied_all_the_same(vault, stick, monkeypatch):
    monkeypatch.setattr("app.storage.database._PAUSES_S", (0.0,))
    stop = Event()

    def keep_saving():
        while not stop.is_set():
            change(vault)

    thread = Thread(target=keep_saving)
    thread.start()
    try:
        reports = copy_everywhere(vault, places(vault, stick))
    finally:
        stop.set()
        thread.join()

    assert [report.outcome for report in reports] == [Outcome.MADE, Outcome.MADE]
    assert copy_status(vault, places(vault, stick)).warning == ""


def test_stopping_keeps_what_was_finished(vault, stick):
    where = places(vault, stick)

    with pytest.raises(Cancelled):
        copy_everywhere(vault, where, lambda done: done < 0.7)

    status = copy_status(vault, where)
    assert status.places[0].verified_at is not None
    assert status.places[1].verified_at is None
    folder = stick / f"leia-copies-{vault.vault_id[-8:]}"
    assert not folder.exists() or not list(folder.iterdir())


def test_the_progress_rises_from_place_to_place(vault, stick):
    told = []

    copy_everywhere(vault, places(vault, stick), lambda done: told.append(done) is None)

    assert told == sorted(told)
    assert told[-1] == 1.0


# --- when


def test_a_new_vault_is_due_and_a_copied_one_is_not(vault, stick):
    where = places(vault, stick)
    assert copies_due(vault, where, TODAY)

    copy_what_is_due(vault, where, TODAY)

    assert not copies_due(vault, where, TODAY)
    assert copy_what_is_due(vault, where, TODAY) == ()
    assert copies_due(vault, where, TOMORROW)


def test_after_a_change_only_the_copy_beside_the_vault_is_due_again(vault, stick):
    where = places(vault, stick)
    copy_what_is_due(vault, where, TODAY)

    with vault.work() as work:
        work.access.log("UNLOCK")
    assert not copies_due(vault, where, TODAY)
    change(vault)

    (report,) = copy_what_is_due(vault, where, TODAY)
    assert report.place.origin == "vault"


@pytest.mark.parametrize("is_changed", [True, False])
def test_while_it_is_worked_a_copy_waits_until_the_vault_is_an_hour_ahead(vault, is_changed):
    (own,) = where = places(vault)
    copy_what_is_due(vault, where, TODAY)
    if is_changed:
        change(vault)
    assert copies_due(vault, where, TODAY) is is_changed
    assert not copies_pressing(vault, where, TODAY)

    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    aged(vault, own, verified_at=hour_ago)

    assert copies_pressing(vault, where, hour_ago.astimezone().date()) is is_changed


@pytest.mark.parametrize("is_first", [True, False])
def test_a_day_without_a_copy_presses(vault, is_first):
    if not is_first:
        copy_what_is_due(vault, places(vault), TODAY)

    assert copies_pressing(vault, places(vault), TODAY if is_first else TOMORROW)


def test_a_stick_put_in_later_gets_the_copy_that_is_there(vault, stick):
    copy_what_is_due(vault, places(vault), TODAY)
    before = vault.last_copy()

    (report,) = copy_what_is_due(vault, places(vault, stick), TODAY)

    assert report.outcome is Outcome.MADE
    assert report.copy.path.name == before.path.name
    assert vault.last_copy() == before


def test_a_damaged_copy_is_not_taken_to_the_stick_but_a_new_one_made(vault, stick):
    copy_what_is_due(vault, places(vault), TODAY)
    flip(vault.last_copy().path / "vault.db", 5000)

    (report,) = copy_what_is_due(vault, places(vault, stick), TODAY)

    assert report.outcome is Outcome.MADE


def test_a_place_that_was_gone_is_left_in_peace_for_a_while(vault, tmp_path):
    """Locking must not wait each time for a share that does not answer."""
    where = places(vault, tmp_path / "share")
    copy_what_is_due(vault, where, TODAY)

    assert not copies_due(vault, where, TODAY)
    aged(vault, where[1], tried_at=ago(0.1))
    assert copies_due(vault, where, TODAY)
    aged(vault, where[1], tried_at=ago(-3))  # the clock was set back since
    assert copies_due(vault, where, TODAY)


def test_status_and_due_ask_no_disk(vault, tmp_path, monkeypatch):
    where = places(vault, tmp_path / "share")
    copy_everywhere(vault, where)

    def refuse(*_arguments, **_named):
        raise AssertionError("asked the disk")

    for name in ("exists", "stat", "is_dir", "iterdir", "glob", "open"):
        monkeypatch.setattr(Path, name, refuse)
    copy_status(vault, where)
    copies_due(vault, where, TODAY)


def test_what_a_later_leia_remembers_is_no_obstacle(vault):
    with vault.work() as work:
        work.vault_memory.put("copies", '{"x": {"unknown": 1}}')

    assert copy_status(vault, places(vault)).newest is None
    copy_everywhere(vault, places(vault))
    assert copy_status(vault, places(vault)).newest is not None


# --- places


def test_a_folder_within_the_vault_is_no_place_for_copies(vault, tmp_path):
    for folder in (vault.folder, vault.folder / "backups", vault.folder / "keys" / "deep"):
        with pytest.raises(PlaceRefused, match="inside the vault"):
            check_copy_folder(vault.folder, folder)
    with pytest.raises(PlaceRefused, match="cannot find"):
        check_copy_folder(vault.folder, tmp_path / "nowhere")
    check_copy_folder(vault.folder, tmp_path)


def test_a_policy_that_sends_copies_into_the_vault_is_told(vault):
    inside = vault.folder / "copies"
    inside.mkdir()

    _own, refused = copy_everywhere(vault, places(vault, inside))

    assert refused.outcome is Outcome.FAILED
    assert "inside the vault" in refused.sentence
    assert list(inside.iterdir()) == []


@pytest.fixture
def mounted(tmp_path):
    """A stick on a disk of its own, and the empty folder that is left without it."""
    point = tmp_path / "mounted"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m,mode=700", "tmpfs", str(point)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk here")
    yield point
    subprocess.run([shutil.which("umount"), str(point)], capture_output=True, check=False)


def test_the_empty_folder_of_a_stick_that_is_out_gets_no_copy(vault, mounted):
    """It lies on the vault's own disk, and a copy there would look like one on the stick."""
    where = places(vault, mounted)
    assert copy_everywhere(vault, where)[1].outcome is Outcome.MADE
    subprocess.run([shutil.which("umount"), str(mounted)], check=True)

    assert copy_everywhere(vault, where)[1].outcome is Outcome.ABSENT
    assert list(mounted.iterdir()) == []
