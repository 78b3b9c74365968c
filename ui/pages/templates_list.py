"""The list of templates: the centre's versions, and those that come with Leia."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.centre_templates import TemplateVersion, is_draft
from app.domain.choices import MeetingKind
from app.domain.templates import ConversationTemplate, worded
from app.i18n import _
from app.services.templates.finding import as_template, built_in, newest_built_in
from ui.pages.template_words import (
    PILLS,
    about_version,
    in_words,
    kinds_words,
    template_name,
)
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import BAR_PX, EDGE_PX, Card, column, folding, holding, row, scrolled
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from datetime import date

    from app.domain.folders import Folder
    from ui.workspace import Workspace


class TemplatesList(QWidget):
    """Rows at the left; the template of the row, to be read through, at the right."""

    opened = Signal(str)
    """The id of a version of the centre's."""
    copy_wanted = Signal(object)
    """A template that comes with Leia."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._nothing = Label(
            _("The centre has no templates of its own. Make one of those that come with Leia."),
            "quiet",
            wrap=True,
        )
        self.view = LineListView(_("Templates"), grows=True)
        self._name, self._about = Label("", "heading", wrap=True), Label("", "quiet", wrap=True)
        self._words = NotesField(1)
        self._words.setAccessibleName(_("The whole template"))
        self._words.set_bare(bare=True)
        self._words.set_locked(locked=True)
        self.main = Button("", "primary")
        self.from_file = Button(_("Take in from a file …"))
        self._lay_out()
        self.view.pointed.connect(self._point)
        self.view.opened.connect(self._open)
        self.main.clicked.connect(self._do_main)
        self._here: object = None

    def show_all(self) -> None:
        """Show what there is; the cursor stays where it was."""
        lines = template_lines(self._desk.register.folder, self._workspace.today())
        self.view.show_lines(lines)
        targets = [each.target for each in lines]
        if self._here not in targets:
            self._here = targets[0]
        self._nothing.setVisible(not self._desk.register.folder.all(TemplateVersion))
        self.from_file.setVisible(self._may)
        self.view.show_current(self._here)
        self._show()

    def focus_start(self) -> None:
        """Put the cursor on the list."""
        self.view.setFocus()
        self.view.show_current(self._here)

    def stand_at(self, version_id: str) -> None:
        """Put the cursor on a version."""
        self._here = version_id
        self.show_all()

    @property
    def chosen(self) -> TemplateVersion | ConversationTemplate | None:
        """The template the cursor is on."""
        register = self._desk.register.folder
        found = register.entities.get(str(self._here))
        if isinstance(found, TemplateVersion):
            return found
        ids = {each.id for each in built_in()}
        return newest_built_in(str(self._here)) if self._here in ids else None

    @property
    def _may(self) -> bool:
        return self._desk.may_edit(TemplateVersion(), "nb")

    @Slot(object)
    def _point(self, target: object) -> None:
        self._here = target
        self._show()

    @Slot(object)
    def _open(self, target: object) -> None:
        self._here = target
        self._do_main()

    @Slot()
    def _do_main(self) -> None:
        chosen = self.chosen
        if isinstance(chosen, TemplateVersion):
            self.opened.emit(chosen.id)
        elif chosen is not None and self._may:
            self.copy_wanted.emit(chosen)

    def _show(self) -> None:
        chosen = self.chosen
        if isinstance(chosen, TemplateVersion):
            template = as_template(self._desk.register.folder, chosen)
            self._name.setText(template_name(chosen))
            self._about.setText(about_version(chosen, self._workspace.today()))
            self.main.setText(_("Write in it") if is_draft(chosen) and self._may else _("Open"))
        elif chosen is not None:
            template = chosen
            self._name.setText(worded(chosen.title))
            text = _("Comes with Leia and never changes · version {n}")
            self._about.setText(text.format(n=chosen.version))
            self.main.setText(_("Make our own of it"))
        else:
            return
        self.main.setVisible(isinstance(chosen, TemplateVersion) or self._may)
        self._words.show_text(in_words(template))

    def _lay_out(self) -> None:
        listed = Card(column(self.view, spacing=0), margin=1)
        lists = column(self._nothing, listed, None, spacing=8)
        left = holding(lists, (0, 0, BAR_PX, 0))
        card = Card(column(self._name, self._about, 8, self._words, spacing=4))
        buttons = row(self.main, None)
        right = holding(column(buttons, card, None, spacing=12))
        body = folding(left, right, below=700, spacing=16 - BAR_PX, shares=(4, 5))
        top = row(Label(_("Templates"), "title"), None, self.from_file)
        whole = column(top, body, None, spacing=14)
        around = holding(whole, (EDGE_PX, 20, EDGE_PX - BAR_PX, 20))
        self.setLayout(column(scrolled(around, keeps_room=True)))


def template_lines(register: Folder, today: date) -> tuple[Line, ...]:
    """Return a row for each version of the centre's, and for each template that comes with Leia."""
    versions = sorted(
        register.all(TemplateVersion),
        key=lambda each: (template_name(each).casefold(), each.template_id, -each.number),
    )
    own = [
        Line(
            title=template_name(each),
            title_rest="  " + _("version {number}").format(number=each.number),
            subtitle=about_version(each, today),
            trail=each.state.label,
            trail_role=PILLS[each.state],
            strong=True,
            target=each.id,
        )
        for each in versions
    ]
    newest = {each.id: newest_built_in(each.id) for each in built_in()}
    with_leia = [
        Line(
            title=worded(each.title),
            subtitle=_("Comes with Leia") + " · " + kinds_words(each.serves),
            target=each.id,
        )
        for each in sorted(newest.values(), key=lambda t: list(MeetingKind).index(t.serves[0]))
    ]
    return (*own, *with_leia)
