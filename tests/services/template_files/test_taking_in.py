"""Templates between two real vaults: what comes is what went, once, and nothing is believed."""

import json
from dataclasses import replace

import pytest

from app.domain.centre_templates import (
    SuggestionAnswer,
    TemplateState,
    TemplateSuggestion,
    TemplateVersion,
)
from app.domain.choices import MeetingKind, MeetingState
from app.domain.meetings import Meeting
from app.errors import NotAllowed, UserError
from app.services.template_files.reading import read_template
from app.services.template_files.taking_in import take_in
from app.services.templates.finding import as_template, newest_built_in, template_for, template_of
from app.services.templates.writing import copied
from tests.services.template_files.centres import (
    NAMES,
    a_next_version,
    a_suggestion,
    a_template,
    contents,
    everything,
    file_of,
    in_use,
    keep,
    previewed,
    register_of,
    suggestions,
    taken,
)


def test_a_template_lies_at_the_other_centre_as_it_went_out_and_is_not_in_use(own_vault, elsewhere):
    sent = a_template(own_vault)

    came = taken(elsewhere, file_of(own_vault, sent.id))

    assert came.is_new
    assert contents(elsewhere, came.version_id) == contents(own_vault, sent.id)
    lies = register_of(elsewhere).get(TemplateVersion, came.version_id)
    assert (lies.state, lies.from_whom) == (TemplateState.RETIRED, "Karriere Øvingsdal")
    assert lies.signer == own_vault.counsellor.signing_key
    assert template_for(MeetingKind.FOLLOW_UP, register_of(elsewhere)).id == "follow_up"
    in_use(elsewhere, lies)
    assert template_for(MeetingKind.FOLLOW_UP, register_of(elsewhere)).id == sent.template_id


def test_a_second_time_nothing_happens(own_vault, elsewhere):
    file = file_of(own_vault, a_template(own_vault).id)
    first = taken(elsewhere, file)
    before = everything(elsewhere)

    seen = previewed(elsewhere, file)
    second = taken(elsewhere, file)

    assert not seen.is_news
    assert (seen.differences, seen.warnings) == ((), ())
    assert (second.version_id, second.is_new, second.suggestions) == (first.version_id, False, 0)
    assert everything(elsewhere) == before


def test_one_that_comes_on_is_given_on_just_as_it_came(own_vault, elsewhere):
    file = file_of(own_vault, a_template(own_vault).id)
    came = taken(elsewhere, file)

    assert file_of(elsewhere, came.version_id) == file


def test_suggestions_come_home_in_the_same_file(own_vault, elsewhere):
    sent = a_template(own_vault)
    came = taken(elsewhere, file_of(own_vault, sent.id))
    lies = register_of(elsewhere).get(TemplateVersion, came.version_id)
    a_suggestion(elsewhere, lies, from_whom="Eli Strand")
    a_suggestion(elsewhere, lies, "Kortere")
    back = file_of(elsewhere, lies.id, suggestions=True)

    home = taken(own_vault, back)

    assert (home.version_id, home.is_new, home.suggestions) == (sent.id, False, 2)
    told = {(each.words, each.from_whom) for each in suggestions(own_vault)}
    assert told == {("Spør om skyss", "Eli Strand"), ("Kortere", "Karriere Salten")}
    assert taken(own_vault, back).suggestions == 0
    assert taken(elsewhere, back).suggestions == 0


def test_what_is_answered_does_not_come_again(own_vault, elsewhere):
    sent = a_template(own_vault)
    came = taken(elsewhere, file_of(own_vault, sent.id))
    a_suggestion(elsewhere, register_of(elsewhere).get(TemplateVersion, came.version_id))
    back = file_of(elsewhere, came.version_id, suggestions=True)
    taken(own_vault, back)
    (open_one,) = suggestions(own_vault)
    keep(own_vault, replace(open_one, answer=SuggestionAnswer.LEFT))

    assert not previewed(own_vault, back).is_news


def test_somebody_in_nav_adds_a_suggestion_with_a_plain_text_editor(own_vault):
    sent = a_template(own_vault)
    file = json.loads(file_of(own_vault, sent.id))
    file["suggestions"] = [{"part": "status", "words": "Spør\nom skyss", "from": "Eli, Nav"}]
    typed = b"\xef\xbb\xbf" + json.dumps(file, ensure_ascii=False, indent=4).encode()

    assert taken(own_vault, typed).suggestions == 1
    (came,) = register_of(own_vault).all(TemplateSuggestion)
    assert (came.part_key, came.words, came.from_whom) == ("status", "Spør\nom skyss", "Eli, Nav")


def test_the_next_version_shows_what_differs_from_the_one_here(own_vault, elsewhere):
    first = a_template(own_vault)
    taken(elsewhere, file_of(own_vault, first.id))
    second = file_of(own_vault, a_next_version(own_vault, first).id)

    seen = previewed(elsewhere, second)

    assert seen.compared_with.number == 1
    (told,) = seen.differences
    assert told.after == "Hva har du fått til?"
    assert seen.warnings == ()


def test_an_earlier_version_says_that_a_later_one_lies_here(own_vault, elsewhere):
    first = a_template(own_vault)
    taken(elsewhere, file_of(own_vault, a_next_version(own_vault, first).id))

    seen = previewed(elsewhere, file_of(own_vault, first.id))

    assert seen.compared_with.number == 2
    assert "later version" in seen.remarks[0]


def test_a_copy_is_compared_with_what_it_was_copied_from(own_vault, elsewhere):
    seen = previewed(elsewhere, file_of(own_vault, a_template(own_vault).id))

    assert seen.compared_with.template_id == "follow_up"
    assert [each.after for each in seen.differences] == [*NAMES.values()]


def test_the_same_version_with_other_words_is_refused(own_vault, elsewhere):
    sent = a_template(own_vault)
    taken(elsewhere, file_of(own_vault, sent.id))
    before = everything(elsewhere)
    other = json.loads(file_of(own_vault, sent.id))
    other["template"]["parts"][0]["title"]["nb"] = "Noe annet"
    del other["signer"], other["signature"]

    with pytest.raises(UserError, match="with other words"):
        taken(elsewhere, json.dumps(other).encode())

    assert everything(elsewhere) == before


def test_a_template_that_comes_with_leia_goes_out_and_comes_back_for_its_suggestions(
    own_vault, elsewhere
):
    file = json.loads(file_of(own_vault, "closing.2"))
    file["suggestions"] = [{"words": "Kortere"}]
    content = json.dumps(file).encode()

    came = taken(elsewhere, content)

    assert (came.version_id, came.is_new, came.suggestions) == ("", False, 1)
    assert register_of(elsewhere).all(TemplateVersion) == ()


def test_nothing_passes_for_a_template_that_comes_with_leia(own_vault, elsewhere):
    file = json.loads(file_of(own_vault, a_template(own_vault).id))
    del file["signer"], file["signature"]
    for number in (1, 99):
        file["template"] |= {"template_id": "closing", "number": number}

        with pytest.raises(UserError, match="comes with Leia"):
            taken(elsewhere, json.dumps(file).encode())

    assert register_of(elsewhere).all(TemplateVersion) == ()


def test_another_signer_than_before_is_told_with_both_numbers(own_vault, elsewhere, vault):
    first = a_template(own_vault)
    taken(vault, file_of(own_vault, first.id))
    made = copied(newest_built_in("follow_up"), NAMES)
    forged = replace(made[0], template_id=first.template_id, number=2)
    keep(elsewhere, forged, *made[1:])
    forgery = file_of(elsewhere, in_use(elsewhere, forged).id)

    seen = previewed(vault, forgery)

    before, now = read_template(file_of(own_vault, first.id)).number, seen.found.number
    assert before != now
    assert any(before in each and now in each for each in seen.warnings)
    home = previewed(own_vault, forgery)
    assert "this version of it was not" in home.warnings[0]


def test_a_file_that_is_not_signed_says_so(own_vault, elsewhere):
    first = a_template(own_vault)
    taken(elsewhere, file_of(own_vault, first.id))
    file = json.loads(file_of(own_vault, a_next_version(own_vault, first).id))
    del file["signer"], file["signature"]
    content = json.dumps(file).encode()

    seen = previewed(elsewhere, content)

    assert (seen.found.is_signed, seen.found.number) == (False, "")
    assert "not signed" in seen.warnings[0]
    assert "were signed, with" in seen.warnings[1]
    came = taken(elsewhere, content)
    given_on = read_template(file_of(elsewhere, came.version_id))
    assert (given_on.is_signed, given_on.file.from_whom) == (False, "Karriere Øvingsdal")


def test_only_who_sets_how_the_centre_works_takes_in(own_vault, staffed, tmp_path):
    found = read_template(file_of(own_vault, a_template(own_vault).id))
    with staffed.unlocked("Per") as vault:
        with pytest.raises(NotAllowed):
            take_in(vault, found)
        assert register_of(vault).all(TemplateVersion) == ()


def test_who_sees_no_cases_takes_the_template_without_its_suggestions(own_vault, staffed):
    sent = a_template(own_vault)
    a_suggestion(own_vault, sent)
    content = file_of(own_vault, sent.id, suggestions=True)
    with staffed.unlocked("Anne") as vault:
        seen = previewed(vault, content)
        came = taken(vault, content)

        assert "left out" in seen.remarks[0]
        assert (came.is_new, came.suggestions) == (True, 0)


def test_kinds_and_codes_of_a_newer_leia_are_told_and_kept(own_vault, elsewhere):
    file = json.loads(file_of(own_vault, a_template(own_vault).id))
    del file["signer"], file["signature"]
    file["template"]["serves"].append("WALK")
    file["template"]["parts"][0] |= {"goes_as": "moods", "speaks_first": "CHAIR"}
    content = json.dumps(file).encode()

    seen = previewed(elsewhere, content)
    came = taken(elsewhere, content)

    assert "WALK" in seen.remarks[0]
    part = contents(elsewhere, came.version_id).parts[0]
    assert (part.goes_as, part.speaks_first) == ("moods", "CHAIR")
    assert taken(elsewhere, content).is_new is False


def test_a_note_on_a_version_from_elsewhere_reads_for_ever(own_vault, elsewhere):
    first = a_template(own_vault)
    came = taken(elsewhere, file_of(own_vault, first.id))
    lies = in_use(elsewhere, register_of(elsewhere).get(TemplateVersion, came.version_id))
    form = template_for(MeetingKind.FOLLOW_UP, register_of(elsewhere))
    note = Meeting(
        kind=MeetingKind.FOLLOW_UP,
        state=MeetingState.STARTED,
        template_id=form.id,
        template_version=form.version,
    )
    taken(elsewhere, file_of(own_vault, a_next_version(own_vault, first).id))

    reads = template_of(note, (), register_of(elsewhere))

    assert reads == form == as_template(register_of(elsewhere), lies)
    sections = as_template(register_of(own_vault), first).sections
    assert reads.sections == sections
