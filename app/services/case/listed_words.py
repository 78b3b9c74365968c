"""What codes of lists are called in history, whichever list they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import Answer
from app.domain.labels import kind_label
from app.i18n import _
from app.services.agreements import agreement_label, criterion_label, priority_label
from app.services.code_lists import code_lists, codes_label
from app.services.reference import municipality_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.periods import CriterionAnswer
    from app.storage.values.changes import Change

_CALLED: dict[str, Callable[[str], str]] = {
    "municipalities": municipality_name,
    "agreements": agreement_label,
    "priority": priority_label,
}
"""Lists that are not among those of codes."""


def listed_words(listed: str, value: str) -> str:
    """Return what the codes of a list are called; of several, each."""
    if listed in _CALLED:
        return ", ".join(map(_CALLED[listed], value.split()))
    return codes_label(listed, value.split()) if listed in code_lists() else value


def criterion_words(answer: CriterionAnswer) -> str:
    """Return what an answer to a criterion is known by."""
    return f"«{criterion_label(answer.criterion)}»"


def criterion_sentence(change: Change, who: str, labels: Mapping[str, str]) -> str:
    """Return what somebody answered to a criterion, the first time as well as later."""
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    if change.field == "answer":
        answer = str(change.new or "")
    else:
        answer = str(change.new.get("answer", "")) if isinstance(change.new, dict) else ""
    if answer:
        text = _("{who} answered {thing}: {answer}")
    elif change.field == "answer":
        text = _("{who} took back the answer to {thing}")
    else:
        return ""
    return text.format(who=who, thing=thing, answer=Answer.kept(answer).label)
