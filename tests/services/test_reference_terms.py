"""The long words that the plan explains."""

import json
import re

import pytest

from app.i18n import LANGUAGES
from app.paths import RESOURCES
from app.services.reference import terms_in

TERMS = json.loads((RESOURCES / "reference" / "terms.json").read_text(encoding="utf-8"))["terms"]
MOST_WORDS = 12


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["key"])
def test_a_term_is_explained_in_every_language_in_few_words_and_says_its_source(term):
    assert set(term["word"]) == set(term["meaning"]) == set(LANGUAGES)
    assert term["source"].strip()
    for meaning in term["meaning"].values():
        assert len(meaning.split()) <= MOST_WORDS
        assert not meaning.endswith(".")


def test_no_explanation_needs_another_term():
    stems = [stem for term in TERMS for stem in term["stems"]]
    for term in TERMS:
        said = " ".join(term["meaning"][each] for each in ("nb", "nn"))
        assert [stem for stem in stems if re.search(rf"\\b{stem}", said)] == []


def test_a_term_is_found_in_any_form_and_in_no_other_word():
    def found(text):
        return [term.key for term in terms_in(text)]

    assert found("Bestille kompetansebeviset") == ["competence_certificate"]
    assert found("Yrkesfagleg rekvalifisering, og SÅ PRIVATISTEKSAMEN") == [
        "requalification",
        "private_candidate",
    ]
    assert found("Uforpliktende samtale") == []
