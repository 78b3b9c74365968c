"""Whose key may sign is what the journal gave, from the founder on, by an administrator's hand."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from nacl.signing import SigningKey

from app.domain.change_marks import CARRIED
from app.domain.clients import Client
from app.domain.entities import new_id
from app.domain.permissions import FOUNDER, Role, Roles
from app.domain.staff import Counsellor
from app.services.vault.colleagues import change_details, change_roles, give_new_passphrase
from app.services.vault.passphrases import generate
from app.storage import clock, meta
from app.storage.holders.renewing import NewLock
from app.storage.journal import Author, Edit, Head, Journal, Subject, read_head
from app.storage.keys.keyfiles import FLOOR
from app.storage.work import Work
from tests import raw
from tests.staffed import PHRASES


@pytest.fixture
def vault(quick):
    with quick.unlocked("Kari") as vault:
        yield vault


def hand_of(quick, who):
    opened, _material = quick.keys[who]
    return SigningKey(bytes.fromhex(opened.secrets.signing_seed))


def key_of(signing):
    return bytes(signing.verify_key).hex()


def write_as(vault, counsellor_id, signing, deed):
    """Do a piece of work with chained entries in somebody's name, signed by some key."""
    with raw.database(vault).transaction() as connection:
        author = Author(counsellor_id, raw.device(vault), signing)
        work = Work(connection, author, read_head(connection, author.device_id))
        deed(work)
        work.finish()


def person(vault, who):
    with vault.work() as work:
        return work.get(Counsellor, who)


def chain(quick):
    """Check the chain as the program finds it at its next start."""
    with quick.unlocked("Kari") as vault:
        return vault.verify_chain()


def test_what_administrators_and_everybody_do_every_day_is_believed(quick):
    with quick.unlocked("Kari") as vault:
        change_roles(vault, quick.ids["Ola"], Roles({Role.LEAD, Role.ADMIN}))
        give_new_passphrase(vault, quick.ids["Siri"], generate(), FLOOR)
    with quick.unlocked("Per") as vault:
        change_details(vault, quick.ids["Per"], "Per Persen", "990 00 001")
    with quick.unlocked("Ola") as vault:
        change_roles(vault, quick.ids["Per"], FOUNDER)
        report = vault.verify_chain()

    assert (report.ok, report.unvouched) == (True, 0)


@pytest.mark.parametrize("who", ["Per", "Siri"])
@pytest.mark.parametrize(
    "given",
    [
        {"roles": FOUNDER},
        {"signing_key": key_of(SigningKey(bytes(32)))},
        {"active": False},
    ],
    ids=lambda given: next(iter(given)),
)
def test_what_nobody_gives_themselves_is_found_though_it_is_chained_and_signed(quick, who, given):
    with quick.unlocked("Kari") as vault:
        own = person(vault, quick.ids[who])
        write_as(vault, own.id, hand_of(quick, who), lambda work: work.save(replace(own, **given)))
        assert not vault.compare_state()

    assert not chain(quick).ok


def test_whoever_makes_new_keys_because_the_old_may_be_known_signs_with_them(quick):
    with quick.unlocked("Per") as vault:
        new = NewLock(generate(), FLOOR)
        vault.colleagues.replace_own_keys(PHRASES["Per"], new, now=False)
        with vault.work() as work:
            work.save(Client(name="Etterpå"))
        report = vault.verify_chain()

    assert (report.ok, report.unvouched) == (True, 0)


def test_a_colleague_s_row_is_not_for_who_administers_nothing(quick):
    with quick.unlocked("Kari") as vault:
        kari, per = person(vault, quick.ids["Kari"]), hand_of(quick, "Per")
        wished = replace(kari, former_keys=key_of(per))
        write_as(vault, quick.ids["Per"], per, lambda work: work.save(wished))

    assert not chain(quick).ok


def test_a_former_key_proves_nothing_unless_the_journal_gave_it(quick):
    """Even an administrator's entry makes no key by naming it a former one."""
    with quick.unlocked("Kari") as vault:
        per = hand_of(quick, "Per")
        anne = replace(person(vault, quick.ids["Anne"]), former_keys=key_of(per))
        write_as(vault, quick.ids["Kari"], hand_of(quick, "Kari"), lambda work: work.save(anne))
        assert vault.verify_chain().ok
        write_as(vault, quick.ids["Anne"], per, lambda work: work.access.log("OPENED"))

    assert not chain(quick).ok


def test_a_role_that_comes_too_late_does_not_make_good_what_was_before(quick):
    with quick.unlocked("Kari") as vault:
        per = person(vault, quick.ids["Per"])
        wished = replace(per, roles=FOUNDER)
        write_as(vault, per.id, hand_of(quick, "Per"), lambda work: work.save(wished))
    with quick.unlocked("Kari") as vault:
        change_roles(vault, per.id, Roles({Role.COUNSELLOR, Role.ADMIN}))

    assert not chain(quick).ok


def test_nobody_founds_the_vault_a_second_time(quick):
    with quick.unlocked("Kari") as vault:
        signing = SigningKey.generate()
        mallory = Counsellor(name="M", roles=FOUNDER, signing_key=key_of(signing))
        write_as(vault, mallory.id, signing, lambda work: work.save(mallory))

    assert not chain(quick).ok


def test_nobody_founds_the_vault_before_its_founder(quick, monkeypatch):
    """A chain of another device, from long ago, that lets the founder in as a colleague."""
    signing = SigningKey.generate()
    mallory = Counsellor(name="M", roles=FOUNDER, signing_key=key_of(signing))
    with quick.unlocked("Kari") as vault:
        kari = person(vault, quick.ids["Kari"])
        with raw.database(vault).transaction() as connection, monkeypatch.context() as then:
            then.setattr(clock, "wall_millis", lambda: 1)
            journal = Journal(connection, Author(mallory.id, new_id(), signing), Head())
            for each in (mallory, kari):
                keys = {"signing_key": each.signing_key, "roles": each.roles.written()}
                about = Subject(kind="counsellor", entity_id=each.id, client_id="", base="")
                journal.record(about, [Edit(field="*", old=None, new={"id": each.id, **keys})])

    assert not chain(quick).ok


def test_a_key_of_one_s_own_without_a_line_in_the_log_is_found(quick):
    with quick.unlocked("Kari") as vault:
        signing = SigningKey.generate()
        anne = replace(person(vault, quick.ids["Anne"]), signing_key=key_of(signing))
        write_as(vault, anne.id, signing, lambda work: work.save(anne))

    assert not chain(quick).ok


def test_a_key_somebody_has_gives_nothing_where_it_is_written_along(quick):
    with quick.unlocked("Kari") as vault:
        per = replace(person(vault, quick.ids["Per"]), sealing_key="age1another")
        write_as(vault, per.id, hand_of(quick, "Per"), lambda work: work.save(per))
        report = vault.verify_chain()

    assert (report.ok, report.unvouched) == (True, 0)


def test_a_new_key_gives_itself_away_though_it_says_that_it_did_not_change(quick):
    with quick.unlocked("Kari") as vault, raw.database(vault).transaction() as connection:
        per, new = quick.ids["Per"], key_of(SigningKey.generate())
        author = Author(per, new_id(), hand_of(quick, "Per"))
        about = Subject(kind="counsellor", entity_id=per, client_id="", base="")
        edit = Edit(field="signing_key", old=new, new=new)
        Journal(connection, author, Head()).record(about, [edit])

    assert not chain(quick).ok


def test_a_role_put_into_a_row_is_not_told_by_the_next_unlock_as_if_an_update_wrote_it(quick):
    with quick.unlocked("Kari") as vault, raw.database(vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE counsellor SET roles = 'ADMIN' WHERE name = 'Per Olsen'")
        meta.put(connection, "told_schema", "")

    assert not chain(quick).ok


def test_what_a_copy_carried_is_counted_whoever_wrote_it(quick):
    with quick.unlocked("Kari") as vault:
        lead = replace(person(vault, quick.ids["Per"]), roles=FOUNDER)
        later = replace(lead, knowledge_confirmed=date(2020, 1, 1))
        for who, carried in (("Siri", lead), ("Kari", later)):
            deed = partial(Work.save, entity=carried, note=CARRIED)
            write_as(vault, quick.ids[who], hand_of(quick, who), deed)

    report = chain(quick)
    assert (report.ok, report.unvouched) == (True, 1)
