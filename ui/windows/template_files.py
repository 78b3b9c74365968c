"""Conversation templates out to a file, and in from one that was looked at first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from app.domain.centre_templates import (
    TemplatePart,
    TemplateQuestion,
    TemplateSuggestion,
    TemplateVersion,
)
from app.domain.permissions import Deed
from app.errors import UserError
from app.foreign_files import read_foreign
from app.i18n import _, ngettext
from app.services.template_files.file_form import LIMIT_BYTES
from app.services.template_files.giving_out import (
    check_is_final,
    check_templates_allowed,
    export_template,
    file_name,
)
from app.services.template_files.reading import read_template
from app.services.template_files.taking_in import preview, take_in
from ui.printing import write_whole
from ui.windows.template_file_sheet import TemplateFileSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.template_files.giving_out import TemplateOut
    from app.services.template_files.taking_in import FilePreview, TakenIn
    from ui.workspace import Workspace


_KINDS = (TemplateVersion, TemplatePart, TemplateQuestion, TemplateSuggestion)


class TemplateFiles(QObject):
    """What is done with template files; what may not be is said before anything is asked."""

    taken_in = Signal(str)
    """The id of the version that came or that the file was about; empty for one of Leia's."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        """Remember the window that the dialogs belong to."""
        super().__init__(window)
        self._window, self._workspace = window, workspace

    def give_out(self, version_id: str, *, suggestions: bool = False) -> None:
        """Ask where a version shall be saved as a file, with or without its open suggestions.

        `version_id` may be a template that comes with Leia, as `closing.2`. Raises UserError where
        it may not leave the vault, or is a draft.
        """
        workspace = self._workspace
        check_templates_allowed(workspace.vault, workspace.policy)
        workspace.desk.settle()
        with workspace.vault.work() as work:
            register = work.register()
        check_is_final(register, version_id)
        name = file_name(register, version_id)
        dialog = QFileDialog(
            self._window, _("Save the template as a file"), str(Path.home() / name), _kinds()
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        write = partial(self._write, version_id, suggestions)
        dialog.fileSelected.connect(lambda path: write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def give_out_suggestions(self, version_id: str) -> None:
        """Ask where the same file shall be saved with what is suggested here."""
        self.give_out(version_id, suggestions=True)

    @Slot()
    def take_in(self) -> None:
        """Ask which file to look at; raises NotAllowed for whoever may not take it in."""
        self._workspace.vault.require(Deed.SET_CENTRE)
        dialog = QFileDialog(
            self._window,
            _("Take in a template from a file"),
            str(Path.home()),
            f"{_kinds()};;{_('All files')} (*)",
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.look_at)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def look_at(self, path: str) -> None:
        """Read a file beside the window, and show what taking it in would do."""
        self._workspace.desk.settle()
        vault, file = self._workspace.vault, Path(path)

        def look() -> FilePreview:
            found = read_template(_read(file))
            with vault.work() as work:
                register = work.register()
            return preview(found, register)

        self._workspace.tasks.run(look, self._show, self)

    def _write(self, version_id: str, suggestions: bool, target: Path) -> None:  # noqa: FBT001 - a choice
        vault, today = self._workspace.vault, self._workspace.today()

        def write() -> TemplateOut:
            out = export_template(vault, version_id, today, suggestions=suggestions)
            write_whole(target, out.content)
            return out

        self._workspace.tasks.run(write, self._say_saved, self)

    def _say_saved(self, out: TemplateOut) -> None:
        told = [_("The template is saved.")]
        if out.number:  # before the rest: large letters leave little room
            told = [
                _("The template is saved. Number to compare: {number}.").format(number=out.number)
            ]
        if out.suggestions:
            text = ngettext(
                "{n} suggestion is in it.", "{n} suggestions are in it.", out.suggestions
            )
            told.append(text.format(n=out.suggestions))
        told.append(_("The file is not encrypted."))
        self._workspace.tell(" ".join(told))

    def _show(self, seen: FilePreview) -> None:
        sheet = TemplateFileSheet(self._window, seen)
        sheet.taken.connect(partial(self._take, sheet, seen))
        sheet.open()

    def _take(self, sheet: TemplateFileSheet, seen: FilePreview) -> None:
        vault, found = self._workspace.vault, seen.found
        name = found.file.template.name.nb

        def done(came: TakenIn) -> None:
            if isValid(sheet):
                sheet.accept()
            self._workspace.desk.settle()
            self._workspace.desk.register.read_again(*_KINDS)
            self._workspace.tell(_receipt(name, found.file.template.number, came))
            self.taken_in.emit(came.version_id)

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError) and isValid(sheet):
                sheet.say(str(error))
            else:
                self._workspace.tasks.failed.emit(error)

        self._workspace.tasks.run(lambda: take_in(vault, found), done, self, otherwise=failed)


def _read(file: Path) -> bytes:
    try:
        return read_foreign(file, LIMIT_BYTES)
    except OSError as error:
        raise UserError(
            _("The file could not be read. Is it a template, and no larger than 2 MB?")
        ) from error


def _kinds() -> str:
    return f"{_('Conversation templates')} (*.json)"


def _receipt(name: str, number: int, came: TakenIn) -> str:
    told = []
    if came.is_new:
        text = _("“{name}”, version {n}, is taken in. It is not in use until you take it in use.")
        told.append(text.format(name=name, n=number))
    if came.suggestions:
        text = ngettext(
            "{n} suggestion is taken in.", "{n} suggestions are taken in.", came.suggestions
        )
        told.append(text.format(n=came.suggestions))
    return " ".join(told)
