"""What a newer Leia may leave behind in a vault: codes that this one has not heard of."""

from dataclasses import fields, replace

from app.domain.cases import Case
from app.domain.clients import Client, Recusal
from app.domain.fields import codes_of, type_of
from app.domain.kinds import CASE_KINDS, kind_named
from app.domain.plans import PlanActivity
from app.domain.says import said_of
from app.storage.vault import Vault
from tests.builders import TODAY
from tests.marking import a_full_case, texts_of

NEWER = "RESTING"
SAID = f"Unknown value ({NEWER}) from a newer version of Leia"
CODES = [
    (kind, field.name)
    for kind, type_ in CASE_KINDS.items()
    for field in fields(type_)
    if codes_of(kind, field.name) and not kind_named(kind).for_good
]
"""Every field of a case that holds one of a closed list, and may ever be another."""


def with_newer(vault: Vault, kind: str, name: str) -> Case:
    """Store a case of one thing of each kind, in which one field holds a code of a newer Leia.

    It is written as that Leia would: the row, and what history tells of it.
    """
    case = a_full_case(vault.counsellor.id)
    newer = type_of(kind, name).kept(NEWER)
    with vault.work() as work:
        for each in case.entities.values():
            if isinstance(each, Recusal):
                continue
            texts = (text for text in texts_of(type(each)) if not said_of(type(each))[text].link)
            said = {text: f"Om {text}" for text in texts if not isinstance(each, Client)}
            said |= {"due_on": TODAY, "due_words": ""} if isinstance(each, PlanActivity) else {}
            work.save(replace(each, **said))
    with vault.work() as work:
        (thing,) = work.case(case.client.id).all(CASE_KINDS[kind])
        work.save(replace(thing, **{name: newer}))
        return work.case(case.client.id)


def stored(vault: Vault, case: Case, kind: str, name: str) -> str:
    """Return the code as it stands in the vault."""
    with vault.work() as work:
        (thing,) = work.case(case.client.id).all(CASE_KINDS[kind])
        return str(getattr(thing, name))
