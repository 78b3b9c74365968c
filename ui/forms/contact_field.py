"""A name that is typed, or chosen among the contact persons of the partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QListView
from typing_extensions import override

from app.i18n import _
from app.services.partners.naming import ContactChoice, choices_for
from ui.widgets.announcing import announce
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

_MOST = 8
"""How many are offered at once; another letter narrows them."""


class ContactField(TextField):
    """Offers those whom the letters fit, below the line; Down shows them, Enter takes one.

    The list never takes the line: whoever types on has typed a name.
    """

    chosen = Signal(object)
    """A ContactChoice."""

    def __init__(self) -> None:
        super().__init__()
        self._ask: Callable[[], Sequence[ContactChoice]] = tuple
        self._all: Sequence[ContactChoice] = ()
        self._offered: Sequence[ContactChoice] = ()
        self._lines = QStringListModel(self)
        self._completer: QCompleter | None = None
        self._popup: QListView
        self.edited.connect(self._offer)

    def offer_from(self, ask: Callable[[], Sequence[ContactChoice]]) -> None:
        """Ask here whom to offer, each time somebody comes to the field."""
        self._ask = ask

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._all = () if self.isReadOnly() else self._ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        if down and event.modifiers() in {Qt.KeyboardModifier.NoModifier, _KEYPAD, _ALT}:
            self._show(self._all[:_MOST] if not self.text() else self._fitting(self.text()))
            return
        super().keyPressEvent(event)

    def _fitting(self, text: str) -> Sequence[ContactChoice]:
        return choices_for(self._all, text, _MOST)

    @Slot(str)
    def _offer(self, text: str) -> None:
        if self.hasFocus():
            self._show(self._fitting(text) if text.strip() else ())

    def _show(self, choices: Sequence[ContactChoice]) -> None:
        self._offered = choices
        self._lines.setStringList([each.label for each in choices])
        if choices:
            self._list().complete()
        elif self._completer is not None:
            self._popup.hide()

    def _list(self) -> QCompleter:
        """Return what shows the list below the line, made when it is first needed."""
        if self._completer is None:
            made = self._completer = QCompleter(self._lines, self)
            made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            made.setWidget(self)
            self._popup = QListView()
            self._popup.setObjectName("contacts")
            self._popup.setAccessibleName(_("Contact persons"))
            self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            made.setPopup(self._popup)
            made.activated.connect(self._take)
        return self._completer

    @Slot(str)
    def _take(self, label: str) -> None:
        for choice in self._offered:
            if choice.label == label:
                self.chosen.emit(choice)
                announce(self, _("chosen: {what}").format(what=label))
                return


_KEYPAD, _ALT = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.AltModifier
