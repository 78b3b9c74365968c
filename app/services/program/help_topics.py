"""The help: one short text a page or question, read in the screen's language when first needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.i18n import _, language, respelled
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = (
    *("today", "clients", "week", "intake", "meetings"),
    *("talk", "shared", "plan", "papers", "sharing"),
    *("history", "partners", "templates", "phrases", "settings", "vault", "access", "help"),
)
"""What has its name from a page, in the order one meets them."""
QUESTIONS = (
    *(
        "saving",
        "appointments",
        "note-and-plan",
        "finishing",
        "printing",
        "quiet",
        "dates",
        "journey",
    ),
    *("lines", "worklist", "agreed", "spelling", "template-files"),
    *("periods", "waiting", "contact", "told"),
    *("rights", "copies", "lost", "practice"),
)
"""What is asked wherever one is."""
BEFORE_A_CASE = (
    *("welcome", "wizard", "unlock", "recovery", "restore", "knowledge", "held", "leaving"),
)
"""What belongs to the windows around the vault."""
TOPICS = (*PAGES, *QUESTIONS, *BEFORE_A_CASE)
_NAME_ON_SCREEN = re.compile(r"\[\[(.+?)\]\]")
_LANGUAGES_WITH_HELP = ("nb", "nn", "en")
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class HelpTopic:
    """One text of the help."""

    name: str
    title: str
    text: str
    """Markdown, without the title; what is named on the screen is named as it stands there."""

    def holds(self, words: Iterable[str]) -> bool:
        """Whether every one of these words, in small letters, stands here."""
        here = f"{self.title}\n{self.text}".lower()
        return all(word in here for word in words)


def help_topic(name: str) -> HelpTopic:
    """Return a topic in the language of the screen; KeyError where there is no such."""
    if name not in TOPICS:
        raise KeyError(name)
    code = language() if language() in _LANGUAGES_WITH_HELP else "nb"
    title, text = _read(code, name)
    return HelpTopic(name, respelled(title), _NAME_ON_SCREEN.sub(_named, respelled(text)))


def help_topics() -> tuple[HelpTopic, ...]:
    """Return every topic, in the order of the index."""
    return tuple(map(help_topic, TOPICS))


def found_topics(asked: str) -> tuple[HelpTopic, ...]:
    """Return the topics that hold all the words asked for, those with one in the title first."""
    words = [word.lower() for word in _WORD.findall(asked)]
    found = [topic for topic in help_topics() if topic.holds(words)]
    return tuple(sorted(found, key=lambda topic: not _in_title(topic, words)))


def names_on_screen(code: str, name: str) -> tuple[str, ...]:
    """Return what a topic calls by the name it has on the screen, as texts of the code."""
    return tuple(_NAME_ON_SCREEN.findall(_read(code, name)[1]))


def _in_title(topic: HelpTopic, words: Iterable[str]) -> bool:
    return any(word in topic.title.lower() for word in words)


def _named(found: re.Match[str]) -> str:
    """Return a name as it stands on the screen, in the quotation marks of the language."""
    name = _(found[1])
    return f"“{name}”" if language() == "en" else f"«{name}»"


@cache
def _read(code: str, name: str) -> tuple[str, str]:
    """Return the title and the text of a file."""
    lines = (RESOURCES / "help" / code / f"{name}.md").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("<!--")]
    return kept[0].removeprefix("# "), "\n".join(kept[1:]).strip()
