"""From nothing to the main window, and back the next day, through the windows a user sees."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.policy.policy import Policy
from app.services.program.practice_vault import PRACTICE_PASSPHRASE, make_practice_vault
from app.services.vault.founding import new_recovery_key
from app.storage.vault import open_vault
from tests.building import TODAY
from tests.ui.hands import button, choose_path, named
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.front.wizard_window import WizardWindow
from ui.widgets.labels import Label


def type_in(field, text):
    field.setFocus()
    QTest.keyClicks(field, text)


def fill_wizard(wizard, qtbot, file):
    """Answer every step with the drawn words, save the sheet, and stop before the last press."""
    type_in(wizard.step.name, "Karriere Salten")
    QTest.keyClick(wizard.step.name, Qt.Key.Key_Return)
    type_in(wizard.step.name, "Kari Nilsen")
    QTest.keyClick(wizard.step.name, Qt.Key.Key_Return)
    phrase = wizard.step.phrase.text()
    type_in(wizard.step.repeated, phrase)
    QTest.keyClick(wizard.step.repeated, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step.paper.page_count == 1, timeout=20_000)
    wizard.step.save.click()
    choose_path(wizard.step, file)
    type_in(wizard.step.proof, wizard.answers.recovery.proof.lower())
    return phrase


def test_a_new_centre_gets_a_vault_and_comes_to_the_main_window(start, qtbot, tmp_path):
    run = start()
    assert isinstance(run.front, WelcomeWindow)

    named(run.front, "New centre").click()
    phrase = fill_wizard(run.front, qtbot, tmp_path / "sheet.pdf")
    QTest.keyClick(run.front.step.proof, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: run.main is not None, timeout=10_000)

    assert run.main.isVisible()
    assert run.front is None
    assert run.program.session.workspace.vault.centre.name == "Karriere Salten"
    run.program.session.quit()
    qtbot.waitUntil(lambda: run.ends == [False], timeout=10_000)
    vault = open_vault(tmp_path / "leia" / "vault", phrase)
    assert vault.counsellor.name == "Kari Nilsen"
    assert vault.last_copy() is not None
    vault.close()
    assert run.failures == []


def test_the_next_start_asks_for_the_passphrase_and_says_no_names(start, qtbot, tmp_path):
    first = start()
    named(first.front, "New centre").click()
    phrase = fill_wizard(first.front, qtbot, tmp_path / "sheet.pdf")
    first.front.go_on()
    qtbot.waitUntil(lambda: first.main is not None, timeout=10_000)
    first.program.session.lock()
    qtbot.waitUntil(lambda: first.ends == [True], timeout=10_000)

    second = start()

    assert isinstance(second.front, UnlockWindow)
    shown = [second.front.windowTitle()]
    for widget in second.front.findChildren(object):
        readers = (getattr(widget, name, None) for name in ("text", "accessibleName", "toolTip"))
        shown.extend(str(reader()) for reader in readers if callable(reader))
    assert not any("Karriere" in text or "Kari" in text for text in shown)
    type_in(second.front.field, phrase)
    QTest.keyClick(second.front.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.main is not None, timeout=10_000)
    assert second.main.isVisible()


def test_the_countys_key_opens_the_vault_too(start, qtbot, tmp_path):
    from app.storage.keys.sealing import open_with_recovery

    county = new_recovery_key()
    run = start(policy=Policy(recovery_recipients=(county.public,)))
    named(run.front, "New centre").click()
    fill_wizard(run.front, qtbot, tmp_path / "sheet.pdf")
    own = run.front.answers.recovery
    shown = [label.text() for label in run.front.findChildren(Label)]
    run.front.go_on()
    qtbot.waitUntil(lambda: run.main is not None, timeout=10_000)

    folder = tmp_path / "leia" / "vault"
    assert county.fingerprint in shown
    assert open_with_recovery(folder, county.secret) == open_with_recovery(folder, own.secret)


def test_practising_goes_straight_to_the_main_window_and_leaves_nothing(start, qtbot):
    run = start()

    named(run.front, "Practise").click()
    qtbot.waitUntil(lambda: run.main is not None, timeout=20_000)

    place = run.program.arguments.data_dir
    assert place.stat().st_mode & 0o777 == 0o700
    assert run.program.session.workspace.practice
    run.program.session.quit()
    qtbot.waitUntil(lambda: run.ends == [False])
    assert not place.exists()


def test_a_locked_practice_vault_tells_its_passphrase(start, qtbot):
    run = start(practice=True, data_dir=None)
    qtbot.waitUntil(lambda: run.main is not None, timeout=20_000)
    run.program.session.lock()
    qtbot.waitUntil(lambda: run.ends == [True])
    again = run.program.arguments

    second = start(practice=again.practice, data_dir=again.data_dir)

    labels = [label.text() for label in second.front.findChildren(type(second.front.caps))]
    assert any(PRACTICE_PASSPHRASE in text for text in labels)
    type_in(second.front.field, PRACTICE_PASSPHRASE)
    second.front.try_to_open()
    qtbot.waitUntil(lambda: second.main is not None, timeout=10_000)


def test_a_practice_vault_that_is_opened_as_any_other_looks_like_practice(start, qtbot, tmp_path):
    make_practice_vault(tmp_path / "leia" / "vault", TODAY).close()
    run = start()

    type_in(run.front.field, PRACTICE_PASSPHRASE)
    QTest.keyClick(run.front.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: run.main is not None, timeout=10_000)

    assert run.main.windowTitle() == "Leia – Practice"
    run.program.session.quit()
    qtbot.waitUntil(lambda: run.ends == [False], timeout=10_000)
    assert (tmp_path / "leia" / "vault").exists()


def test_the_language_changes_the_window_at_once(start, qtbot):
    run = start()
    before = run.front

    button(run.front, "Nynorsk").click()

    assert run.front is not before
    assert run.preferences.settings.language == "nn"
    assert QApplication.focusWidget() is None or run.front.isVisible()


def test_back_from_the_first_step_is_the_welcome_and_nothing_is_lost(start, qtbot):
    run = start()
    named(run.front, "New centre").click()
    type_in(run.front.step.name, "Karriere Vesterålen")

    run.front.back.click()
    assert isinstance(run.front, WelcomeWindow)
    named(run.front, "New centre").click()

    assert isinstance(run.front, WizardWindow)
    assert run.front.step.name.text() == "Karriere Vesterålen"
