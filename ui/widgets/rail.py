"""The side rail: where you are, and where else you can go."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.key_button import paint_key
from ui.widgets.key_names import key_text
from ui.widgets.labels import Label, repolish
from ui.widgets.speaking import Role, speak_as


class RailButton(QPushButton):
    """One place in the rail, with a count or a key at its right."""

    def __init__(self, text: str, key: str = "", *, is_place: bool = True) -> None:
        super().__init__()
        if is_place:
            speak_as(self, Role.ListItem)
        self.setText(text)
        self.setObjectName("railButton")
        self._key = key_text(key) if key else ""
        self.setAccessibleDescription(self._key)
        self._count = ""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the key out where there is little room; the menus say it too."""
        self._narrow = narrow
        self.updateGeometry()

    def show_count(self, count: str) -> None:
        """Show how many things wait here; an empty text shows nothing."""
        if count == self._count:
            return
        self._count = count
        waiting = _("{count} waiting for you").format(count=count)
        self.setAccessibleName(f"{self.text()}, {waiting}" if count else self.text())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = "00" if self._narrow or not self._key else self._key
        extra = QFontMetrics(theme.font(13)).horizontalAdvance(words) + 34
        return QSize(hint.width() + extra, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._count:
            self._paint_count(painter)
        elif self._key and not self._narrow:
            width = QFontMetrics(theme.font(13)).horizontalAdvance(self._key) + 12
            rect = self.rect().adjusted(self.width() - width - 16, 0, -16, 0)
            paint_key(painter, rect, self._key, theme.colour("on_rail_2"))

    def _paint_count(self, painter: QPainter) -> None:
        font = theme.font(13, QFont.Weight.Bold)
        height = QFontMetrics(font).height() + 1
        width = max(QFontMetrics(font).horizontalAdvance(self._count) + 14, height)
        rect = self.rect().adjusted(
            self.width() - width - 16, (self.height() - height) // 2, -16, 0
        )
        rect.setHeight(height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("focus"))
        painter.drawRoundedRect(rect, height / 2, height / 2)
        painter.setPen("#14202B")
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._count)


class Rail(QFrame):
    """Places above, the three constant ones below."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        speak_as(self, Role.List)
        self.setAccessibleName(_("Places"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, RailButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 14)
        self._layout.setSpacing(0)
        brand = Label("Leia")
        brand.setObjectName("brand")
        brand.setIndent(0)  # Qt's own grows with the text, and the places have none
        self._layout.addWidget(brand)

    def show_practice(self) -> None:
        """Look like practice, with the word for it under the name; nothing takes it away."""
        self.setProperty("practice", True)  # noqa: FBT003
        word = Label(_("Practice"))
        word.setObjectName("practice")
        word.setIndent(0)
        self._layout.insertWidget(1, word)
        repolish(self)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the pages more room where text is large or the window small."""
        for button in self._buttons.values():
            button.set_narrow(narrow=narrow)
        self.setMinimumWidth(theme.px(120 if narrow else 192))

    def add_place(
        self, name: str, text: str, key: str = "", *, is_place: bool = True
    ) -> RailButton:
        """Add a place; what is not a place does something and leaves you where you are."""
        button = RailButton(text, key, is_place=is_place)
        button.setCheckable(is_place)
        button.setProperty("place", name)
        if is_place:
            self._group.addButton(button)
        self._buttons[name] = button
        button.clicked.connect(self._choose)
        self._layout.addWidget(button)
        return button

    def add_space(self) -> None:
        """Let what follows sink to the bottom."""
        self._layout.addStretch(1)

    def show_place(self, name: str) -> None:
        """Mark where we are."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def show_waiting(self, name: str, count: int, most: int) -> None:
        """Show how many things wait at a place, if it is there; from `most` on, no more exactly."""
        if name in self._buttons:
            text = f"{most}+" if count >= most else str(count or "")
            self._buttons[name].show_count(text)

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            self.chosen.emit(str(sender.property("place")))
