"""Role by role, deed by deed: what the table allows is done, and all else is refused."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.permissions import (
    ALLOWED,
    Deed,
    Reason,
    Role,
    Roles,
)
from app.domain.staff import Centre
from app.errors import NotAllowed
from app.i18n import said
from app.policy.policy import Policy, PolicyReport
from app.services.case.bin import bin_content, bin_person, bring_back
from app.services.case.case_access import CaseAccess
from app.services.case.case_team import Part, change_team, team
from app.services.case.client_list import list_clients
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.preparing import blank_case, is_client, take_in
from app.services.case.today import look_at_today
from app.services.vault import colleagues, new_keys
from app.services.vault.access_log import AccessQuery, FileKind, case_log, export_log, read_log
from app.services.vault.county import believe_county
from app.services.vault.founding import new_recovery_key
from app.services.vault.health import accept_state
from app.services.vault.passphrases import generate
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import Vault
from tests.staffed import PHRASES, TODAY, Staffed, a_case_of

ONLY = {Role.COUNSELLOR: "Per", Role.LEAD: "Ola", Role.ADMIN: "Anne", Role.AUDITOR: "Siri"}
"""Who is this and nothing else."""


@dataclass(frozen=True)
class World:
    """A vault somebody unlocked, and whom they may want to do something to."""

    vault: Vault
    staffed: Staffed
    case: str
    """A case of Kari's."""

    def __getattr__(self, who: str) -> str:
        return self.staffed.ids[who.capitalize()]


def newest_sheet():
    return new_keys.new_sheet(new_recovery_key(), TODAY)


def newcomer():
    return colleagues.NewColleague(name="Eva", passphrase=generate())


DEEDS: dict[Deed, tuple[Callable[[World], object], ...]] = {
    Deed.WORK_WITH_CASES: (
        lambda w: take_in(w.vault, Client(name="Ida"), Intake()),
        lambda w: blank_case(w.vault),
        lambda w: CaseAccess(w.vault, lambda: TODAY).open_case(w.case, Reason.FOLLOW_UP) or True,
        lambda w: Editing(w.vault, w.case, TODAY),
        lambda w: list_clients(w.vault, "", TODAY).lines,
        lambda w: look_at_today(w.vault, TODAY).last_opened,
        lambda w: is_client(w.vault, w.case),
        lambda w: history(w.vault, w.case),
        lambda w: case_log(w.vault, w.case),
        lambda w: team(w.vault, w.case),
        lambda w: bin_person(w.vault, w.case) or True,
        lambda w: bin_content(w.vault, TODAY),
        lambda w: bring_back(w.vault, w.case, TODAY) or True,
    ),
    Deed.GIVE_CASES: (
        lambda w: change_team(w.vault, w.case, {w.per: Part.OWNS}) or True,
        lambda w: change_team(w.vault, w.case, {w.per: Part.SHUT_OUT}) or True,
        lambda w: colleagues.name_substitute(w.vault, w.kari, w.per, None, TODAY),
    ),
    Deed.READ_ACCESS_LOG: (
        lambda w: read_log(w.vault, AccessQuery()),
        lambda w: export_log(w.vault, Policy(), AccessQuery(), FileKind.CSV),
    ),
    Deed.SET_CENTRE: (
        lambda w: type_centre(w.vault, "phone", "990 00 099"),
        lambda w: save_centre(w.vault, phone="990 00 098") or True,
    ),
    Deed.KEEP_COLLEAGUES: (
        lambda w: colleagues.change_roles(w.vault, w.per, Roles({Role.LEAD})) or True,
        lambda w: colleagues.change_details(w.vault, w.kari, "Kari P.", "1") or True,
        lambda w: colleagues.what_leaving_leaves(w.vault, w.per, []),
        lambda w: colleagues.give_new_passphrase(w.vault, w.kari, generate(), FLOOR) or True,
        lambda w: colleagues.add_colleague(w.vault, newcomer(), FLOOR),
        lambda w: believe_county(w.vault, PolicyReport()) or True,
        lambda w: new_keys.replace_sheet(w.vault, PHRASES["Anne"], newest_sheet(), []),
        lambda w: colleagues.remove_colleague(w.vault, w.kari, PHRASES["Anne"], []),
    ),
    Deed.KEEP_COPIES: (
        lambda w: w.vault.require(Deed.KEEP_COPIES) or True,
        lambda w: accept_state(w.vault, w.vault.folder.parent / "state") or True,
    ),
}
"""For each deed, everything somebody can do that needs it. The window asks for `require`."""


def type_centre(vault, name, text):
    """Type in a field of the centre; say whether it is stored."""
    desk = Editing(vault, "", TODAY)
    desk.type_into(FieldKey(vault.centre.id, name), text)
    desk.settle()
    return getattr(vault.centre, name) == text


def save_centre(vault, **names):
    with vault.work() as work:
        work.save(replace(work.all(Centre)[0], **names))


def save_all(vault, *entities):
    with vault.work() as work:
        for each in entities:
            work.save(each)


def is_done(deed, world):
    """Whether something is done, and not refused or answered with nothing."""
    try:
        return bool(deed(world))
    except (NotAllowed, LookupError):
        return False


@pytest.fixture
def case(staffed):
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        CaseAccess(vault, lambda: TODAY).open_case(client_id)
    return client_id


@pytest.mark.parametrize("role", Role)
def test_a_role_does_exactly_what_the_table_allows(staffed, case, role):
    done = {}
    with staffed.unlocked(ONLY[role]) as vault:
        world = World(vault, staffed, case)
        for deed, ways in DEEDS.items():
            done[deed] = [is_done(way, world) for way in ways]

    expected = {deed: [deed in ALLOWED[role]] * len(ways) for deed, ways in DEEDS.items()}
    assert done == expected


def test_the_table_has_every_deed_and_every_role():
    assert set(DEEDS) == set(Deed)
    assert set(ALLOWED) == set(Role)
    assert set(ONLY) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_everybody_keeps_their_own_name_passphrase_and_word_on_privacy(staffed, role, tmp_path):
    who = ONLY[role]
    phrase = generate()
    with staffed.unlocked(who) as vault:
        desk = Editing(vault, "", TODAY)
        desk.type_into(FieldKey(vault.counsellor.id, "name"), "Nytt Navn")
        desk.settle()
        colleagues.confirm_knowledge(vault, TODAY)
        colleagues.change_own_passphrase(vault, PHRASES[who], phrase, FLOOR)
        vault.copy(tmp_path / "copies")
        colleagues.name_substitute(vault, vault.counsellor.id, staffed.ids["Kari"], None, TODAY)

        assert vault.counsellor.name == "Nytt Navn"


def test_the_centre_is_renamed_all_or_not_at_all(staffed):
    with staffed.unlocked("Per") as vault:
        own, centre = replace(vault.counsellor, name="Annen"), replace(vault.centre, name="Annet")
        with pytest.raises(NotAllowed):
            save_all(vault, own, centre)

        assert vault.counsellor.name == "Per Olsen"
        assert vault.centre.name == "Karriere Øvingsdal"


def test_a_role_taken_away_shuts_the_cases_at_once(own_vault):
    client_id = a_case_of(own_vault, "Liv")
    desk = Editing(own_vault, client_id, TODAY)
    with own_vault.work() as work:
        work.save(replace(own_vault.counsellor, roles=Roles({Role.ADMIN})))

    desk.type_into(FieldKey(client_id, "phone"), "990")
    with pytest.raises(NotAllowed):
        desk.settle()
    assert desk.has_unkept
    assert list_clients(own_vault, "", TODAY).lines == ()


@pytest.mark.parametrize("role", Role)
def test_every_role_is_explained(role):
    assert role.label
    assert said(role.meaning).endswith(".")
    assert Roles({role}).label == role.label


def test_no_role_says_so():
    assert Roles().label == "no role"


def test_the_services_ask_before_they_do_and_windows_are_not_the_only_guard():
    """No service may be added for a deed without a way of it in the table above."""
    services = Path(colleagues.__file__).parent
    asking = {file.stem for file in services.glob("*.py") if "Deed." in file.read_text("utf-8")}

    assert asking <= {
        *("access_log", "client_list", "colleagues", "county", "entering", "giving", "naming"),
        *("giving_roles", "health", "new_keys", "substituting"),
    }
