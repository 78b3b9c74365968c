"""A colleague stands in for another, for a time that has an end."""

from datetime import date, timedelta

import pytest

from app.domain.staff import Counsellor
from app.errors import NotAllowed, NotFinished
from app.services.vault.colleagues import end_substitution, name_substitute, substitutions

pytestmark = pytest.mark.usefixtures("quickly")

TODAY = date(2026, 11, 20)
LATER = TODAY + timedelta(days=14)


def test_everybody_names_somebody_for_their_own_cases(quick):
    per, kari = quick.ids["Per"], quick.ids["Kari"]
    with quick.unlocked("Per") as vault:
        named = name_substitute(vault, per, kari, TODAY, LATER)

        assert substitutions(vault, TODAY) == (named,)
        assert substitutions(vault, LATER) == (named,)
        assert substitutions(vault, LATER + timedelta(days=1)) == ()
        with pytest.raises(NotAllowed):
            name_substitute(vault, kari, per, TODAY, LATER)


def test_whoever_gives_cases_names_somebody_for_anybodys(quick):
    with quick.unlocked("Ola") as vault:
        named = name_substitute(vault, quick.ids["Per"], quick.ids["Kari"], None, LATER)
        end_substitution(vault, named.id)
        end_substitution(vault, named.id)

        assert substitutions(vault, TODAY) == ()


@pytest.mark.parametrize(
    ("begins", "ends"), [(TODAY, None), (None, None), (TODAY, TODAY - timedelta(days=1))]
)
def test_there_is_always_a_last_day(quick, begins, ends):
    with quick.unlocked("Per") as vault, pytest.raises(NotFinished, match="last day"):
        name_substitute(vault, quick.ids["Per"], quick.ids["Kari"], begins, ends)


def test_nobody_stands_in_for_themselves_or_after_leaving(quick):
    per = quick.ids["Per"]
    with quick.unlocked("Per") as vault:
        left = Counsellor(name="Før", active=False, signing_key="00")
        with vault.work() as work:
            work.save(left)
        for substitute in (per, left.id, "nobody"):
            with pytest.raises(NotFinished):
                name_substitute(vault, per, substitute, TODAY, LATER)


def test_only_those_concerned_end_it(quick):
    with quick.unlocked("Per") as vault:
        named = name_substitute(vault, quick.ids["Per"], quick.ids["Ola"], TODAY, LATER)
    with quick.unlocked("Kari") as vault:
        later = name_substitute(vault, quick.ids["Kari"], quick.ids["Ola"], None, TODAY)
        assert substitutions(vault, TODAY) == (later, named)
    with quick.unlocked("Anne") as vault, pytest.raises(NotAllowed):
        end_substitution(vault, named.id)
    with quick.unlocked("Per") as vault:
        end_substitution(vault, named.id)
        assert substitutions(vault, TODAY) == (later,)
