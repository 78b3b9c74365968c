"""The way into a case: one's own at once, a colleague's with a reason, and always logged."""

from datetime import timedelta

import pytest

from app.domain.clients import Recusal
from app.domain.permissions import Entry, Reason
from app.errors import NotAllowed
from app.services.case.case_access import CaseAccess, ReasonNeeded
from app.services.case.case_team import Part, change_team
from app.services.vault.colleagues import name_substitute
from tests.staffed import TODAY, a_case_of


def an_access(vault, today=TODAY):
    return CaseAccess(vault, lambda: today)


def logged(vault, client_id):
    """Return who opened a case and why, oldest first."""
    with vault.work() as work:
        entries = work.access.of(client_id)
    return [(entry.counsellor_id, entry.detail) for entry in entries[::-1]]


@pytest.fixture
def of_per(staffed):
    """A case Per took in."""
    with staffed.unlocked("Per") as vault:
        return a_case_of(vault, "Liv Hansen")


def test_ones_own_case_opens_at_once(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        an_access(vault).open_case(of_per)

        assert logged(vault, of_per) == [(staffed.ids["Per"], "")]


def test_a_colleagues_case_wants_a_reason_and_logs_it(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        entrance = an_access(vault)
        with pytest.raises(ReasonNeeded):
            entrance.open_case(of_per)
        assert logged(vault, of_per) == []

        entrance.open_case(of_per, Reason.JOINT_MEETING)

        assert entrance.standing(of_per) == Entry.ASK
        assert logged(vault, of_per) == [(staffed.ids["Kari"], "JOINT_MEETING")]


def test_the_reason_is_asked_for_once_and_logged_each_time(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        entrance = an_access(vault)
        entrance.open_case(of_per, Reason.PERSON_ASKED)
        entrance.open_case(of_per)

        assert [why for _who, why in logged(vault, of_per)] == ["PERSON_ASKED", "PERSON_ASKED"]

    with staffed.unlocked("Kari") as vault, pytest.raises(ReasonNeeded):
        an_access(vault).open_case(of_per)


def test_one_reason_opens_one_case(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        other = a_case_of(vault, "Ida")
    with staffed.unlocked("Kari") as vault:
        entrance = an_access(vault)
        entrance.open_case(of_per, Reason.PERSON_ASKED)

        with pytest.raises(ReasonNeeded):
            entrance.open_case(other)


def test_what_is_asked_names_the_person_and_whose_case_it_is(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        case = an_access(vault).foreign(of_per)

    assert (case.client_name, case.owners) == ("Liv Hansen", ("Per Olsen",))
    assert case.reasons == tuple(Reason)


def test_following_up_is_a_reason_for_leads_alone(staffed):
    with staffed.unlocked("Ola") as vault:
        client_id = a_case_of(vault, "Ida")
    with staffed.unlocked("Per") as vault:
        case = an_access(vault).foreign(client_id)

    assert set(Reason) - set(case.reasons) == {Reason.FOLLOW_UP}


def test_a_substitute_comes_in_without_a_reason_until_the_last_day(staffed, of_per):
    per, ola = staffed.ids["Per"], staffed.ids["Ola"]
    with staffed.unlocked("Per") as vault:
        name_substitute(vault, per, ola, None, TODAY)

    with staffed.unlocked("Ola") as vault:
        an_access(vault).open_case(of_per)
        assert logged(vault, of_per) == [(ola, "SUBSTITUTE")]

        with pytest.raises(ReasonNeeded):
            an_access(vault, TODAY + timedelta(days=1)).open_case(of_per)


def test_a_hidden_case_stays_shut_whatever_reason_is_given(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        change_team(vault, of_per, {staffed.ids["Ola"]: Part.SHUT_OUT})

    with staffed.unlocked("Ola") as vault:
        for reason in (None, Reason.FOLLOW_UP):
            with pytest.raises(NotAllowed):
                an_access(vault).open_case(of_per, reason)
        assert an_access(vault).standing(of_per) == Entry.SHUT
    with staffed.unlocked("Per") as vault:
        assert logged(vault, of_per)[-1][1] == staffed.ids["Ola"]  # that it was hidden, no more


def test_a_substitute_from_whom_it_is_hidden_stays_out(staffed, of_per):
    per, ola = staffed.ids["Per"], staffed.ids["Ola"]
    with staffed.unlocked("Per") as vault:
        name_substitute(vault, per, ola, None, TODAY)
        with vault.work() as work:
            work.save(Recusal(client_id=of_per, counsellor_id=ola))

    with staffed.unlocked("Ola") as vault, pytest.raises(NotAllowed):
        an_access(vault).open_case(of_per)


@pytest.mark.parametrize("who", ["Anne", "Siri"])
def test_whoever_works_with_no_cases_opens_none(staffed, of_per, who):
    with staffed.unlocked(who) as vault, pytest.raises(NotAllowed):
        an_access(vault).open_case(of_per, Reason.FOLLOW_UP)


def test_nobodys_case_is_everybodys(staffed):
    from app.domain.clients import Client
    from app.domain.periods import Intake

    client = Client(name="Uten eier")
    with staffed.unlocked("Per") as vault, vault.work() as work:
        work.save(client)
        work.save(Intake(client_id=client.id))

    with staffed.unlocked("Ola") as vault:
        an_access(vault).open_case(client.id)


def test_no_case_opens_before_this_years_word_on_privacy(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        next_year = TODAY + timedelta(days=365)
        with pytest.raises(NotAllowed, match="confirmed"):
            an_access(vault, next_year).open_case(of_per)
        an_access(vault, next_year - timedelta(days=1)).open_case(of_per)


def test_whoever_began_before_midnight_may_go_on_after_it(staffed, of_per):
    days = [TODAY + timedelta(days=364)]
    with staffed.unlocked("Per") as vault:
        entrance = CaseAccess(vault, lambda: days[-1])
        entrance.open_case(of_per)
        days.append(days[-1] + timedelta(days=1))

        entrance.open_case(of_per)


def test_somebody_who_is_not_there_is_not_entered(staffed):
    with staffed.unlocked("Per") as vault, pytest.raises(LookupError):
        an_access(vault).open_case("nobody")
