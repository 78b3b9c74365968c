"""The agreements whose criteria are asked about: Leia's own files, and the county's beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from app.domain.agreements import ASKED, Agreement, computed, is_rule
from app.domain.choices import Answer, newer_label
from app.domain.templates import worded
from app.formats import uncapital
from app.i18n import _
from app.paths import RESOURCES
from app.services.code_lists import code_label, code_problems, codes_label
from app.services.county_files import FileProblem, county_folder, protected_files, read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from app.domain.agreements import Criterion
    from app.domain.clients import Client
    from app.domain.periods import Intake
    from app.domain.staff import Centre

NO_AGREEMENT = "NONE"
"""What is stored where somebody says that none of the agreements holds."""
_FOLDER = RESOURCES / "reference" / "agreements"


@cache
def _loaded() -> tuple[dict[str, Agreement], tuple[FileProblem, ...]]:
    own, _none = read_files(_FOLDER, Agreement)
    county, problems = protected_files(county_folder() / "agreements", Agreement)
    return merged(own, county, problems)


def merged(
    own: Mapping[str, Agreement],
    county: Mapping[str, Agreement],
    problems: Iterable[FileProblem] = (),
) -> tuple[dict[str, Agreement], tuple[FileProblem, ...]]:
    """Return all agreements by id, the county's in place of ours, and what cannot be used."""
    found = {each.id: each for each in own.values()}
    told = list(problems)
    for file, agreement in county.items():
        odd = [each.computed for each in agreement.criteria if not is_rule(each.computed)]
        told += [FileProblem(file, "$", rule) for rule in odd]
        asked = tuple(
            each if is_rule(each.computed) else replace(each, computed=ASKED)
            for each in agreement.criteria
        )
        found[agreement.id] = replace(agreement, criteria=asked)
    return found, tuple(told)


def agreements() -> Mapping[str, Agreement]:
    """Return every agreement there is, under its id; old ones too."""
    return _loaded()[0]


def county_file_problems() -> tuple[str, ...]:
    """Return what is wrong with the county's agreements and codes, a sentence for each."""
    return (*(each.sentence for each in _loaded()[1]), *code_problems())


def usual_agreement(centre: Centre, day: date) -> Agreement | None:
    """Return the agreement of the place a centre lies in, the nearest where there are more."""
    there = [
        each
        for each in agreements().values()
        if each.holds_on(day) and each.covers(centre.county, centre.municipality)
    ]
    return min(there, key=lambda each: (not each.municipalities, each.id), default=None)


def agreement_of(intake: Intake, centre: Centre, day: date) -> Agreement | None:
    """Return the agreement of a period: the chosen one, or else the centre's where Nav takes part.

    One that is not among the files is none.
    """
    if intake.agreement:
        return agreements().get(intake.agreement)
    return usual_agreement(centre, day) if intake.has_nav else None


def offered_agreements(centre: Centre, day: date) -> list[tuple[str, str]]:
    """Return the agreements that can be chosen, those of the centre's county first."""
    holding = [each for each in agreements().values() if each.holds_on(day)]
    holding.sort(key=lambda each: (each.county != centre.county, each.label))
    return [*((each.id, each.label) for each in holding), (NO_AGREEMENT, _("No agreement"))]


def agreement_label(code: str) -> str:
    """Return what a stored agreement is called."""
    if code == NO_AGREEMENT:
        return _("No agreement")
    found = agreements().get(code)
    return found.label if found else newer_label(code)


def priority_label(code: str) -> str:
    """Return what a stored priority is called, in whatever agreement has it."""
    rules = (rule for each in agreements().values() for rule in each.priority)
    words = next((worded(rule.words) for rule in rules if rule.code == code), "")
    return words or newer_label(code)


def criterion_label(key: str) -> str:
    """Return what a criterion is called, in whatever agreement has it."""
    every = (each for agreement in agreements().values() for each in agreement.criteria)
    return next((each.label for each in every if each.key == key), key)


def told_by_facts(criterion: Criterion, client: Client, intake: Intake, today: date) -> str:
    """Return in words what the facts answer to a criterion; empty where somebody must ask."""
    answer = computed(criterion.computed, client, intake, today)
    if answer == Answer.OPEN:
        return ""
    return f"{answer.label} – {_fact(criterion.computed.partition(':')[0], client, intake)}"


def _fact(rule: str, client: Client, intake: Intake) -> str:
    if rule == "birth_year_under":
        return _("born {year}").format(year=client.birth_year)
    if rule == "education_below":
        return uncapital(code_label("education", intake.education))
    listed, codes = ("groups", intake.groups)
    if rule == "labour_status_has":
        listed, codes = ("labour_status", intake.labour_status)
    return codes_label(listed, codes)
