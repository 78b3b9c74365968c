"""Cases in which every text is marked, so that a test sees where each of them goes."""

from dataclasses import replace
from typing import get_type_hints

from app.domain.cases import Case
from app.domain.clients import Client
from app.domain.kinds import ALL, CASE_KINDS, eyes_of, kind_name
from app.domain.says import Eyes, said_of

UNSHOWN = frozenset({Eyes.NOTE, Eyes.SECRET})
"""What is on no paper and in no file: the note, and what is for nobody else."""
LINKS = {"plan_id": "plan", "meeting_id": "meeting"}


def a_full_case(counsellor_id=""):
    """Return a case with one thing of every kind that belongs to a client."""
    client = Client(name="Liv Hansen")
    things = {"client": client}
    for kind in ALL:
        hints = get_type_hints(kind.type)
        if kind.name == "client" or "client_id" not in hints:
            continue
        own = {"client_id": client.id}
        own |= {name: things[whose].id for name, whose in LINKS.items() if name in hints}
        own |= {"counsellor_id": counsellor_id} if "counsellor_id" in hints else {}
        own |= {"key": "wishes"} if "key" in hints else {}
        things[kind.name] = kind.type(**own)
    return Case(client, {each.id: each for each in things.values()})


def marked(case, eyes):
    """Return a case whose every text with these eyes holds a word of its own, and the words."""
    words = {}
    for thing in tuple(case.entities.values()):
        for name in texts_of(type(thing)):
            if eyes_of(kind_name(thing), name) in eyes:
                words[kind_name(thing), name] = word = f"Merke{len(words):03}"
                thing = replace(thing, **{name: f"Foran {word} etter"})  # noqa: PLW2901
        case = case.with_(thing)
    return case, words


def texts_of(kind):
    """Return the fields of a kind in which a counsellor writes words."""
    said = said_of(kind)
    hints = get_type_hints(kind)
    return [n for n, each in said.items() if hints[n] is str and not (each.quiet or each.listed)]


def texts_of_all(eyes):
    """Return kind and name of every field of a case with these eyes in which words are written."""
    of_case = [kind for kind in ALL if kind.name in CASE_KINDS]
    written = {(kind.name, name) for kind in of_case for name in texts_of(kind.type)}
    return {each for each in written if eyes_of(*each) in eyes}
