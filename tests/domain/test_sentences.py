"""Activities as sentences: a known verb is bent, everything else is left alone."""

import pytest

from app.domain.sentences import in_the_present

VERBS = {"finne": "finner", "være": "er", "ta": "tar"}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Finne to anlegg som tar imot.", "finner to anlegg som tar imot"),
        ("Være med på søknaden", "er med på søknaden"),
        ("ta kontakt", "tar kontakt"),
        ("  Ta  to ", "tar  to"),
        ("Finne.", "finner"),
    ],
)
def test_a_verb_in_front_stands_in_the_present(what, said):
    assert in_the_present(what, VERBS) == said


@pytest.mark.parametrize("what", ["Praksisplass hos Olsen", "Finnes det plass?", "Kontakte", ""])
def test_what_is_no_verb_we_know_is_never_bent(what):
    assert in_the_present(what, VERBS) == ""
