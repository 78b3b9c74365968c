"""The codes of the access log in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.permissions import Reason, reason_label
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(StrEnum):
    """Actions that somebody looks for together."""

    OPENING = "OPENING"
    TAKING_OUT = "TAKING_OUT"
    UNLOCKING = "UNLOCKING"
    SHARING_OUT = "SHARING_OUT"
    COLLEAGUES = "COLLEAGUES"
    VAULT = "VAULT"


ACTIONS: dict[Group, frozenset[str]] = {
    Group.OPENING: frozenset({"OPENED"}),
    Group.TAKING_OUT: frozenset({"PRINTED", "EXPORTED"}),
    Group.UNLOCKING: frozenset({"UNLOCK", "UNLOCK_FAILED"}),
    Group.SHARING_OUT: frozenset(
        {
            *("CASE_GIVEN", "CASE_TAKEN", "CASE_HIDDEN", "CASE_SHOWN"),
            *("SUBSTITUTE_NAMED", "SUBSTITUTE_ENDED"),
        }
    ),
    Group.COLLEAGUES: frozenset(
        {
            *("COLLEAGUE_ADDED", "COLLEAGUE_REMOVED", "ROLES_CHANGED", "PASSPHRASE_CHANGED"),
            *("RECOVERED", "KNOWLEDGE_CONFIRMED"),
        }
    ),
    Group.VAULT: frozenset(
        {
            *("KEYS_RENEWED", "COUNTY_KEYS_CHANGED", "POLICY_CHANGED", "COPY_MADE", "RESTORED"),
            *("REPAIRED", "ROLLBACK_SEEN", "CLOCK_JUMPED"),
        }
    ),
}
"""Every code there is a group for; one of a later Leia is found under everything."""


def group_label(group: Group) -> str:
    """Return what a group of actions is called."""
    return {
        Group.OPENING: _("Opened a case"),
        Group.TAKING_OUT: _("Printed or saved as a file"),
        Group.UNLOCKING: _("Unlocked the vault"),
        Group.SHARING_OUT: _("Gave or hid a case"),
        Group.COLLEAGUES: _("Colleagues and passphrases"),
        Group.VAULT: _("Keys, copies and policy"),
    }[group]


def action_label(code: str) -> str:
    """Return an action in words; an unknown one keeps its code."""
    return _labels().get(code, code)


def detail_label(code: str, detail: str, names: Mapping[str, str]) -> str:
    """Return what more an entry tells: a reason, a colleague, a number; else as it is stored."""
    if detail in set(Reason):
        return reason_label(Reason(detail))
    if code == "UNLOCK_FAILED" and detail.isdigit():
        return ngettext("{n} time", "{n} times", int(detail)).format(n=detail)
    return _details().get(detail) or names.get(detail) or detail


def opening_sentence(code: str, who: str) -> str:
    """Return in a sentence that somebody looked into a case or took it out; else nothing."""
    text = {
        "OPENED": _("{who} opened the case"),
        "PRINTED": _("{who} printed the plan"),
        "EXPORTED": _("{who} saved the plan as a file"),
    }.get(code, "")
    return text.format(who=who)


def _labels() -> dict[str, str]:
    return {
        "OPENED": _("Opened the case"),
        "PRINTED": _("Printed the plan"),
        "EXPORTED": _("Saved as a file"),
        "UNLOCK": _("Unlocked the vault"),
        "UNLOCK_FAILED": _("Wrong passphrase"),
        "CASE_GIVEN": _("Gave the case"),
        "CASE_TAKEN": _("Took the case"),
        "CASE_HIDDEN": _("Hid the case"),
        "CASE_SHOWN": _("No longer hides the case"),
        "SUBSTITUTE_NAMED": _("Named a substitute"),
        "SUBSTITUTE_ENDED": _("Ended a substitution"),
        "COLLEAGUE_ADDED": _("Let a colleague in"),
        "COLLEAGUE_REMOVED": _("Took a colleague out"),
        "ROLES_CHANGED": _("Changed roles"),
        "PASSPHRASE_CHANGED": _("New passphrase"),
        "RECOVERED": _("New passphrase with a recovery key"),
        "KNOWLEDGE_CONFIRMED": _("Confirmed what privacy asks"),
        "KEYS_RENEWED": _("Gave a colleague a new passphrase"),
        "COUNTY_KEYS_CHANGED": _("New recovery keys from the county"),
        "POLICY_CHANGED": _("New policy from the county"),
        "COPY_MADE": _("Made a copy"),
        "RESTORED": _("Restored the vault from a copy"),
        "REPAIRED": _("Repaired the vault"),
        "ROLLBACK_SEEN": _("Saw that the data is older than before"),
        "CLOCK_JUMPED": _("Saw that the clock had jumped"),
    }


def _details() -> dict[str, str]:
    return {
        "SUBSTITUTE": _("As a substitute"),
        "ACCESS_LOG": _("The access log"),
        "DIAGNOSTICS": _("A report for support"),
    }
