"""What is painted can be read: 4.5:1 in the pixels themselves, in both palettes.

Filled signs are written in place of letters, so that the ink is met whole and not blended with
its ground as at the edge of a letter.
"""

from collections import Counter

import pytest
from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextBrowser,
)

from tests.building import dress
from ui.style.theme import theme
from ui.style.tokens import contrast
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.labels import Label, Pill, repolish
from ui.widgets.layouts import Card, column, holding
from ui.widgets.notes_field import NotesField
from ui.widgets.status_line import StatusLine

INK = "■■■■"
LEAST = 4.5
ENOUGH_PIXELS = 24
FRAME, ARROW = QMargins(5, 5, 5, 5), QMargins(0, 0, 30, 0)


def hint(field):
    field.setPlaceholderText(INK)
    return field


def invalid_hint():
    field = hint(TextField())
    field.setProperty("invalid", True)
    return field


def finished(field):
    field.set_locked(locked=True)
    field.show_text(INK)
    return field


def disabled(widget):
    widget.setEnabled(False)
    return widget


def tabs():
    bar = QTabBar()
    bar.addTab(INK)
    bar.addTab("")
    bar.setCurrentIndex(1)
    return bar


def marked():
    field = TextField()
    field.setText(INK)
    field.selectAll()
    return field


def help_text():
    shown = QTextBrowser()
    shown.setMarkdown(f"[{INK}](#there)")
    return shown


def menu_line():
    menu = QMenu()
    menu.addAction(INK).setEnabled(False)
    return menu


def segment():
    button = QPushButton(INK)
    button.setProperty("kind", "segment")
    button.setCheckable(True)
    button.setChecked(True)
    return button


def status(state):
    line = StatusLine()
    line.show_saved(INK, state)
    return line, next(label for label in line.findChildren(Label) if label.text() == INK)


PAINTED = {
    "a hint in a line": lambda: hint(TextField()),
    "a hint in a box": lambda: hint(NotesField()),
    "a hint in a list of choices": lambda: hint(ChoiceField([])),
    "a hint where something is wrong": invalid_hint,
    "what was written and is finished": lambda: finished(TextField()),
    "what was written in a box and is finished": lambda: finished(NotesField()),
    "a hint in a choice that is decided": lambda: disabled(hint(ChoiceField([]))),
    "a choice that is decided": lambda: disabled(ChoiceField([("x", INK)])),
    "a button that cannot be pressed": lambda: disabled(Button(INK)),
    "the first button, that cannot be pressed": lambda: disabled(Button(INK, "primary")),
    "a link": lambda: Button(INK, "link"),
    "the first button": lambda: Button(INK, "primary"),
    "a tick that is decided": lambda: disabled(CheckField(INK)),
    "one of several that is decided": lambda: disabled(QRadioButton(INK)),
    "a tab that is not shown": tabs,
    "marked text": marked,
    "a link in a text": help_text,
    "a command that cannot be given": menu_line,
    "a chosen segment": segment,
    **{f"saved: {state}": lambda at=state: status(at) for state in ("ok", "busy", "failed")},
    **{
        f"label: {role}": lambda at=role: Label(INK, at)
        for role in ("quiet", "small", "problem", "danger", "goal", "title", "heading", "label")
    },
    **{
        f"chip: {role}": lambda at=role: Pill(INK, at)
        for role in ("grey", "ok", "sun", "red", "client", "nav", "centre", "other")
    },
}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "card"])
@pytest.mark.parametrize("painted", PAINTED.values(), ids=PAINTED)
def test_it_can_be_read(qapp, qtbot, look, ground, painted):
    theme.apply(qapp, look, 100)
    made = painted()
    around, widget = made if isinstance(made, tuple) else (made, made)
    page = holding(column(Card(column(around)) if ground == "card" else around))
    page.setObjectName("ground")
    repolish(widget)
    qtbot.addWidget(page)
    page.resize(420, 120)
    page.show()
    if isinstance(widget, TextField) and widget.hasSelectedText():
        widget.setFocus()
    QApplication.processEvents()

    assert measured(page, widget) >= LEAST


def measured(page, widget):
    """Return the contrast of the inks and the ground inside a widget's frame."""
    room = widget.rect().marginsRemoved(FRAME if widget.height() > 30 else QMargins(1, 1, 1, 1))
    if isinstance(widget, ChoiceField):
        room = room.marginsRemoved(ARROW)
    if isinstance(widget, CheckField | QRadioButton):
        room = room.marginsRemoved(QMargins(26, 0, 0, 0))
    image = page.grab(QRect(widget.mapTo(page, room.topLeft()), room.size())).toImage()
    seen = Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )
    (ground, _many), *others = seen.most_common()
    inks = [colour for colour, pixels in others if pixels >= ENOUGH_PIXELS]
    assert inks, "nothing is painted"
    return max(contrast(colour, ground) for colour in inks)


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    dress(qapp)
