"""The sheet that shows what is worth a second look before something leaves the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.i18n import _, ngettext
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.quiet.quiet_check import Finding

_SIZE = QSize(760, 480)
_KIND_PX = 190
_BEFORE = 28
"""So much of a long sentence is shown before the words."""
_LEAST = QSize(520, 180)


class QuietSheet(QDialog):
    """Each finding is a row; it refuses nothing, and Esc leaves everything as it was."""

    gone_on = Signal()
    go_wanted = Signal(object)
    """The finding whose words one wants to see in their field."""
    take_out_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        about: Label,
        place: Callable[[Finding], str],
        may_take_out: Callable[[Finding], bool],
        verbs: tuple[str, str],
    ) -> None:
        super().__init__(parent)
        offer_help(self, "quiet")
        self._place, self._may_take_out, self._verbs = place, may_take_out, verbs
        self.setWindowTitle(_("Before it leaves"))
        self.setModal(True)
        self._count = Label("", wrap=True)
        self._why = Label("", "quiet", wrap=True)
        self.list = LineListView(_("Worth a second look"), lead_px=_KIND_PX)
        self._card = Card(column(self.list), margin=1)
        self.back = KeyButton(_("Back"), "Esc")
        self.go = KeyButton(_("Go to the words"), "Return")
        self.take_out = KeyButton(_("Take the words out"), "Del")
        self.act = KeyButton(verbs[0], "Ctrl+Return", "primary")
        self._lay_out(about)
        self._connect()
        self.ring = FocusRing(self)
        self.finished.connect(self.deleteLater)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show what there is to look at; nothing is left when all of it was taken out."""
        had_rows = bool(self.list.lines.lines)
        self.list.show_lines(tuple(map(self._line, found)))
        self._card.setVisible(bool(found))
        self._why.setVisible(bool(found))
        for each in (self.go, self.take_out):
            each.setVisible(bool(found))
        self._count.setText(_count(len(found)))
        self.act.setText(self._verbs[0] if found else self._verbs[1])
        if found:
            self._point(self._here() or found[0])
        (self.list if found else self.act).setFocus()
        if not (had_rows and found):
            self._fit()
        if had_rows:
            announce(self, self._count.text())

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Delete and self._here() is not None:
            self._take_out()
        else:
            super().keyPressEvent(arg__1)

    def _lay_out(self, about: Label) -> None:
        verbs = folding(
            row(self.go, self.take_out, None), row(None, self.back, self.act), below=560
        )
        heading = Label(_("Before it leaves"), "heading")
        layout = column(heading, about, self._count, self._card, self._why, verbs, spacing=12)
        layout.setStretch(3, 1)
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        for button in (self.back, self.go, self.take_out, self.act):
            button.setAutoDefault(False)
        self.setMinimumSize(_LEAST)

    def _fit(self) -> None:
        """Be as tall as the rows need, and no larger than the screen."""
        layout, parent = self.layout(), self.parentWidget()
        room = self.screen().availableSize()
        if parent is not None:
            room = room.expandedTo(parent.window().size())
        room -= QSize(40, 40)
        wide = min(theme.px(_SIZE.width()), room.width())
        if layout is not None:
            layout.activate()
            tall = max(layout.totalHeightForWidth(wide), self.sizeHint().height())
            self.resize(wide, min(tall, theme.px(_SIZE.height()), room.height()))

    def _connect(self) -> None:
        self.list.opened.connect(self._leave_for)
        self.list.pointed.connect(self._point)
        self.back.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.take_out.clicked.connect(self._take_out)
        self.act.clicked.connect(self._go_on)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go_on)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo_wanted.emit)

    def _line(self, found: Finding) -> Line:
        before, words, after = found.sentence
        cut = before if len(before) <= _BEFORE else "… " + before[-_BEFORE:].partition(" ")[2]
        return Line(
            lead=found.concern.label,
            title=" ".join(words.split()),
            title_rest=f" · {self._place(found)}",
            subtitle=" ".join(f"{cut}{words}{after}".split()),
            strong=True,
            target=found,
        )

    def _here(self) -> Finding | None:
        line = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return line.target if line is not None else None

    @Slot(object)
    def _point(self, found: Finding) -> None:
        """Say why the row is there, and whether its words can go."""
        may = self._may_take_out(found)
        self.take_out.setEnabled(may)
        stays = _("This version is finished, so its words stay; a new version can do without them.")
        self._why.setText(" ".join([found.concern.sentence, *([] if may else [stays])]))

    @Slot()
    def _go(self) -> None:
        found = self._here() or self._first()
        if found is not None:
            self._leave_for(found)

    @Slot(object)
    def _leave_for(self, found: Finding) -> None:
        self.reject()
        self.go_wanted.emit(found)

    @Slot()
    def _take_out(self) -> None:
        found = self._here() or self._first()
        if found is not None and self._may_take_out(found):
            self.take_out_wanted.emit(found)
        elif found is not None:
            announce(self, self._why.text(), assertive=True)

    @Slot()
    def _go_on(self) -> None:
        self.accept()
        self.gone_on.emit()

    def _first(self) -> Finding | None:
        lines = self.list.lines.lines
        return lines[0].target if lines else None  # type: ignore[return-value]  # we put it there


def _count(count: int) -> str:
    if not count:
        return _("Nothing is left to look at.")
    found = ngettext(
        "{n} place is worth a second look.", "{n} places are worth a second look.", count
    )
    calm = _("It may be just as it should be: the client decides.")
    return f"{found.format(n=count)} {calm}"
