"""What the access log tells, as codes with their words: who opened, took out or unlocked what."""

from __future__ import annotations

from typing import Self

from app.domain.choices import Code
from app.i18n import Words, later


class Group(Code):
    """Actions that somebody looks for together."""

    OPENING = "OPENING", later("Opened a case")
    TAKING_OUT = "TAKING_OUT", later("Printed or saved as a file")
    TAKING_AWAY = "TAKING_AWAY", later("Put a client in the bin or brought one back")
    UNLOCKING = "UNLOCKING", later("Unlocked the vault")
    SHARING_OUT = "SHARING_OUT", later("Gave or hid a case")
    COLLEAGUES = "COLLEAGUES", later("Colleagues and passphrases")
    VAULT = "VAULT", later("Keys, copies and policy")

    @property
    def actions(self) -> frozenset[str]:
        """The codes of the group; one of a later Leia is found under everything."""
        return frozenset(action.value for action in Action if action.group is self)


class Action(Code):
    """What was done. A code, since the log holds no content."""

    group: Group

    def __new__(cls, code: str, words: Words, group: Group) -> Self:
        """Return the code as text that knows its words and its group."""
        self = str.__new__(cls, code)
        self._value_, self.words, self.group = code, words, group
        return self

    OPENED = "OPENED", later("Opened the case"), Group.OPENING
    PRINTED = "PRINTED", later("Printed the plan"), Group.TAKING_OUT
    EXPORTED = "EXPORTED", later("Saved as a file"), Group.TAKING_OUT
    BINNED = "BINNED", later("Put the client in the bin"), Group.TAKING_AWAY
    BROUGHT_BACK = "BROUGHT_BACK", later("Brought the client back"), Group.TAKING_AWAY
    UNLOCK = "UNLOCK", later("Unlocked the vault"), Group.UNLOCKING
    UNLOCK_FAILED = "UNLOCK_FAILED", later("Wrong passphrase"), Group.UNLOCKING
    CASE_GIVEN = "CASE_GIVEN", later("Gave the case"), Group.SHARING_OUT
    CASE_TAKEN = "CASE_TAKEN", later("Took the case"), Group.SHARING_OUT
    CASE_HIDDEN = "CASE_HIDDEN", later("Hid the case"), Group.SHARING_OUT
    CASE_SHOWN = "CASE_SHOWN", later("No longer hides the case"), Group.SHARING_OUT
    SUBSTITUTE_NAMED = "SUBSTITUTE_NAMED", later("Named a substitute"), Group.SHARING_OUT
    SUBSTITUTE_ENDED = "SUBSTITUTE_ENDED", later("Ended a substitution"), Group.SHARING_OUT
    COLLEAGUE_ADDED = "COLLEAGUE_ADDED", later("Gave a colleague access"), Group.COLLEAGUES
    COLLEAGUE_REMOVED = "COLLEAGUE_REMOVED", later("Removed a colleague's access"), Group.COLLEAGUES
    ROLES_CHANGED = "ROLES_CHANGED", later("Changed roles"), Group.COLLEAGUES
    OWN_ROLES_CONFIRMED = (
        "OWN_ROLES_CONFIRMED",
        later("Took a role that shows cases, confirmed by"),
        Group.COLLEAGUES,
    )
    PASSPHRASE_CHANGED = "PASSPHRASE_CHANGED", later("New passphrase"), Group.COLLEAGUES
    OWN_KEYS_RENEWED = "OWN_KEYS_RENEWED", later("New passphrase and new keys"), Group.COLLEAGUES
    RECOVERED = "RECOVERED", later("New passphrase with a recovery key"), Group.COLLEAGUES
    KNOWLEDGE_CONFIRMED = (
        "KNOWLEDGE_CONFIRMED",
        later("Confirmed the privacy rules"),
        Group.COLLEAGUES,
    )
    KEYS_RENEWED = "KEYS_RENEWED", later("Gave a colleague a new passphrase"), Group.VAULT
    SHEET_RENEWED = "SHEET_RENEWED", later("New recovery sheet"), Group.VAULT
    COUNTY_KEYS_CHANGED = (
        "COUNTY_KEYS_CHANGED",
        later("New recovery keys from the county"),
        Group.VAULT,
    )
    POLICY_CHANGED = "POLICY_CHANGED", later("New policy from the county"), Group.VAULT
    COPY_MADE = "COPY_MADE", later("Made a copy"), Group.VAULT
    RESTORED = "RESTORED", later("Restored the vault from a copy"), Group.VAULT
    RIGHTS_NARROWED = (
        "RIGHTS_NARROWED",
        later("Kept narrower rights than a restored copy had"),
        Group.VAULT,
    )
    REPAIRED = "REPAIRED", later("Repaired the vault"), Group.VAULT
    ROLLBACK_SEEN = "ROLLBACK_SEEN", later("The data was older than last time"), Group.VAULT
    ROLLBACK_ACCEPTED = (
        "ROLLBACK_ACCEPTED",
        later("Confirmed that the older data is right"),
        Group.VAULT,
    )
    CLOCK_JUMPED = (
        "CLOCK_JUMPED",
        later("The clock of the computer had been set to another time"),
        Group.VAULT,
    )


class Detail(Code):
    """What more an entry tells, where it is neither a reason, a colleague nor a number."""

    SUBSTITUTE = "SUBSTITUTE", later("As a substitute")
    ACCESS_LOG = "ACCESS_LOG", later("The access log")
    RECOVERY_KEY = "RECOVERY_KEY", later("The recovery key")
    DIAGNOSTICS = "DIAGNOSTICS", later("A report for support")
    PARTNERS = "PARTNERS", later("The partners")
    CALENDAR = "CALENDAR", later("Appointments for a calendar")
    TEMPLATE = "TEMPLATE", later("A conversation template")
