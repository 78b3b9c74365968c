"""An activity as a sentence: who does what, in the present, where its first word is a known verb.

A word that is no verb must never be bent ("Praksisplass").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_the_present(what: str, verbs: Mapping[str, str]) -> str:
    """Return "Finne to anlegg." as "finner to anlegg"; nothing where we know no verb in front.

    The verbs are those of one written form, each with its present. The words stand as they were
    typed but for the first, and for a full stop at the end.
    """
    first, space, rest = what.strip().removesuffix(".").partition(" ")
    verb = verbs.get(first.lower(), "")
    return f"{verb}{space}{rest}" if verb else ""
