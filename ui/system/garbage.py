"""Python's garbage is collected in the GUI thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

CHECK_MS = 2_000


class GarbageCollector(QObject):
    """Takes over from Python's automatic collection, which strikes in whatever thread is running.

    WORKAROUND: a window freed by a worker thread holds one of Qt's locks while it waits for
    Python's, and the GUI thread waits the other way round: both for ever (seen in the tests, as
    the paper was drawn beside the window). Qt objects may only be freed where they live.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self, interval=CHECK_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    @Slot()
    def collect_what_is_due(self) -> None:
        """Collect the oldest generation whose turn it is, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
