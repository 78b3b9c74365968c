"""A copy restored beside the vault it comes from gives nobody more than that vault does today."""

import shutil
from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.clients import CaseOwner, Client, Recusal
from app.domain.periods import Intake
from app.domain.permissions import Role, Roles
from app.domain.staff import Counsellor
from app.errors import NotAllowed, PlaceRefused, UserError
from app.services.case.case_team import Part, change_team
from app.services.case.history import history
from app.services.case.preparing import take_in
from app.services.vault.access_log import AccessQuery, read_log
from app.services.vault.colleagues import change_own_passphrase
from app.services.vault.founding import new_recovery_key
from app.services.vault.giving_roles import change_roles
from app.services.vault.health import check_now, remember_state
from app.services.vault.known_vaults import Profile, Wanted, profiles, wanted_elsewhere
from app.services.vault.restoring import (
    NewPassphrase,
    Passphrase,
    RecoverySecret,
    find_copies,
    open_copy,
    restore,
)
from app.services.vault.unlocking import Door
from app.settings import Settings
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import open_vault
from tests.staffed import PHRASES, TODAY
from tests.storage.damaging import state_of
from tests.storage.shared_vault import KARI, OLA, PER, make_shared, person

MARK = "HEMMELIG"
NEW = "torsk lampe fjord sykkel måne eple"


@pytest.fixture
def liv(quick):
    """The id of a person whose case is Kari's."""
    with quick.unlocked("Kari") as vault:
        return take_in(vault, Client(name="Liv Hansen"), Intake(purpose=MARK)).id


@pytest.fixture
def stick(quick, liv, tmp_path):
    """A copy from before anything was narrowed."""
    return copied(quick, tmp_path / "stick")


@pytest.fixture
def elsewhere(tmp_path):
    return tmp_path / "elsewhere" / "vault"


@pytest.fixture
def known(quick, tmp_path):
    """What the user's own profile knows: where the vault lies, and its state."""
    return (Profile((quick.folder,), tmp_path / "state"),)


def copied(quick, place):
    with quick.unlocked("Kari") as vault:
        vault.copy(place)
    (found,) = find_copies(place)
    return found


def restored(copy, folder, who, known=(), key=None):
    """Restore a copy with somebody's passphrase, and unlock it with theirs."""
    done = restore(open_copy(copy, Passphrase(PHRASES[who])), folder, present_key=key, known=known)
    return done, closing(open_vault(folder, PHRASES[who]))


def test_a_case_hidden_since_stays_hidden_in_a_copy_restored_elsewhere(
    quick, liv, stick, known, elsewhere
):
    """The trial T1 of the review: once, this read the case."""
    with quick.unlocked("Kari") as vault:
        change_team(vault, liv, {quick.ids["Per"]: Part.SHUT_OUT})

    done, opened = restored(stick, elsewhere, "Per", known)

    assert done.is_narrowed
    with opened as vault:
        with vault.work() as work:
            assert work.find(Client, liv) is None
            assert work.all(Intake) == ()
            assert work.changes.of(liv) == ()
        with pytest.raises(LookupError), vault.work() as work:
            work.case(liv)
        assert vault.verify_chain().ok
        assert check_now(vault, TODAY).sentence == ""
    with closing(open_vault(elsewhere, PHRASES["Kari"])) as vault:
        log = read_log(vault, AccessQuery())
        (line,) = [each for each in log if each.entry.action == "RIGHTS_NARROWED"]
        assert (line.who, line.about, line.detail) == ("Per Olsen", "Liv Hansen", "Per Olsen")
        (event,) = [each for each in history(vault, liv) if "stays hidden" in each.sentence]
        assert event.sentence.startswith("The case stays hidden from Per Olsen")


def test_an_administrator_without_cases_gives_herself_none_there(quick, liv, elsewhere):
    """The trial T2 of the review, from the vault's own copies: once, this read everything."""
    with quick.unlocked("Kari") as vault:
        vault.copy()
    (copy,) = find_copies(quick.folder / "backups")

    _done, opened = restored(copy, elsewhere, "Anne")

    with opened as vault:
        with pytest.raises(NotAllowed):
            change_roles(vault, quick.ids["Anne"], Roles({Role.ADMIN, Role.COUNSELLOR}))
        with pytest.raises(NotAllowed), vault.work() as work:
            work.case(liv)


def test_a_role_that_was_taken_away_since_is_not_there_either(
    quick, liv, tmp_path, known, elsewhere
):
    anne, kari = quick.ids["Anne"], quick.ids["Kari"]
    with quick.unlocked("Kari") as vault:
        change_roles(vault, anne, Roles({Role.ADMIN, Role.LEAD}))
    copy = copied(quick, tmp_path / "early")
    with quick.unlocked("Kari") as vault:
        change_roles(vault, anne, Roles({Role.ADMIN}))

    _done, opened = restored(copy, elsewhere, "Anne", known)

    with opened as vault:
        assert vault.counsellor.roles == Roles({Role.ADMIN})
        with vault.work() as work:
            assert work.get(Counsellor, kari).roles >= {Role.COUNSELLOR, Role.LEAD, Role.ADMIN}
            assert work.lists.clients() == ()
        assert vault.verify_chain().ok


def test_without_another_vault_everything_is_as_in_the_copy(quick, liv, stick, elsewhere):
    """A laptop that is gone: a copy and a passphrase are enough, for no one asks anything."""
    with quick.unlocked("Kari") as vault:
        change_team(vault, liv, {quick.ids["Per"]: Part.SHUT_OUT})
    new_laptop = profiles(elsewhere, elsewhere.parent / "state", Settings())
    contents = open_copy(stick, Passphrase(PHRASES["Per"]))

    assert wanted_elsewhere(contents, elsewhere, new_laptop) == Wanted.NOTHING
    done, opened = restored(stick, elsewhere, "Per", new_laptop)

    assert not done.is_narrowed
    with opened as vault, vault.work() as work:
        assert work.case(liv).intake.purpose == MARK


def test_whose_case_it_is_stays_as_it_is_today(quick, liv, stick, known, elsewhere):
    kari, per = quick.ids["Kari"], quick.ids["Per"]
    with quick.unlocked("Kari") as vault:
        mine = take_in(vault, Client(name="Ida"), Intake()).id  # not in the copy
        change_team(vault, liv, {kari: Part.ASKS, per: Part.OWNS})

    _done, opened = restored(stick, elsewhere, "Kari", known)

    with opened as vault, vault.work() as work:
        assert work.case(liv).owners == {per}
        assert work.find(Client, mine) is None
        told = [e.sentence for e in history(vault, liv) if "Whose case it is stays" in e.sentence]
        assert len(told) == 2


def test_a_case_never_becomes_everybodys(quick, liv, stick, known, elsewhere):
    with quick.unlocked("Kari") as vault, vault.work() as work:
        for owner in work.all(CaseOwner):
            work.remove(owner)

    _done, opened = restored(stick, elsewhere, "Kari", known)

    with opened as vault, vault.work() as work:
        assert work.case(liv).owners == {quick.ids["Kari"]}


def test_what_is_narrower_in_the_copy_stays_narrower(quick, liv, tmp_path, known, elsewhere):
    per = quick.ids["Per"]
    with quick.unlocked("Kari") as vault:
        change_team(vault, liv, {per: Part.SHUT_OUT})
    copy = copied(quick, tmp_path / "early")
    with quick.unlocked("Kari") as vault:
        change_team(vault, liv, {per: Part.ASKS})
        change_roles(vault, per, Roles({Role.COUNSELLOR, Role.LEAD}))

    _done, opened = restored(copy, elsewhere, "Kari", known)

    with opened as vault, vault.work() as work:
        assert [each.counsellor_id for each in work.all(Recusal)] == [per]
        assert work.get(Counsellor, per).roles == Roles({Role.COUNSELLOR})


def test_somebody_administers_the_restored_vault(quick, liv, stick, known, elsewhere):
    """Everybody who did so in the copy has handed it on to somebody who came since."""
    with quick.unlocked("Kari") as vault, vault.work() as work:
        for name in ("Kari", "Anne"):
            own = work.get(Counsellor, quick.ids[name])
            work.save(replace(own, roles=Roles({Role.AUDITOR})))

    _done, opened = restored(stick, elsewhere, "Kari", known)

    with opened as vault:
        assert vault.counsellor.roles == Roles({Role.AUDITOR, Role.ADMIN})


# --- where what opened the copy does not open the vault that lies here


@pytest.fixture
def shared_known(shared, tmp_path):
    return (Profile((shared.folder,), tmp_path / "state"),)


@pytest.fixture
def early(shared, tmp_path):
    """A copy on a stick from when Per worked here and everybody had their first passphrase."""
    with shared.opened() as vault:
        vault.copy(tmp_path / "stick")
    (found,) = find_copies(tmp_path / "stick")
    return found


def tries(copy, phrase, folder, known, *keys):
    """Try to restore with each of these keys."""
    contents = open_copy(copy, Passphrase(phrase))
    for key in keys:
        with pytest.raises(UserError):
            restore(contents, folder, present_key=key, known=known)
        assert not folder.exists()
    return contents


def test_whoever_left_gets_nothing_beside_the_vault_they_left(
    shared, early, shared_known, elsewhere
):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)

    keys = (None, Passphrase(PER), Passphrase("feil"), RecoverySecret(new_recovery_key().secret))
    contents = tries(early, PER, elsewhere, shared_known, *keys, Passphrase(KARI))

    assert wanted_elsewhere(contents, elsewhere, shared_known) == Wanted.A_KEY
    with pytest.raises(NotAllowed, match="no longer works"):
        restore(contents, elsewhere, present_key=Passphrase(KARI), known=shared_known)


def test_nor_does_anybody_bring_them_back_there(shared, early, shared_known, elsewhere):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        vault.colleagues.renew_copies([])

    contents = open_copy(early, Passphrase(OLA))
    restore(contents, elsewhere, present_key=Passphrase(OLA), known=shared_known)

    open_vault(elsewhere, OLA).close()
    with pytest.raises(UserError):
        open_vault(elsewhere, PER)
    assert not (elsewhere / "keys" / f"{shared.ids['Per']}.key").exists()


def test_a_new_passphrase_since_is_typed_too(shared, early, shared_known, elsewhere):
    with shared.opened(OLA) as vault:
        change_own_passphrase(vault, OLA, NEW, FLOOR)

    contents = tries(early, OLA, elsewhere, shared_known, None, Passphrase(OLA))

    assert restore(contents, elsewhere, present_key=Passphrase(NEW), known=shared_known).is_narrowed


def test_the_recovery_key_reads_the_vault_that_lies_here(shared, early, shared_known, elsewhere):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
    contents = open_copy(early, RecoverySecret(shared.recovery))
    assert wanted_elsewhere(contents, elsewhere, shared_known) == Wanted.NOTHING
    new = NewPassphrase(shared.ids["Per"], NEW, FLOOR)

    with pytest.raises(NotAllowed):
        restore(contents, elsewhere, new, known=shared_known)
    new = replace(new, counsellor_id=shared.ids["Ola"])
    assert restore(contents, elsewhere, new, known=shared_known).is_narrowed


def spoil(shared, what):
    if what == "gone":
        shutil.rmtree(shared.folder)
    else:
        (shared.folder / what).write_bytes(b"\0" * 8192)


@pytest.mark.parametrize("what", ["gone", "vault.db", "vault.age"])
def test_a_vault_that_was_here_and_cannot_be_read_asks_for_the_recovery_key(
    shared, early, shared_known, elsewhere, what
):
    with shared.opened() as vault:
        remember_state(vault, shared_known[0].state_folder)
    spoil(shared, what)

    keys = (None, Passphrase(OLA), Passphrase(KARI), RecoverySecret(new_recovery_key().secret))
    contents = tries(early, OLA, elsewhere, shared_known, *keys)
    assert wanted_elsewhere(contents, elsewhere, shared_known) == Wanted.RECOVERY_KEY

    if what != "vault.age":  # nobody's key opens that any more
        key = RecoverySecret(shared.recovery)
        assert not restore(contents, elsewhere, present_key=key, known=shared_known).is_narrowed
        open_vault(elsewhere, OLA).close()


@pytest.mark.parametrize("what", ["gone", "vault.db", "vault.age"])
def test_in_its_own_place_the_vault_comes_back_with_a_passphrase_alone(
    shared, early, shared_known, what
):
    with shared.opened() as vault:
        remember_state(vault, shared_known[0].state_folder)
    spoil(shared, what)
    contents = open_copy(early, Passphrase(OLA))

    assert wanted_elsewhere(contents, shared.folder, shared_known) == Wanted.NOTHING
    restore(contents, shared.folder, known=shared_known)

    open_vault(shared.folder, OLA).close()


def test_another_centres_vault_says_nothing(shared, early, elsewhere, tmp_path):
    known = (Profile((make_shared(tmp_path / "other").folder,), tmp_path / "state"),)
    contents = open_copy(early, Passphrase(OLA))

    assert wanted_elsewhere(contents, elsewhere, known) == Wanted.NOTHING
    assert not restore(contents, elsewhere, known=known).is_narrowed


def test_what_is_known_is_the_start_and_the_users_own_profile(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    settings = tmp_path / "XDG_CONFIG_HOME" / "Leia" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"vault_folder": "/srv/hvelv"}')

    here, usual = profiles(tmp_path / "x", tmp_path / "state", Settings(vault_folder="/srv/y"))

    assert [str(each) for each in here.vaults] == [str(tmp_path / "x"), "/srv/y"]
    assert here.state_folder == tmp_path / "state"
    assert [str(each) for each in usual.vaults] == [
        str(tmp_path / "XDG_DATA_HOME" / "Leia" / "vault"),
        "/srv/hvelv",
    ]
    assert usual.state_folder == tmp_path / "XDG_STATE_HOME" / "Leia"


def test_a_copy_is_not_opened_as_a_vault(quick, stick):
    """Else nobody would need to restore it to have the rights of its day."""
    before = state_of(stick.path)

    with pytest.raises(PlaceRefused, match="Restore from a copy"):
        Door(stick.path).unlock(PHRASES["Per"], TODAY)

    assert state_of(stick.path) == before
