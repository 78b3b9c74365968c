"""Every municipality as a choice, wherever one is asked for."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView
from typing_extensions import override

from app.i18n import _
from app.services.reference import County, Municipality, counties
from ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterator


class MunicipalityField(ChoiceField):
    """A municipality by its official name; found by any of its names, Norwegian or Sámi."""

    def __init__(self, county: str) -> None:
        """Offer the centre's own county first, then the others under their names."""
        super().__init__([("", _("Not answered"))])
        self.setView(_ByAnyName())
        shared = _names_that_meet()
        for each in sorted(counties(), key=lambda found: (found.number != county, found.name)):
            self._add_heading(each)
            for item in each.municipalities:
                self.addItem(_shown(item, each, shared), item.number)

    def _add_heading(self, county: County) -> None:
        self.addItem(county.official_name)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.count() - 1).setEnabled(False)


class _ByAnyName(QListView):
    """Goes to the next line of which any name begins with the letters that are typed."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._last = 0.0

    @override
    def keyboardSearch(self, search: str) -> None:
        now = monotonic()
        goes_on = (now - self._last) * 1000 < QApplication.keyboardInputInterval()
        self._last = now
        self._typed = self._typed + search.lower() if goes_on else search.lower()
        for index in self._lines_from_here(at_current=len(self._typed) > 1):
            names = str(index.data()).lower().split(" – ")
            if any(name.startswith(self._typed) for name in names):
                self.setCurrentIndex(index)
                return

    def _lines_from_here(self, *, at_current: bool) -> Iterator[QModelIndex]:
        """Yield each line that can be chosen, once: on from here, then from the top."""
        model, count = self.model(), self.model().rowCount()
        first = max(self.currentIndex().row(), 0) + (0 if at_current else 1)
        for step in range(count):
            index = model.index((first + step) % count, self.modelColumn())
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                yield index


def _names_that_meet() -> frozenset[str]:
    """Return the names that more than one municipality has, such as Herøy."""
    names = Counter(m.official_name for county in counties() for m in county.municipalities)
    return frozenset(name for name, times in names.items() if times > 1)


def _shown(item: Municipality, county: County, shared: frozenset[str]) -> str:
    return f"{item.official_name} ({county.name})" if item.name in shared else item.official_name
