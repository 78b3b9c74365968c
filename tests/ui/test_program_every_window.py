"""Every window, page and dialog: translated, readable, reachable by keys, and gone when closed."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QMenuBar,
    QMessageBox,
    QScrollArea,
    QWidget,
)

from app.i18n import LANGUAGES, PSEUDO, use_language
from app.services.case.case_access import ForeignCase
from tests.building import Clients, dress, drop, sweep
from tests.ui.measuring import clipped, out_of_sight, sideways
from tests.ui.reading import said, untranslated
from tests.ui.scenes import all_scenes
from ui.errors import ErrorReporter
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.front.wizard_window import WizardWindow
from ui.printing import Way, print_pdf, save_pdf
from ui.style.tokens import DARK, LIGHT, contrast
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.finish_dialog import FinishMeetingDialog
from ui.windows.main_window import MainWindow
from ui.windows.reason_dialog import ReasonDialog
from ui.windows.team_dialog import TeamDialog

MANY_TABS = 200


def scenes(marked):
    """Show every window; the counting of what was shown guards against an empty test."""
    return all_scenes(*marked)


def test_every_text_of_every_window_is_translated(marked):
    use_language(PSEUDO)
    left = {
        f"{scene.name}: {where}: {text}"
        for scene in scenes(marked)
        for where, text in said(scene.widget)
        if untranslated(text)
    }

    assert sorted(left) == []


def test_an_untranslated_text_would_be_noticed():
    assert untranslated("Save")
    assert untranslated("⟦Save·⟧ now")
    assert not untranslated("⟦Save {⟦inner⟧}·⟧ «name» Ctrl+P 12:30")


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_clipped_or_out_of_sight_on_a_small_screen(marked, qapp, language, text_size):
    use_language(language)
    dress(qapp, "light", text_size)
    problems, count = [], 0
    for scene in scenes(marked):
        count += 1
        for check in (clipped, out_of_sight, sideways):
            problems += [
                f"{scene.name}: {check.__name__}: {found}" for found in check(scene.widget)
            ]

    assert problems == [], "\n".join(problems)
    assert count > 35


def test_everything_a_key_reaches_has_a_name(marked):
    nameless = [
        f"{scene.name}: {type(widget).__name__} {widget.objectName()}"
        for scene in scenes(marked)
        for widget in reachable(scene.widget)
        if not spoken_name(widget)
    ]

    assert nameless == []


def spoken_name(widget):
    """Return what a screen reader says first; for a choice, what stands beside its value."""
    if isinstance(widget, QComboBox):
        buddies = widget.window().findChildren(QLabel)
        return widget.accessibleName() or next(
            (b.text() for b in buddies if b.buddy() is widget), ""
        )
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def reachable(window):
    """Return what Tab has to reach: shown, enabled, and taking the focus by Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.isEnabledTo(window)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QMenuBar)
    ]


def test_tab_reaches_everything_is_never_caught_and_brings_it_into_sight(marked, qtbot):
    problems = []
    for scene in scenes(marked):
        window = scene.widget
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        wanted = reachable(window)
        walked, hidden = walk(window)
        missed = [w for w in wanted if w not in walked and not by_arrows(w, walked)]
        problems += [f"{scene.name}: not reached: {name(w)}" for w in missed]
        problems += [f"{scene.name}: focus out of sight: {name(w)}" for w in hidden]

    assert problems == [], "\n".join(problems)


def walk(window):
    """Press Tab until the focus is where it began; return where it was, and where unseen."""
    walked, hidden = [], []
    for _each in range(MANY_TABS):
        here = QApplication.focusWidget()
        if here is not None:
            if here in walked:
                break
            walked.append(here)
            hidden += [here] if not in_sight(here) else []
        QTest.keyClick(here or window, Qt.Key.Key_Tab)
        QApplication.processEvents()
    return walked, hidden


def by_arrows(widget, walked):
    """Whether Tab reaches one of a group of choices, from where the arrows lead to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and any(b in walked for b in group.buttons())


def in_sight(widget):
    """Whether some of a widget is inside everything it is scrolled in."""
    seen = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not seen.visibleRegion().isEmpty()


def name(widget):
    return f"{type(widget).__name__} “{spoken_name(widget)}” {widget.objectName()[-20:]}"


GROUNDS = {
    "ink": ("ground", "surface", "raised", "tint", "bar", "sun_bg", "red_bg", "ok_bg"),
    "ink_2": ("sun_bg", "ground", "surface", "raised", "tint", "grey_bg", "bar", "desk"),
    "fjord": ("ground", "surface", "raised", "tint", "sun_bg", "red_bg", "ok_bg"),
    "on_fjord": ("fjord",),
    "on_rail": ("rail", "rail_now", "rail_practice", "rail_practice_now"),
    "on_rail_2": ("rail", "rail_now", "rail_practice", "rail_practice_now"),
    "focus": ("rail_practice",),
    "sun": ("sun_bg", "ground", "surface", "raised", "bar"),
    "ok": ("ok_bg", "bar", "surface", "tint", "raised"),
    "red": ("red_bg", "bar", "surface"),
    "client": ("client_bg",),
    "nav": ("nav_bg",),
    "centre": ("centre_bg",),
}
"""Every role text is written in, and the grounds it is written on."""


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("role", "ground"), [(r, g) for r, grounds in GROUNDS.items() for g in grounds]
)
def test_every_text_stands_out_from_its_ground(tokens, role, ground):
    assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 4.5


def test_the_count_in_the_rail_stands_out():
    assert contrast("#14202B", LIGHT.focus) >= 4.5
    assert contrast("#14202B", DARK.focus) >= 4.5


@pytest.mark.parametrize("ground", ["rail", "rail_now", "rail_practice", "rail_practice_now"])
def test_the_focus_ring_stands_out_on_the_rail(ground):
    assert contrast(LIGHT.focus, getattr(LIGHT, ground)) >= 3
    assert contrast(DARK.focus, getattr(DARK, ground)) >= 3


@pytest.mark.parametrize("ground", ["ground", "surface", "raised", "tint", "bar", "desk"])
def test_the_focus_ring_stands_out_in_the_dark(ground):
    assert contrast(DARK.focus, getattr(DARK, ground)) >= 3


def test_the_look_is_in_one_place(marked):
    own_look = {
        f"{scene.name}: {type(widget).__name__}"
        for scene in scenes(marked)
        for widget in (scene.widget, *scene.widget.findChildren(QWidget))
        if widget.styleSheet()
    }

    assert own_look == set()


def test_every_window_is_gone_when_it_is_closed(marked):
    kinds = (MainWindow, WelcomeWindow, UnlockWindow, WizardWindow, QMessageBox)
    seen = []
    gc.collect()
    gc.disable()
    try:
        for scene in scenes(marked):
            if not seen or seen[-1][1]() is not scene.widget:
                seen.append((scene.name, weakref.ref(scene.widget)))
        del scene
        sweep()
        alive = [window() for _name, window in seen if window() is not None]
    finally:
        gc.collect()

    assert len(seen) > len(kinds)
    assert {type(window) for window in alive} <= {MainWindow}  # it lives as long as the session
    del alive
    gc.collect()
    assert [name for name, window in seen if window() is not None] == []


NOTHING = Way(lambda: None)


@pytest.fixture
def plan_on_screen(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    window.person.page("meetings").new.menu().actions()[0].trigger()
    return window


@pytest.mark.parametrize("end", ["accept", "reject", "close"])
@pytest.mark.parametrize("which", ["meeting", "plan", "print", "save", "error", "reason", "team"])
def test_every_dialog_is_gone_when_it_is_closed(plan_on_screen, small, which, end):
    window = plan_on_screen
    meeting = small.desk.case.meetings[0]
    reporter = ErrorReporter()
    foreign = ForeignCase(client_name="Liv", owners=())
    openers = {
        "meeting": lambda: FinishMeetingDialog(window, small, meeting, lambda _next: None).open(),
        "plan": lambda: FinishPlanDialog(window, small.desk.case, lambda: None, print).open(),
        "print": lambda: print_pdf(window, b"", "x.pdf", NOTHING, NOTHING),
        "save": lambda: save_pdf(window, b"", "x.pdf", NOTHING),
        "error": lambda: reporter.show_error(RuntimeError()),
        "reason": lambda: ReasonDialog(window, foreign, lambda _reason: None).open(),
        "team": window.actions_by_name["team"].trigger,
    }
    kinds = (FinishMeetingDialog, FinishPlanDialog, QPrintDialog, QFileDialog, QMessageBox)
    kinds = (*kinds, ReasonDialog, TeamDialog)
    gc.collect()
    gc.disable()
    try:
        openers[which]()
        (dialog,) = [d for kind in kinds for d in window.findChildren(kind)]
        gone = weakref.ref(dialog)
        getattr(dialog, "reject" if which in {"print", "save"} else end)()
        del dialog
        sweep()
        assert gone() is None
    finally:
        gc.collect()

    assert not window.findChildren(QScrollArea, "qt_dialog")


@pytest.fixture
def narrow(qapp):
    """A box that is too small for what it holds."""
    box = QWidget()
    label = QLabel("A rather long sentence", box)
    box.resize(300, 100)
    box.show()
    yield box, label
    drop(box)


def test_a_clipped_label_would_be_noticed(narrow):
    box, label = narrow
    label.setGeometry(0, 0, 40, 20)
    assert list(clipped(box))

    label.setGeometry(0, 0, 300, 3)
    assert list(clipped(box))
    label.setGeometry(0, 0, 300, 30)
    assert not list(clipped(box))


def test_a_label_outside_its_window_would_be_noticed(narrow):
    box, label = narrow
    label.setGeometry(200, 0, 200, 30)
    assert list(out_of_sight(box))

    label.setGeometry(20, 0, 200, 30)
    assert not list(out_of_sight(box))
