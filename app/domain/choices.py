"""The closed lists, with stable codes and their words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self, TypeVar

from app.i18n import Words, _, later, plater, said

T = TypeVar("T")


class Code(StrEnum):
    """One of a closed list: a stable code, and the words for it."""

    words: Words

    def __new__(cls, code: str, words: Words = "") -> Self:
        """Return the code as text that knows its words."""
        self = str.__new__(cls, code)
        self._value_, self.words = code, words
        return self

    @classmethod
    def kept(cls, code: str) -> Self:
        """Return a stored code; one of a newer Leia, or a retired one, is kept as it is."""
        if code in cls._value2member_map_:
            return cls(code)
        other = str.__new__(cls, code)
        other._name_, other._value_, other.words = code, code, ""
        return other

    @property
    def is_known(self) -> bool:
        """Whether this Leia has it in its list; else a newer one wrote it."""
        return self._value_ in type(self)._value2member_map_

    @property
    def label(self) -> str:
        """What it is called."""
        return said(self.words) if self.is_known else newer_label(self._value_)


def newer_label(code: str) -> str:
    """Return what is said of a code that this Leia does not have."""
    return _("Unknown value ({code}) from a newer version of Leia").format(code=code)


class PerCode(dict[Code, T]):
    """What goes with each code of a list; `other` goes with one that this Leia does not have."""

    def __init__(self, known: Mapping[Code, T], other: T) -> None:
        super().__init__(known)
        self._other = other

    def __missing__(self, code: Code) -> T:
        return self._other


class Party(Code):
    """One of the three parties of the conversation, or somebody else who helps."""

    CLIENT = "CLIENT", plater("party", "Client")
    NAV = "NAV", later("Nav")
    CENTRE = "CENTRE", plater("party", "The centre")
    OTHER = "OTHER", plater("party", "Other")


PARTY_SHAPES = PerCode(
    {Party.CLIENT: "●", Party.NAV: "■", Party.CENTRE: "▲", Party.OTHER: "◆"}, other="◊"
)
"""Shape goes with word and colour, on screen and on paper."""


def in_words(text: str) -> str:
    """Return a text with each party's shape as a word, as a screen reader should say it."""
    for party, shape in PARTY_SHAPES.items():
        before, found, after = text.partition(shape)
        if not found:
            continue
        who, word = after.strip(), party.label
        if not who:
            text = f"{before}{word}"
        elif word.casefold() in who.casefold():
            text = f"{before}{who}"
        else:
            text = f"{before}{who}, {word}"
    return text


class LanguageForm(Code):
    """The written form a person wants on paper (språklova; domain 5.9)."""

    NB = "nb", "bokmål"
    NN = "nn", "nynorsk"
    EN = "en", "English"


class Reading(Code):
    """What somebody reads; it decides how the paper is made."""

    ORDINARY = "", plater("reading", "Ordinary text")
    LARGE = "LARGE", plater("reading", "Large print")
    EASY = "EASY", plater("reading", "Easy to read")
    PICTURES = "PICTURES", plater("reading", "Pictures")


class Answer(Code):
    """A question that may be left open."""

    OPEN = "", later("Not answered")
    YES = "YES", later("Yes")
    NO = "NO", later("No")


class PeriodKind(Code):
    """What a period of guidance is; it decides which steps its journey has, and whose words.

    Nordland holds the three-party meeting first, Buskerud late; whoever comes on their own has
    neither Nav's steps nor its words.
    """

    THREE_PARTY_FIRST = "THREE_PARTY_FIRST", later("Three-party meeting first")
    TRIANGLE_LATE = "TRIANGLE_LATE", later("Three-party meeting late")
    OPEN = "OPEN", plater("period", "Open guidance")
    APPLICATION = "APPLICATION", later("Application guidance")


class PeriodState(Code):
    """Where a period of guidance is."""

    OPEN = "OPEN", plater("period", "Under way")
    WAITING = "WAITING", plater("period", "On the waiting list")
    COMPLETED = "COMPLETED", plater("period", "Completed")
    ENDED_EARLY = "ENDED_EARLY", plater("period", "Ended early")


class SurveyOffer(Code):
    """Whether the user survey was offered; the centre has to offer it to everybody."""

    OPEN = "", later("Not answered")
    OFFERED = "OFFERED", plater("survey", "Offered")
    DECLINED = "DECLINED", plater("survey", "Declined")
    NOT_OFFERED = "NOT_OFFERED", plater("survey", "Not offered")


class ContactWay(Code):
    """How somebody was reached, or tried to be."""

    PHONE = "PHONE", plater("contact", "Phone")
    SMS = "SMS", plater("contact", "Text message")
    EMAIL = "EMAIL", plater("contact", "E-mail")
    LETTER = "LETTER", plater("contact", "Letter")


class ContactOutcome(Code):
    """What came of it."""

    REACHED = "REACHED", plater("contact", "Reached")
    NO_ANSWER = "NO_ANSWER", plater("contact", "No answer")
    MESSAGE_LEFT = "MESSAGE_LEFT", plater("contact", "Message left")


class Presence(Code):
    """How somebody took part in a meeting; nothing is assumed (BR05)."""

    OPEN = "", later("Not answered")
    THERE = "THERE", plater("presence", "There")
    PHONE = "PHONE", plater("presence", "By phone")
    VIDEO = "VIDEO", plater("presence", "By video")
    ABSENT = "ABSENT", plater("presence", "Did not come")


class Reply(Code):
    """Whether somebody said that they come."""

    OPEN = "", plater("reply", "No answer yet")
    COMES = "COMES", plater("reply", "Comes")
    CANNOT = "CANNOT", plater("reply", "Cannot come")


class RequestedBy(Code):
    """Who asked for the meeting."""

    OPEN = "", later("Not answered")
    CLIENT = "CLIENT", later("The client")
    NAV = "NAV", later("Nav")
    CENTRE = "CENTRE", later("The career centre")
    OTHER = "OTHER", later("Others")


class ContactRole(Code):
    """What the person from Nav is."""

    COUNSELLOR = "COUNSELLOR", later("Nav counsellor")
    EMPLOYMENT_SPECIALIST = "EMPLOYMENT_SPECIALIST", later("Employment specialist")
    OTHER = "OTHER", later("Another role")


class DocumentStatus(Code):
    """How far a paper has come."""

    NEEDED = "NEEDED", later("Needed")
    ORDERED = "ORDERED", later("Ordered")
    RECEIVED = "RECEIVED", later("Received")


class MeetingKind(Code):
    """The kinds of meeting of the journey."""

    THREE_PARTY = "THREE_PARTY", later("Three-party meeting")
    GUIDANCE = "GUIDANCE", later("Guidance session")
    FOLLOW_UP = "FOLLOW_UP", later("Follow-up session")
    CLOSING = "CLOSING", later("Closing meeting")


class MeetingMode(Code):
    """How people meet; in person unless somebody chooses otherwise (BR04)."""

    IN_PERSON = "IN_PERSON", later("In person")
    VIDEO = "VIDEO", later("Video")
    PHONE = "PHONE", plater("meeting", "Phone")


class MeetingState(Code):
    """Where a meeting and its note are."""

    PLANNED = "PLANNED", plater("meeting", "Planned")
    STARTED = "STARTED", plater("meeting", "Started")
    FINISHED = "FINISHED", plater("meeting", "Finished")
    NO_SHOW = "NO_SHOW", later("Did not come")
    CANCELLED = "CANCELLED", plater("meeting", "Cancelled")


class PlanState(Code):
    """Where a version of a plan is."""

    DRAFT = "DRAFT", later("Draft")
    FINAL = "FINAL", plater("plan", "Finished")
    SUPERSEDED = "SUPERSEDED", later("Replaced")


class ActivityStatus(Code):
    """How far an activity has come; the same steps as in Nav's activity plan."""

    PLANNED = "PLANNED", plater("activity", "Planned")
    ONGOING = "ONGOING", plater("activity", "Ongoing")
    DONE = "DONE", plater("activity", "Done")
    STOPPED = "STOPPED", plater("activity", "Stopped")
    NOT_RELEVANT = "NOT_RELEVANT", later("Not relevant")


OPEN_STATUSES = (ActivityStatus.PLANNED, ActivityStatus.ONGOING)


class ActivityKind(Code):
    """What sort of step an activity is; a coded field."""

    EDUCATION = "EDUCATION", later("Education or training")
    APPLICATION = "APPLICATION", later("Application")
    DOCUMENTATION = "DOCUMENTATION", later("Documentation")
    RPL = "RPL", later("Recognition of prior learning")
    MAPPING = "MAPPING", later("Mapping or exploring")
    PLACEMENT = "PLACEMENT", later("Job visit or placement")
    JOB_SEARCH = "JOB_SEARCH", later("Job search")
    COURSE = "COURSE", later("Course")
    LANGUAGE = "LANGUAGE", later("Language")
    TRANSPORT = "TRANSPORT", later("Transport or driving licence")
    EVERYDAY = "EVERYDAY", later("Health and everyday life")
    ECONOMY = "ECONOMY", later("Money")
    OTHER = "OTHER", plater("activity", "Other")
