"""What a case hidden from somebody, or no work with cases at all, leaves to be seen: nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.choices import MeetingState
from app.domain.clients import CaseOwner, Client, DocumentItem, Recusal
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.permissions import Deed, Role, Roles
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.staff import Counsellor, Substitution
from app.errors import NotAllowed
from app.storage.values.accesses import AccessQuery
from app.storage.values.lines import Wait
from tests import raw
from tests.building import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def me(vault):
    return vault.counsellor.id


@pytest.fixture
def per(vault):
    colleague = Counsellor(name="Per Olsen")
    with vault.work() as work:
        work.save(colleague)
    return colleague.id


def a_full_case(vault, name="Liv Hansen", owner=""):
    """Store a case that has something for every list; returns the client's id."""
    client = Client(name=name)
    own = {"client_id": client.id}
    plan = CareerPlan(**own)
    with vault.work() as work:
        for entity in (
            client,
            Intake(**own),
            Meeting(**own, day=TODAY),
            Meeting(**own, day=YESTERDAY, state=MeetingState.STARTED),
            plan,
            PlanActivity(**own, plan_id=plan.id, what="Ringe", due_on=TODAY),
            *([CaseOwner(**own, counsellor_id=owner)] if owner else []),
        ):
            work.save(entity)
        work.access.log("OPENED", client_id=client.id)
        work.drafts.keep("client", client.id, client.id, "name", "Liv Ha")
    return client.id


def hide(vault, client_id, who):
    with vault.work() as work:
        work.save(Recusal(client_id=client_id, counsellor_id=who))


def become(vault, *roles):
    """Give whoever unlocked the vault these roles and no others."""
    with vault.work() as work:
        work.save(replace(work.get(Counsellor, work.counsellor_id), roles=Roles(roles)))


def everything(vault, client_id):
    """Return what every reading way of a piece of work shows of a case, by its name."""
    with vault.work() as work:
        lists, access = work.lists, work.access
        return {
            "clients": lists.clients(),
            "search": lists.clients("liv"),
            "by id": lists.clients(ids=[client_id]),
            "mine": lists.clients(mine=True),
            "meetings": work.day.meetings(TODAY),
            "waiting": work.day.waiting(Wait.NOTE, TODAY),
            "deadlines": work.day.deadlines(TODAY, TODAY, TODAY),
            "last opened": access.last_opened(5),
            "who opened": access.of(client_id),
            "history": work.changes.of(client_id),
            "drafts": work.drafts.of(client_id),
            "all drafts": work.drafts.all(),
            "client": tuple(filter(None, [work.find(Client, client_id)])),
            "entities": work.all(Meeting),
        }


def test_a_case_shows_everywhere_to_whoever_may_see_it(vault, me):
    client_id = a_full_case(vault, owner=me)

    assert [name for name, found in everything(vault, client_id).items() if not found] == []


def test_a_case_hidden_from_somebody_is_nowhere_for_them(vault, me, per):
    client_id = a_full_case(vault, owner=per)
    hide(vault, client_id, me)

    assert [name for name, found in everything(vault, client_id).items() if found] == []
    with vault.work() as work, pytest.raises(LookupError):
        work.case(client_id)


def test_nothing_can_be_written_into_a_hidden_case(vault, me):
    client_id = a_full_case(vault)
    with vault.work() as work:
        client = work.get(Client, client_id)
    hide(vault, client_id, me)

    for write in (
        lambda work: work.save(replace(client, name="Ny")),
        lambda work: work.save(DocumentItem(client_id=client_id)),
        lambda work: work.remove(client),
        lambda work: work.restore(client),
        lambda work: work.drafts.keep("client", client_id, client_id, "name", "Ny"),
    ):
        with pytest.raises(LookupError), vault.work() as work:
            write(work)


def test_a_case_hidden_from_a_colleague_stays_where_it_is_for_others(vault, per):
    client_id = a_full_case(vault)
    hide(vault, client_id, per)

    assert all(everything(vault, client_id).values())


def test_a_case_no_longer_hidden_is_back_with_the_drafts_in_it(vault, me):
    client_id = a_full_case(vault)
    recusal = Recusal(client_id=client_id, counsellor_id=me)
    with vault.work() as work:
        work.save(recusal)
    assert not any(everything(vault, client_id).values())

    with raw.database(vault).transaction() as connection:  # as a colleague's deed would
        connection.exec_driver_sql("UPDATE recusal SET deleted = 1")

    assert all(everything(vault, client_id).values())


@pytest.mark.parametrize("roles", [(Role.ADMIN,), (Role.AUDITOR,), (Role.ADMIN, Role.AUDITOR), ()])
def test_whoever_works_with_no_cases_sees_none(vault, me, roles):
    client_id = a_full_case(vault, owner=me)
    become(vault, *roles)

    assert [name for name, found in everything(vault, client_id).items() if found] == []
    with vault.work() as work, pytest.raises(NotAllowed):
        work.case(client_id)
    with pytest.raises(NotAllowed), vault.work() as work:
        work.save(Client(name="Ny"))


def test_the_day_holds_ones_own_cases_and_those_of_nobody(vault, me, per):
    own, theirs, nobodys = (a_full_case(vault, owner=owner) for owner in (me, per, ""))

    with vault.work() as work:
        meetings = work.day.meetings(TODAY)
        unfinished = work.day.waiting(Wait.NOTE, TODAY)
        deadlines = work.day.deadlines(TODAY, TODAY, TODAY)
        mine = work.lists.clients(mine=True, today=TODAY)
        everybody = work.lists.clients(today=TODAY)

    assert {line.meeting.client_id for line in meetings} == {own, nobodys}
    assert {line.thing.client_id for line in unfinished} == {own, nobodys}
    assert {line.activity.client_id for line in deadlines} == {own, nobodys}
    assert {line.id for line in mine} == {own, nobodys}
    assert {line.id: line.owners for line in everybody} == {
        own: ("Marit Hætta",),
        theirs: ("Per Olsen",),
        nobodys: (),
    }


@pytest.mark.parametrize(
    ("days", "is_mine"),
    [
        ((None, TODAY), True),
        ((TODAY, TODAY), True),
        ((TOMORROW, TOMORROW), False),
        ((None, YESTERDAY), False),
        ((None, None), False),
    ],
)
def test_a_substitutes_day_holds_the_cases_they_look_after(vault, me, per, days, is_mine):
    begins, ends = days
    client_id = a_full_case(vault, owner=per)
    with vault.work() as work:
        work.save(Substitution(owner_id=per, substitute_id=me, begins=begins, ends=ends))

    with vault.work() as work:
        found = work.day.meetings(TODAY)

    assert [line.meeting.client_id for line in found] == [client_id] * is_mine


def test_a_case_of_several_is_each_ones_own(vault, me, per):
    client_id = a_full_case(vault, owner=per)
    with vault.work() as work:
        work.save(CaseOwner(client_id=client_id, counsellor_id=me))

    with vault.work() as work:
        assert len(work.lists.clients(mine=True)) == 1
        (line,) = work.lists.clients()

    assert sorted(line.owners) == ["Marit Hætta", "Per Olsen"]


def test_only_those_who_may_read_the_log_and_an_auditor_reads_no_names(vault):
    client_id = a_full_case(vault)
    become(vault, Role.COUNSELLOR)
    with vault.work() as work, pytest.raises(NotAllowed):
        work.access.page(AccessQuery(), 5)

    become(vault, Role.LEAD)
    with vault.work() as work:
        led = work.access.page(AccessQuery(), 5)
    become(vault, Role.AUDITOR)
    with vault.work() as work:
        audited = work.access.page(AccessQuery(), 5)
        searched = work.access.page(AccessQuery(words="Liv"), 5)

    assert [(e.client_id, e.client_name) for e in led] == [(client_id, "Liv Hansen")]
    assert [(e.client_id, e.client_name) for e in audited] == [(client_id, "")]
    assert searched == ()


def test_a_lead_from_whom_a_case_is_hidden_finds_no_trace_of_it_in_the_log(vault, me):
    shown, hidden = a_full_case(vault), a_full_case(vault)
    hide(vault, hidden, me)

    with vault.work() as work:
        seen = work.access.page(AccessQuery(), 5)
        sought = work.access.page(AccessQuery(words=hidden.replace("-", "")[-6:]), 5)

    assert [entry.client_id for entry in seen] == [shown]
    assert sought == ()


def test_a_role_of_a_later_leia_allows_nothing_and_is_not_taken_away(vault, per):
    raw.driver(vault).execute("UPDATE counsellor SET roles = 'AUDITOR MENTOR' WHERE id = ?", (per,))

    with vault.work() as work:
        before = work.get(Counsellor, per)
        work.save(replace(before, phone="990 00 011"))
        after, told = work.get(Counsellor, per), work.changes.of("")[0]

    assert before.roles == after.roles
    assert after.roles.label == "Log reader, Unknown value (MENTOR) from a newer version of Leia"
    assert [deed for deed in Deed if after.roles.may(deed)] == [Deed.READ_ACCESS_LOG]
    assert told.field == "phone"
