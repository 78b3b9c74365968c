"""What is worth a second look before it leaves: found, and not cried over nothing."""

import pytest

from app.domain.clients import Client
from app.domain.plans import CareerPlan
from app.domain.staff import Centre, Counsellor
from app.services.case.undo_steps import FieldKey
from app.services.printing import plan_sheet
from app.services.quiet.outgoing import Outgoing, may_be_named, texts_of
from app.services.quiet.quiet_check import Concern, findings, without
from tests.builders import TODAY, an_identity_number
from tests.services.labelled import A_PAGE, KEY, labelled, recall, words_in

ENOUGH = 0.9


@pytest.mark.parametrize("which", ["dev", "held"])
def test_nine_of_ten_are_found(which):
    sentences = labelled(f"{which} nb") + labelled(f"{which} nn")

    share, missed = recall(sentences)

    assert len(sentences) >= 100
    assert share >= ENOUGH, missed


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_nine_of_ten_are_found_in_either_written_form(form):
    share, missed = recall(labelled(f"dev {form}") + labelled(f"held {form}"))

    assert share >= ENOUGH, missed


@pytest.mark.parametrize("which", ["dev", "held"])
def test_harmless_pages_give_at_most_one_false_alarm(which):
    harmless = [each for form in ("nb", "nn") for each in labelled(f"{which} {form}: harmless")]

    false = [words for each in harmless for words in each.false]

    assert len(false) <= max(words_in(each.text for each in harmless) / A_PAGE, 1), false


def test_the_plans_of_the_invented_people_give_at_most_one_false_alarm_a_page(practice):
    with practice.work() as work:
        register = work.folder("")
        cases = [work.case(client.id) for client in work.all(Client)]
    told, pages = [], 0.0
    for case in cases:
        for plan in case.plans:
            texts = texts_of(plan_sheet(case, plan, Centre(), Counsellor(), TODAY))
            told += findings(texts, may_be_named(case, register))
            pages += max(words_in(each.text for each in texts) / A_PAGE, 1)

    assert pages >= len(cases)
    assert len(told) <= pages, [each.words for each in told]


def concerns(text, *known):
    return [(each.concern, each.words) for each in findings([Outgoing(KEY, text)], known)]


def test_a_number_is_told_by_its_control_digits_alone():
    number = an_identity_number(15, 6)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert concerns(f"Nr. {number[:6]} {number[6:]}.") == [
        (Concern.IDENTITY, f"{number[:6]} {number[6:]}")
    ]
    assert concerns(f"Nr. {wrong}.") == []


def test_whoever_may_be_named_is_passed_by_and_others_of_the_name_are_not():
    text = "Ringe Kari. Kari Nilsens kontor. Kari Olsbakk skriver attest."

    assert concerns(text, "Kari Nilsen") == [(Concern.NAME, "Kari Olsbakk")]
    assert concerns(text, "Kari") == []
    assert concerns("Spør Ida-Marie.", "Ida Marie Kvalnes") == []
    assert concerns("Spør Per Inge Olsbakk.") == [(Concern.NAME, "Per Inge Olsbakk")]
    assert concerns("Per Olsbakk ringer. Per uke er nok.") == [(Concern.NAME, "Per Olsbakk")]


@pytest.mark.parametrize(
    "text",
    [
        "Endre planen. Finn et kurs. Even gang.",
        "Se på Finn.no etter jobb.",
        "Anna arbeid er også fint.",
        "Elles tek eg heller praksis. Endres planen?",
        "Praksis på Alta og Sola.",
        "Møte i Olav Tryggvasons gate.",
    ],
)
def test_what_only_looks_like_a_name_is_none(text):
    assert concerns(text) == []


@pytest.mark.parametrize("text", ["For eksempel bygg, skole og jobb.", "To eksemplarer."])
def test_a_stem_is_not_found_in_another_word(text):
    assert concerns(text) == []


def test_a_finding_knows_its_sentence_and_its_field():
    text = "Jeg vil ut. Jeg har angst for høyder! Ellers går det fint."
    (found,) = findings([Outgoing(FieldKey("a", "why"), text)])

    assert found.sentence == ("Jeg har ", "angst", " for høyder!")
    assert (found.key, found.start) == (FieldKey("a", "why"), text.index("angst"))
    assert found.concern.label == "Health"
    assert "client’s choice" in found.concern.sentence


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jeg har angst nå.", "Jeg har nå."),
        ("Jeg har angst.", "Jeg har."),
        ("angst er noe", " er noe".strip()),
        ("Ro\nangst her", "Ro\nher"),
    ],
)
def test_words_are_taken_out_without_leaving_a_gap(text, left):
    (found,) = findings([Outgoing(KEY, text)])

    assert without(found, text) == left


def test_letters_that_grow_when_they_become_small_move_nothing():
    text = "İİİ og angst"
    (found,) = findings([Outgoing(KEY, text)])

    assert found.words == "angst"


def test_a_text_of_any_length_or_kind_is_looked_through():
    long = "Jeg har angst. " * 2000

    assert len(concerns(long)) == 2000
    assert concerns("") == concerns("\n \n") == concerns("漢字 ☐ 🧭") == []
    assert len(concerns("A" * 100_000 + " 1" * 5000)) == 0


def test_why_there_is_a_new_version_is_not_on_the_paper_and_not_looked_at():
    plan = CareerPlan(client_id="c", reason="Angst", why="Ro")

    assert [each.text for each in texts_of(plan)] == ["Ro"]
