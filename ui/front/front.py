"""What the windows before the main window share: the dark side, big choices, rows, languages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from app.i18n import LANGUAGE_NAMES, LANGUAGES, _, language, ngettext
from app.paths import RESOURCES
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import Item, column, holding, row, scrolled

FRONT_SIZE = QSize(1120, 700)
"""Fits a screen of 1366×768 with its task bar."""
_WIDEST = 620
_SIDE = 250
_SIDE_MOST = 380


class Side(QFrame):
    """The dark side of a window: who we are, and where in the way one is."""

    def __init__(self, *items: QWidget) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(min(theme.px(_SIDE), _SIDE_MOST))
        layout = column(_brand(), 20, *items, None, spacing=4)
        layout.setContentsMargins(24, 26, 20, 20)
        self.setLayout(layout)

    def show_practice(self) -> None:
        """Look like practice."""
        self.setProperty("practice", True)  # noqa: FBT003
        repolish(self)


class Pillar(QWidget):
    """A column of content no wider than can be read with ease."""

    def __init__(
        self, content: QWidget, widest: int = _WIDEST, *, above: int = 24, below: int = 20
    ) -> None:
        super().__init__()
        self._content = content
        content.setMaximumWidth(theme.px(widest))
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(36, above, 36, below)
        layout.addStretch(1)
        layout.addWidget(content, 100)
        layout.addStretch(1)


class ChoiceButton(Button):
    """A big choice: what it is, and what it means."""

    def __init__(self, title: str, meaning: str) -> None:
        super().__init__("", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(meaning)
        texts = (Label(title, "heading"), Label(meaning, "quiet", wrap=True))
        for label in texts:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = column(*texts, spacing=4)
        self._column.setContentsMargins(20, 16, 20, 18)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), self._column.totalHeightForWidth(max(self.width(), 240)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class LanguageSwitch(QWidget):
    """The languages of the program one can choose between, each under its own name."""

    chosen = Signal(str)

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        super().__init__()
        self.setAccessibleName(_("Language"))
        self._group = QButtonGroup(self)
        buttons = []
        for code in languages:
            button = Button(LANGUAGE_NAMES[code].capitalize(), "segment")
            button.setCheckable(True)
            button.setProperty("language", code)
            button.setChecked(code == language())
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            buttons.append(button)
        self.setLayout(row(*buttons, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if len(buttons) < 2:  # noqa: PLR2004 - one language is no choice
            self.hide()

    def focus_current(self) -> None:
        """Put the focus on the language of the moment."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus()

    @Slot()
    def _choose(self) -> None:
        button = self._group.checkedButton()
        code = str(button.property("language")) if button is not None else language()
        if code != language():
            self.chosen.emit(code)


def front_layout(side: Side, main: QWidget) -> QHBoxLayout:
    """Lay the dark side left of what the window is about."""
    layout = row(side, main, spacing=0)
    layout.setStretch(1, 1)
    return layout


def page(content: QWidget, widest: int = _WIDEST) -> QScrollArea:
    """Return a page that scrolls where the window is low or the text is big."""
    area = scrolled(Pillar(content, widest))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def bar_pillar(content: QWidget) -> Pillar:
    """Return the buttons below a page, in the same column as what they belong to."""
    return Pillar(content, above=8, below=8)


def standing(*items: Item, spacing: int = 12) -> QWidget:
    """Return items one under the other, with room for the focus ring around them."""
    return holding(column(*items, spacing=spacing), (4, 4, 4, 4))


def side_text(text: str, role: str = "side") -> Label:
    """Return a text for the dark side."""
    return Label(text, role, wrap=True)


def show_whole(window: QWidget) -> None:
    """Show a window so that nothing of it lies outside a small screen."""
    room, wanted = window.screen().availableSize(), window.size()
    frame_px = 40  # a title bar, before the system has told how tall its own is
    fits = wanted.width() <= room.width() and wanted.height() + frame_px <= room.height()
    if fits or QGuiApplication.platformName() == "offscreen":
        window.show()
    else:
        window.showMaximized()


def bring_to_front(window: QWidget) -> None:
    """Show a window that may be small or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def with_pause(sentence: str, seconds: int) -> str:
    """Return what is said of a failed try, and how long the next one waits where it does."""
    if not seconds:
        return sentence
    wait = ngettext(
        "Wait {n} second before you try again.", "Wait {n} seconds before you try again.", seconds
    )
    return f"{sentence} {wait.format(n=seconds)}"


def no_vault(folder: str) -> str:
    """Return the sentence for a chosen folder that holds no vault."""
    return _("There is no vault in {folder}. Choose the folder that holds vault.db.").format(
        folder=folder
    )


def _brand() -> QWidget:
    mark = QLabel()
    size = theme.px(36)
    mark.setPixmap(QIcon(str(RESOURCES / "icons" / "leia.svg")).pixmap(size, size))
    name = Label("Leia", "side-title")
    return holding(row(mark, name, None, spacing=12))
