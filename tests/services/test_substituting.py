"""A colleague stands in for another, for a time that has an end."""

from datetime import date, timedelta

import pytest

from app.domain.staff import Counsellor
from app.errors import NotAllowed, NotFinished
from app.services.vault.colleagues import end_substitution, name_substitute, substitutions
from tests.staffed import make_staffed
from tests.storage.shared_vault import derive_quickly

TODAY = date(2026, 11, 20)
LATER = TODAY + timedelta(days=14)


@pytest.fixture(scope="module", autouse=True)
def quickly():
    with pytest.MonkeyPatch.context() as patched:
        derive_quickly(patched)
        yield


@pytest.fixture(scope="module")
def quick_template(quickly, tmp_path_factory):
    return make_staffed(tmp_path_factory.mktemp("staff") / "vault")


@pytest.fixture
def staffed(quick_template, tmp_path):
    return quick_template.copied(tmp_path / "vault")


def test_everybody_names_somebody_for_their_own_cases(staffed):
    per, kari = staffed.ids["Per"], staffed.ids["Kari"]
    with staffed.unlocked("Per") as vault:
        named = name_substitute(vault, per, kari, TODAY, LATER)

        assert substitutions(vault, TODAY) == (named,)
        assert substitutions(vault, LATER) == (named,)
        assert substitutions(vault, LATER + timedelta(days=1)) == ()
        with pytest.raises(NotAllowed):
            name_substitute(vault, kari, per, TODAY, LATER)


def test_whoever_gives_cases_names_somebody_for_anybodys(staffed):
    with staffed.unlocked("Ola") as vault:
        named = name_substitute(vault, staffed.ids["Per"], staffed.ids["Kari"], None, LATER)
        end_substitution(vault, named.id)
        end_substitution(vault, named.id)

        assert substitutions(vault, TODAY) == ()


@pytest.mark.parametrize(
    ("begins", "ends"), [(TODAY, None), (None, None), (TODAY, TODAY - timedelta(days=1))]
)
def test_there_is_always_a_last_day(staffed, begins, ends):
    with staffed.unlocked("Per") as vault, pytest.raises(NotFinished, match="last day"):
        name_substitute(vault, staffed.ids["Per"], staffed.ids["Kari"], begins, ends)


def test_nobody_stands_in_for_themselves_or_after_leaving(staffed):
    per = staffed.ids["Per"]
    with staffed.unlocked("Per") as vault:
        left = Counsellor(name="Før", active=False, signing_key="00")
        with vault.work() as work:
            work.save(left)
        for substitute in (per, left.id, "nobody"):
            with pytest.raises(NotFinished):
                name_substitute(vault, per, substitute, TODAY, LATER)


def test_only_those_concerned_end_it(staffed):
    with staffed.unlocked("Per") as vault:
        named = name_substitute(vault, staffed.ids["Per"], staffed.ids["Ola"], TODAY, LATER)
    with staffed.unlocked("Kari") as vault:
        later = name_substitute(vault, staffed.ids["Kari"], staffed.ids["Ola"], None, TODAY)
        assert substitutions(vault, TODAY) == (later, named)
    with staffed.unlocked("Anne") as vault, pytest.raises(NotAllowed):
        end_substitution(vault, named.id)
    with staffed.unlocked("Per") as vault:
        end_substitution(vault, named.id)
        assert substitutions(vault, TODAY) == (later,)
