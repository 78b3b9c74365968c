"""Taking somebody out says first what it means, and then neither vault nor copies open."""

import msgspec
import pytest

from app.services.vault.colleagues import colleagues
from app.services.vault.restoring import find_copies
from app.storage.keys.keyfiles import FLOOR
from tests.building import PASSPHRASE
from tests.ui.colleague_hands import names, opens, point_at
from tests.ui.hands import answered, asked, type_here
from tests.ui.reading import problem, texts
from tests.ui.staff import OLA, OLAS, let_in
from ui.windows.take_out_dialog import TakenOutDialog, TakeOutDialog


@pytest.fixture
def vault(small):
    small.cost = FLOOR
    return small.vault


@pytest.fixture
def card(window, vault):
    window.go("vault")
    return window.vault.colleagues


def taking_out(window, card, qtbot):
    point_at(card, OLA)
    card.take_out.click()
    dialog = asked(window, TakeOutDialog, qtbot)
    qtbot.waitUntil(lambda: "no longer unlock" in said(dialog), timeout=30_000)
    return dialog


def said(dialog):
    return " ".join(texts(dialog))


def test_taking_out_says_first_what_it_means(window, card, vault, qtbot, small):
    let_in(vault)
    vault.copy()
    small.settings = msgspec.structs.replace(small.settings, copy_folders=("/away/stick",))
    card.refresh()

    dialog = taking_out(window, card, qtbot)

    assert f"{OLA} can no longer unlock the vault" in said(dialog)
    assert "1 copy gets the new key" in said(dialog)
    assert "took away earlier stays readable" in said(dialog)
    assert "cannot find these places" in said(dialog)
    assert "/away/stick" in said(dialog)
    dialog.back.click()
    answered(window, qtbot)
    assert names(card) == ["Kari Øving (you)", OLA]


def test_taking_out_needs_the_own_passphrase(window, card, vault, qtbot):
    let_in(vault)
    card.refresh()
    dialog = taking_out(window, card, qtbot)
    dialog.act.click()
    assert problem(dialog.own) == "Type your passphrase."

    type_here("feil passordfrase her")
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)

    assert "does not open" in problem(dialog.own)
    assert dialog.own.hasFocus()
    assert OLA in [each.counsellor.name for each in colleagues(vault)]


def test_who_was_taken_out_opens_neither_the_vault_nor_its_copies(
    window, card, vault, qtbot, tmp_path
):
    let_in(vault)
    copy = vault.copy()
    card.refresh()
    dialog = taking_out(window, card, qtbot)
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()

    told = asked(window, TakenOutDialog, qtbot)
    assert "1 copy got the new key" in said(told)
    told.act.click()
    answered(window, qtbot)
    assert names(card) == ["Kari Øving (you)"]
    assert opens(vault.folder, OLAS, tmp_path) is None
    assert opens(copy.path, OLAS, tmp_path) is None
    assert opens(vault.folder, PASSPHRASE, tmp_path) == "Kari Øving"


def test_a_copy_that_was_away_gets_the_new_key_with_the_next_one(
    window, card, vault, qtbot, tmp_path
):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    window.look_changed.connect(lambda new: setattr(window.workspace, "settings", new))
    window.vault_deeds.add_place(str(stick))
    let_in(vault)
    copies = window.vault.copies
    copies.copy.click()
    qtbot.waitUntil(copies.copy.isEnabled, timeout=30_000)
    stick.rename(away)
    card.refresh()
    dialog = taking_out(window, card, qtbot)
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()
    told = asked(window, TakenOutDialog, qtbot)
    assert str(stick) in said(told)
    told.act.click()
    answered(window, qtbot)

    away.rename(stick)
    copies.copy.click()
    qtbot.waitUntil(copies.copy.isEnabled, timeout=60_000)

    assert "was away when the vault got a new key" in said(copies)
    for copy in find_copies(stick):
        assert opens(copy.path, OLAS, tmp_path) is None


def test_nobody_is_taken_out_or_helped_by_themselves(card, vault):
    let_in(vault)
    card.refresh()

    point_at(card, "Kari")
    assert not card.take_out.isEnabled()
    assert not card.passphrase.isEnabled()
    point_at(card, OLA)
    assert card.take_out.isEnabled()
