"""A clock that is behind what was last written is told, from five minutes on."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clients import Client
from app.i18n import use_language
from app.services.vault.own_clock import clock_sentence


@pytest.fixture
def written(own_vault):
    """When the newest entry of the vault was written."""
    with own_vault.work() as work:
        work.save(Client(name="Liv Hansen"))
    return own_vault.upkeep.newest_moment()


def test_the_newest_moment_is_now_where_somebody_just_wrote(written):
    assert timedelta(0) <= datetime.now(UTC) - written < timedelta(minutes=1)


@pytest.mark.parametrize("seconds", [-3600, 0, 300])
def test_clocks_may_differ_a_little_and_time_may_pass(own_vault, written, seconds):
    assert clock_sentence(own_vault, written - timedelta(seconds=seconds)) == ""


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "What was last written in the vault is from"),
        ("nb", "Det som sist ble skrevet i hvelvet, er fra"),
        ("nn", "Det som sist vart skrive i kvelvet, er frå"),
    ],
)
def test_a_clock_more_than_five_minutes_behind_is_told(own_vault, written, language, begins):
    use_language(language)
    now = written - timedelta(minutes=5, seconds=1)

    assert clock_sentence(own_vault, now).startswith(begins)
