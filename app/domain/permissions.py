"""Who may do what: one table of roles and deeds, and who is let into which case.

The county shall see to it that staff reach personal data only as far as the work demands
(opplæringsforskrifta § 20-2). In one vault these are rules of the program: who holds a key and a
copy of the vault can read everything in it, with skill or on another computer, so what must be kept
from a colleague for certain belongs in a vault of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from app.domain.choices import Code
from app.i18n import Words, _, later


class Role(Code):
    """What somebody is in a vault; one person may be several things."""

    meaning: Words

    def __new__(cls, code: str, words: Words, meaning: Words) -> Self:
        """Return the code as text that knows its words, and in a sentence what it allows."""
        self = str.__new__(cls, code)
        self._value_, self.words, self.meaning = code, words, meaning
        return self

    COUNSELLOR = (
        "COUNSELLOR",
        later("Career counsellor"),
        later("Works with cases: their own, and a colleague's with a reason."),
    )
    LEAD = (
        "LEAD",
        later("Centre lead"),
        later("Works with cases, decides who owns them, and reads the log of who opened what."),
    )
    ADMIN = (
        "ADMIN",
        later("Vault keeper"),
        later(
            "Gives and removes access and looks after the copies. Leia shows them no cases, "
            "but anybody with a key and a copy can read them."
        ),
    )
    AUDITOR = (
        "AUDITOR",
        later("Log reader"),
        later(
            "Reads the log of who opened what. Leia shows them no cases, but anybody with a "
            "key and a copy can read them."
        ),
    )


class Deed(StrEnum):
    """What a role lets somebody do."""

    WORK_WITH_CASES = "WORK_WITH_CASES"
    """See and change cases: one's own at once, a colleague's with a reason."""
    GIVE_CASES = "GIVE_CASES"
    """Say who owns any case, hide it from a colleague, name a substitute."""
    READ_ACCESS_LOG = "READ_ACCESS_LOG"
    """Read, verify and export the access log."""
    KEEP_COLLEAGUES = "KEEP_COLLEAGUES"
    """Let people in, take them out, give roles and new passphrases."""
    KEEP_COPIES = "KEEP_COPIES"
    """Say where copies go; making one is for everybody."""
    SET_CENTRE = "SET_CENTRE"
    """Change what the centre is called and how it calls things."""


ALLOWED: dict[Role, frozenset[Deed]] = {
    Role.COUNSELLOR: frozenset({Deed.WORK_WITH_CASES}),
    Role.LEAD: frozenset(
        {Deed.WORK_WITH_CASES, Deed.GIVE_CASES, Deed.READ_ACCESS_LOG, Deed.SET_CENTRE}
    ),
    Role.ADMIN: frozenset({Deed.KEEP_COLLEAGUES, Deed.KEEP_COPIES, Deed.SET_CENTRE}),
    Role.AUDITOR: frozenset({Deed.READ_ACCESS_LOG}),
}
"""The whole of it. Changing the own passphrase, name and telephone is for everybody."""


class Roles(frozenset[Role]):
    """The roles of one person; one of a newer Leia is kept, says so and allows nothing."""

    def may(self, deed: Deed) -> bool:
        """Whether one of the roles allows a deed."""
        return any(deed in ALLOWED.get(role, ()) for role in self)

    @property
    def deeds(self) -> frozenset[Deed]:
        """Whatever they allow together."""
        return frozenset(deed for role in self for deed in ALLOWED.get(role, ()))

    def within(self, others: Roles) -> Roles:
        """Return the roles, of these and of others, that allow nothing but what both allow.

        One that both have stays, also where only a newer Leia knows what it allows.
        """
        both = self.deeds & others.deeds
        possible = (role for role in self | others if role.is_known and ALLOWED[role] <= both)
        return Roles({*possible, *(self & others)})

    def showing_cases(self) -> Roles:
        """Return those of the roles that show cases."""
        return Roles(role for role in self if Roles({role}).may(Deed.WORK_WITH_CASES))

    @property
    def label(self) -> str:
        """The roles in words."""
        return ", ".join(role.label for role in self._in_order()) or _("no role")

    def written(self) -> str:
        """Return the codes in the table's order, as they are stored."""
        return " ".join(self._in_order())

    def _in_order(self) -> tuple[Role, ...]:
        return (*(role for role in Role if role in self), *sorted(self.difference(Role)))

    @classmethod
    def read(cls, written: str) -> Roles:
        """Return the roles whose codes these are."""
        return cls(map(Role.kept, written.split()))


COUNSELLING = Roles({Role.COUNSELLOR})
"""What somebody is who is told nothing else."""
FOUNDER = Roles({Role.COUNSELLOR, Role.LEAD, Role.ADMIN})
"""Whoever makes a vault begins with everything but the auditor's view from outside."""


class Entry(StrEnum):
    """How somebody stands to a case."""

    OWN = "OWN"
    SUBSTITUTE = "SUBSTITUTE"
    ASK = "ASK"
    """It is a colleague's: a reason is asked for and logged."""
    SHUT = "SHUT"
    """Hidden from this person, or no work of theirs at all."""


class Reason(Code):
    """Why somebody opened a colleague's case. A code, since the log holds no content."""

    PERSON_ASKED = "PERSON_ASKED", later("The client got in touch with me")
    COLLEAGUE_ASKED = "COLLEAGUE_ASKED", later("A colleague asked for help with the case")
    JOINT_MEETING = "JOINT_MEETING", later("I am going to take part in a meeting")
    COLLEAGUE_AWAY = "COLLEAGUE_AWAY", later("The one who owns the case is away")
    FOLLOW_UP = "FOLLOW_UP", later("Follow-up as centre lead")
    ACCESS_REQUEST = (
        "ACCESS_REQUEST",
        later("The client has asked to see what is stored"),
    )
