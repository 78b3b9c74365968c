"""What county IT decides, where a user meets it."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as other
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from app.i18n import use_language
from app.policy.policy import Export, Policy, PolicyReport, Verdict
from app.services.vault.county import county_key_fingerprint
from app.settings import Settings, save_settings
from tests.building import TODAY, Clients, drop
from tests.ui.hands import button, told
from ui.arguments import Arguments
from ui.front.welcome_window import WelcomeWindow
from ui.front.wizard_steps import Answers, CentreStep, PersonStep
from ui.front.wizard_window import WizardWindow
from ui.preferences import Preferences
from ui.program import Program
from ui.system.tasks import Tasks
from ui.widgets.fields import ChoiceField
from ui.windows.main_window import MainWindow

KEY = "ab" * 32
CENTRES = ("Karriere Salten", "Karriere Ofoten")


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def codes(field):
    return [field.itemData(number) for number in range(field.count())]


@pytest.fixture
def shown(small, qtbot):
    """Open the main window on a machine with a policy."""
    windows = []

    def show(policy):
        small.policy_report = PolicyReport(policy=policy)
        window = MainWindow(small)
        with qtbot.waitActive(window):
            window.show()
        windows.append(window)
        return window

    yield show
    small.desk.close()
    for window in windows:
        drop(window)


@pytest.mark.parametrize(("allowed", "offered"), [((), 3), (("nn", "en"), 2), (("nb",), 1)])
def test_the_welcome_offers_the_languages_the_county_allows(qapp, allowed, offered):
    window = WelcomeWindow(*([allowed] if allowed else []))

    buttons = window.switch.findChildren(QPushButton)
    assert len(buttons) == offered
    assert window.switch.isHidden() is (offered == 1)
    drop(window)


@pytest.mark.parametrize(
    ("allowed", "chosen_and_asked", "spoken"),
    [
        ((), ("nn", ""), "nn"),
        (("nb", "en"), ("nn", ""), "nb"),
        (("nb", "en"), ("en", ""), "en"),
        (("nb", "en"), ("en", "nn"), "nb"),
        (("en", "nb"), ("nn", "nb"), "nb"),
    ],
)
def test_a_language_the_county_does_not_allow_falls_to_the_first(
    qapp, tmp_path, allowed, chosen_and_asked, spoken
):
    chosen, asked = chosen_and_asked
    save_settings(Settings(language=chosen), tmp_path / "settings.json")

    preferences = Preferences(qapp, tmp_path / "settings.json", asked, allowed)

    assert preferences.settings.language == spoken


def test_the_countys_centres_are_offered_and_one_is_chosen(qtbot, tmp_path):
    answers = Answers(tmp_path / "vault", TODAY)
    step = CentreStep(answers, CENTRES)
    qtbot.addWidget(step)
    assert isinstance(step.name, ChoiceField)
    assert step.gaps()

    step.name.setCurrentIndex(step.name.findData("Karriere Ofoten"))
    step.name.activated.emit(step.name.currentIndex())

    assert answers.centre.name == "Karriere Ofoten"
    assert not step.gaps()
    step.name.setCurrentIndex(0)
    step.name.activated.emit(0)
    assert answers.centre.name == ""


def test_the_wizard_offers_the_languages_and_shows_the_signing_key(qtbot, tmp_path):
    tasks = Tasks()
    use_language("nb")
    policy = Policy(languages=("nn", "nb"), county_key=KEY)
    answers = Answers(tmp_path / "vault", TODAY)
    answers.centre = replace(answers.centre, name="Karriere Salten")
    wizard = WizardWindow(answers, policy, tasks, None, 1)
    assert isinstance(wizard.step, PersonStep)
    assert codes(wizard.step.language) == ["nn", "nb"]

    wizard.show_step(3)

    assert county_key_fingerprint(policy) in texts(wizard)
    qtbot.waitUntil(lambda: bool(wizard.step.paper.page_count), timeout=20_000)
    tasks.stop()
    drop(wizard)


def test_the_settings_offer_what_the_county_allows(shown):
    window = shown(Policy(idle_minutes=7, languages=("en", "nb"), centres=CENTRES, county_key=KEY))
    window.go("settings")

    page = window.settings
    assert codes(page.language) == ["en", "nb"]
    assert (page.idle.currentText(), page.idle.isEnabled()) == ("7 minutes", False)
    name = next(f for f in page.findChildren(ChoiceField) if "Karriere Ofoten" in codes(f))
    assert name.currentText() == "Karriere Øvingsdal"


def test_the_signing_keys_fingerprint_stands_with_those_of_the_recovery_keys(shown):
    window = shown(Policy(county_key=KEY))
    window.go("vault")

    figures = county_key_fingerprint(Policy(county_key=KEY))
    assert [text for text in texts(window.vault) if figures in text]


@pytest.mark.parametrize(
    ("deed", "code", "dialog"),
    [
        ("print_plan", Export.PRINT, QPrintDialog),
        ("print_template", Export.PRINT, QPrintDialog),
        ("save_plan", Export.PLAN_PDF, QFileDialog),
    ],
)
def test_what_may_not_leave_the_vault_is_refused_with_a_sentence(shown, deed, code, dialog):
    window = shown(Policy(allowed_exports=tuple(each for each in Export if each is not code)))
    window.open_client(Clients(window.workspace.vault).named("Liv"), "plan")
    button(window, "Begin the plan").click()

    window.actions_by_name[deed].trigger()

    assert "County IT has decided" in told(window)
    assert not window.findChildren(dialog)


def test_a_refused_policy_is_told_at_start_but_not_after_each_lock(qapp, tmp_path):
    report = PolicyReport(verdict=Verdict.VANISHED, place="/etc/policy.json")
    told = []
    for again in (False, True):
        arguments = Arguments(data_dir=tmp_path / "leia", language="en", again=again)
        preferences = Preferences(qapp, arguments.settings_file, "en")
        program = Program(arguments, preferences, report)
        program.tasks.failed.connect(lambda error: told.append(str(error)))
        program.start()
        window = program.front.window
        program.quit()
        drop(window)

    assert told == [report.warning]
    assert "/etc/policy.json is gone" in report.warning


def test_the_exports_allowed_are_those_of_the_vaults_own_machine(small):
    small.policy_report = PolicyReport(policy=other(Policy(), allowed_exports=()))

    assert not any(small.policy.allows_export(code) for code in Export)
