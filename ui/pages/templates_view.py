"""What the page of templates shows, and what is done there: a list, and one version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.centre_templates import (
    TemplateState,
    TemplateVersion,
    is_draft,
)
from app.domain.templates import ConversationTemplate
from app.errors import NotFinished
from app.i18n import _
from app.services.templates import writing
from app.services.templates.finding import as_template
from ui.pages.template_editor import TemplateEditor
from ui.pages.template_part_deeds import TemplatePartDeeds
from ui.pages.template_words import template_name
from ui.pages.templates_list import TemplatesList
from ui.widgets.announcing import announce
from ui.widgets.giving import give
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.entities import Entity
    from app.storage.vault import Vault
    from ui.workspace import Workspace


class TemplatesView(QWidget):
    """Goes between the list and what it opens; every deed is one step of undo."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self.list, self.editor = TemplatesList(workspace), TemplateEditor(workspace)
        self.parts = TemplatePartDeeds(workspace, self.editor)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.editor)
        self.setLayout(column(self._stack))
        self._connect()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu of templates does, under the names of its commands."""
        return {
            "copy_template": self.copy,
            "new_template_version": self.begin_version,
            "use_template": self.take_in_use,
            "retire_template": self.take_out_of_use,
            "throw_template": self.throw_away,
            "template_looks": self.editor.preview.turn,
            **self.parts.deeds(),
        }

    @Slot()
    def refresh(self) -> None:
        """Read the templates again; what is being written stays as it is."""
        self._desk.register.renew()
        if self.is_in_one:
            self.editor.show_again()
        else:
            self.list.show_all()

    def focus_start(self) -> None:
        """Put the cursor where one was: on the list, or in the template that lies open."""
        vault = self._workspace.vault
        self._workspace.tasks.run(lambda: _use(vault), self.editor.show_use, self, quick=True)
        if self.is_in_one:
            self.editor.parts.setFocus()
        else:
            self.list.focus_start()

    @property
    def is_in_one(self) -> bool:
        """Whether a version is shown, and not the list."""
        return self._stack.currentWidget() is self.editor and self.editor.version is not None

    @property
    def version(self) -> TemplateVersion | None:
        """The version of the centre's that is shown, or that the cursor is on."""
        if self.is_in_one:
            return self.editor.version
        chosen = self.list.chosen
        return chosen if isinstance(chosen, TemplateVersion) else None

    @property
    def template(self) -> ConversationTemplate | None:
        """What is shown, or what the cursor is on, as a conversation reads it."""
        version = self.version
        if version is not None:
            return as_template(self._desk.register.folder, version)
        chosen = self.list.chosen
        return chosen if isinstance(chosen, ConversationTemplate) else None

    @property
    def shown_id(self) -> str:
        """The id of the version that is shown; of one that comes with Leia, its name and number."""
        version, template = self.version, self.template
        if version is not None:
            return version.id
        return f"{template.id}.{template.version}" if template is not None else ""

    def stand_at(self, version_id: str) -> None:
        """Go to a version in the list, as it stands there now."""
        self._stack.setCurrentWidget(self.list)
        self.list.stand_at(version_id)
        self.list.focus_start()

    @Slot(str)
    def open(self, version_id: str) -> None:
        """Show a version at its beginning."""
        self.editor.show_version(version_id)
        self._stack.setCurrentWidget(self.editor)
        self.editor.parts.setFocus()

    @Slot()
    def back(self) -> None:
        """Go back to the row of the list that one came from."""
        self._desk.settle()
        self._stack.setCurrentWidget(self.list)
        self.list.stand_at(self.editor.version_id)
        self.list.focus_start()

    @Slot()
    def copy(self) -> None:
        """Make a template of the centre's own of what is shown, with all that stands in it."""
        template = self.template
        if template is None:
            return
        self._open_made(writing.copied(template, template.title))

    @Slot()
    def begin_version(self) -> None:
        """Begin the next version of what is shown."""
        version = self.version
        if version is None:
            self._workspace.tell(_("Make one of your own of it first."))
            return
        if is_draft(version):
            self._workspace.tell(_("This version is a draft: write in it."))
            return
        draft = writing.draft_of(self._desk.register.folder, version.template_id)
        if draft is not None and not version.from_whom:
            self.open(draft.id)
        else:
            self._open_made(writing.next_version(self._desk.register.folder, version))

    @Slot()
    def take_in_use(self) -> None:
        """Let new meetings follow this version from today."""
        self._desk.settle()
        version, register = self.version, self._desk.register.folder
        if version is None or version.state == TemplateState.IN_USE:
            self._workspace.tell(_("Open a draft, or a version that is not in use, first."))
            return
        try:
            changed = writing.taken_in_use(register, version, self._workspace.today())
        except NotFinished as error:
            self.open(version.id)
            self.editor.say(str(error))
            announce(self.editor.main, str(error), assertive=True)
            return
        if self._change(changed):
            told = _(
                "Version {n} of “{name}” is in use: new conversations follow it. "
                "Those that are begun stay as they are."
            )
            self._workspace.tell(told.format(n=version.number, name=template_name(version)))

    @Slot()
    def take_out_of_use(self) -> None:
        """Let new meetings follow something else."""
        version = self.version
        if version is None or version.state != TemplateState.IN_USE:
            self._workspace.tell(_("This template is not in use."))
        elif self._change([writing.taken_out(version)]):
            told = _("“{name}” is out of use. Notes that follow it stay as they are.")
            self._workspace.tell(told.format(name=template_name(version)))

    @Slot()
    def throw_away(self) -> None:
        """Take away a draft with all that stands in it; Ctrl+Z brings it back."""
        self._desk.settle()
        version = self.version
        if version is None or not is_draft(version):
            self._workspace.tell(_("Only a draft can be thrown away: what was in use stays."))
            return
        name, gone = template_name(version), writing.whole(self._desk.register.folder, version)
        if self._change([], gone):
            self._stack.setCurrentWidget(self.list)
            self.list.show_all()
            self.list.focus_start()
            told = _("The draft of “{name}” is thrown away. Ctrl+Z brings it back.")
            self._workspace.tell(told.format(name=name))

    def _open_made(self, made: Sequence[Entity]) -> None:
        if not self._desk.may_edit(made[0], "nb"):
            self._workspace.tell(_("The centre’s templates are written by its lead."))
        elif self._change(made):
            self.open(made[0].id)

    def _change(self, made: Sequence[Entity], gone: Sequence[Entity] = ()) -> bool:
        if not made and not gone:
            return False
        is_done = self._desk.change(made, removed=gone)
        if self.is_in_one:
            self.editor.show_again()
        else:
            self.list.show_all()
        return is_done

    @Slot()
    def _do_main(self) -> None:
        version = self.editor.version
        if version is not None and version.state == TemplateState.IN_USE:
            self.begin_version()
        else:
            self.take_in_use()

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.list.copy_wanted.connect(self.copy)
        self.list.from_file.clicked.connect(lambda: give(self, "template_in"))
        self.editor.back_wanted.connect(self.back)
        self.editor.print.clicked.connect(lambda: give(self, "print_template"))
        self.editor.main.clicked.connect(self._do_main)


def _use(vault: Vault) -> dict[tuple[str, int], int]:
    with vault.work() as work:
        return work.lists.template_use()
