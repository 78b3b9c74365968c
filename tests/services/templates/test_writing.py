"""The centre's templates: drafts are written, what is in use never changes (BR07)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.centre_templates import (
    GoesAs,
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateVersion,
)
from app.domain.choices import MeetingKind, MeetingState
from app.domain.meetings import Meeting
from app.domain.permissions import FOUNDER, Role, Roles
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.errors import NotFinished
from app.services.templates.finding import (
    as_template,
    built_in,
    newest_built_in,
    parts_of,
    questions_of,
    section_titles,
    template_for,
    template_of,
)
from app.services.templates.writing import (
    copied,
    lacking,
    moved,
    new_part,
    new_question,
    next_version,
    part_with_questions,
    taken_in_use,
    taken_out,
    untranslated,
    versions_of,
    whole,
)

TODAY = date(2026, 11, 27)
LEAD = Counsellor(name="Kari Øving", roles=FOUNDER)
OURS = {"nb": "Vår samtale", "nn": "Samtalen vår", "en": "Our conversation"}


def with_all(register, *entities):
    return register.changed({each.id: each for each in entities})


def a_copy(of="three_party"):
    """Return a register with a draft that was copied from a built-in template."""
    made = copied(newest_built_in(of), OURS)
    return with_all(Register(LEAD), *made), made[0]


def in_use(register, version):
    return with_all(register, *taken_in_use(register, version, TODAY))


@pytest.mark.parametrize("template", built_in(), ids=lambda t: f"{t.id}.{t.version}")
def test_a_copy_holds_all_that_stands_in_the_built_in_one(template):
    made = copied(template, OURS)
    register = with_all(Register(LEAD), *made)

    read = as_template(register, made[0])

    assert read.sections == template.sections
    assert (read.serves, read.title) == (template.serves, OURS)
    assert read.id != template.id
    assert made[0].based_on == f"{template.id}.{template.version}"


def test_new_meetings_follow_what_is_in_use_and_a_draft_is_followed_by_none():
    register, draft = a_copy()

    assert template_for(MeetingKind.THREE_PARTY, register) == newest_built_in()
    register = in_use(register, draft)
    assert template_for(MeetingKind.THREE_PARTY, register).id == draft.template_id
    assert template_for(MeetingKind.CLOSING, register).id == "closing"
    used = register.get(TemplateVersion, draft.id)
    register = with_all(register, taken_out(used))
    assert template_for(MeetingKind.THREE_PARTY, register) == newest_built_in()


def test_what_is_in_use_is_shut_with_its_parts_and_questions_and_only_taken_out():
    register, draft = a_copy()
    part = parts_of(register, draft.id)[0]
    asked = questions_of(register, part.id)[0]
    assert register.may_edit(part, "nb")
    assert register.may_edit(asked, "nb")

    register = in_use(register, draft)
    used = register.get(TemplateVersion, draft.id)

    assert not register.may_edit(used, "nb")
    assert not register.may_edit(part, "nb")
    assert not register.may_edit(asked, "nb")
    assert not register.allows({asked.id: None})
    assert not register.allows({used.id: None})
    late = TemplatePart(version_id=used.id, nb="Sent")
    assert not register.allows({late.id: late})
    assert not register.allows({used.id: replace(used, state=TemplateState.DRAFT)})
    assert register.allows({used.id: taken_out(used)})
    assert register.allows({used.id: replace(taken_out(used), in_use_from=None)})


def test_only_a_lead_writes_templates():
    register, draft = a_copy()
    seen = Register(Counsellor(roles=Roles({Role.COUNSELLOR})), register.entities)

    assert not seen.may_edit(draft, "nb")
    assert not seen.may_edit(parts_of(seen, draft.id)[0], "nb")


def test_the_next_version_begins_as_the_one_before_and_takes_its_place():
    register, first = a_copy()
    register = in_use(register, first)

    made = next_version(register, register.get(TemplateVersion, first.id))
    register = with_all(register, *made)
    second = made[0]

    assert (second.number, second.state) == (2, TemplateState.DRAFT)
    assert as_template(register, second).sections == as_template(register, first).sections
    with pytest.raises(NotFinished):
        next_version(register, register.get(TemplateVersion, first.id))
    register = in_use(register, second)
    states = [each.state for each in versions_of(register, first.template_id)]
    assert states == [TemplateState.IN_USE, TemplateState.RETIRED]


def test_the_next_version_of_one_from_elsewhere_is_a_copy():
    register, theirs = a_copy()
    theirs = replace(theirs, from_whom="Karriere Salten", state=TemplateState.RETIRED)
    register = with_all(register, theirs)

    (mine, *_rest) = next_version(register, theirs)

    assert mine.template_id != theirs.template_id
    assert (mine.number, mine.from_whom) == (1, "")


def test_another_template_for_the_same_kinds_is_taken_out_of_use():
    register, first = a_copy()
    register = in_use(register, first)
    made = copied(newest_built_in(), {"nb": "Ny"})
    register = in_use(with_all(register, *made), made[0])

    assert register.get(TemplateVersion, first.id).state == TemplateState.RETIRED


def test_what_is_missing_is_said_before_a_draft_is_taken_in_use():
    empty = TemplateVersion(template_id="own")
    register = with_all(Register(LEAD), empty)
    assert len(lacking(register, empty)) == 3
    with pytest.raises(NotFinished):
        taken_in_use(register, empty, TODAY)

    part = new_part(register, empty)
    register = with_all(register, part, replace(empty, nb="Ny", for_closing=True))

    (told,) = lacking(register, register.get(TemplateVersion, empty.id))
    assert "1" in told


def test_parts_come_after_the_one_one_stands_in_and_change_places():
    register, draft = a_copy()
    before = parts_of(register, draft.id)
    new = new_part(register, draft, before[2].id)
    register = with_all(register, new)

    parts = parts_of(register, draft.id)
    assert parts[3] == new
    register = with_all(register, *moved(parts, new.id, -1))
    assert parts_of(register, draft.id)[2].id == new.id
    assert moved(parts_of(register, draft.id), before[0].id, -1) == ()
    assert moved(parts_of(register, draft.id), before[-1].id, 1) == ()


def test_a_part_lacks_the_languages_in_which_something_of_it_is_not_said():
    register, draft = a_copy()
    part = parts_of(register, draft.id)[0]
    assert untranslated(register, part) == ()

    asked = replace(new_question(register, part), nb="Hvordan kommer du deg dit?")
    register = with_all(register, asked)

    (lack,) = untranslated(register, part)
    assert (lack.thing, lack.languages) == (asked, ("nn", "en"))


def test_a_draft_goes_with_all_its_parts():
    register, draft = a_copy()

    gone = whole(register, draft)

    assert register.allows({each.id: None for each in gone})
    assert register.changed({each.id: None for each in gone}).entities == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_edit_of_templates_ever_changes_how_an_old_note_reads(data):
    """Random deeds through the folder's own rules; every note begun on the way reads the same."""
    register, _draft = a_copy("follow_up")
    notes = []
    for day in range(data.draw(st.integers(3, 14))):
        changes = _deed(data, register, TODAY + timedelta(day))
        if register.allows(changes):
            register = register.changed(changes)
        form = template_for(MeetingKind.GUIDANCE, register)
        held = Meeting(
            kind=MeetingKind.GUIDANCE,
            state=data.draw(st.sampled_from([STARTED, MeetingState.FINISHED])),
            template_id=form.id,
            template_version=form.version,
        )
        notes.append((held, form, section_titles(held, register)))
        for meeting, begun, titles in notes:
            assert template_of(meeting, (), register) == begun
            assert section_titles(meeting, register) == titles


STARTED = MeetingState.STARTED
DEEDS = (
    lambda _register, _version, _part, words, _day: _came(
        *copied(newest_built_in("follow_up"), {"nb": words})
    ),
    lambda register, version, _part, _words, _day: _came(*next_version(register, version)),
    lambda register, version, _part, _words, day: _came(*taken_in_use(register, version, day)),
    lambda register, version, _part, _words, day: _came(*taken_in_use(register, version, day)),
    lambda _register, version, _part, _words, _day: _came(taken_out(version)),
    lambda _register, _version, part, words, _day: _came(
        replace(part, nb=words, purpose_nn=words, goes_as=GoesAs.ROUTE)
    ),
    lambda register, _version, part, _words, _day: _went(*part_with_questions(register, part)),
    lambda register, version, part, _words, _day: _came(
        new_part(register, version), new_question(register, part)
    ),
    lambda register, _version, _part, words, _day: _came(
        *(replace(each, nb=words) for each in register.all(TemplateQuestion)[:3])
    ),
    lambda register, version, _part, _words, _day: _went(*whole(register, version)),
)
"""What the page of templates can do, in any order and with anything."""


def _came(*things):
    return {each.id: each for each in things}


def _went(*things):
    return {each.id: None for each in things}


def _deed(data, register, today):
    """Return what one random deed changes; nothing where it is refused."""
    versions, parts = register.all(TemplateVersion), register.all(TemplatePart)
    if not versions or not parts:
        return DEEDS[0](register, None, None, "Ny", today)
    version, part = data.draw(st.sampled_from(versions)), data.draw(st.sampled_from(parts))
    words = data.draw(st.text("abc æø«»{}%", max_size=12))
    try:
        return data.draw(st.sampled_from(DEEDS))(register, version, part, words, today)
    except NotFinished:
        return {}
