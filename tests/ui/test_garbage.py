"""Windows are freed where they live: never by a thread that happens to make garbage."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from ui.system.garbage import GarbageCollector


class Knot(QObject):
    """A Qt object that only the garbage collector can free."""

    def __init__(self):
        super().__init__()
        self.itself = self


def test_a_worker_thread_frees_nothing_however_much_garbage_it_makes(qapp):
    collector = GarbageCollector()
    gone = weakref.ref(Knot())

    worker = threading.Thread(target=lambda: [[n] for n in range(100_000)] and None)
    worker.start()
    worker.join()
    assert gone() is not None

    for _generation in range(gc.get_threshold()[1] * gc.get_threshold()[2] * 2):
        _litter = [[n] for n in range(gc.get_threshold()[0] + 10)]
        collector.collect_what_is_due()
    assert gone() is None
