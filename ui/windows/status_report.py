"""What the status line says, in words that are true at the moment they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.formats import clock, near_moment
from app.i18n import _
from app.services.vault.copying import copy_status
from ui.desk import Saved
from ui.pages.vault_copies import place_words
from ui.widgets.announcing import announce

if TYPE_CHECKING:
    from ui.widgets.status_line import StatusLine
    from ui.workspace import Workspace


class StatusReport(QObject):
    """Follows the desk and the vault, and tells the line."""

    def __init__(self, line: StatusLine, workspace: Workspace) -> None:
        super().__init__(line)
        self._line = line
        self._workspace = workspace
        self._desk = workspace.desk
        self._failed = ""
        self._desk.saved_changed.connect(self.say_saved)
        workspace.changes.copied.connect(self.say_copy)
        workspace.calendar.day_turned.connect(self.say_copy)
        workspace.receipts.given.connect(line.tell)
        self._desk.told.connect(line.tell)
        line.retry_wanted.connect(self._desk.try_again)
        self.say_saved()
        self.say_copy()

    @Slot()
    def say_saved(self) -> None:
        """Say whether what is on screen is safe."""
        at = clock(self._desk.saved_at) if self._desk.saved_at else ""
        texts = {
            Saved.NOTHING: (_("Everything is saved"), "ok"),
            Saved.WAITING: (_("Saving …"), "busy"),
            Saved.SAVED: (_("✓ Saved {time}").format(time=at), "ok"),
            Saved.FAILED: (_("Not saved. {why}").format(why=self._desk.failure), "failed"),
        }
        self._line.show_saved(*texts[self._desk.saved])
        self._workspace.notices.hold(is_typing=self._desk.saved == Saved.WAITING)
        self._announce(*texts[self._desk.saved])

    def _announce(self, text: str, state: str) -> None:
        """Say what failed, once, and the first time it is well again; not each of many savings."""
        if state == "failed" and text != self._failed:
            announce(self._line, text, assertive=True)
            self._failed = text
        elif state == "ok" and self._failed:
            announce(self._line, text.strip("✓ "))
            self._failed = ""

    @Slot()
    def say_copy(self) -> None:
        """Say when and where the last verified copy was made, and what to worry about."""
        workspace = self._workspace
        status = copy_status(workspace.vault, workspace.copy_targets())
        newest = status.newest
        if newest is None or newest.verified_at is None:
            self._line.show_copy(_("No backup yet"), status.warning)
            return
        text = _("Backup {when}, {place} – verified").format(
            when=near_moment(newest.verified_at, workspace.today()),
            place=place_words(newest.place),
        )
        self._line.show_copy(text, status.warning)
