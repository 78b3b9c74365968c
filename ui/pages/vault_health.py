"""Whether the vault is whole: the last check, a check now, and the figures people compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLayout

from app.errors import Cancelled, UserError
from app.formats import long_date
from app.i18n import _
from app.services.case.history import chain_sentence, verify_history
from app.services.case.newer_entries import newer_count
from app.services.vault.county import county_key_fingerprint
from app.services.vault.founding import fingerprint
from app.services.vault.health import check_now, last_checked
from app.services.vault.new_keys import sheets_in_force
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, folding, holding, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.notices import tone_of
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.vault.health import Health
    from app.storage.values.changes import ChainReport
    from app.storage.values.keys import KeyChange
    from ui.system.tasks import Running
    from ui.workspace import Workspace

T = TypeVar("T")


class HealthCard(Card):
    """A check reads every page; the history is checked link by link. Both go on beside the work."""

    restore_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._running: Running | None = None
        self._last = Label("", wrap=True)
        self.notice = NoticeBar()
        self._said = Label("", "quiet", wrap=True)
        self._said.hide()
        self.busy = ProgressPanel()
        self.check = Button(_("Check now"))
        self.history = Button(_("Check the history"))
        self._keys = Label("", wrap=True)
        self._number = Label("", wrap=True)
        self._county = holding(
            column(Label(_("Fingerprints of the keys"), "label"), self._keys, spacing=2)
        )
        layout = self._lay_out()
        layout.setContentsMargins(17, 14, 17, 16)
        self.setLayout(layout)
        self.check.clicked.connect(self.check_vault)
        self.history.clicked.connect(self.check_history)
        self.busy.stop_wanted.connect(self._stop)

    @Slot()
    def refresh(self) -> None:
        """Show when everything was last read through, and the keys."""
        day = last_checked(self._workspace.vault)
        self._last.setText(
            _("Everything was checked on {day}, and all is in order.").format(day=long_date(day))
            if day is not None
            else _("Everything is read through once a week; that has not happened yet.")
        )
        policy, keys = self._workspace.policy, self._workspace.vault.recovery_keys
        sheets = {each.fingerprint for each in sheets_in_force(self._workspace.vault)}
        named = _("The county’s key: {figures}")
        lines = [
            named.format(figures=fingerprint(key))
            for key in keys
            if key in policy.recovery_recipients or fingerprint(key) not in sheets
        ]
        county = county_key_fingerprint(policy)
        if county:
            signs = _("The key the county signs its policy with: {figures}")
            lines.append(signs.format(figures=county))
        self._keys.setText("\n".join(lines))
        self._number.setText(_number_line(self._workspace.vault.key_change))
        self._county.setVisible(bool(lines))

    @Slot()
    def check_vault(self) -> None:
        """Read everything through beside the window."""
        vault, today = self._workspace.vault, self._workspace.today()
        running = self._begin(_("Reading everything through …"))
        self._run(lambda: check_now(vault, today, running), self._say_health)

    @Slot()
    def check_history(self) -> None:
        """Check the whole history beside the window; saving goes on meanwhile."""
        vault = self._workspace.vault
        self._begin(_("Checking the history …"), stoppable=False)
        self._run(lambda: verify_history(vault), self._say_history)

    def _lay_out(self) -> QLayout:
        self._keys.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        folder = Label(str(self._workspace.vault.folder), wrap=True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        each_time = _("What is in use is checked each time the vault is opened.")
        return column(
            row(Label(_("Health"), "heading"), None),
            self.notice,
            self._last,
            Label(each_time, "quiet", wrap=True),
            self.busy,
            self._said,
            folding(self.check, self.history, None, below=420, spacing=8),
            Rule(),
            column(Label(_("Folder"), "label"), folder, spacing=2),
            column(Label(_("Number of the vault’s key"), "label"), self._number, spacing=2),
            self._county,
            None,
            spacing=10,
        )

    def _begin(self, text: str, *, stoppable: bool = True) -> Running:
        self._running = running = self._workspace.tasks.follow(self.busy.show_part, self)
        self._said.hide()
        self.notice.hide()
        for button in (self.check, self.history):
            button.setEnabled(False)
        self.busy.begin(text, stoppable=stoppable)
        return running

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._workspace.tasks.run(work, then, self, otherwise=self._say_failure)

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _say_health(self, health: Health) -> None:
        whole = _("✓ Everything is checked and in order, and the same as the history says.")
        told = f"{whole} {newer_count(health.newer)}".strip()
        self._end("" if health.sentence else told)
        if health.needs_restore:
            restore = _("Restore from a copy …")
            self.notice.say(health.sentence, tone_of(health), restore, self.restore_wanted.emit)
            return  # a damaged vault is asked nothing more
        self.refresh()
        if health.sentence:
            self.notice.say(health.sentence, tone_of(health))

    def _say_history(self, report: ChainReport) -> None:
        self._end(chain_sentence(report))

    def _say_failure(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._end(_("Stopped before everything was read through."))
        elif isinstance(error, UserError):
            self._end("")
            self.notice.say(str(error), "red")
        else:
            self._end("")
            self._workspace.tasks.failed.emit(error)

    def _end(self, said: str) -> None:
        self.busy.end()
        for button in (self.check, self.history):
            button.setEnabled(True)
        self._said.setText(said)
        self._said.setVisible(bool(said))


def _number_line(change: KeyChange) -> str:
    """Say what colleagues compare when the vault has got a new key."""
    if not change.by or change.at is None:
        return change.number
    made = _("{number}, made on {day} by {name}")
    day = long_date(change.at.astimezone())
    return made.format(number=change.number, day=day, name=change.by)
