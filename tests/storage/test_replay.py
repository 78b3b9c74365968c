"""State is the fold of the journal: in every vault that was ever kept, and after every step."""

import shutil
from contextlib import closing, contextmanager
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.change_marks import AT_UPGRADE
from app.domain.clients import CaseOwner, Client
from app.domain.entities import derived_id
from app.domain.meetings import Meeting
from app.domain.periods import CriterionAnswer, Intake
from app.services.case.case_team import Part, change_team
from app.services.case.history import history
from app.services.vault.health import check_now
from app.storage import meta, replay
from app.storage import vault as vault_module
from app.storage.connection import make_engine
from app.storage.files import DATABASE
from app.storage.keys.unlocking import unlock
from app.storage.migrations import SCHEMA_VERSION
from app.storage.replay import untold
from app.storage.rows import TABLES
from app.storage.vault import open_vault
from tests.building import PASSPHRASE as PRACTICE_PASSPHRASE
from tests.building import make_vault
from tests.staffed import PHRASES, TODAY, a_case_of
from tests.storage.conftest import PASSPHRASE

VAULTS = Path(__file__).resolve().parents[1] / "vaults"
KEPT = sorted(VAULTS.glob("schema-*"))


@pytest.fixture(params=KEPT, ids=lambda folder: folder.name)
def kept(request, tmp_path):
    """A copy of a vault as some release left it."""
    folder = tmp_path / "vault"
    shutil.copytree(request.param, folder)
    return folder


@pytest.fixture
def first(tmp_path):
    """A copy of a vault of the first release, whose owners and roles a migration wrote."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / "schema-1", folder)
    return folder


def differing(folder, passphrase=PASSPHRASE):
    """Return what the journal of a closed vault does not tell, as kinds and fields."""
    with read(folder, passphrase) as connection:
        return sorted(
            {(each.subject.kind, edit.field) for each in untold(connection) for edit in each.edits}
        )


@contextmanager
def read(folder, passphrase=PASSPHRASE):
    """Reach into a closed vault past the program."""
    _opened, material = unlock(folder, passphrase)
    engine = make_engine(folder / DATABASE, material)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def entries(folder):
    with read(folder) as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()


def test_state_is_the_fold_of_the_journal_after_every_step(kept):
    open_vault(kept, PASSPHRASE).close()

    assert differing(kept) == []


def test_the_thorough_check_finds_nothing_after_every_step(kept):
    with closing(open_vault(kept, PASSPHRASE)) as vault:
        found = check_now(vault, TODAY)
        assert (found.sentence, found.thorough) == ("", True)
        assert vault.verify_chain().unvouched == 0


def test_what_a_migration_wrote_is_signed_and_the_chain_is_whole(first):
    with closing(open_vault(first, PASSPHRASE)) as vault:
        with vault.work() as work:
            owners = {each.id for each in work.all(CaseOwner)}
            people = work.all(Client)
            told = [c for each in people for c in work.changes.of(each.id) if c.note == AT_UPGRADE]
            own = [c for c in work.changes.of("") if c.note == AT_UPGRADE]
        assert vault.verify_chain().ok
        vault.full_check()
        assert len(owners) == len(people) > 0

    assert {each.kind for each in told} == {"owner", "meeting", "plan", "criterion"}
    assert {each.entity_id for each in told if each.kind == "owner"} == owners
    assert {each.field for each in told if each.kind in {"meeting", "plan"}} == {"intake_id"}
    assert [(each.kind, each.field, each.new) for each in own] == [
        ("counsellor", "roles", "COUNSELLOR LEAD ADMIN")
    ]


def test_a_vault_that_is_told_in_full_already_gets_entries_for_the_periods_alone(tmp_path):
    """The second release wrote entries for all it did itself, but did not say so."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / "schema-2", folder)
    before = entries(folder)

    open_vault(folder, PASSPHRASE).close()

    with read(folder) as connection:
        of_periods = sum(
            connection.scalar(select(func.count()).select_from(TABLES[kind]))
            for kind in ("meeting", "plan", "criterion")
        )
        assert meta.get(connection, "told_schema") == str(SCHEMA_VERSION)
    assert entries(folder) == before + of_periods > before


def test_answers_that_were_fields_of_a_period_become_rows_of_their_own(first):
    with read(first) as connection:
        before = connection.exec_driver_sql(
            "SELECT id, under_30, no_upper_secondary, own_wish FROM intake ORDER BY id"
        ).fetchall()
        drafted = before[0].id
        _draft(connection, drafted, "own_wish", "NO")

    with closing(open_vault(first, PASSPHRASE)) as vault, vault.work() as work:
        made = {(e.intake_id, e.criterion): e for e in work.all(CriterionAnswer)}
        drafts = [d for each in work.all(Client) for d in work.drafts.of(each.id)]

    names = ("under_30", "no_upper_secondary", "own_wish")
    stored = {(row.id, name): getattr(row, name) for row in before for name in names}
    stored[drafted, "own_wish"] = "NO"
    assert {key: e.answer for key, e in made.items()} == {k: v for k, v in stored.items() if v}
    assert all(e.id == derived_id(e.intake_id, "criterion", e.criterion) for e in made.values())
    assert not [each for each in drafts if each.field in names]


def _draft(connection, intake_id, name, raw):
    client = connection.exec_driver_sql(
        "SELECT client_id FROM intake WHERE id = ?", (intake_id,)
    ).scalar_one()
    connection.exec_driver_sql(
        "INSERT INTO draft (kind, entity_id, field, client_id, raw, kept_at)"
        " VALUES ('intake', ?, ?, ?, ?, '2026-11-20T10:00:00+01:00')",
        (intake_id, name, client, raw),
    )


def test_a_second_unlock_writes_nothing(kept):
    open_vault(kept, PASSPHRASE).close()
    after_first = entries(kept)

    open_vault(kept, PASSPHRASE).close()

    assert entries(kept) == after_first


def test_what_was_cut_off_after_the_upgrade_is_told_at_the_next_unlock(first, monkeypatch):
    def cut_off(*_all):
        raise KeyboardInterrupt

    monkeypatch.setattr(vault_module, "tell_migrated", cut_off)
    with pytest.raises(KeyboardInterrupt):
        open_vault(first, PASSPHRASE)
    assert ("owner", "*") in differing(first)
    monkeypatch.undo()

    open_vault(first, PASSPHRASE).close()

    assert differing(first) == []


def test_a_failure_half_way_leaves_nothing_half_told(first, monkeypatch):
    def fail(_connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(replay, "told_all", fail)
    with pytest.raises(KeyboardInterrupt):
        open_vault(first, PASSPHRASE)
    before = entries(first)
    monkeypatch.undo()

    open_vault(first, PASSPHRASE).close()

    assert entries(first) > before
    assert differing(first) == []


@pytest.mark.parametrize("who", ["Per", "Anne", "Siri"])
def test_it_is_told_by_whoever_unlocks_and_shown_to_nobody(staffed, who):
    """From Per the case is hidden; an administrator and an auditor have no cases at all."""
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        change_team(vault, client_id, {staffed.ids["Per"]: Part.SHUT_OUT})
        before = history(vault, client_id)
    with read(staffed.folder, PHRASES["Kari"]) as connection:
        connection.exec_driver_sql("UPDATE client SET municipality = '1841'")
        connection.exec_driver_sql("UPDATE centre SET county = '55'")
        meta.put(connection, "told_schema", "")
    assert differing(staffed.folder, PHRASES["Kari"]) == [
        ("centre", "county"),
        ("client", "municipality"),
    ]

    with staffed.unlocked(who) as vault, vault.work() as work:
        assert work.changes.of(client_id) == ()
        assert work.find(Client, client_id) is None
        assert work.verify_chain().ok

    assert differing(staffed.folder, PHRASES["Kari"]) == []
    with staffed.unlocked("Kari") as vault:
        assert history(vault, client_id) == before
        assert vault.verify_chain().ok


def test_every_case_is_folded_also_when_there_are_many(made):
    with closing(made.open()) as vault, vault.work() as work:
        for number in range(250):
            work.save(client := Client(name=f"Person {number}"))
            work.save(Intake(client_id=client.id))
    assert differing(made.folder) == []

    with read(made.folder) as connection:
        connection.exec_driver_sql("UPDATE client SET phone = '990 00 ' || substr(name, 8)")
        connection.exec_driver_sql("UPDATE intake SET purpose = 'Vil ha jobb'")
        found = [each.subject.client_id for each in untold(connection)]

    assert len(found) == 500
    assert len(set(found)) == 250


def test_a_vault_of_invented_people_is_the_sum_of_its_entries(tmp_path):
    make_vault(tmp_path / "vault", practice=True)
    with closing(open_vault(tmp_path / "vault", PRACTICE_PASSPHRASE)) as vault:
        assert check_now(vault, TODAY).sentence == ""

    assert differing(tmp_path / "vault", PRACTICE_PASSPHRASE) == []


def test_a_new_vault_has_nothing_to_be_told(made):
    with read(made.folder) as connection:
        assert meta.get(connection, "told_schema") == str(SCHEMA_VERSION)


def test_what_was_changed_past_the_journal_is_found(made):
    with closing(made.open()) as vault, vault.work() as work:
        work.save(client := Client(name="Liv Hansen"))
        work.save(Intake(client_id=client.id))
        work.save(meeting := Meeting(client_id=client.id, place="Fauske"))
        work.save(gone := Meeting(client_id=client.id))
        work.remove(gone)
    assert differing(made.folder) == []

    with read(made.folder) as connection:
        connection.exec_driver_sql("UPDATE meeting SET place = 'Bod\u00f8', none_agreed = 1")
        connection.exec_driver_sql("UPDATE meeting SET deleted = 1 - deleted")
        connection.exec_driver_sql("DELETE FROM intake")

    assert differing(made.folder) == [
        ("intake", "deleted"),
        ("meeting", "deleted"),
        ("meeting", "none_agreed"),
        ("meeting", "place"),
    ]
    assert meeting.place == "Fauske"


def test_what_a_migration_wrote_of_a_unit_is_told_whole(made):
    with closing(made.open()) as vault, vault.work() as work:
        work.save(client := Client(name="Liv Hansen"))
        work.save(Meeting(client_id=client.id, at=time(9)))
    with read(made.folder) as connection:
        connection.exec_driver_sql("UPDATE meeting SET day = '2026-03-03'")
        meta.put(connection, "told_schema", "")
    together = ("at", "day", "moved", "placed_on")
    assert differing(made.folder) == [("meeting", name) for name in together]

    made.open().close()

    assert differing(made.folder) == []
    with read(made.folder) as connection:
        found = connection.exec_driver_sql("SELECT new FROM change WHERE field = 'at'")
        assert found.scalars().all() == ['"09:00:00"']


def test_entries_of_a_kind_or_field_of_another_leia_do_no_harm(made):
    with closing(made.open()) as vault, vault.work() as work:
        work.save(Client(name="Liv Hansen"))

    with read(made.folder) as connection:
        connection.exec_driver_sql("UPDATE change SET kind = 'rocket' WHERE kind = 'centre'")
        connection.exec_driver_sql(
            "UPDATE change SET new = '{\"wings\": 2, ' || substr(new, 2) WHERE kind = 'client'"
        )

    assert differing(made.folder) == [("centre", "*")]
