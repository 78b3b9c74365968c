"""What every person is told before guidance begins: who does what, and what is written of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.templates import worded
from app.i18n import speaking
from app.paths import RESOURCES

if TYPE_CHECKING:
    from app.domain.periods import Intake
    from app.domain.staff import Centre, Counsellor
    from app.prints.told_sheet import ToldSheet

TEXTS = ("roles", "rights")
"""In the order they are told."""
ON_SCREEN, ORALLY = "SCREEN", "ORAL"
"""Codes of the list of ways."""
_FOLDER = RESOURCES / "told"


class _Part(msgspec.Struct, frozen=True):
    key: str
    heading: dict[str, str]
    text: dict[str, str]
    with_nav: bool | None


class _Text(msgspec.Struct, frozen=True):
    id: str
    valid_from: date
    valid_to: date | None
    checked_on: date
    source: str
    verified: bool
    title: dict[str, str]
    parts: tuple[_Part, ...]


@dataclass(frozen=True)
class ToldText:
    """One text in one language: a title, and headings with their words."""

    title: str
    parts: tuple[tuple[str, str], ...]


@cache
def _texts() -> tuple[_Text, ...]:
    files = (_FOLDER / f"{name}.json" for name in TEXTS)
    return tuple(msgspec.json.decode(file.read_bytes(), type=_Text) for file in files)


def told_texts(language: str, *, has_nav: bool) -> tuple[ToldText, ...]:
    """Return the texts in a person's written form; without Nav no word of it."""
    with speaking(language):
        return tuple(
            ToldText(
                worded(text.title),
                tuple(
                    (worded(part.heading), worded(part.text))
                    for part in text.parts
                    if part.with_nav in {None, has_nav}
                ),
            )
            for text in _texts()
        )


def told_on(intake: Intake, day: date, way: str) -> Intake:
    """Return the period with the day and the way the person was told; both are kept."""
    told = replace(intake, basis_told_on=day, basis_told_way=way)
    return replace(told, roles_informed=day, roles_told_way=way) if intake.has_nav else told


def told_sheet(
    intake: Intake, language: str, centre: Centre, counsellor: Counsellor, *, practice: bool
) -> ToldSheet:
    """Gather what goes on the paper; nothing of it is about the person."""
    from app.prints.told_sheet import ToldSheet

    texts = told_texts(language, has_nav=intake.has_nav)
    return ToldSheet(
        texts=tuple((each.title, each.parts) for each in texts),
        language=language,
        centre_name=centre.name,
        centre_phone=centre.phone,
        counsellor_name=counsellor.name,
        practice=practice,
    )


def told_pdf(sheet: ToldSheet) -> bytes:
    """Return the texts as a tagged PDF, made in memory."""
    from app.prints.told_sheet import told_sheet_pdf

    return told_sheet_pdf(sheet)
