"""Suggestions for templates: collected on paper, by word or in a file, and answered one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.centre_templates import (
    SuggestionAnswer,
    TemplatePart,
    TemplateQuestion,
    TemplateSuggestion,
)
from app.services.templates.writing import new_question

if TYPE_CHECKING:
    from datetime import date

    from app.domain.folders import Folder


def open_suggestions(
    register: Folder, template_id: str, part_key: str
) -> tuple[TemplateSuggestion, ...]:
    """Return what is suggested for a part and nobody has answered, oldest first."""
    return tuple(
        each
        for each in register.all(TemplateSuggestion)
        if (each.template_id, each.part_key, each.answer)
        == (template_id, part_key, SuggestionAnswer.OPEN)
    )


def left(suggestion: TemplateSuggestion, today: date) -> TemplateSuggestion:
    """Return a suggestion that was read, and changes nothing."""
    return replace(suggestion, answer=SuggestionAnswer.LEFT, answered_on=today)


def taken_in(
    register: Folder, suggestion: TemplateSuggestion, part: TemplatePart, today: date
) -> tuple[TemplateSuggestion, TemplateQuestion]:
    """Return a suggestion as answered, and the question it becomes: words to go on writing from."""
    answered = replace(suggestion, answer=SuggestionAnswer.TAKEN, answered_on=today)
    return answered, replace(new_question(register, part), nb=suggestion.words.strip())
