"""The dialog of one's own roles asks for a second yes where the roles show cases."""

import gc
import weakref

import pytest

from app.domain.permissions import Role, Roles
from app.services.vault.colleagues import change_roles
from tests.building import a_workspace, drop, sweep
from tests.staffed import PHRASES
from tests.storage.shared_vault import KARI
from tests.ui.hands import answered, asked, type_here
from tests.ui.reading import problem, texts
from tests.ui.staffed import window_of
from ui.windows.colleague_dialogs import RolesDialog
from ui.windows.main_window import MainWindow

ADMIN = Roles({Role.ADMIN})


def own_roles(window, qtbot):
    """Open the dialog of the roles of whoever is working."""
    window.go("vault")
    card = window.vault.colleagues
    row = next(n for n, each in enumerate(card.table.values) if each.is_self)
    card.view.selectRow(row)
    card.roles.click()
    return asked(window, RolesDialog, qtbot)


def tick(dialog, role):
    dialog.roles.boxes[role].click()


def press(dialog, qtbot):
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=30_000)


@pytest.fixture
def window(quick, qtbot):
    """The window of Anne, who administers and sees no case."""
    with window_of(quick, "Anne", qtbot) as shown:
        yield shown


def test_a_role_that_shows_cases_asks_for_a_second_yes_and_no_other_does(window, qtbot):
    dialog = own_roles(window, qtbot)
    assert dialog.second is None
    tick(dialog, Role.AUDITOR)
    assert dialog.second is None

    tick(dialog, Role.LEAD)
    assert dialog.second.isVisible()
    assert any("The log names you both" in each for each in texts(dialog))

    tick(dialog, Role.LEAD)
    assert dialog.second is None


def test_another_administrators_passphrase_gives_the_role(window, qtbot):
    dialog = own_roles(window, qtbot)
    tick(dialog, Role.LEAD)
    assert dialog.second.who.currentText() == "Kari Øving"

    press(dialog, qtbot)
    assert problem(dialog.second.passphrase) == "Type the passphrase."
    dialog.second.passphrase.setFocus()
    type_here("feil passordfrase her")
    press(dialog, qtbot)
    assert "does not open" in problem(dialog.second.passphrase)
    assert window.workspace.vault.counsellor.roles == ADMIN

    type_here(PHRASES["Kari"])
    with qtbot.waitSignal(dialog.finished, timeout=30_000):
        dialog.act.click()
    answered(window, qtbot)
    assert window.workspace.vault.counsellor.roles == {Role.ADMIN, Role.LEAD}


def test_the_only_administrator_types_the_key_on_the_sheet(shared, qtbot):
    with shared.opened(KARI) as vault:
        change_roles(vault, shared.ids["Per"], Roles({Role.COUNSELLOR}))
        change_roles(vault, shared.ids["Kari"], ADMIN)
        workspace = a_workspace(vault)
        window = MainWindow(workspace)
        with qtbot.waitActive(window):
            window.show()
        window.knowledge.known.click()
        dialog = own_roles(window, qtbot)
        tick(dialog, Role.COUNSELLOR)

        press(dialog, qtbot)
        assert problem(dialog.second.key) == "Type the whole key from the sheet."
        dialog.second.key.rows[0].setFocus()
        type_here(shared.recovery.removeprefix("AGE-SECRET-KEY-1"))
        with qtbot.waitSignal(dialog.finished, timeout=30_000):
            dialog.act.click()
        answered(window, qtbot)

        assert vault.counsellor.roles == {Role.ADMIN, Role.COUNSELLOR}
        drop(window)
        workspace.close()


def test_the_dialog_is_gone_when_it_is_closed(window, qtbot):
    dialog = own_roles(window, qtbot)
    tick(dialog, Role.LEAD)
    gone = weakref.ref(dialog)
    gc.collect()

    dialog.reject()
    del dialog
    sweep()

    assert gone() is None
