"""The bench: every measure is known, every budget can be missed, its people are a true vault."""

from contextlib import closing

import pytest

from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan
from app.storage.vault import open_vault
from bench import benching
from bench.budgets import MEASURES
from bench.figures import Figure, exit_code, gathered, table
from bench.generate import PASSPHRASE, Sizes, make
from bench.measure import MEASURES as MADE

NAMES = [
    *("start", "unlock", "today", "list", "search", "open", "save"),
    *("pdf", "preview", "key", "print", "day", "memory", "growth"),
]
FEW = Sizes(clients=5, meetings=4, plans=2, activities=1)


def results(name, what, values, stand_in=()):
    figure = Figure(what=what, values=list(values), stand_in=list(stand_in))
    return gathered(name, "practice", [[figure], [figure]])


def test_every_name_one_can_ask_for_is_measured():
    assert list(MEASURES) == list(MADE) == NAMES


def test_an_unknown_name_is_refused_and_the_known_ones_are_told(capsys):
    assert benching.run(["key", "speed"]) == 2

    told = capsys.readouterr().err
    assert "no measure speed" in told
    assert "start unlock today" in told


@pytest.mark.parametrize("name", [name for name in NAMES if MEASURES[name]])
def test_every_budget_can_be_missed(name):
    for budget in MEASURES[name]:
        over = results(name, budget.what, [budget.limit * 1.01] * 3, [1.0] * 3)
        within = results(name, budget.what, [budget.limit * 0.99] * 3, [1.0] * 3)

        assert exit_code(over) == 1
        assert exit_code(within) == 0
        assert "**no**" in table(over)
        assert "| yes |" in table(within)


def test_a_budget_on_a_ratio_is_not_held_without_a_stand_in():
    assert exit_code(results("save", "save acknowledged", [0.1])) == 1


def test_a_figure_without_a_budget_is_told_and_stops_nobody():
    found = results("today", "the day's page", [9_999.0])

    assert exit_code(found) == 0
    assert "9,999 ms" in table(found)


def test_the_95th_percentile_and_the_worst_are_told_apart():
    (found,) = gathered(
        "open", "large", [[Figure(what="x", values=[float(n) for n in range(101)])]]
    )

    assert [found.figure(of) for of in ("median", "p95", "worst")] == [50, 95, 100]


def drawn(folder):
    make(folder, "large", FEW)
    with closing(open_vault(folder, PASSPHRASE)) as vault:
        assert vault.verify_chain().ok
        with vault.work() as work:
            people = [(each.name, each.phone, each.birth_year) for each in work.all(Client)]
            counts = (len(work.all(Meeting)), len(work.all(CareerPlan)))
    return people, counts


def test_its_people_are_a_true_vault_and_the_same_each_time(tmp_path):
    first, counts = drawn(tmp_path / "one")
    again, _counts = drawn(tmp_path / "two")

    assert first == again
    assert (len(first), *counts) == (5, 20, 10)
