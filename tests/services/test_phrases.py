"""Phrases: whose they are, how they are found, worded and filled in, and the examples."""

from dataclasses import replace
from datetime import date, time

import msgspec
import pytest

from app.domain.choices import LanguageForm, MeetingKind
from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.phrases import OwnPhrase, Phrase, open_marks
from app.domain.staff import Counsellor
from app.i18n import use_language
from app.paths import RESOURCES
from app.services.case.editing import Editing
from app.services.case.preparing import new_meeting, take_in
from app.services.phrases import (
    Known,
    PhraseBook,
    PhraseSearch,
    common_words,
    filled_in,
    place_words,
    preview,
    shortcut_problem,
)
from app.services.starter_phrases import (
    example_values,
    offered_phrases,
    starter_phrases,
    taken_in,
)
from app.services.templates.finding import newest_built_in

TODAY = date(2026, 11, 27)


@pytest.fixture
def register(own_vault):
    return Editing(own_vault, "", TODAY)


@pytest.fixture
def client(own_vault):
    return take_in(own_vault, Client(name="Meron Haile"), Intake())


def known(vault, register, client, **changes):
    desk = Editing(vault, client.id, TODAY)
    if changes:
        desk.change(replace(desk.case.client, **changes))
    return Known(desk.case, register.folder, TODAY)


def own(register, **fields):
    return OwnPhrase(counsellor_id=register.folder.me.id, **fields)


def test_everything_that_is_known_is_filled_in_and_the_rest_stays_as_marks(
    own_vault, register, client
):
    use_language("nb")
    register.change(replace(register.folder.centre, name="Karrieresenteret Nordmo"))
    phrase = Phrase(nb="{Fornavn} og {veileder}, {senter}, {dato}. {neste samtale} {hva det er}")
    text, told = filled_in(phrase, known(own_vault, register, client, name="Meron Haile"))

    me = register.folder.me.name
    assert text.startswith(f"Meron og {me}, Karrieresenteret Nordmo, 27. november 2026. ")
    assert len(open_marks(text)) == 2
    assert told == ""


def test_the_next_meeting_is_the_first_that_is_planned_from_today_on(own_vault, register, client):
    use_language("en")
    desk = Editing(own_vault, client.id, TODAY)
    for day in (date(2026, 11, 26), date(2026, 12, 14), date(2026, 12, 2)):
        form = newest_built_in("follow_up")
        made = new_meeting(desk.case, MeetingKind.FOLLOW_UP, form, own_vault.counsellor)
        desk.change(replace(made[0], day=day, at=time(10)), *made[1:])
    text, _told = filled_in(Phrase(nb="{next meeting}"), Known(desk.case, register.folder, TODAY))

    assert text == "onsdag 2. desember 2026 kl. 10:00"


def test_the_form_of_the_person_picks_the_text_and_bokmal_comes_in_its_place(
    own_vault, register, client
):
    phrase = Phrase(abbreviation="hei", nb="Hei {fornavn}", nn="Hallo {fornamn}")
    nynorsk = known(own_vault, register, client, name="Meron Haile", language_form=LanguageForm.NN)
    assert filled_in(phrase, nynorsk) == ("Hallo Meron", "")

    english = known(own_vault, register, client, language_form=LanguageForm.EN)
    text, told = filled_in(phrase, english)
    assert text == "Hei Meron"
    assert "hei" in told


def test_ones_own_phrase_comes_before_the_centres_and_the_older_before_the_newer(register):
    book = PhraseBook()
    register.change(Phrase(abbreviation="mvh", nb="Senteret"))
    assert book.find(register.folder, "MVH").nb == "Senteret"

    register.change(own(register, abbreviation=" mvh ", nb="Min"))
    register.change(own(register, abbreviation="mvh", nb="Ny"))
    assert book.find(register.folder, "mvh").nb == "Min"
    assert book.find(register.folder, "m") is None
    assert book.find(register.folder, "") is None


def test_shortcuts_that_cannot_work_or_are_taken_are_told(register):
    use_language("en")
    first = own(register, abbreviation="mvh")
    register.change(first, own(register, abbreviation="a"), Phrase(abbreviation="hei"))
    folder = register.folder

    assert shortcut_problem(first, folder) == ""
    assert "no spaces" in shortcut_problem(own(register, abbreviation="med hilsen"), folder)
    assert "two signs" in shortcut_problem(own(register, abbreviation="b"), folder)
    assert "older" in shortcut_problem(own(register, abbreviation="MVH "), folder)
    assert "Yours" in shortcut_problem(own(register, abbreviation="hei"), folder)
    assert shortcut_problem(own(register), folder) == ""


@pytest.mark.parametrize("shortcut", ["og", "Og ", "ikkje", "avtale", "skulen"])
def test_a_shortcut_that_is_an_ordinary_word_is_told(register, shortcut):
    use_language("nb")
    told = shortcut_problem(own(register, abbreviation=shortcut), register.folder)

    word = shortcut.strip().casefold()
    assert told == f"«{word}» er et vanlig ord: teksten kommer hver gang du skriver det."


def test_a_dictionary_knows_more_words_and_abbreviations_are_no_words(register):
    def told(shortcut):
        phrase = own(register, abbreviation=shortcut)
        return shortcut_problem(phrase, register.folder, {"skøyte", "mvh"}.__contains__)

    assert "skøyte" in told("Skøyte")
    assert told("mvh") == ""
    assert told("opps") == ""


def test_the_shortcuts_of_the_examples_are_no_ordinary_words():
    assert common_words().isdisjoint(each.abbreviation for each in starter_phrases())
    assert all(word == word.casefold() and len(word) > 1 for word in common_words())


def test_phrases_are_found_by_folded_words_and_those_with_the_shortcut_first(register):
    register.change(
        Phrase(abbreviation="zzz", nb="Åse tar kontakt"),
        Phrase(abbreviation="aase", nb="Noe annet"),
    )
    search = PhraseSearch()

    assert [each.abbreviation for each in search.found(register.folder, "aase")] == ["aase", "zzz"]
    assert [each.abbreviation for each in search.found(register.folder, "kontakt ås")] == ["zzz"]
    assert len(search.found(register.folder, "")) == 2


def test_a_colleague_never_sees_ones_own_phrases(staffed):
    with staffed.unlocked("Kari") as kari, kari.work() as work:
        mine = OwnPhrase(counsellor_id=kari.counsellor.id, abbreviation="hem", nb="Hemmelig")
        work.save(mine)
        work.save(Phrase(abbreviation="fel", nb="Felles"))

    with staffed.unlocked("Per") as per:
        with per.work() as work:
            assert [each.abbreviation for each in work.all(Phrase)] == ["fel"]
            assert work.all(OwnPhrase) == ()
            assert work.find(OwnPhrase, mine.id) is None
            assert mine.id not in work.register().entities
        with pytest.raises(LookupError), per.work() as work:
            work.save(replace(mine, nb="Endret"))


def test_only_who_may_name_the_centre_writes_its_phrases(register):
    folder = register.folder
    centre, mine = Phrase(abbreviation="a"), own(register, abbreviation="b")
    assert folder.may_edit(centre, "nb")
    assert folder.may_edit(mine, "nb")
    counselling = replace(folder.me, roles=Counsellor().roles)
    plain = replace(folder, me=counselling)
    assert not plain.may_edit(centre, "nb")
    assert plain.may_edit(mine, "nb")


def test_the_examples_are_whole_and_are_offered_until_they_are_taken_in(register):
    raw = msgspec.json.decode((RESOURCES / "phrases" / "starter.json").read_bytes())
    assert raw["verified"] is False
    assert len(starter_phrases()) == 14
    for each in starter_phrases():
        assert each.nb
        assert each.nn
        assert each.en
        for form in ("nb", "nn", "en"):
            text = preview(taken_in(each, "x"), form, example_values())
            assert "{" not in text

    made = taken_in(starter_phrases()[0], register.folder.me.id)
    register.change(made)
    assert starter_phrases()[0] not in offered_phrases(register.folder)
    assert len(offered_phrases(register.folder)) == 13


def test_placeholders_are_offered_in_the_language_of_the_screen():
    use_language("nn")
    assert "{fornamn}" in place_words()
    use_language("nb")
    assert "{fornavn}" in place_words()
