"""Roles that show cases: somebody else says yes before one gives them to oneself."""

import pytest

from app.domain.permissions import Role, Roles
from app.errors import NotAllowed, UserError, WrongPassphrase
from app.services.vault.access_log import AccessQuery, read_log
from app.services.vault.colleagues import change_roles, give_new_passphrase, remove_colleague
from app.services.vault.giving_roles import SecondYes, yes_needed
from app.services.vault.passphrases import generate
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.keys.unlocking import unlock
from tests.staffed import PHRASES
from tests.storage.shared_vault import KARI, PER

ADMIN = Roles({Role.ADMIN})
LEADING = Roles({Role.ADMIN, Role.LEAD})
SHOWING = [Roles({Role.ADMIN, role}) for role in (Role.COUNSELLOR, Role.LEAD)]


def yes_of(staffed, who, passphrase=None):
    return SecondYes(administrator_id=staffed.ids[who], passphrase=passphrase or PHRASES[who])


@pytest.fixture
def anne(quick):
    """The open vault of an administrator who sees no case; Kari is one too."""
    with quick.unlocked("Anne") as vault:
        yield vault


@pytest.mark.parametrize("roles", SHOWING)
def test_nobody_alone_gives_themselves_a_role_that_shows_cases(quick, anne, roles):
    for second in (None, SecondYes(), SecondYes(administrator_id=quick.ids["Kari"])):
        with pytest.raises(NotAllowed, match=r"nothing was changed.*another vault keeper"):
            change_roles(anne, quick.ids["Anne"], roles, second)

    assert anne.counsellor.roles == ADMIN


@pytest.mark.parametrize("roles", SHOWING)
def test_another_administrator_confirms_it_with_their_passphrase(quick, anne, roles):
    change_roles(anne, quick.ids["Anne"], roles, yes_of(quick, "Kari"))

    assert anne.counsellor.roles == roles


def test_the_log_names_both(quick, anne):
    change_roles(anne, quick.ids["Anne"], LEADING, yes_of(quick, "Kari"))

    confirmed, changed = read_log(anne, AccessQuery())[:2]
    assert (confirmed.who, confirmed.what, confirmed.detail) == (
        "Anne Olsen",
        "Took a role that shows cases, confirmed by",
        "Kari Øving",
    )
    assert (changed.what, changed.detail) == ("Changed roles", "Anne Olsen")


def test_what_is_not_their_passphrase_confirms_nothing(quick, anne):
    for wrong in ("feil", PHRASES["Anne"], PHRASES["Per"]):
        with pytest.raises(WrongPassphrase):
            change_roles(anne, quick.ids["Anne"], LEADING, yes_of(quick, "Kari", wrong))

    assert anne.counsellor.roles == ADMIN


@pytest.mark.parametrize("who", ["Anne", "Per", "Ola", "Siri"])
def test_neither_oneself_nor_anybody_else_confirms_it(quick, anne, who):
    with pytest.raises(NotAllowed):
        change_roles(anne, quick.ids["Anne"], LEADING, yes_of(quick, who))


def test_a_key_file_of_before_confirms_nothing(quick, anne):
    """Kari got a new passphrase; a file that still opens with the one before is put back."""
    file = quick.folder / "keys" / f"{quick.ids['Kari']}.key"
    former = file.read_bytes()
    give_new_passphrase(anne, quick.ids["Kari"], generate(), FLOOR)
    file.write_bytes(former)

    with pytest.raises(WrongPassphrase):
        change_roles(anne, quick.ids["Anne"], LEADING, yes_of(quick, "Kari"))


def test_giving_up_a_role_and_keeping_one_ask_nobody(quick):
    with quick.unlocked("Kari") as vault:
        own = quick.ids["Kari"]
        change_roles(vault, own, Roles({Role.COUNSELLOR, Role.ADMIN}))
        change_roles(vault, own, Roles({Role.COUNSELLOR, Role.ADMIN, Role.AUDITOR}))
        assert yes_needed(vault, own, Roles({Role.COUNSELLOR})) is None

        with pytest.raises(NotAllowed):
            change_roles(vault, own, Roles({Role.COUNSELLOR, Role.LEAD, Role.ADMIN}))


def test_a_colleague_gets_roles_as_before(quick, anne):
    change_roles(anne, quick.ids["Siri"], Roles({Role.LEAD}))


@pytest.fixture
def alone(shared):
    """The open vault of its only administrator, who has given up seeing cases."""
    with shared.opened(KARI) as vault:
        change_roles(vault, shared.ids["Per"], Roles({Role.COUNSELLOR}))
        change_roles(vault, shared.ids["Kari"], ADMIN)
        yield vault


def test_the_only_administrator_types_the_recovery_key(shared, alone):
    with pytest.raises(NotAllowed, match="type the key on the recovery sheet"):
        change_roles(alone, shared.ids["Kari"], LEADING)

    typed = " ".join(shared.recovery.lower())
    change_roles(alone, shared.ids["Kari"], LEADING, SecondYes(recovery_key=typed))

    assert alone.counsellor.roles == LEADING
    assert read_log(alone, AccessQuery())[0].detail == "The recovery key"


def test_another_recovery_key_or_half_of_it_confirms_nothing(shared, alone):
    for typed in (new_recovery_identity()[0], shared.recovery[:-1], "AGE-SECRET-KEY-1"):
        with pytest.raises(UserError, match="recovery key"):
            change_roles(alone, shared.ids["Kari"], LEADING, SecondYes(recovery_key=typed))

    assert alone.counsellor.roles == ADMIN


def test_a_colleagues_own_key_is_no_recovery_key(shared, alone):
    """The vault is sealed to it too, but it stands on no sheet."""
    pers, _material = unlock(shared.folder, PER)
    yes = SecondYes(recovery_key=pers.secrets.identity)

    with pytest.raises(UserError, match="recovery key"):
        change_roles(alone, shared.ids["Kari"], LEADING, yes)


def test_with_two_administrators_the_recovery_key_is_not_enough(shared):
    with shared.opened(KARI) as vault:
        change_roles(vault, shared.ids["Kari"], ADMIN)
        with pytest.raises(NotAllowed, match="another vault keeper"):
            change_roles(
                vault, shared.ids["Kari"], LEADING, SecondYes(recovery_key=shared.recovery)
            )


def test_an_administrator_who_left_confirms_nothing(shared):
    with shared.opened(KARI) as vault:
        change_roles(vault, shared.ids["Kari"], ADMIN)
        remove_colleague(vault, shared.ids["Per"], KARI, [])

        assert yes_needed(vault, shared.ids["Kari"], LEADING).administrators == ()
