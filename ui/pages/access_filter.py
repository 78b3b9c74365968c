"""Which entries of the access log are shown: who, what, when, and about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.access_codes import Group
from app.domain.deadlines import parse_past_day
from app.formats import long_date
from app.i18n import _, pgettext
from app.services.vault.access_log import AccessQuery
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import repolish
from ui.widgets.layouts import column, folding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

SEARCH_MS = 200


class AccessFilter(QWidget):
    """Five fields; each takes effect at once."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], *, by_name: bool) -> None:
        super().__init__()
        self._today = today
        self.who, self.what = ChoiceField([]), ChoiceField(_groups())
        self.since, self.until = TextField(), TextField()
        self.words = TextField()
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        about = _("Client or case code") if by_name else _("Case code")
        choices = folding(
            Row(_("Who"), self.who, wrap=False),
            Row(_("What"), self.what, wrap=False),
            below=340,
            shares=(1, 1),
        )
        period = folding(
            Row(pgettext("day", "From"), self.since, wrap=False),
            Row(_("Until"), self.until, wrap=False),
            below=300,
            shares=(1, 1),
        )
        row = folding(
            column(choices),
            column(period),
            Row(about, self.words, wrap=False),
            below=900,
            shares=(5, 4, 3),
        )
        self.setLayout(column(row))
        self._connect()
        self.offer(())

    @property
    def query(self) -> AccessQuery:
        """What is asked for."""
        group = str(self.what.currentData() or "")
        return AccessQuery(
            counsellor_id=str(self.who.currentData() or ""),
            actions=Group(group).actions if group else frozenset(),
            since=self._day(self.since),
            until=self._day(self.until),
            words=self.words.text(),
        )

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Let somebody be chosen; who was chosen before stays so."""
        chosen = self.who.currentData()
        self.who.clear()
        for code, name in (("", _("Everybody")), *people):
            self.who.addItem(name, code)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def _connect(self) -> None:
        for field in (self.since, self.until):
            field.setPlaceholderText(_("12.3, Friday"))
            field.edited.connect(self._later.start)
            field.editingFinished.connect(self._show_days)
        self.who.edited.connect(self.changed)
        self.what.edited.connect(self.changed)
        self.words.edited.connect(self._later.start)
        self._later.timeout.connect(self._take)

    @Slot()
    def _take(self) -> None:
        """Use what was typed, unless a day is still on its way."""
        unread = [field for field in (self.since, self.until) if self._is_unread(field)]
        for field in (self.since, self.until):
            if bool(field.property("invalid")) != (field in unread):
                field.setProperty("invalid", field in unread)
                repolish(field)
            said = _("This is not a day yet. Try 12.3 or Friday.") if field in unread else ""
            field.setAccessibleDescription(said)
            field.setToolTip(said)
        if not unread:
            self.changed.emit()

    @Slot()
    def _show_days(self) -> None:
        """Show the day that a short text was taken to mean."""
        for field in (self.since, self.until):
            day = self._day(field)
            if day is not None:
                field.show_text(long_date(day))

    def _day(self, field: TextField) -> date | None:
        return parse_past_day(field.text(), self._today())

    def _is_unread(self, field: TextField) -> bool:
        return bool(field.text().strip()) and self._day(field) is None


def _groups() -> list[tuple[str, str]]:
    return [("", _("Everything")), *((group.value, group.label) for group in Group)]
