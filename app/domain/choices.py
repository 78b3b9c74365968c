"""The closed lists, with stable codes and their words."""

from __future__ import annotations

from enum import StrEnum

from app.i18n import _, pgettext


class Party(StrEnum):
    """One of the three parties of the conversation, or somebody else who helps."""

    CLIENT = "CLIENT"
    NAV = "NAV"
    CENTRE = "CENTRE"
    OTHER = "OTHER"


PARTY_SHAPES = {Party.CLIENT: "●", Party.NAV: "■", Party.CENTRE: "▲", Party.OTHER: "◆"}
"""Shape goes with word and colour, on screen and on paper."""


class LanguageForm(StrEnum):
    """The written form a person wants on paper (språklova; domain 5.9)."""

    NB = "nb"
    NN = "nn"


class Answer(StrEnum):
    """A question that may be left open."""

    OPEN = ""
    YES = "YES"
    NO = "NO"


class RequestedBy(StrEnum):
    """Who asked for the meeting."""

    OPEN = ""
    CLIENT = "CLIENT"
    NAV = "NAV"
    CENTRE = "CENTRE"
    OTHER = "OTHER"


class ContactRole(StrEnum):
    """What the person from Nav is."""

    COUNSELLOR = "COUNSELLOR"
    EMPLOYMENT_SPECIALIST = "EMPLOYMENT_SPECIALIST"
    OTHER = "OTHER"


class DocumentStatus(StrEnum):
    """How far a paper has come."""

    NEEDED = "NEEDED"
    ORDERED = "ORDERED"
    RECEIVED = "RECEIVED"


class MeetingKind(StrEnum):
    """The kinds of meeting of the journey."""

    THREE_PARTY = "THREE_PARTY"
    GUIDANCE = "GUIDANCE"
    FOLLOW_UP = "FOLLOW_UP"
    CLOSING = "CLOSING"


class MeetingMode(StrEnum):
    """How people meet; in person unless somebody chooses otherwise (BR04)."""

    IN_PERSON = "IN_PERSON"
    VIDEO = "VIDEO"
    PHONE = "PHONE"


class MeetingState(StrEnum):
    """Where a meeting and its note are."""

    PLANNED = "PLANNED"
    STARTED = "STARTED"
    FINISHED = "FINISHED"
    NO_SHOW = "NO_SHOW"


class PlanState(StrEnum):
    """Where a version of a plan is."""

    DRAFT = "DRAFT"
    FINAL = "FINAL"
    SUPERSEDED = "SUPERSEDED"


class ActivityStatus(StrEnum):
    """How far an activity has come; the same steps as in Nav's activity plan."""

    PLANNED = "PLANNED"
    ONGOING = "ONGOING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    NOT_RELEVANT = "NOT_RELEVANT"


OPEN_STATUSES = (ActivityStatus.PLANNED, ActivityStatus.ONGOING)


class ActivityKind(StrEnum):
    """What sort of step an activity is; a coded field."""

    EDUCATION = "EDUCATION"
    APPLICATION = "APPLICATION"
    DOCUMENTATION = "DOCUMENTATION"
    RPL = "RPL"
    MAPPING = "MAPPING"
    PLACEMENT = "PLACEMENT"
    JOB_SEARCH = "JOB_SEARCH"
    COURSE = "COURSE"
    LANGUAGE = "LANGUAGE"
    TRANSPORT = "TRANSPORT"
    EVERYDAY = "EVERYDAY"
    ECONOMY = "ECONOMY"
    OTHER = "OTHER"


def party_label(party: Party) -> str:
    """Return the party's word on screen."""
    return {
        Party.CLIENT: pgettext("party", "Client"),
        Party.NAV: _("Nav"),
        Party.CENTRE: pgettext("party", "The centre"),
        Party.OTHER: pgettext("party", "Other"),
    }[party]


def language_form_label(form: LanguageForm) -> str:
    """Return a written form's own name."""
    return {LanguageForm.NB: "bokmål", LanguageForm.NN: "nynorsk"}[form]


def answer_label(answer: Answer) -> str:
    """Return yes, no or not answered."""
    return {Answer.OPEN: _("Not answered"), Answer.YES: _("Yes"), Answer.NO: _("No")}[answer]


def requested_by_label(who: RequestedBy) -> str:
    """Return who asked for the meeting."""
    return {
        RequestedBy.OPEN: _("Not answered"),
        RequestedBy.CLIENT: _("The client"),
        RequestedBy.NAV: _("Nav"),
        RequestedBy.CENTRE: _("The career centre"),
        RequestedBy.OTHER: _("Somebody else"),
    }[who]


def contact_role_label(role: ContactRole) -> str:
    """Return what the person from Nav is."""
    return {
        ContactRole.COUNSELLOR: _("Nav counsellor"),
        ContactRole.EMPLOYMENT_SPECIALIST: _("Employment specialist"),
        ContactRole.OTHER: _("Another role"),
    }[role]


def document_status_label(status: DocumentStatus) -> str:
    """Return how far a paper has come."""
    return {
        DocumentStatus.NEEDED: _("Needed"),
        DocumentStatus.ORDERED: _("Ordered"),
        DocumentStatus.RECEIVED: _("Received"),
    }[status]


def meeting_kind_label(kind: MeetingKind) -> str:
    """Return the meeting's name."""
    return {
        MeetingKind.THREE_PARTY: _("Three-party meeting"),
        MeetingKind.GUIDANCE: _("Guidance session"),
        MeetingKind.FOLLOW_UP: _("Follow-up session"),
        MeetingKind.CLOSING: _("Closing meeting"),
    }[kind]


def meeting_mode_label(mode: MeetingMode) -> str:
    """Return how people meet."""
    return {
        MeetingMode.IN_PERSON: _("In person"),
        MeetingMode.VIDEO: _("Video"),
        MeetingMode.PHONE: pgettext("meeting", "Phone"),
    }[mode]


def meeting_state_label(state: MeetingState) -> str:
    """Return where a meeting and its note are."""
    return {
        MeetingState.PLANNED: pgettext("meeting", "Planned"),
        MeetingState.STARTED: pgettext("meeting", "Started"),
        MeetingState.FINISHED: pgettext("meeting", "Finished"),
        MeetingState.NO_SHOW: _("Did not come"),
    }[state]


def plan_state_label(state: PlanState) -> str:
    """Return where a version of a plan is."""
    return {
        PlanState.DRAFT: _("Draft"),
        PlanState.FINAL: pgettext("plan", "Finished"),
        PlanState.SUPERSEDED: _("Replaced"),
    }[state]


def activity_status_label(status: ActivityStatus) -> str:
    """Return how far an activity has come."""
    return {
        ActivityStatus.PLANNED: pgettext("activity", "Planned"),
        ActivityStatus.ONGOING: pgettext("activity", "Ongoing"),
        ActivityStatus.DONE: pgettext("activity", "Done"),
        ActivityStatus.STOPPED: pgettext("activity", "Stopped"),
        ActivityStatus.NOT_RELEVANT: _("Not relevant"),
    }[status]


def activity_kind_label(kind: ActivityKind) -> str:
    """Return what sort of step an activity is."""
    return {
        ActivityKind.EDUCATION: _("Education or training"),
        ActivityKind.APPLICATION: _("Application"),
        ActivityKind.DOCUMENTATION: _("Documentation"),
        ActivityKind.RPL: _("Recognition of prior learning"),
        ActivityKind.MAPPING: _("Mapping or exploring"),
        ActivityKind.PLACEMENT: _("Job visit or placement"),
        ActivityKind.JOB_SEARCH: _("Job search"),
        ActivityKind.COURSE: _("Course"),
        ActivityKind.LANGUAGE: _("Language"),
        ActivityKind.TRANSPORT: _("Transport or driving licence"),
        ActivityKind.EVERYDAY: _("Health and everyday life"),
        ActivityKind.ECONOMY: _("Economy"),
        ActivityKind.OTHER: pgettext("activity", "Other"),
    }[kind]
