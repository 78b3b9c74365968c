"""Who does what a line says, and by when, as people read it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import LanguageForm, Party
from app.services.case.line_reading import read_line
from tests.services.heard_lines import PEOPLE, TODAY, due_of, labelled

DEV, HELD_OUT = (*labelled("nb"), *labelled("nn")), tuple(labelled("held_out"))
SIGNS = "● ■ ▲ ◆ ✓ – - : . , ? « » ( ) 👍"
OTHERS = "Nav du vi Jonas Eli ringer ringe skal ikke innen før fredag 10.12 +14 og har æøå"
TOGETHER = ("5. desember", "om to uker", "uke 3", "til jul", "kl. 9", "")
WORDS = st.lists(st.sampled_from([*SIGNS.split(), *OTHERS.split(), *TOGETHER]), max_size=9).map(
    " ".join
)


def title(line):
    return read_line(line, TODAY, PEOPLE).title


@pytest.mark.parametrize("lines", [DEV, HELD_OUT], ids=["known", "held out"])
def test_lines_are_read_as_people_read_them(lines):
    wrong_party = [each.line for each in lines if each.read().party != each.party]
    wrong_day = [each.line for each in lines if due_of(each.read()) != each.due]

    assert len(wrong_party) <= 0.05 * len(lines), "\n".join(wrong_party)
    assert len(wrong_day) <= 0.02 * len(lines), "\n".join(wrong_day)


def test_there_are_300_lines_and_no_wrong_guess_is_called_sure():
    lines = (*DEV, *HELD_OUT)
    reads = [(each, each.read()) for each in lines]

    assert len(lines) >= 300
    assert [a.line for a, read in reads if read.is_party_sure and read.party != a.party] == []
    assert [a.line for a, read in reads if read.is_due_sure and due_of(read) != a.due] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nav ringer Byggmester Olsen innen 5. desember", "Ringe Byggmester Olsen"),
        ("Innen 2. desember sender Eli vedtaket", "Sende vedtaket"),
        ("● Jonas må ringe læringskontoret innen 3. desember", "Ringe læringskontoret"),
        ("Jonas: ringe Nav innen fredag", "Ringe Nav"),
        ("- bestille bevis frå skulen innan 1. desember", "Bestille bevis frå skulen"),
        ("Kari trykker nye brosjyrer", "Kari trykker nye brosjyrer"),
        ("Så tek du kurset til våren", "Ta kurset"),
        ("Sjekke satsen (Nav)", "Sjekke satsen"),
    ],
)
def test_a_title_says_the_deed_and_not_who_or_when(line, expected):
    assert title(line) == expected


def test_whoever_is_named_comes_along_by_their_whole_name():
    assert read_line("Eli ringer skolen", TODAY, PEOPLE).who == "Eli Strand"
    assert read_line("Nav ringer skolen", TODAY, PEOPLE).who == ""


@pytest.mark.parametrize(
    ("form", "look", "ask"),
    [
        (LanguageForm.NB, "Se på fellesfagene", "Spørre skolen"),
        (LanguageForm.NN, "Sjå på fellesfagene", "Spørje skolen"),
        (LanguageForm.EN, "Se på fellesfagene", "Spørre skolen"),
    ],
)
def test_a_deed_is_named_in_the_written_form_of_the_clients_papers(form, look, ask):
    people = replace(PEOPLE, form=form)

    assert read_line("Vi ser på fellesfagene innen fredag", TODAY, people).title == look
    assert read_line("Innen fredag spør Nav skolen", TODAY, people).title == ask


def test_without_nav_in_the_case_nav_is_nobody():
    without = replace(PEOPLE, parties=tuple(p for p in Party if p is not Party.NAV))

    assert read_line("Nav ringer skolen", TODAY, without).party is None
    assert read_line("Eli ringer skolen", TODAY, without).party is None


def test_two_who_are_called_the_same_are_a_guess():
    twins = replace(PEOPLE, names={**PEOPLE.names, "Eli Aas": Party.OTHER})

    assert not read_line("Eli ringer skolen", TODAY, twins).is_party_sure
    assert read_line("Eli Aas ringer skolen", TODAY, twins).party is Party.OTHER


@given(WORDS)
def test_whatever_is_written_its_words_survive_and_the_places_lie_in_it(line):
    read = read_line(line, TODAY, PEOPLE)

    for at in (read.party_at, read.due_at):
        assert at is None or (at[0] >= 0 and at[1] > 0 and at[0] + at[1] <= len(line))
    assert not (read.due_on and read.due_words)
    due = range(read.due_at[0], sum(read.due_at)) if read.due_at else ()
    kept = set(re.findall(r"\w+", read.title.lower()))
    spoken = read.party is not None  # its subject and verb are told in another form
    for word in re.finditer(r"[^\W\d_]+", line):
        if not spoken and word.start() not in due:
            assert word[0].lower() in kept
    has_more = any(w.start() not in due for w in re.finditer(r"\w+", line))
    assert read.title or not has_more or spoken
