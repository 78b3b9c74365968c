"""Reference files a county puts beside its machine policy; a broken one is told of, and no loss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.foreign_files import read_foreign
from app.i18n import _
from app.paths import policy_file
from app.policy.source import NotProtected, check_protected

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
_LONGEST = 1 << 20
_PLACE = re.compile(r"`([^`]*)`$")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong with one file, in words when they are asked for."""

    file: str
    place: str = ""
    """Where in the file, such as `$.criteria[0].key`; "-" where it cannot be read at all."""
    detail: str = ""
    """Which of its values is left out."""

    @property
    def sentence(self) -> str:
        """What to tell county IT, in the language of the moment."""
        if self.place == _UNPROTECTED:
            text = _("The county’s file {file} can be changed by others and is not used.")
        elif self.place == _UNREADABLE:
            text = _("The county’s file {file} cannot be read and is not used.")
        elif self.detail:
            text = _("In the county’s file {file}, {detail} cannot be used and is left out.")
        else:
            text = _("The county’s file {file} is not used: something is wrong at {place}.")
        return text.format(file=self.file, place=self.place, detail=self.detail)


_UNPROTECTED, _UNREADABLE = "unprotected", "unreadable"


def county_folder() -> Path:
    """Return the folder the county's files lie in: beside the machine policy."""
    return policy_file().parent


def read_files(folder: Path, kind: type[T]) -> tuple[dict[str, T], list[FileProblem]]:
    """Return what each file of a folder says, under its name, and what is wrong with others."""
    found: dict[str, T] = {}
    problems: list[FileProblem] = []
    for file in _files_in(folder):
        name = f"{folder.name}/{file.name}"
        try:
            found[name] = msgspec.json.decode(read_foreign(file, _LONGEST), type=kind)
        except msgspec.ValidationError as error:
            place = _PLACE.search(str(error))
            problems.append(FileProblem(name, place[1] if place else "$"))
        except (OSError, ValueError, RecursionError):
            problems.append(FileProblem(name, _UNREADABLE))
    return found, problems


def protected_files(folder: Path, kind: type[T]) -> tuple[dict[str, T], list[FileProblem]]:
    """Read a folder of the county's; what others than administrators may change is left out."""
    found, problems = read_files(folder, kind)
    for name in tuple(found):
        try:
            check_protected(folder / name.partition("/")[2])
        except NotProtected:
            del found[name]
            problems.append(FileProblem(name, _UNPROTECTED))
        except OSError:
            del found[name]
            problems.append(FileProblem(name, _UNREADABLE))
    return found, problems


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.json"))
    except OSError:
        return []
