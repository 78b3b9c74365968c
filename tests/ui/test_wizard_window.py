"""The wizard: four short steps, nothing lost on the way back, and a proof of the recovery sheet."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.errors import NotSaved, PlaceRefused
from app.policy.policy import Policy
from app.services.vault.founding import make_vault, new_recovery_key
from app.services.vault.passphrases import WORDS
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import open_with_recovery
from tests.building import TODAY, dress, drop
from tests.ui.hands import button, choose_path
from tests.ui.reading import problem, texts
from ui.front.wizard_steps import Answers
from ui.front.wizard_window import WizardWindow
from ui.system.tasks import Tasks
from ui.widgets.labels import Label
from ui.widgets.paper_view import PaperView

PROVE = "Type the passphrase here"
OWN = "sju gamle sjøhus i Vesterålen brant 1927"


class Making:
    """What the wizard hands over at its end, and what is done with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vaults = []
        self.failure = None

    def __call__(self, new):
        if self.failure is not None:
            raise self.failure
        self.vaults.append(make_vault(self.folder, new, FLOOR))
        return self.vaults[-1]


@pytest.fixture
def making(tmp_path):
    making = Making(tmp_path / "vault")
    yield making
    for vault in making.vaults:
        vault.close()


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path / "vault", TODAY)


@pytest.fixture
def open_wizard(answers, making, qtbot):
    tasks, shown = Tasks(), []

    def begin(step=0, policy=None):
        wizard = WizardWindow(answers, policy or Policy(), tasks, making, step)
        wizard.resize(1366, 768)
        with qtbot.waitActive(wizard):
            wizard.show()
        shown.append(wizard)
        return wizard

    yield begin
    tasks.stop()
    for wizard in shown:
        drop(wizard)


def enter(field, text, *, then_enter=True):
    field.setFocus()
    QTest.keyClicks(field, text)
    if then_enter:
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_enter_goes_on_and_the_focus_is_where_typing_begins(open_wizard):
    wizard = open_wizard()
    assert wizard.step.name.hasFocus()

    enter(wizard.step.name, "Karriere Salten")

    assert wizard.number == 1
    assert wizard.step.name.hasFocus()
    assert "step 2 of 4" in wizard.windowTitle()


def test_a_missing_name_is_said_and_gets_the_focus(open_wizard):
    wizard = open_wizard()

    wizard.forward.click()

    assert wizard.number == 0
    assert problem(wizard.step.name) == "Type the name of the centre."
    assert wizard.step.name.hasFocus()
    assert wizard.step.name.property("invalid")
    enter(wizard.step.name, "K", then_enter=False)
    assert problem(wizard.step.name) == ""


def test_going_back_keeps_everything(open_wizard, answers):
    wizard = open_wizard()
    enter(wizard.step.name, "Karriere Salten", then_enter=False)
    enter(wizard.step.phone, "75 00 00 00")
    enter(wizard.step.name, "Kari Nilsen")
    phrase = wizard.step.phrase.text()

    wizard.back.click()
    assert wizard.step.name.text() == "Kari Nilsen"
    wizard.back.click()
    assert wizard.step.name.text() == "Karriere Salten"
    assert wizard.step.phone.text() == "75 00 00 00"
    wizard.forward.click()
    wizard.forward.click()

    assert wizard.step.phrase.text() == phrase
    assert answers.counsellor.name == "Kari Nilsen"


def test_back_from_the_first_step_leaves(open_wizard, qtbot):
    wizard = open_wizard()

    with qtbot.waitSignal(wizard.left):
        wizard.back.click()


def choose(field, code):
    field.setCurrentIndex(field.findData(code))
    field.activated.emit(field.currentIndex())


def test_the_county_decides_which_municipalities_are_offered(open_wizard, answers):
    step = open_wizard().step
    assert not step.municipality.isEnabled()

    choose(step.county, "33")
    choose(step.municipality, "3301")
    assert (answers.centre.county, answers.centre.municipality) == ("33", "3301")
    choose(step.county, "18")

    assert answers.centre.municipality == ""
    assert step.municipality.findData("1804") > 0
    assert step.municipality.findData("3301") == -1


def test_a_refused_place_is_said_on_the_first_step(open_wizard, answers, tmp_path):
    answers.folder = tmp_path / "OneDrive" / "vault"
    wizard = open_wizard()
    enter(wizard.step.name, "Karriere Salten")

    assert wizard.number == 0
    assert any("synchronised" in text for text in texts(wizard))


def test_another_place_is_a_folder_of_its_own(open_wizard, answers, tmp_path):
    step = open_wizard().step
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    (tmp_path / "empty").mkdir()

    assert str(answers.folder) not in texts(step)

    button(step, "Where will the vault be?").click()
    assert str(answers.folder) in texts(step)
    button(step, "Choose another folder …").click()
    dialog = step.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "full"))
    assert answers.folder == tmp_path / "full" / "leia-vault"
    dialog.fileSelected.emit(str(tmp_path / "empty"))
    dialog.close()

    assert answers.folder == tmp_path / "empty"
    assert str(tmp_path / "empty") in texts(step)


@pytest.mark.parametrize("number", range(4))
def test_the_buttons_stand_in_the_column_they_belong_to(open_wizard, number):
    wizard = open_wizard(number)

    for edge in ("topLeft", "topRight"):
        step = wizard.step.mapToGlobal(getattr(wizard.step.rect(), edge)())
        beside = wizard.back if edge == "topLeft" else wizard.forward
        ours = beside.mapToGlobal(getattr(beside.rect(), edge)())
        assert abs(step.x() - ours.x()) <= 8


@pytest.mark.parametrize("size", [100, 200])
def test_losing_the_passphrase_is_explained_before_it_is_chosen(open_wizard, qapp, size):
    dress(qapp, "light", size)
    wizard = open_wizard(2)
    said = texts(wizard)

    warning = next(
        i for i, text in enumerate(said) if text.startswith("If you lose the passphrase, neither")
    )
    assert warning < said.index(wizard.step.phrase.text())
    assert wizard.area().verticalScrollBar().value() == 0


@pytest.mark.parametrize("size", [100, 200])
def test_what_is_missing_is_read_whole(open_wizard, qapp, qtbot, size):
    dress(qapp, "light", size)
    wizard = open_wizard(2)
    wizard.forward.click()

    said = next(each for each in wizard.findChildren(Label) if each.text().startswith(PROVE))
    page = wizard.area().viewport()
    qtbot.waitUntil(lambda: page.rect().contains(said.mapTo(page, said.rect().bottomLeft())))


def test_six_words_are_drawn_and_drawn_again(open_wizard, answers):
    step = open_wizard(2).step
    before = step.phrase.text()
    assert len(before.split()) == WORDS

    step.draw_again.click()

    assert step.phrase.text() != before
    assert answers.passphrase == step.phrase.text()


def test_the_drawn_words_are_typed_once(open_wizard):
    wizard = open_wizard(2)
    enter(wizard.step.repeated, "noe annet")
    assert wizard.number == 2
    assert "not the same" in problem(wizard.step.repeated)

    assert "✓ They are the same" not in texts(wizard)
    wizard.step.repeated.clear()
    enter(wizard.step.repeated, wizard.step.phrase.text(), then_enter=False)
    assert "✓ They are the same" in texts(wizard)
    QTest.keyClick(wizard.step.repeated, Qt.Key.Key_Return)

    assert wizard.number == 3


@pytest.mark.parametrize(("typed", "said"), [("kort", "Too short"), ("a" * 20, "Weak")])
def test_an_own_passphrase_must_hold(open_wizard, typed, said):
    wizard = open_wizard(2)
    wizard.step.own.click()
    enter(wizard.step.typed, typed, then_enter=False)
    enter(wizard.step.repeated, typed)

    assert wizard.number == 2
    assert problem(wizard.step.typed).startswith(said)
    assert wizard.step.typed.hasFocus()


def test_an_own_passphrase_is_judged_while_it_is_typed(open_wizard):
    step = open_wizard(2).step
    step.own.click()
    judged = ("Too short", "Weak", "Fair", "Good")
    assert not any(text.startswith(judged) for text in texts(step))

    enter(step.typed, OWN, then_enter=False)

    assert any(text.startswith(("Fair", "Good")) for text in texts(step))


def test_an_own_passphrase_is_typed_twice(open_wizard, answers):
    wizard = open_wizard(2)
    wizard.step.own.click()
    enter(wizard.step.typed, OWN, then_enter=False)
    enter(wizard.step.repeated, OWN + "x")
    assert wizard.number == 2

    QTest.keyClick(wizard.step.repeated, Qt.Key.Key_Backspace)
    QTest.keyClick(wizard.step.repeated, Qt.Key.Key_Return)

    assert wizard.number == 3
    assert answers.passphrase == OWN


def test_names_of_the_centre_do_not_make_a_passphrase_strong(open_wizard, answers):
    step = open_wizard(2).step
    step.own.click()
    enter(step.typed, "karriere salten bodø nilsen fjell 88", then_enter=False)
    before = texts(step)
    answers.centre = replace(answers.centre, name="Karriere Salten Bodø")
    answers.counsellor = replace(answers.counsellor, name="Kari Nilsen")

    QTest.keyClick(step.typed, Qt.Key.Key_Backspace)
    enter(step.typed, "8", then_enter=False)

    assert texts(step) != before


def test_the_eye_is_one_tab_away(open_wizard):
    step = open_wizard(2).step
    step.repeated.setFocus()
    QTest.keyClicks(step.repeated, "hemmelig")
    QTest.keyClick(step.repeated, Qt.Key.Key_Tab)
    assert step.repeated.eye.hasFocus()

    QTest.keyClick(step.repeated.eye, Qt.Key.Key_Space)

    assert step.repeated.echoMode() == QLineEdit.EchoMode.Normal


def at_the_sheet(open_wizard, qtbot, **choices):
    wizard = open_wizard(3, **choices)
    qtbot.waitUntil(lambda: wizard.step.paper.page_count == 1, timeout=20_000)
    return wizard


def test_the_sheet_is_the_real_paper(open_wizard, qtbot, answers):
    wizard = at_the_sheet(open_wizard, qtbot)

    assert answers.recovery.fingerprint in wizard.step.paper.words
    seen = "".join(wizard.step.paper.words.split())
    assert answers.recovery.secret[-8:].upper() in seen
    assert answers.recovery.proof not in seen, "what is asked for stands on the paper alone"


def test_the_sheet_is_printed_through_the_systems_dialog(open_wizard, qtbot):
    wizard = at_the_sheet(open_wizard, qtbot)

    wizard.step.print.click()

    dialog = wizard.step.findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_printing_before_the_sheet_is_drawn_waits_for_it(open_wizard, qtbot):
    wizard = open_wizard(3)

    wizard.step.print.click()
    qtbot.waitUntil(lambda: wizard.step.findChild(QPrintDialog) is not None, timeout=20_000)

    wizard.step.findChild(QPrintDialog).reject()


def test_the_sheet_is_saved_where_it_was_chosen_and_nowhere_else(
    open_wizard, qtbot, answers, tmp_path
):
    wizard = at_the_sheet(open_wizard, qtbot)
    before = set(tmp_path.rglob("*"))

    wizard.step.save.click()
    choose_path(wizard.step, tmp_path / "ark.pdf")

    assert set(tmp_path.rglob("*")) - before == {tmp_path / "ark.pdf"}
    saved = PaperView()
    qtbot.addWidget(saved)
    saved.show_pdf((tmp_path / "ark.pdf").read_bytes())
    assert answers.recovery.proof in "".join(saved.words.split())
    assert any("Move it away" in text for text in texts(wizard))


@pytest.mark.parametrize(("typed", "said"), [("", "Type the first"), ("FEILFE", "not the first")])
def test_the_sheet_must_be_proved(open_wizard, qtbot, tmp_path, typed, said):
    wizard = at_the_sheet(open_wizard, qtbot)
    wizard.step.save.click()
    choose_path(wizard.step, tmp_path / "ark.pdf")

    enter(wizard.step.proof, typed)

    assert said in problem(wizard.step.proof)
    assert wizard.step.proof.hasFocus()


def test_one_button_at_a_time_is_the_first(open_wizard, qtbot, tmp_path):
    wizard = at_the_sheet(open_wizard, qtbot)
    assert kinds(wizard) == ["primary", "plain"]

    wizard.step.save.click()
    choose_path(wizard.step, tmp_path / "ark.pdf")
    assert kinds(wizard) == ["plain", "primary"]


def kinds(wizard):
    return [each.property("kind") for each in (wizard.step.print, wizard.forward)]


def test_what_was_neither_printed_nor_saved_proves_nothing(open_wizard, qtbot, answers):
    wizard = at_the_sheet(open_wizard, qtbot)
    wizard.step.print.click()
    wizard.step.findChild(QPrintDialog).reject()

    enter(wizard.step.proof, answers.recovery.proof)

    assert "Print the sheet first" in problem(wizard.step.proof)
    assert not wizard.is_working


def test_the_countys_fingerprint_is_shown(open_wizard, qtbot):
    county = new_recovery_key()
    wizard = at_the_sheet(open_wizard, qtbot, policy=Policy(recovery_recipients=(county.public,)))

    assert county.fingerprint in texts(wizard)


def answered(answers):
    answers.centre = replace(answers.centre, name="Karriere Salten")
    answers.counsellor = replace(answers.counsellor, name="Kari Nilsen")
    answers.repeated = answers.phrase
    answers.proof, answers.has_left = answers.recovery.proof, True


def test_the_vault_is_made_beside_the_window(open_wizard, qtbot, answers, making):
    answered(answers)
    wizard = at_the_sheet(open_wizard, qtbot)

    with qtbot.waitSignal(wizard.made, timeout=20_000) as made:
        enter(wizard.step.proof, "")
        assert not wizard.busy.isHidden()
        assert not wizard.forward.isEnabled()

    assert made.args == making.vaults
    assert making.vaults[0].centre.name == "Karriere Salten"
    assert open_with_recovery(making.folder, answers.recovery.secret).vault_id


@pytest.mark.parametrize("failure", [NotSaved("Full disk."), PlaceRefused("Not there.")])
def test_a_failure_is_said_and_the_answers_stay(open_wizard, qtbot, answers, making, failure):
    answered(answers)
    making.failure = failure
    wizard = at_the_sheet(open_wizard, qtbot)

    wizard.forward.click()
    qtbot.waitUntil(lambda: not wizard.is_working)

    assert wizard.notice.accessibleName() == str(failure)
    assert wizard.forward.isEnabled()
    making.failure = None
    with qtbot.waitSignal(wizard.made, timeout=20_000):
        wizard.forward.click()


def test_enter_on_a_button_presses_the_button(open_wizard):
    wizard = open_wizard(2)
    before = wizard.step.phrase.text()
    wizard.step.draw_again.setFocus()

    QTest.keyClick(wizard.step.draw_again, Qt.Key.Key_Return)

    assert wizard.number == 2
    assert wizard.step.phrase.text() != before


@pytest.mark.parametrize(("step", "size"), [(s, size) for s in range(4) for size in (100, 200)])
def test_every_step_fits_the_smallest_screen(open_wizard, qapp, answers, step, size):
    answered(answers)
    dress(qapp, "light", size)
    wizard = open_wizard(step)

    assert wizard.minimumSizeHint().width() <= 1366
    assert wizard.minimumSizeHint().height() <= 700
    area = wizard.area()
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    for each in (wizard.back, wizard.forward):
        assert wizard.rect().contains(each.geometry().translated(each.parent().pos()))
