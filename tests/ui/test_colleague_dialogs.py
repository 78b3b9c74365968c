"""Colleagues in the window: let in, given roles, helped, taken out, stood in for."""

import gc
import weakref
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role, Roles
from app.formats import long_date
from app.services.vault.colleagues import change_roles, colleagues, substitutions
from app.storage.keys.keyfiles import FLOOR
from tests.building import PASSPHRASE, TODAY, sweep
from tests.ui.colleague_hands import names, opens, point_at
from tests.ui.faults import a_full_disk
from tests.ui.hands import answered, asked, told, type_here
from tests.ui.reading import problem
from tests.ui.staff import NEW, OLA, OLAS, let_in
from ui.widgets.labels import Label
from ui.windows.colleague_dialogs import (
    LetInDialog,
    NewPassphraseDialog,
    RolesDialog,
)
from ui.windows.own_passphrase_dialog import OwnPassphraseDialog
from ui.windows.stand_in_dialog import StandInDialog
from ui.windows.take_out_dialog import TakeOutDialog


@pytest.fixture
def vault(small):
    small.cost = FLOOR
    return small.vault


@pytest.fixture
def card(window, vault):
    window.go("vault")
    return window.vault.colleagues


def cell(card, name, column):
    row = next(n for n, each in enumerate(names(card)) if each.startswith(name))
    return card.table.index(row, column).data()


def choose(step, passphrase):
    """Choose an own passphrase with the keyboard."""
    step.own.click()
    step.typed.setFocus()
    type_here(passphrase)
    step.repeated.setFocus()
    type_here(passphrase)


def done(window, dialog, qtbot):
    """Press the verb, and wait until the dialog has closed."""
    with qtbot.waitSignal(dialog.finished, timeout=30_000):
        dialog.act.click()
    answered(window, qtbot)


def test_everybody_sees_who_works_here(card, vault):
    let_in(vault)
    card.refresh()

    assert names(card) == ["Kari Øving (you)", OLA]
    assert cell(card, OLA, 1) == "Career counsellor"
    assert cell(card, OLA, 2) == "! Not confirmed yet"
    assert cell(card, "Kari", 3) == cell(card, OLA, 3) == "✓ Yes"


def test_a_key_that_is_gone_is_told(card, vault):
    ola = let_in(vault)
    (vault.folder / "keys" / f"{ola.id}.key").unlink()

    card.refresh()

    assert cell(card, OLA, 3) == "! No: needs a new passphrase"


def test_letting_in_asks_for_what_is_missing_and_keeps_what_was_typed(window, card, qtbot):
    card.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    dialog.act.click()
    assert problem(dialog.name) == "Type the name."
    assert dialog.name.hasFocus()

    type_here("Eva Storjord")
    for box in dialog.roles.boxes.values():
        box.setChecked(False)
    dialog.roles.edited.emit()
    dialog.act.click()
    assert problem(dialog.roles) == "Choose at least one role."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    answered(window, qtbot)
    card.let_in.click()

    assert asked(window, LetInDialog, qtbot).name.text() == "Eva Storjord"


def test_somebody_let_in_opens_the_vault_with_what_they_typed(window, card, vault, qtbot, tmp_path):
    card.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    type_here("Eva Storjord")
    dialog.roles.boxes[Role.LEAD].click()
    choose(dialog.step, NEW)
    done(window, dialog, qtbot)

    assert names(card) == ["Eva Storjord", "Kari Øving (you)"]
    assert cell(card, "Eva", 1) == "Career counsellor, Centre lead"
    assert "Eva Storjord has got access" in told(window)
    assert opens(vault.folder, NEW, tmp_path) == "Eva Storjord"


def test_the_six_words_open_the_vault_too(window, card, vault, qtbot, tmp_path):
    card.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    type_here("Eva Storjord")
    words = dialog.step.phrase.text()
    dialog.step.repeated.setFocus()
    type_here(f"{words}\n")
    qtbot.waitUntil(lambda: len(names(card)) == 2, timeout=30_000)

    assert opens(vault.folder, words, tmp_path) == "Eva Storjord"


def test_a_name_makes_no_passphrase_strong(window, card, qtbot):
    card.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    type_here("Eva Storjord")
    choose(dialog.step, "eva storjord eva storjord")
    dialog.act.click()

    assert problem(dialog.step.typed).startswith("Weak")


def test_a_full_disk_is_told_in_the_dialog_and_nothing_is_lost(window, card, qtbot):
    card.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    type_here("Eva Storjord")
    choose(dialog.step, NEW)

    with a_full_disk():
        dialog.act.click()
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)

    assert dialog.isVisible()
    assert "safe" in dialog.problem.text()
    assert (dialog.name.text(), dialog.step.typed.text()) == ("Eva Storjord", NEW)


def test_roles_change_in_a_dialog(window, card, vault, qtbot):
    ola = let_in(vault)
    card.refresh()
    point_at(card, OLA)
    card.roles.click()
    dialog = asked(window, RolesDialog, qtbot)

    dialog.roles.boxes[Role.AUDITOR].click()
    done(window, dialog, qtbot)

    changed = next(e.counsellor for e in colleagues(vault) if e.counsellor.id == ola.id)
    assert changed.roles == {Role.COUNSELLOR, Role.AUDITOR}
    assert cell(card, OLA, 1) == "Career counsellor, Log reader"


def test_a_role_that_only_a_later_leia_knows_stays(window, card, vault, qtbot):
    ola = let_in(vault)
    with vault.work() as work:
        work.save(replace(ola, roles=Roles({Role.COUNSELLOR, Role.kept("MENTOR")})))
    card.refresh()
    point_at(card, OLA)
    card.roles.click()
    dialog = asked(window, RolesDialog, qtbot)

    dialog.roles.boxes[Role.AUDITOR].click()
    done(window, dialog, qtbot)

    newer = "Unknown value (MENTOR) from a newer version of Leia"
    assert cell(card, OLA, 1) == f"Career counsellor, Log reader, {newer}"


def test_the_last_administrator_stays_one(window, card, vault, qtbot):
    point_at(card, "Kari")
    card.roles.click()
    dialog = asked(window, RolesDialog, qtbot)

    dialog.roles.boxes[Role.ADMIN].click()
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)

    assert dialog.problem.text()
    assert Role.ADMIN in vault.counsellor.roles


def test_a_forgotten_passphrase_is_replaced_with_an_administrators_help(
    window, card, vault, qtbot, tmp_path
):
    let_in(vault)
    card.refresh()
    point_at(card, OLA)
    card.passphrase.click()
    dialog = asked(window, NewPassphraseDialog, qtbot)
    assert any(OLA in label.text() for label in dialog.findChildren(Label))

    choose(dialog.step, NEW)
    done(window, dialog, qtbot)

    assert opens(vault.folder, NEW, tmp_path) == OLA
    assert opens(vault.folder, OLAS, tmp_path) is None


def test_the_own_passphrase_needs_the_old_one(window, card, vault, qtbot, tmp_path):
    card.own.click()
    dialog = asked(window, OwnPassphraseDialog, qtbot)
    type_here("feil passordfrase her")
    choose(dialog.step, NEW)
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)
    assert "does not open the vault" in dialog.problem.text() + problem(dialog.old)

    dialog.old.clear()
    dialog.old.setFocus()
    type_here(PASSPHRASE)
    done(window, dialog, qtbot)

    assert opens(vault.folder, NEW, tmp_path) == "Kari Øving"
    assert opens(vault.folder, PASSPHRASE, tmp_path) is None


def test_somebody_stands_in_until_a_day_and_it_can_be_ended(window, card, vault, qtbot):
    ola = let_in(vault)
    card.refresh()
    card.stand_in.click()
    dialog = asked(window, StandInDialog, qtbot)
    dialog.act.click()
    assert problem(dialog.substitute)
    assert problem(dialog.ends)

    dialog.substitute.setCurrentIndex(dialog.substitute.findData(ola.id))
    dialog.substitute.activated.emit(dialog.substitute.currentIndex())
    dialog.ends.setFocus()
    type_here("+14")
    dialog.begins.setFocus()
    assert dialog.ends.text() == long_date(TODAY + timedelta(days=14))
    done(window, dialog, qtbot)

    (found,) = substitutions(vault, TODAY)
    assert (found.substitute_id, found.ends) == (ola.id, TODAY + timedelta(days=14))
    assert card.substitutes.lines.lines[0].title == f"{OLA} stands in for Kari Øving"
    card.substitutes.setFocus()
    QTest.keyClick(card.substitutes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.substitutes.lines.lines)
    assert substitutions(vault, TODAY) == ()


def test_who_may_not_keep_colleagues_has_none_of_the_verbs(window, card, vault):
    ola = let_in(vault, Role.ADMIN)
    change_roles(vault, vault.counsellor.id, Roles({Role.COUNSELLOR}))
    card.refresh()

    verbs = (card.let_in, card.roles, card.passphrase, card.take_out)
    assert [each.isHidden() for each in verbs] == [True] * 4
    assert not card.own.isHidden()
    assert OLA in names(card)
    assert ola.roles == {Role.ADMIN}


@pytest.mark.parametrize("kind", [LetInDialog, RolesDialog, NewPassphraseDialog, TakeOutDialog])
def test_a_dialog_is_gone_when_it_is_closed(window, card, vault, qtbot, kind):
    let_in(vault)
    card.refresh()
    point_at(card, OLA)
    buttons = {
        LetInDialog: card.let_in,
        RolesDialog: card.roles,
        NewPassphraseDialog: card.passphrase,
        TakeOutDialog: card.take_out,
    }
    gc.collect()
    buttons[kind].click()
    dialog = asked(window, kind, qtbot)
    qtbot.waitUntil(dialog.act.isEnabled, timeout=30_000)
    gone = weakref.ref(dialog)

    dialog.reject()
    del dialog
    sweep()

    assert gone() is None
