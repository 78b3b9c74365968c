"""A new recovery sheet, and new keys for a passphrase somebody may know, by the real buttons."""

import pytest
from PySide6.QtPdf import QPdfDocument

from app.domain.permissions import Role, Roles
from app.errors import UserError
from app.formats import long_date
from app.services.vault.colleagues import change_roles
from app.services.vault.new_keys import sheets_in_force
from app.services.vault.recovering import RecoveryDoor
from app.storage.keys.keyfiles import FLOOR
from tests import raw
from tests.building import PASSPHRASE, TODAY
from tests.ui.colleague_hands import opens
from tests.ui.hands import answered, asked, choose_path, told, type_here
from tests.ui.reading import problem, texts
from tests.ui.staff import NEW, OLA, let_in
from tests.ui.test_colleague_dialogs import choose, done
from tests.ui.test_colleague_dialogs_leaving import taking_out
from ui.windows.new_sheet_dialog import NewSheetDialog, SheetReplacedDialog
from ui.windows.own_passphrase_dialog import OwnKeysDialog, OwnPassphraseDialog
from ui.windows.take_out_dialog import TakenOutDialog


@pytest.fixture
def vault(small):
    small.cost = FLOOR
    return small.vault


@pytest.fixture
def page(window, vault):
    window.go("vault")
    return window.vault


@pytest.fixture
def card(page):
    return page.colleagues


def recovers(vault, secret, tmp_path):
    """Say whether a sheet opens a copy, as the vault that is open is held."""
    copy = vault.copy(tmp_path / f"copies-{len(list(tmp_path.iterdir()))}")
    door = RecoveryDoor(copy.path)
    try:
        door.open(secret)
    except UserError:
        return False
    finally:
        door.close()
    return True


def proved(step, qtbot, tmp_path):
    """Save the sheet and type back from its middle; return its key."""
    qtbot.waitUntil(lambda: step.paper.page_count == 1, timeout=20_000)
    step.save.click()
    choose_path(step, tmp_path / "ark.pdf")
    paper = QPdfDocument()
    paper.load(str(tmp_path / "ark.pdf"))
    rows = paper.getAllText(0).text().splitlines()
    third = next(each for each in rows if each.startswith("3 "))
    signs = "".join(third.split())[1:7]
    step.proof.setFocus()
    type_here(signs.lower())
    return step.key


def test_the_page_tells_which_sheet_holds_and_since_when(page, vault):
    (sheet,) = sheets_in_force(vault)

    (line,) = [text for text in texts(page.sheets) if sheet.fingerprint in text]
    assert long_date(sheet.made_on) in line


def test_a_new_sheet_is_printed_or_saved_proved_and_then_holds(
    window, page, vault, qtbot, tmp_path
):
    (before,) = sheets_in_force(vault)
    page.sheets.new.click()
    dialog = asked(window, NewSheetDialog, qtbot)
    dialog.act.click()
    assert "Print the sheet first" in problem(dialog.step.proof)

    key = proved(dialog.step, qtbot, tmp_path)
    dialog.own.setFocus()
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()
    told = asked(window, SheetReplacedDialog, qtbot)
    assert any("no longer open the vault" in text for text in texts(told))
    told.act.click()
    answered(window, qtbot)

    (now,) = sheets_in_force(vault)
    assert (now.fingerprint, now.made_on) == (key.fingerprint, TODAY)
    assert any(now.fingerprint in text for text in texts(page.sheets))
    assert not any(before.fingerprint in text for text in texts(page.sheets))
    assert recovers(vault, key.secret, tmp_path)


def test_signs_from_elsewhere_prove_nothing(window, page, vault, qtbot, tmp_path):
    (before,) = sheets_in_force(vault)
    page.sheets.new.click()
    dialog = asked(window, NewSheetDialog, qtbot)
    key = proved(dialog.step, qtbot, tmp_path)
    dialog.step.proof.clear()
    dialog.step.proof.setFocus()
    type_here(key.secret[-6:])
    dialog.own.setFocus()
    type_here(PASSPHRASE)
    dialog.act.click()

    assert "not the first" in problem(dialog.step.proof)
    assert sheets_in_force(vault) == (before,)


def test_a_wrong_passphrase_is_told_and_the_sheet_before_holds(
    window, page, vault, qtbot, tmp_path
):
    (before,) = sheets_in_force(vault)
    page.sheets.new.click()
    dialog = asked(window, NewSheetDialog, qtbot)
    proved(dialog.step, qtbot, tmp_path)
    dialog.own.setFocus()
    type_here("feil passordfrase her")
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)

    assert "does not open" in problem(dialog.own)
    assert sheets_in_force(vault) == (before,)


def test_who_may_not_make_keys_sees_the_sheet_without_the_verb(page, vault):
    let_in(vault, Role.ADMIN)
    change_roles(vault, vault.counsellor.id, Roles({Role.COUNSELLOR}))
    page.refresh()

    assert page.sheets.new.isHidden()
    assert sheets_in_force(vault)[0].fingerprint in " ".join(texts(page.sheets))


def test_taking_out_offers_a_new_sheet(window, card, vault, qtbot, tmp_path):
    let_in(vault)
    card.refresh()
    dialog = taking_out(window, card, qtbot)
    dialog.new_sheet.click()
    qtbot.waitUntil(dialog.step.isVisible)
    dialog.act.click()
    assert "Print the sheet first" in problem(dialog.step.proof)

    key = proved(dialog.step, qtbot, tmp_path)
    dialog.own.setFocus()
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()
    asked(window, TakenOutDialog, qtbot).act.click()
    answered(window, qtbot)

    assert sheets_in_force(vault)[0].fingerprint == key.fingerprint
    assert recovers(vault, key.secret, tmp_path)


def test_an_offer_that_was_taken_back_leaves_the_sheet(window, card, vault, qtbot):
    let_in(vault)
    card.refresh()
    (before,) = sheets_in_force(vault)
    dialog = taking_out(window, card, qtbot)
    dialog.new_sheet.click()
    dialog.new_sheet.click()
    dialog.own.setFocus()
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()

    asked(window, TakenOutDialog, qtbot).act.click()
    answered(window, qtbot)
    assert sheets_in_force(vault) == (before,)


def own_passphrase(window, card, qtbot):
    card.own.click()
    dialog = asked(window, OwnPassphraseDialog, qtbot)
    type_here(PASSPHRASE)
    choose(dialog.step, NEW)
    return dialog


def test_a_passphrase_somebody_may_know_brings_new_keys(window, card, vault, qtbot, tmp_path):
    dialog = own_passphrase(window, card, qtbot)
    dialog.may_be_known.click()
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()
    told = asked(window, OwnKeysDialog, qtbot)
    assert any("no longer opens the vault" in text for text in texts(told))
    told.act.click()
    answered(window, qtbot)

    assert raw.keyring(vault).material.generation == 2
    assert opens(vault.folder, NEW, tmp_path) == "Kari Øving"
    assert opens(vault.folder, PASSPHRASE, tmp_path) is None


def test_whoever_may_not_make_the_vaults_key_is_told_who_does(window, card, vault, qtbot):
    let_in(vault, Role.ADMIN, name=OLA)
    change_roles(vault, vault.counsellor.id, Roles({Role.COUNSELLOR}))
    dialog = own_passphrase(window, card, qtbot)
    dialog.may_be_known.click()
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()

    told = asked(window, OwnKeysDialog, qtbot)
    assert any("Ask a vault keeper" in text for text in texts(told))
    assert raw.keyring(vault).material.generation == 1


def test_another_passphrase_leaves_the_keys(window, card, vault, qtbot):
    dialog = own_passphrase(window, card, qtbot)
    assert dialog.another.isChecked()
    done(window, dialog, qtbot)

    assert raw.keyring(vault).material.generation == 1
    assert "new passphrase from now on" in told(window)
