"""Partners in and out as a file: seen before it is taken in, and said where it is saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.partners import Partner
from app.errors import UserError
from app.foreign_files import read_foreign
from app.i18n import _, ngettext
from app.services.case.leaving import check_may_leave
from app.services.partners.giving_out import export_partners
from app.services.partners.table_file import LIMIT_BYTES
from app.services.partners.taking_in import FilePreview, preview
from ui.printing import write_whole
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, inset, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.entities import Entity
    from ui.workspace import Workspace

_FIRST_REMARKS = 3


class PartnersFile(QWidget):
    """Hidden until a file is chosen; then it shows what taking it in would do."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._preview: FilePreview | None = None
        self.notice = NoticeBar()
        self._title = Label("", "heading", wrap=True)
        self.list = LineListView(_("What the file would do"))
        self.take = Button("", "primary")
        self._back = Button(_("Leave it"))
        buttons = row(None, self._back, self.take)
        inside = column(12, inset(self._title), self.list, inset(buttons), 12, spacing=8)
        self._card = Card(inside, margin=1)
        self._card.hide()
        self.hide()
        self.notice.closed.connect(self.leave)
        self.setLayout(column(self.notice, self._card, spacing=8))
        self.take.clicked.connect(self._take_in)
        self._back.clicked.connect(self.leave)

    @Slot()
    def choose_to_read(self) -> None:
        """Ask which file to take in."""
        table, every = _("Table for Excel"), _("All files")
        kinds = f"{table} (*.csv *.txt);;{every} (*)"
        dialog = QFileDialog(self, _("Take partners in from a file"), str(Path.home()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def choose_to_write(self) -> None:
        """Ask where the partners shall lie as a file."""
        try:
            check_may_leave(self._workspace.vault)
        except UserError as error:
            self._warn(str(error))
            return
        name = f"samarbeid-{self._workspace.today().isoformat()}.csv"
        table = _("Table for Excel")
        dialog = QFileDialog(
            self, _("Save the partners as a file"), str(Path.home() / name), f"{table} (*.csv)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def read(self, path: str) -> None:
        """Read a file beside the window, and show what taking it in would do."""
        file = Path(path)
        self._desk.settle()
        register, today = self._desk.register.folder, self._workspace.today()
        self._workspace.tasks.run(
            lambda: preview(read_foreign(file, LIMIT_BYTES), register, today),
            partial(self._show, file.name),
            self,
            otherwise=self._say_unread,
        )

    @Slot(str)
    def write(self, path: str) -> None:
        """Save all partners as a file; that it was done is in the access log."""
        self._desk.settle()
        vault, register = self._workspace.vault, self._desk.register.folder
        today, target = self._workspace.today(), Path(path)
        self._workspace.tasks.run(
            lambda: write_whole(target, export_partners(vault, register, today)),
            self._say_saved,
            self,
            otherwise=self._say_failure,
        )

    @Slot()
    def leave(self) -> None:
        """Put the file aside: nothing of it was taken in."""
        self._preview = None
        self._card.hide()
        self.notice.hide()
        self.hide()
        self.closed.emit()

    def _show(self, name: str, found: FilePreview) -> None:
        self.notice.hide()
        self.show()
        count, left = len(found.entities), len(found.remarks)
        if not count:
            self._card.hide()
            self.notice.say(_nothing(found))
            return
        self._preview = found
        told = ngettext("{n} to take in", "{n} to take in", count).format(n=count)
        if left:
            text = ngettext("{n} remark", "{n} remarks", left)
            told = f"{told} · {text.format(n=left)}"
        self._title.setText(f"{name}: {told}")
        self.take.setText(ngettext("Take in {n}", "Take in {n}", count).format(n=count))
        self.list.show_lines(tuple(_lines(found)))
        self._card.show()
        self.take.setFocus()
        announce(self.list, self._title.text())

    @Slot()
    def _take_in(self) -> None:
        """Take in what was shown, in one step that can be undone."""
        found = self._preview
        if found is not None and self._desk.change(found.entities):
            count = len(found.entities)
            text = ngettext(
                "{n} is taken in. Ctrl+Z takes it back.",
                "{n} are taken in. Ctrl+Z takes them back.",
                count,
            )
            self.leave()
            self._workspace.tell(text.format(n=count))

    def _say_saved(self, _done: object) -> None:
        self._workspace.tell(_("The partners are saved. The file is not encrypted."))

    def _say_unread(self, error: BaseException) -> None:
        if isinstance(error, OSError):
            text = _("The file could not be read. Is it a table, and no larger than 2 MB?")
            self._warn(text)
        else:
            self._say_failure(error)

    def _warn(self, sentence: str) -> None:
        self.show()
        self.notice.say(sentence, "red")

    def _say_failure(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._warn(str(error))
        else:
            self._workspace.tasks.failed.emit(error)


def _nothing(found: FilePreview) -> str:
    """Say why there is nothing to take in: the first remarks tell it."""
    if not found.remarks:
        return _("All that is in the file is here already.")
    return " ".join(found.remarks[:_FIRST_REMARKS])


def _lines(found: FilePreview) -> Iterator[Line]:
    """Yield what needs a look first, then what would be new and what would change."""
    yield from (Line(title=sentence) for sentence in found.remarks)
    for entities, word in ((found.added, _("new")), (found.changed, _("changed"))):
        yield from (
            Line(
                title=found.name_of(each),
                strong=isinstance(each, Partner),
                trail=word,
                trail_role="ok" if word == _("new") else "grey",
            )
            for each in _in_order(entities)
        )


def _in_order(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda each: not isinstance(each, Partner)))
