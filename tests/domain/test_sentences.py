"""Activities as sentences: a known verb is bent, everything else is left alone."""

import pytest

from app.domain.choices import LanguageForm
from app.domain.sentences import in_the_present

NB, NN = LanguageForm.NB, LanguageForm.NN


@pytest.mark.parametrize(
    ("what", "form", "said"),
    [
        ("Finne to anlegg som tar imot.", NB, "finner to anlegg som tar imot"),
        ("Være med på søknaden", NB, "er med på søknaden"),
        ("Spørre Kari om CV-en", NB, "spør Kari om CV-en"),
        ("Melde seg opp til eksamen", NB, "melder seg opp til eksamen"),
        ("Søkje læreplass", NN, "søkjer læreplass"),
        ("Sjekke fellesfag", NN, "sjekkar fellesfag"),
        ("Vere med på møtet", NN, "er med på møtet"),
        ("ta kontakt", NB, "tar kontakt"),
        ("ta kontakt", NN, "tek kontakt"),
    ],
)
def test_a_verb_in_front_stands_in_the_present(what, form, said):
    assert in_the_present(what, form) == said


@pytest.mark.parametrize("what", ["Praksisplass hos Olsen", "Nye sko", "Bestilling av attest", ""])
def test_what_is_no_verb_we_know_is_never_bent(what):
    assert in_the_present(what, NB) == ""
