"""Conversation templates that the centre owns: versions, their parts and questions, suggestions.

A version is written while it is a draft. From the day it is in use it never changes (BR07), so a
note always reads as it was written; what is to be different becomes a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import says, templates
from app.domain.choices import Code, MeetingKind, Party
from app.domain.entities import Entity, Holding, Kind
from app.domain.permissions import Deed
from app.domain.plans import CareerPlan
from app.domain.says import Eyes, said_of
from app.i18n import later, plater


class TemplateState(Code):
    """How far a version has come."""

    DRAFT = "DRAFT", plater("template", "Draft")
    IN_USE = "IN_USE", plater("template", "In use")
    RETIRED = "RETIRED", plater("template", "No longer in use")


class SpeaksFirst(Code):
    """Who is asked first in a part of the conversation."""

    ANYBODY = "", plater("speaks first", "Anybody")
    CLIENT = Party.CLIENT.value, Party.CLIENT.words
    NAV = Party.NAV.value, Party.NAV.words
    CENTRE = Party.CENTRE.value, Party.CENTRE.words

    @property
    def party(self) -> Party | None:
        """Who that is; nobody is named where anybody may, or a newer Leia says who."""
        return Party(self.value) if self.is_known and self.value else None


class GoesAs(Code):
    """What the words of a part can become in the plan, when somebody chooses so."""

    NOTHING = "", plater("goes to the plan as", "Stays in the note")
    ACTIVITIES = templates.ACTIVITIES, plater("goes to the plan as", "Activities")
    END_GOAL = "end_goal", said_of(CareerPlan)["end_goal"].label
    WHY = "why", said_of(CareerPlan)["why"].label
    BRINGS = "brings", said_of(CareerPlan)["brings"].label
    ROUTE = "route", said_of(CareerPlan)["route"].label
    DEADLINES = "deadlines", said_of(CareerPlan)["deadlines"].label
    CONSIDERATIONS = "considerations", said_of(CareerPlan)["considerations"].label
    ECONOMY = "economy", said_of(CareerPlan)["economy"].label
    FALLBACK = "fallback", said_of(CareerPlan)["fallback"].label
    SUPPORT = "support", said_of(CareerPlan)["support"].label


class SuggestionAnswer(Code):
    """What became of a suggestion."""

    OPEN = "", plater("suggestion", "Not answered")
    TAKEN = "TAKEN", plater("suggestion", "Taken in")
    LEFT = "LEFT", plater("suggestion", "Left")


@dataclass(frozen=True, kw_only=True)
class TemplateVersion(Entity):
    """One version of a template; what its parts are, lies in rows of their own."""

    template_id: str = says.quiet(Eyes.WORK, "")
    """The same for all versions of a template, wherever they are."""
    number: int = says.plain(Eyes.WORK, later("Version"), 1, quiet=True)
    state: TemplateState = says.code(Eyes.WORK, plater("template", "State"), TemplateState.DRAFT)
    nb: str = says.words(Eyes.WORK, plater("template", "Name in Bokmål"))
    nn: str = says.words(Eyes.WORK, plater("template", "Name in Nynorsk"))
    en: str = says.words(Eyes.WORK, plater("template", "Name in English"))
    for_three_party: bool = says.tick(Eyes.WORK, MeetingKind.THREE_PARTY.words)
    for_guidance: bool = says.tick(Eyes.WORK, MeetingKind.GUIDANCE.words)
    for_follow_up: bool = says.tick(Eyes.WORK, MeetingKind.FOLLOW_UP.words)
    for_closing: bool = says.tick(Eyes.WORK, MeetingKind.CLOSING.words)
    in_use_from: date | None = says.day(Eyes.WORK, plater("template", "In use from"), quiet=True)
    based_on: str = says.quiet(Eyes.WORK, "")
    """The template and version it was copied from."""
    from_whom: str = says.words(Eyes.WORK, plater("template", "From"))
    """Whose it is, where it came in a file; such a one is never written in here, only copied."""
    signer: str = says.quiet(Eyes.WORK, "")
    """The key that signed the file it came in, in hexadecimal."""
    signed_on: date | None = says.day(Eyes.WORK, plater("template", "Signed"), quiet=True)
    """The day that file was made."""
    signature: str = says.quiet(Eyes.WORK, "")
    """What it was signed with, so that the same file can be given on."""

    @property
    def serves(self) -> tuple[MeetingKind, ...]:
        """The kinds of meeting it is for."""
        return tuple(kind for kind, name in SERVES.items() if getattr(self, name))


SERVES = {
    MeetingKind.THREE_PARTY: "for_three_party",
    MeetingKind.GUIDANCE: "for_guidance",
    MeetingKind.FOLLOW_UP: "for_follow_up",
    MeetingKind.CLOSING: "for_closing",
}
"""The field that says whether a version is for a kind of meeting."""


@dataclass(frozen=True, kw_only=True)
class TemplatePart(Entity):
    """One part of a conversation."""

    version_id: str = says.link("template_version")
    position: float = says.place()
    key: str = says.quiet(Eyes.WORK, "")
    """What notes and figures know it by; it stays when the words become others."""
    nb: str = says.words(Eyes.WORK, plater("template part", "Title in Bokmål"))
    nn: str = says.words(Eyes.WORK, plater("template part", "Title in Nynorsk"))
    en: str = says.words(Eyes.WORK, plater("template part", "Title in English"))
    purpose_nb: str = says.words(Eyes.WORK, later("Purpose in Bokmål"), long=True)
    purpose_nn: str = says.words(Eyes.WORK, later("Purpose in Nynorsk"), long=True)
    purpose_en: str = says.words(Eyes.WORK, later("Purpose in English"), long=True)
    goes_as: GoesAs = says.code(Eyes.WORK, later("Can go to the plan as"), GoesAs.NOTHING)
    speaks_first: SpeaksFirst = says.code(Eyes.WORK, later("Speaks first"), SpeaksFirst.ANYBODY)
    remind: bool = says.tick(Eyes.WORK, later("Remind of it when the note is finished"))
    coded: bool = says.tick(Eyes.WORK, later("Counts in the figures"))


@dataclass(frozen=True, kw_only=True)
class TemplateQuestion(Entity):
    """A question of a part, the same one in each language."""

    part_id: str = says.link("template_part")
    position: float = says.place()
    nb: str = says.words(Eyes.WORK, plater("template question", "Question in Bokmål"), long=True)
    nn: str = says.words(Eyes.WORK, plater("template question", "Question in Nynorsk"), long=True)
    en: str = says.words(Eyes.WORK, plater("template question", "Question in English"), long=True)


@dataclass(frozen=True, kw_only=True)
class TemplateSuggestion(Entity):
    """What somebody, here or in Nav, wishes of a part of a template (M4)."""

    template_id: str = says.quiet(Eyes.WORK, "")
    part_key: str = says.quiet(Eyes.WORK, "")
    """Empty where it is about the whole."""
    words: str = says.words(Eyes.WORK, later("What is suggested"), long=True)
    from_whom: str = says.words(Eyes.WORK, later("Who suggests it"))
    made_on: date | None = says.day(Eyes.WORK, plater("suggestion", "Made"))
    answer: SuggestionAnswer = says.code(
        Eyes.WORK, plater("suggestion", "Answer"), SuggestionAnswer.OPEN
    )
    answered_on: date | None = says.day(Eyes.WORK, plater("suggestion", "Answered"), quiet=True)


def is_draft(version: TemplateVersion) -> bool:
    """Whether it is still written; a state of a newer Leia is as final as any."""
    return version.state == TemplateState.DRAFT


def _is_version_shut(folder: Holding, version: TemplateVersion, name: str) -> bool:
    del folder, name
    return not is_draft(version)


def _turns_only(old: TemplateVersion, new: TemplateVersion, names: frozenset[str]) -> bool:
    """Whether a version that is not written any more is only put in use, or taken out of it."""
    known = {TemplateState.IN_USE, TemplateState.RETIRED}
    return names <= {"state", "in_use_from"} and {old.state, new.state} <= known


def _is_part_shut(folder: Holding, part: TemplatePart, name: str) -> bool:
    del name
    return not is_draft(folder.get(TemplateVersion, part.version_id))


def _is_question_shut(folder: Holding, question: TemplateQuestion, name: str) -> bool:
    return _is_part_shut(folder, folder.get(TemplatePart, question.part_id), name)


def _version_words(folder: Holding, version: TemplateVersion) -> str:
    del folder
    return version.nb or version.nn or version.en


def _part_words(folder: Holding, part: TemplatePart) -> str:
    del folder
    return part.nb or part.nn or part.en


def _question_words(folder: Holding, question: TemplateQuestion) -> str:
    del folder
    return question.nb or question.nn or question.en


TEMPLATE_VERSION = Kind(
    "template_version",
    TemplateVersion,
    later("a conversation template"),
    known_by=_version_words,
    shut_when=_is_version_shut,
    still=_turns_only,
    needs=Deed.SET_CENTRE,
)
TEMPLATE_PART = Kind(
    "template_part",
    TemplatePart,
    later("a part of a template"),
    known_by=_part_words,
    shut_when=_is_part_shut,
    needs=Deed.SET_CENTRE,
)
TEMPLATE_QUESTION = Kind(
    "template_question",
    TemplateQuestion,
    later("a question of a template"),
    known_by=_question_words,
    shut_when=_is_question_shut,
    needs=Deed.SET_CENTRE,
)
TEMPLATE_SUGGESTION = Kind(
    "template_suggestion",
    TemplateSuggestion,
    later("a suggestion for a template"),
    known_by="words",
    needs=Deed.WORK_WITH_CASES,
)
