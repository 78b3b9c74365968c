"""The body of a dialog that may be taller than the screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.style.theme import theme
from ui.widgets.layouts import ScrollingPage

_AROUND_PX = 190
"""What stands above and below the body: heading, problem, progress, verbs."""
_TITLE_BAR_PX = 40
_LEAST_PX = 120


class FittingBody(ScrollingPage):
    """As tall as what it holds, but no taller than the screen has room for; then it scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setObjectName("scrolled")
        self.setWidget(content)
        content.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self._content.layout()
        inner = width - self.verticalScrollBar().sizeHint().width()  # a bar that came must go
        wanted = layout.totalHeightForWidth(inner) if layout is not None else 0
        if wanted < 0 and layout is not None:
            wanted = layout.totalSizeHint().height()
        screen = self.screen().availableSize().height()
        return min(wanted, max(screen - theme.px(_AROUND_PX) - _TITLE_BAR_PX, _LEAST_PX))

    @override
    def sizeHint(self) -> QSize:
        width = self._content.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), _LEAST_PX)
