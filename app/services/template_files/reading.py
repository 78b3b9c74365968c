"""A template's file as it came: believed only as far as it is whole and its signature is right."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from app.errors import UserError
from app.i18n import _
from app.services.template_files.file_form import (
    FORMAT,
    LIMIT_BYTES,
    TemplateFile,
    is_genuine,
    misplaced,
)
from app.services.vault.founding import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = re.compile(r" - at `([^`]*)`\Z")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class ForeignTemplate:
    """A file that is whole: its signature is right, or it has none."""

    file: TemplateFile

    @property
    def is_signed(self) -> bool:
        """Whether whoever made it signed it."""
        return bool(self.file.signature)

    @property
    def number(self) -> str:
        """The figures of its signer to compare over the telephone; empty where it is not signed."""
        return number_of(self.file.signer) if self.is_signed else ""


class _Front(msgspec.Struct):
    leia_template: int


def read_template(content: bytes) -> ForeignTemplate:
    """Return what is in a file; raises UserError in one sentence for whatever cannot be believed.

    It reads nothing else and changes nothing.
    """
    content = content.removeprefix(_BOM)
    _check_front(content)
    try:
        file = msgspec.json.decode(content, type=TemplateFile)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        raise _broken(place[1] if place else "$") from error
    except (ValueError, RecursionError) as error:
        raise _no_template() from error
    place_of_signs = _found_wrong(file)
    if place_of_signs:
        raise _broken(place_of_signs)
    if (file.signature or file.signer) and not is_genuine(file):
        raise UserError(
            _(
                "The file was changed after it was signed, so nothing of it is taken in. Nothing "
                "here was changed. Ask whoever sent it for the file again."
            )
        )
    return ForeignTemplate(file)


def number_of(signer: str) -> str:
    """Return a signer's key as figures to compare over the telephone, kept on one line."""
    return fingerprint(signer).replace(" ", "\N{NO-BREAK SPACE}")


def _check_front(content: bytes) -> None:
    """Raise unless it is a file of templates, of this Leia's time."""
    if len(content) > LIMIT_BYTES:
        raise _no_template()
    try:
        json.loads(content, object_pairs_hook=_once)
        front = msgspec.json.decode(content, type=_Front)
    except (ValueError, RecursionError) as error:
        raise _no_template() from error
    if front.leia_template > FORMAT:
        raise UserError(
            _(
                "A newer Leia made this file. Nothing was changed. Update Leia, then take the "
                "file in."
            )
        )


def _once(pairs: list[tuple[str, Any]]) -> None:
    """Refuse what stands twice: a person would read the one, and Leia the other."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a name stands twice")


def _found_wrong(file: TemplateFile) -> str:
    """Return where something is wrong that types and limits cannot tell of; else nothing."""
    template = file.template
    if not file.from_whom.strip():
        return "$.from"
    if not template.name.nb.strip():
        return "$.template.name.nb"
    nameless = [n for n, part in enumerate(template.parts) if not part.title.nb.strip()]
    if nameless:
        return f"$.template.parts[{nameless[0]}].title.nb"
    twice = _first_twice(part.key for part in template.parts)
    if twice is not None:
        return f"$.template.parts[{twice}].key"
    return misplaced(file)


def _first_twice(keys: Iterable[str]) -> int | None:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            return number
        seen.add(key)
    return None


def _no_template() -> UserError:
    return UserError(
        _("This is no conversation template from Leia. Nothing was changed. Choose another file.")
    )


def _broken(place: str) -> UserError:
    text = _(
        "The file is damaged at {place}, so nothing of it is taken in. Nothing here was changed. "
        "Ask whoever sent it for the file again."
    )
    return UserError(text.format(place=place))
