"""The copies of a vault: where they go, how old they are, and making one now."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout

from app.domain.permissions import Deed
from app.errors import Cancelled, NotSaved, UserError
from app.formats import joined, near_moment
from app.i18n import _, ngettext, pgettext
from app.services.vault.colleagues import renew_copies
from app.services.vault.copying import Outcome, copy_everywhere, copy_status
from app.storage.values.copies import Removal
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, inset, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.services.vault.copying import CopyTarget, TargetReport, TargetStatus
    from app.storage.vault import Vault
    from ui.system.tasks import Running
    from ui.workspace import Workspace


class CopiesCard(Card):
    """Each place with its last verified copy. A stick in a drawer is normal, and told quietly."""

    place_wanted = Signal()
    place_unwanted = Signal(object)
    """With the folder."""
    restore_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._running: Running | None = None
        self.places = LineListView(_("Places for copies"), grows=True)
        self._worry = Label("", "problem", wrap=True)
        self._said = Label("", "quiet", wrap=True)
        self.busy = ProgressPanel()
        self.copy = Button(_("Back up now"), "primary")
        self.add = Button(_("Add a place …"))
        self.remove = Button(_("Remove"))
        self.restore = Button(_("Restore from a copy …"))
        self.setLayout(self._lay_out())
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Show what the vault remembers of its copies."""
        workspace = self._workspace
        status = copy_status(workspace.vault, self._workspace.copy_targets())
        today = workspace.today()
        self.places.show_lines(tuple(_place_line(each, today) for each in status.places))
        self._worry.setText(status.warning)
        self._worry.setVisible(bool(status.warning))
        keeps = workspace.vault.counsellor.roles.may(Deed.KEEP_COPIES) and not workspace.practice
        self.add.setVisible(keeps)
        self.remove.setVisible(keeps)
        self.restore.setVisible(not workspace.practice)
        self._follow()

    @Slot()
    def copy_now(self) -> None:
        """Make a copy at every place beside the window; saving goes on meanwhile."""
        tasks, vault, places = (
            self._workspace.tasks,
            self._workspace.vault,
            self._workspace.copy_targets(),
        )
        self._running = running = tasks.follow(self.busy.show_part, self)
        self._said.hide()
        self.copy.setEnabled(False)
        self.busy.begin(_("Copying, and checking that the copy opens …"), stoppable=True)
        tasks.run(
            lambda: _copy_and_renew(vault, places, running),
            self._say_copied,
            self,
            otherwise=self._say_failed,
        )

    def _lay_out(self) -> QLayout:
        self._worry.hide()
        self._said.hide()
        head = row(Label(pgettext("vault", "Copies"), "heading"), None, self.copy)
        verbs = folding(self.add, self.remove, self.restore, None, below=430, spacing=8)
        below = inset(self.busy, self._said, verbs, spacing=10)
        layout = column(inset(head, self._worry), self.places, below, None, spacing=10)
        layout.setContentsMargins(1, 14, 1, 16)
        return layout

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_now)
        self._workspace.changes.copied.connect(self.refresh)
        self.busy.stop_wanted.connect(self._stop)
        self.add.clicked.connect(self.place_wanted)
        self.remove.clicked.connect(self._ask_to_remove)
        self.restore.clicked.connect(self.restore_wanted)
        self.places.pointed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        """Only a place somebody here chose can be taken away here."""
        place = self._current()
        self.remove.setEnabled(place is not None and place.origin == "chosen")

    def _current(self) -> CopyTarget | None:
        at, lines = self.places.currentIndex().row(), self.places.lines.lines
        return self._workspace.copy_targets()[at] if 0 <= at < len(lines) else None

    @Slot()
    def _ask_to_remove(self) -> None:
        place = self._current()
        if place is not None:
            self.place_unwanted.emit(place.folder)

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _say_copied(self, done: tuple[tuple[TargetReport, ...], Removal]) -> None:
        reports, renewed = done
        made = sum(each.outcome is Outcome.MADE for each in reports)
        text = ngettext(
            "✓ A verified copy is made at {n} place.",
            "✓ Verified copies are made at {n} places.",
            made,
        )
        said = [text.format(n=made)] if made else []
        if renewed.rekeyed:
            said.append(_renewed(len(renewed.rekeyed)))
        self._end("\n".join([*said, *(each.sentence for each in reports if each.sentence)]))

    def _say_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._end(_("Stopped. The copies that were there before are as they were."))
        elif isinstance(error, UserError):
            self._end(str(error))
        else:
            self._end("")
            self._workspace.tasks.failed.emit(error)

    def _end(self, said: str) -> None:
        self.busy.end()
        self.copy.setEnabled(True)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._workspace.changes.copied.emit()


def _copy_and_renew(
    vault: Vault, places: Sequence[CopyTarget], running: Running
) -> tuple[tuple[TargetReport, ...], Removal]:
    """Give copies that were away the new key of the vault, and copy in any case."""
    renewed = Removal()
    with suppress(NotSaved):
        renewed = renew_copies(vault, [place.folder for place in places], running)
    return copy_everywhere(vault, places, running), renewed


def _renewed(count: int) -> str:
    return ngettext(
        "{n} copy that was away when the vault got a new key has it now.",
        "{n} copies that were away when the vault got a new key have it now.",
        count,
    ).format(n=count)


def place_words(place: CopyTarget) -> str:
    """Return where a copy lies, as short as it can be said."""
    if place.origin == "vault":
        return _("beside the vault")
    return place.folder.name or str(place.folder)


def _place_line(status: TargetStatus, today: date) -> Line:
    place = status.place
    when = status.verified_at
    told = (
        _("Verified copy {when}").format(when=near_moment(when, today))
        if when is not None
        else _("No copy there yet")
    )
    origin = {
        "vault": _("beside the vault"),
        "policy": _("decided by county IT"),
        "chosen": "",
    }[place.origin]
    word, role = _state(status)
    return Line(
        title=str(place.folder),
        subtitle=joined([told, origin]),
        trail=word,
        trail_role=role,
    )


def _state(status: TargetStatus) -> tuple[str, str]:
    if status.outcome is Outcome.FAILED:
        return _("! Failed"), "red"
    if status.outcome is Outcome.ABSENT:
        return _("○ Not connected"), "sun"
    return (_("✓ Verified"), "ok") if status.verified_at else (_("○ None yet"), "grey")
