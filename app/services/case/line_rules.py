"""The words by which a line of a note is read: a file, not code, in both written forms at once.

People mix them, and so do those who write down what others say.
"""

from __future__ import annotations

from functools import cache

import msgspec

from app.domain.choices import LanguageForm, Party
from app.paths import RESOURCES
from app.services.reference import verbs


class LineRules(msgspec.Struct, frozen=True):
    """What the file says; every word is small letters."""

    subjects: dict[Party, frozenset[str]]
    """Words that are one of the parties, or somebody else who helps, where they stand first."""
    unsure_subjects: frozenset[str]
    """Those of them that may also be others."""
    verbs: frozenset[str]
    """Deeds in the present: what somebody does from here on."""
    never_deeds: frozenset[str]
    """Verbs that mostly tell how it is, or was."""
    modals: frozenset[str]
    negations: frozenset[str]
    conditions: frozenset[str]
    questions: frozenset[str]
    """Words that make a question of a line where they stand first."""
    before_subject: frozenset[str]
    """Small words before a verb that its subject follows."""
    together: frozenset[str]
    attributes: frozenset[str]
    firm_before: tuple[str, ...]
    """Words that make a deadline of the day after them."""
    stands_despite_past: frozenset[str]
    """Those that do so in a line about the past too."""
    past: frozenset[str]
    every: frozenset[str]
    begins_action: frozenset[str]
    words: tuple[str, ...]
    """Deadlines in words."""
    months: tuple[str, ...]
    month_before: tuple[str, ...]
    numbers: dict[str, int]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    next_week: tuple[str, ...]


@cache
def line_rules() -> LineRules:
    """Return the rules."""
    file = RESOURCES / "reference" / "line_rules.json"
    return msgspec.json.decode(file.read_bytes(), type=LineRules)


@cache
def infinitives(form: LanguageForm = LanguageForm.NB) -> dict[str, str]:
    """Return each verb we know in the present with its infinitive, of all written forms.

    Where they differ on one present, it is the infinitive of the form that is asked for: "ser"
    is "se" in bokmål and "sjå" in nynorsk.
    """
    known = (verbs(each) for each in (LanguageForm.NN, LanguageForm.NB, form))  # the last decides
    return {now: verb for verbs_of in known for verb, now in verbs_of.items()}


def is_deed(word: str) -> bool:
    """Whether a word says in the present what somebody does."""
    rules = line_rules()
    known = word in rules.verbs or word in infinitives() or word.endswith("erer")
    return known and word not in rules.never_deeds


def is_infinitive(word: str) -> bool:
    """Whether a word is a verb we know as an activity begins with it."""
    return word in _known_infinitives()


@cache
def _known_infinitives() -> frozenset[str]:
    return frozenset(verb for form in LanguageForm for verb in infinitives(form).values())
