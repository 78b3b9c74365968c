"""Notices a national identity number while it is written, for as long as it stands there."""

from __future__ import annotations

from app.domain.checks import identity_number_warning, identity_numbers


class NumberWatch:
    """Watches one field; what stood there before it was written in is left alone."""

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._found: frozenset[str] = frozenset()

    @property
    def warning(self) -> str:
        """What to say at the field; nothing where there is nothing to take out."""
        return identity_number_warning() if self._found else ""

    def begin(self, text: str) -> None:
        """Watch another text."""
        self._known, self._found = identity_numbers(text), frozenset()

    def look(self, touched: str, text: str) -> bool:
        """Look at the lines an edit reached, and say whether the warning came or went.

        The whole text is read only while there is something to warn of: this is on a key's way.
        """
        was = self.warning
        if self._found:
            self._found &= identity_numbers(text)
        self._found |= identity_numbers(touched) - self._known
        return self.warning != was
