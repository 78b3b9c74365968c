"""Every municipality as a choice, wherever one is asked for."""

from __future__ import annotations

from app.i18n import _
from app.services.reference import counties


def municipality_choices(county: str) -> list[tuple[str, str]]:
    """Return every municipality, the centre's own county first, by Norwegian name."""
    ordered = sorted(counties(), key=lambda found: found.number != county)
    found_choices = [("", _("Not answered"))]
    for found in ordered:
        found_choices += [(m.number, m.official_name or m.name) for m in found.municipalities]
    return found_choices
