"""What the vault administrator does with colleagues, and what nobody may do."""

from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date

import pytest

from app.domain.clients import CaseOwner, Client
from app.domain.permissions import Role, Roles
from app.domain.staff import Centre, Counsellor
from app.errors import NotAllowed, NotFinished, WrongPassphrase
from app.services.vault import colleagues as deeds
from app.services.vault.colleagues import NewColleague
from app.services.vault.giving_roles import SecondYes
from app.services.vault.passphrases import generate
from app.services.vault.recovering import RecoveryDoor
from app.services.vault.unlocking import Door, failed_sentence
from app.storage.files import DATABASE
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import create_vault, open_vault
from tests import raw
from tests.builders import TODAY
from tests.staffed import PHRASES

pytestmark = pytest.mark.usefixtures("quickly")

PHRASE = "gammel traktor synger under nordlyset"


@contextmanager
def unlocked(quick, who):
    with closing(open_vault(quick.folder, PHRASES[who])) as vault:
        yield vault


def logged(vault):
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def who_administers(vault):
    return [c.counsellor for c in deeds.colleagues(vault) if Role.ADMIN in c.counsellor.roles]


def found(vault, counsellor_id):
    with vault.work() as work:
        return work.get(Counsellor, counsellor_id)


def test_colleagues_are_listed_by_name_with_who_has_a_key(quick):
    (quick.folder / "keys" / f"{quick.ids['Siri']}.key").unlink()
    with unlocked(quick, "Anne") as vault:
        listed = deeds.colleagues(vault)

    assert [each.counsellor.name.split()[0] for each in listed] == [
        "Anne",
        "Kari",
        "Ola",
        "Per",
        "Siri",
    ]
    assert [each.counsellor.name for each in listed if each.is_self] == ["Anne Olsen"]
    assert [each.counsellor.id for each in listed if not each.has_key] == [quick.ids["Siri"]]


def test_somebody_new_gets_in_with_the_passphrase_they_typed(quick):
    new = NewColleague(name=" Mari Vik ", phone=" 990 00 001 ", passphrase=PHRASE)
    with unlocked(quick, "Anne") as vault:
        added = deeds.add_colleague(vault, new, FLOOR)

    assert (added.name, added.phone, added.roles) == (
        "Mari Vik",
        "990 00 001",
        Roles({Role.COUNSELLOR}),
    )
    vault = open_vault(quick.folder, PHRASE)
    assert vault.counsellor.id == added.id
    vault.close()
    assert PHRASE not in repr(new)


@pytest.mark.parametrize(
    "new",
    [
        NewColleague(name="  ", passphrase=PHRASE),
        NewColleague(name="Mari", passphrase="kort"),
        NewColleague(name="Mari", passphrase="passord passord passord"),
        NewColleague(name="Mari", passphrase=PHRASE, roles=Roles()),
    ],
)
def test_what_is_missing_is_said_before_anything_is_written(quick, new):
    with unlocked(quick, "Anne") as vault:
        with pytest.raises(NotFinished):
            deeds.add_colleague(vault, new, FLOOR)

        assert len(deeds.colleagues(vault)) == 5


def test_without_a_cost_the_computer_is_measured(quick, monkeypatch):
    monkeypatch.setattr("app.storage.keys.keyfiles.calibrate", lambda: replace(FLOOR, passes=5))
    with unlocked(quick, "Anne") as vault:
        added = deeds.add_colleague(vault, NewColleague(name="Mari", passphrase=generate()))

    content = (quick.folder / "keys" / f"{added.id}.key").read_bytes()
    assert b'"passes":5' in content


@pytest.mark.parametrize("who", ["Per", "Siri", "Ola"])
def test_only_a_vault_administrator_does_these_things(quick, who, tmp_path):
    ids = quick.ids
    with unlocked(quick, who) as vault:
        for deed in (
            lambda: deeds.add_colleague(vault, NewColleague(name="M", passphrase=PHRASE), FLOOR),
            lambda: deeds.change_roles(vault, ids["Per"], Roles({Role.LEAD})),
            lambda: deeds.change_details(vault, ids["Anne"], "Anne", ""),
            lambda: deeds.give_new_passphrase(vault, ids["Anne"], PHRASE, FLOOR),
            lambda: deeds.what_leaving_leaves(vault, ids["Anne"], []),
            lambda: deeds.remove_colleague(vault, ids["Anne"], PHRASES[who], []),
            lambda: vault.use_county_keys([new_recovery_identity()[1]]),
        ):
            with pytest.raises(NotAllowed):
                deed()

        assert len(deeds.colleagues(vault)) == 5


def test_roles_change_and_are_logged_by_id(quick):
    with unlocked(quick, "Anne") as vault:
        deeds.change_roles(vault, quick.ids["Per"], Roles({Role.LEAD, Role.AUDITOR}))
        deeds.change_roles(vault, quick.ids["Per"], Roles({Role.LEAD, Role.AUDITOR}))

        assert found(vault, quick.ids["Per"]).roles == {Role.LEAD, Role.AUDITOR}
        assert logged(vault).count(("ROLES_CHANGED", quick.ids["Per"])) == 1
        with pytest.raises(NotFinished):
            deeds.change_roles(vault, quick.ids["Per"], Roles())


def test_the_last_vault_administrator_stays_one(quick):
    ids = quick.ids
    with unlocked(quick, "Anne") as vault:
        deeds.change_roles(vault, ids["Kari"], Roles({Role.COUNSELLOR}))
        with pytest.raises(NotFinished, match="only vault keeper"):
            deeds.change_roles(vault, ids["Anne"], Roles({Role.AUDITOR}))
        deeds.change_roles(vault, ids["Per"], Roles({Role.ADMIN}))
        pers = SecondYes(administrator_id=ids["Per"], passphrase=PHRASES["Per"])
        deeds.change_roles(vault, ids["Anne"], Roles({Role.LEAD}), pers)
        assert [each.id for each in who_administers(vault)] == [ids["Per"]]


def test_nobody_takes_themselves_out(quick):
    with unlocked(quick, "Anne") as vault:
        for deed in (
            lambda: deeds.what_leaving_leaves(vault, quick.ids["Anne"], []),
            lambda: deeds.remove_colleague(vault, quick.ids["Anne"], PHRASES["Anne"], []),
        ):
            with pytest.raises(NotFinished, match="Nobody can remove their own access"):
                deed()


def test_everybody_corrects_their_own_name_and_telephone(quick):
    with unlocked(quick, "Per") as vault:
        deeds.change_details(vault, quick.ids["Per"], " Per Hansen ", "1")
        assert (vault.counsellor.name, vault.counsellor.phone) == ("Per Hansen", "1")
        with pytest.raises(NotFinished):
            deeds.change_details(vault, quick.ids["Per"], " ", "1")
    with unlocked(quick, "Anne") as vault:
        deeds.change_details(vault, quick.ids["Per"], "Per Olsen", "")
        assert found(vault, quick.ids["Per"]).name == "Per Olsen"


def test_a_colleague_who_forgot_gets_in_with_the_new_passphrase(quick):
    with unlocked(quick, "Anne") as vault:
        with pytest.raises(NotFinished):
            deeds.give_new_passphrase(vault, quick.ids["Per"], "kort", FLOOR)
        deeds.give_new_passphrase(vault, quick.ids["Per"], PHRASE, FLOOR)

    vault = open_vault(quick.folder, PHRASE)
    assert vault.counsellor.id == quick.ids["Per"]
    assert vault.verify_chain().ok
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(quick.folder, PHRASES["Per"])


def test_nobody_gives_themselves_a_new_passphrase_without_the_old_one(quick):
    with unlocked(quick, "Anne") as vault, pytest.raises(NotFinished, match="your own"):
        deeds.give_new_passphrase(vault, quick.ids["Anne"], PHRASE, FLOOR)


def test_everybody_changes_their_own_passphrase_in_the_copies_too(quick, tmp_path):
    with unlocked(quick, "Siri") as vault:
        copy, other = vault.copy(), vault.copy(tmp_path / "stick")
        with pytest.raises(WrongPassphrase):
            deeds.change_own_passphrase(vault, PHRASES["Per"], PHRASE, FLOOR)
        with pytest.raises(NotFinished):
            deeds.change_own_passphrase(vault, PHRASES["Siri"], "kort", FLOOR)
        deeds.change_own_passphrase(vault, PHRASES["Siri"], PHRASE, FLOOR, [tmp_path / "stick"])

    for folder in (quick.folder, copy.path, other.path):
        vault = open_vault(folder, PHRASE)
        assert vault.counsellor.id == quick.ids["Siri"]
        vault.close()


def test_a_try_with_an_earlier_key_file_is_refused_and_told_to_whoever_it_is_of(quick):
    own = quick.folder / "keys" / f"{quick.ids['Per']}.key"
    kept = own.read_bytes()
    with unlocked(quick, "Per") as vault:
        deeds.change_own_passphrase(vault, PHRASES["Per"], PHRASE, FLOOR)
    own.with_name("other.key").write_bytes(kept)
    door = Door(quick.folder)

    with pytest.raises(NotAllowed):
        door.unlock(PHRASES["Per"], TODAY)
    door.unlock(PHRASE, TODAY).close()

    assert "1 failed try" in failed_sentence(door, TODAY)


def test_what_leaving_leaves_is_told_before(quick, tmp_path):
    with unlocked(quick, "Kari") as vault:
        copy, other = vault.copy(), vault.copy(tmp_path / "stick")
        with vault.work() as work:
            client = Client(name="Liv")
            work.save(client)
            work.save(CaseOwner(client_id=client.id, counsellor_id=quick.ids["Per"]))
    places = [tmp_path / "stick", tmp_path / "drawer"]

    with unlocked(quick, "Anne") as vault:  # who sees no case
        leaving = deeds.what_leaving_leaves(vault, quick.ids["Per"], places)

    assert leaving.counsellor.id == quick.ids["Per"]
    assert {each.path for each in leaving.copies} == {copy.path, other.path}
    assert leaving.out_of_reach == (tmp_path / "drawer",)
    assert leaving.cases == 1
    said = " ".join(leaving.sentences)
    assert "took away earlier" in said
    assert "2 copies get the new key" in said
    assert "drawer" in said
    assert "owns 1 case" in said


def test_whoever_leaves_is_out_of_the_vault_and_its_copies(quick, tmp_path):
    with unlocked(quick, "Kari") as vault:
        copy = vault.copy(tmp_path / "stick")
    places, told = [tmp_path / "stick", tmp_path / "drawer"], []

    with unlocked(quick, "Anne") as vault:
        with pytest.raises(WrongPassphrase):
            deeds.remove_colleague(vault, quick.ids["Per"], "feil", places)
        removal = deeds.remove_colleague(
            vault,
            quick.ids["Per"],
            PHRASES["Anne"],
            places,
            lambda done: told.append(done) or 1,
        )
        assert not found(vault, quick.ids["Per"]).active
        assert len(deeds.colleagues(vault)) == 4
        with pytest.raises(NotFinished, match="any more"):
            deeds.remove_colleague(vault, quick.ids["Per"], PHRASES["Anne"], places)

    assert [each.path for each in removal.rekeyed] == [copy.path]
    assert [each.place for each in removal.still_open] == [tmp_path / "drawer"]
    assert told
    for folder in (quick.folder, copy.path):
        with pytest.raises(WrongPassphrase):
            open_vault(folder, PHRASES["Per"])
        vault = open_vault(folder, PHRASES["Ola"])
        assert vault.verify_chain().ok
        vault.close()


def test_a_torn_unused_page_does_not_keep_anybody_in(quick):
    with unlocked(quick, "Anne") as vault:
        driver = raw.driver(vault)
        driver.execute("CREATE TABLE filling AS SELECT zeroblob(400000) AS empty")
        driver.execute("DROP TABLE filling")
        assert driver.execute("PRAGMA freelist_count").fetchone()[0] > 50
    content = bytearray((quick.folder / DATABASE).read_bytes())
    content[-100] ^= 1
    (quick.folder / DATABASE).write_bytes(content)

    with unlocked(quick, "Anne") as vault:
        removal = deeds.remove_colleague(vault, quick.ids["Per"], PHRASES["Anne"], [])

    (aside,) = removal.still_open
    assert aside.place.name.startswith("vault.db.damaged-")
    with unlocked(quick, "Ola") as vault:
        vault.full_check()
    with pytest.raises(WrongPassphrase):
        open_vault(quick.folder, PHRASES["Per"])


def test_the_knowledge_of_privacy_is_confirmed_by_oneself(quick):
    with unlocked(quick, "Per") as vault:
        deeds.confirm_knowledge(vault, date(2027, 1, 4))

        assert vault.counsellor.knowledge_confirmed == date(2027, 1, 4)
        assert not vault.counsellor.must_confirm_knowledge(date(2027, 6, 1))
        assert logged(vault)[-1] == ("KNOWLEDGE_CONFIRMED", quick.ids["Per"])


# --- the recovery key


def test_with_the_recovery_key_somebody_gets_a_new_passphrase(quickly, tmp_path):
    secret, public = new_recovery_identity()
    folder = tmp_path / "vault"
    create_vault(folder, PHRASE, Centre(), Counsellor(name="Kari"), [public], FLOOR).close()
    door = RecoveryDoor(folder)

    with pytest.raises(RuntimeError):
        door.set_passphrase("x", PHRASE, FLOOR)
    (kari,) = door.open(secret.lower())
    with pytest.raises(NotFinished):
        door.set_passphrase(kari.id, "kort", FLOOR)
    new = "hvalross sykler baklengs gjennom tunet"
    door.set_passphrase(kari.id, new, FLOOR)
    door.close()
    door.close()

    vault = open_vault(folder, new)
    assert vault.counsellor.name == "Kari"
    assert logged(vault)[-1] == ("RECOVERED", kari.id)
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, PHRASE)
