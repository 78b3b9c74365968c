"""Innsynslogg: who opened, printed and exported what; filtered, checked, taken out as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLayout, QWidget

from app.domain.permissions import Deed
from app.errors import Cancelled, UserError
from app.i18n import _, ngettext
from app.policy.policy import Export
from app.services.case.history import verify_history
from app.services.case.leaving import check_may_leave
from app.services.vault.access_log import (
    PAGE,
    FileKind,
    LogLine,
    export_log,
    proof_sentences,
    read_log,
    who_is_in_log,
)
from ui.models.access_table import AccessTable, widest_moment
from ui.pages.access_filter import AccessFilter
from ui.printing import write_whole
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, page, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.storage.values.changes import ChainReport
    from ui.system.tasks import Running
    from ui.workspace import Workspace


_LEAST_TABLE_PX = 200


class AccessPage(QWidget):
    """Everything is read beside the window, a page at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._asked = 0
        self._running: Running | None = None
        by_name = workspace.vault.may(Deed.WORK_WITH_CASES)
        self.filter = AccessFilter(workspace.today, by_name=by_name)
        self.table = AccessTable(workspace.today)
        shares = [column_.share for column_ in self.table.columns]
        self.view = WideView(self.table, _("Access log"), shares, whole={0: widest_moment()})
        self.notice, self.busy = NoticeBar(), ProgressPanel()
        self.verify, self.export = Button(_("Check the log")), Button(_("Save as a file …"))
        self._count = Label("", "quiet")
        self.setLayout(self._lay_out())
        self._allow_export()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the newest entries again."""
        self.filter.offer(who_is_in_log(self._workspace.vault))
        self.read()

    @Slot()
    def read(self) -> None:
        """Read the newest of the entries that are asked for."""
        self._asked += 1
        self._count.setText(_("Reading …"))
        vault, wanted = self._workspace.vault, self.filter.query
        self._run(lambda: read_log(vault, wanted), partial(self._show, self._asked))

    @Slot()
    def read_on(self) -> None:
        """Read the entries after those shown."""
        vault, wanted = self._workspace.vault, self.filter.query
        last: LogLine = self.table.values[-1]
        self._run(
            lambda: read_log(vault, wanted, last.entry.hlc), partial(self._show_more, self._asked)
        )

    def focus_start(self) -> None:
        """Put the focus on the first filter."""
        self.filter.who.setFocus()

    @Slot()
    def check_log(self) -> None:
        """Check every entry beside the window; saving goes on meanwhile."""
        vault = self._workspace.vault
        running = self._begin(_("Checking every entry …"))
        self._run(lambda: verify_history(vault, running), self._say_proof)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the entries that are asked for shall lie."""
        check_may_leave(self._workspace.vault)
        name = f"innsynslogg-{self._workspace.today().isoformat()}.csv"
        kinds = f"{_('Table for Excel')} (*.csv);;JSON (*.json)"
        dialog = QFileDialog(self, _("Save the log"), str(Path.home() / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(partial(_fit_suffix, dialog))
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the entries to a file; that it was done is itself in the log."""
        vault, policy, wanted = self._workspace.vault, self._workspace.policy, self.filter.query
        target = Path(path)
        kind = FileKind.JSON if target.suffix.lower() == ".json" else FileKind.CSV
        running = self._begin(_("Saving the log …"))
        self._run(
            lambda: write_whole(target, export_log(vault, policy, wanted, kind, running)),
            self._say_saved,
        )

    def _lay_out(self) -> QLayout:
        about = Label(
            _(
                "Who opened, printed or saved something as a file. The log is there to "
                "protect the clients. It is about those who work here, and not for measuring "
                "their work."
            ),
            "quiet",
            wrap=True,
        )
        titles = column(Label(_("Access log"), "title"), self._count, spacing=0)
        buttons = row(None, self.verify, self.export)
        head = folding(titles, buttons, below=620, shares=(1, 0))
        card = Card(column(self.view, spacing=0), margin=1)
        layout = column(head, about, self.notice, self.busy, self.filter, card, spacing=12)
        layout.setStretch(5, 1)
        self.view.setMinimumHeight(theme.px(_LEAST_TABLE_PX))
        return page(layout)

    def _allow_export(self) -> None:
        if not self._workspace.policy.allows_export(Export.ACCESS_LOG):
            self.export.setEnabled(False)
            self.export.setToolTip(_("County IT has decided this."))

    def _connect(self) -> None:
        self.filter.changed.connect(self.read)
        self.table.more_wanted.connect(self.read_on)
        self.verify.clicked.connect(self.check_log)
        self.export.clicked.connect(self.choose_file)
        self.busy.stop_wanted.connect(self._stop)

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._workspace.tasks.run(work, then, self, otherwise=self._say_failure)

    def _begin(self, said: str) -> Running:
        self._running = running = self._workspace.tasks.follow(self.busy.show_part, self)
        self.notice.hide()
        self.verify.setEnabled(False)
        self.export.setEnabled(False)
        self.busy.begin(said, stoppable=True)
        return running

    def _end(self) -> None:
        self.busy.end()
        self.verify.setEnabled(True)
        self.export.setEnabled(True)
        self._allow_export()

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _show(self, asked: int, lines: tuple[LogLine, ...]) -> None:
        if asked == self._asked:  # else something else was asked for since
            self.table.begin(lines, may_go_on=len(lines) == PAGE)
            self.view.scrollToTop()
            self._say_count(len(lines))

    def _show_more(self, asked: int, lines: tuple[LogLine, ...]) -> None:
        if asked == self._asked:
            self.table.go_on(lines, may_go_on=len(lines) == PAGE)
            self._say_count(len(lines))

    def _say_count(self, read: int) -> None:
        count = len(self.table.values)
        text = ngettext("{n} entry", "{n} entries", count)
        if read == PAGE:
            text = _("The newest {n} entries; more come as you scroll down")
        self._count.setText(text.format(n=count) if count else _("No entries."))

    def _say_proof(self, report: ChainReport) -> None:
        self._end()
        self.notice.say("\n".join(proof_sentences(report)), "ok" if report.ok else "red")

    def _say_saved(self, _done: object) -> None:
        self._end()
        self._workspace.tell(_("The log is saved. The file is not encrypted: look after it."))
        self.read()

    def _say_failure(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.notice.say(str(error))
        elif isinstance(error, UserError):
            self.notice.say(str(error), "red")
        else:
            self._workspace.tasks.failed.emit(error)


def _fit_suffix(dialog: QFileDialog, kind: str) -> None:
    """Let the name's ending follow the kind of file that is chosen."""
    suffix = "json" if "json" in kind else "csv"
    dialog.setDefaultSuffix(suffix)
    for path in dialog.selectedFiles()[:1]:
        dialog.selectFile(Path(path).with_suffix(f".{suffix}").name)
