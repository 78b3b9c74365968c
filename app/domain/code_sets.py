"""Several codes of one data list, as one value."""

from __future__ import annotations


class Codes(frozenset[str]):
    """Codes of a data list; which they are the list says, and one it lacks is kept all the same."""

    def written(self) -> str:
        """Return the codes in one order whoever chose them, as they are stored."""
        return " ".join(sorted(self))

    @classmethod
    def read(cls, written: str) -> Codes:
        """Return the codes that these are, in any order."""
        return cls(written.split())
