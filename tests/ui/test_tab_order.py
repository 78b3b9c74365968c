"""Tab follows the eye: each press leads further down or to the right, in every window."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.building import Clients
from tests.ui.scenes import all_scenes

MANY_TABS = 200
SLACK_PX = 6
"""What stands in one row need not be in line to the pixel."""


def steps_back(window):
    """Press Tab once around the ring; tell of each press that led back."""
    walked, found = [], []
    for _each in range(MANY_TABS):
        before = QApplication.focusWidget()
        if before is not None:
            walked.append(before)
        ground = page_of(before, window) if before is not None else None
        was = (place(before, ground), in_sight(before, window)) if before is not None else None
        QTest.keyClick(before or window, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        stays = before is not None and before.isVisible()  # a card of a note shuts when left
        if stays and after is not None:
            together = page_of(after, window) is ground
            now = place(after, ground) if together else in_sight(after, window)
            if backwards(was[0] if together else was[1], now):
                found.append(f"{name(before)} -> {name(after)}")
        if after in walked:
            break
    return found


def page_of(widget, window):
    """Return the page that scrolls a widget, or its window."""
    around = widget.parentWidget()
    while around not in {None, window} and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around if isinstance(around, QScrollArea) else window


def place(widget, ground):
    """Return where a widget is on what holds it; of what is scrolled away, nothing."""
    if isinstance(ground, QScrollArea):
        ground = ground.widget()
    return QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())


def in_sight(widget, window):
    """Return the part of a widget in its window that can be seen."""
    page = page_of(widget, window)
    rect = place(widget, window)
    return rect if page is window else rect & place(page.viewport(), window)


def backwards(before, after):
    """Whether the eye would have to go back: neither down nor to the right."""
    down = after.top() > before.top() + SLACK_PX or after.center().y() > before.bottom()
    in_row = after.top() <= before.bottom() and after.bottom() >= before.top()
    right = after.left() > (before.left() if in_row else before.right() - SLACK_PX)
    return not down and not right


def test_each_tab_leads_on(marked, qtbot):
    problems = []
    for scene in all_scenes(*marked):
        window = scene.widget
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        steps = [f"{scene.name}: {step}" for step in steps_back(window)]
        problems += steps if len(steps) > 1 else []  # around the ring it goes back once

    assert problems == [], "\n".join(problems)


def test_a_box_of_lines_that_tab_leads_into_is_whole_in_sight(window, small, qtbot):
    window.resize(1366, 620)
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    window.person.page("meetings").new.menu().actions()[0].trigger()
    window.open_talk(small.desk.case.meetings[0].id)
    window.talk.start()
    for number in range(len(window.talk.sections)):
        window.talk.go_to(number)
        QTest.keyClicks(QApplication.focusWidget(), "said")
    window.talk.go_to(0)
    seen = 0
    for _each in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        section = window.talk.here
        if not section.note.hasFocus():
            continue
        seen += 1
        qtbot.waitUntil(lambda note=section.note: is_whole(note), timeout=2000)

    assert seen > 5


def is_whole(box):
    """Whether all of a box is in sight; its inside paints its own ground, and counts apart."""
    inside = box.viewport()
    seen = box.visibleRegion().united(inside.visibleRegion().translated(inside.pos()))
    return seen.boundingRect().height() >= box.height()


def name(widget: QWidget) -> str:
    words = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} “{words}” {widget.objectName()[-14:]}"
