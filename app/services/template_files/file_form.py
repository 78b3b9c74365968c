"""What stands in a template's file: readable as it is, signed but for the suggestions.

The signature is Ed25519 over `signed_bytes`; any tool can make and check one. The suggestions stand
outside it, so that another centre, or Nav with a plain text editor, can add to them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final

import msgspec

from app.domain.pasted import plain_words
from app.storage.keys.signing import Purpose, Signed, is_signed

FORMAT: Final = 1
LIMIT_BYTES: Final = 2_000_000
"""No template is longer; what is, is another file."""
WHAT_IT_IS: Final = (
    "Dette er en mal for samtaler fra programmet Leia. Under «template» står delene av samtalen "
    "med tittel, hensikt og spørsmål på bokmål (nb), nynorsk (nn) og engelsk (en). Har du forslag "
    "til endringer, skriv dem nederst, under «suggestions»: hvilken del (part, delens «key»), "
    "forslaget (words), hvem du er (from) og dagen (made_on, slik: 2026-12-31). Resten er signert "
    "og må stå som det er."
)
"""For whoever opens the file without Leia; always in bokmål, whoever saves it."""

_LINE_MOST, _WORDS_MOST, _ROWS_MOST = 300, 4000, 60
_Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:-]{1,64}\Z")]
_Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_]{0,64}\Z")]
_Line = Annotated[str, msgspec.Meta(max_length=_LINE_MOST)]
_Words = Annotated[str, msgspec.Meta(max_length=_WORDS_MOST)]
_NOT_WORDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
"""Signs that no text holds: they steer a machine, turn the line, or are half a character."""


class _Form(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What stands there has its type and its limits, and nothing else stands there."""


class LineIn(_Form, kw_only=True, frozen=True):
    """A line of text by language."""

    nb: _Line = ""
    nn: _Line = ""
    en: _Line = ""


class WordsIn(_Form, kw_only=True, frozen=True):
    """A text of several lines by language."""

    nb: _Words = ""
    nn: _Words = ""
    en: _Words = ""


class PartInFile(_Form, kw_only=True, frozen=True):
    """One part of a conversation."""

    key: _Key
    title: LineIn
    purpose: WordsIn = WordsIn()
    questions: Annotated[tuple[WordsIn, ...], msgspec.Meta(max_length=_ROWS_MOST)] = ()
    goes_as: _Code = ""
    speaks_first: _Code = ""
    remind: bool = False
    coded: bool = False


class TemplateInFile(_Form, kw_only=True, frozen=True):
    """One version of a template."""

    template_id: _Key
    number: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    based_on: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:-]{0,80}\Z")] = ""
    name: LineIn
    serves: Annotated[tuple[_Code, ...], msgspec.Meta(max_length=20)] = ()
    parts: Annotated[tuple[PartInFile, ...], msgspec.Meta(min_length=1, max_length=_ROWS_MOST)]


class SuggestionInFile(_Form, kw_only=True, frozen=True, rename={"from_whom": "from"}):
    """What somebody wishes of a part, or of the whole where no part is named."""

    part: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:-]{0,64}\Z")] = ""
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=_WORDS_MOST)]
    from_whom: _Line = ""
    made_on: date | None = None


class TemplateFile(_Form, kw_only=True, frozen=True, rename={"from_whom": "from"}):
    """The whole file."""

    leia_template: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    what_this_is: _Words
    from_whom: _Line
    made_on: date
    template: TemplateInFile
    signer: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""
    signature: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{128})?\Z")] = ""
    suggestions: Annotated[tuple[SuggestionInFile, ...], msgspec.Meta(max_length=2000)] = ()


def signed_bytes(file: TemplateFile) -> bytes:
    """Return what is signed: all but the suggestions and the signature, in one way of writing.

    The signer's key is bound by the signature itself.
    """
    signed = msgspec.structs.replace(file, signer="", signature="", suggestions=())
    return msgspec.json.encode(signed, order="sorted")


def is_genuine(file: TemplateFile) -> bool:
    """Whether the key that the file names signed it as it stands."""
    return is_signed(Signed(file.signer, file.signature), Purpose.TEMPLATE, signed_bytes(file))


def written(file: TemplateFile) -> bytes:
    """Return the file as it is saved: a line for each thing, for people to read."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def is_text(text: str, *, long: bool) -> bool:
    """Whether all of a text can be words; only a long one has several lines."""
    breaks = "" if long else "\t\n"
    return _NOT_WORDS.search(text) is None and not any(sign in text for sign in breaks)


def cleaned(text: str) -> str:
    """Return a text without what `is_text` refuses of a long one, nor spaces around it."""
    return _NOT_WORDS.sub("", plain_words(text)).strip()


def misplaced(thing: Any, place: str = "$") -> str:
    """Return where in a file a text holds what cannot be words; empty where none does."""
    if isinstance(thing, _Form):
        long = isinstance(thing, WordsIn | SuggestionInFile)
        for name in thing.__struct_fields__:
            value, here = getattr(thing, name), f"{place}.{name}"
            if isinstance(value, str):
                found = "" if is_text(value, long=long and name != "from_whom") else here
            else:
                found = misplaced(value, here)
            if found:
                return found
    elif isinstance(thing, tuple):
        for number, each in enumerate(thing):
            if found := misplaced(each, f"{place}[{number}]"):
                return found
    return ""
