"""The verbs an activity may begin with, in both written forms."""

import pytest

from app.domain.choices import LanguageForm
from app.services.reference import verbs

NB, NN = LanguageForm.NB, LanguageForm.NN


@pytest.mark.parametrize(
    ("form", "verb", "present"),
    [
        (NB, "finne", "finner"),
        (NB, "være", "er"),
        (NB, "spørre", "spør"),
        (NB, "melde", "melder"),
        (NB, "ta", "tar"),
        (NN, "søkje", "søkjer"),
        (NN, "sjekke", "sjekkar"),
        (NN, "vere", "er"),
        (NN, "ta", "tek"),
    ],
)
def test_each_has_its_present(form, verb, present):
    assert verbs(form)[verb] == present


@pytest.mark.parametrize("form", LanguageForm)
def test_each_is_one_word_in_small_letters(form):
    for verb, present in verbs(form).items():
        assert verb.isalpha()
        assert present.isalpha()
        assert (verb, present) == (verb.lower(), present.lower())


@pytest.mark.parametrize("form", LanguageForm)
@pytest.mark.parametrize("noun", ["praksisplass", "nye", "bestilling", "samtale", "søknad"])
def test_what_is_no_verb_is_not_among_them(form, noun):
    assert noun not in verbs(form)


def test_of_a_form_a_newer_leia_has_none_are_known():
    assert verbs(LanguageForm.kept("se")) == {}
