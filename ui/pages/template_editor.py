"""One version of a template: its parts, the part that is written, and how it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.centre_templates import (
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateSuggestion,
    TemplateVersion,
    is_draft,
)
from app.domain.templates import worded
from app.i18n import _
from app.services.templates.finding import as_template, in_languages, parts_of
from app.services.templates.writing import untranslated
from ui.forms.suggestion_line import SuggestionLine
from ui.forms.template_name_form import TemplateNameForm
from ui.forms.template_part_form import TemplatePartForm
from ui.forms.template_preview import TemplatePreview
from ui.pages.template_words import PILLS, template_name, use_words, version_words
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.key_button import KeyButton, KeyCap
from ui.widgets.labels import Label, Pill
from ui.widgets.layouts import (
    BAR_PX,
    EDGE_PX,
    Card,
    column,
    folding,
    holding,
    row,
    scrolled,
)
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.workspace import Workspace

_WHOLE = ""
"""The row of the template itself: its name, and what it is for."""
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PARTS_PX, _PREVIEW_PX, _LATER_MS = 204, 248, 120


class TemplateEditor(QWidget):
    """Draws what the register holds of one version; deeds are the view's."""

    back_wanted = Signal()
    move_wanted = Signal(int)
    """The part shall go up (-1) or down (1)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self.version_id, self.part_id = "", _WHOLE
        self._use: Mapping[tuple[str, int], int] = {}
        self._name, self._pill, self._used = Label("", "title"), Pill(), Label("", "quiet")
        self._problem = Label("", "problem", wrap=True)
        self._back = KeyButton(_("All templates"), "Esc")
        self.print = Button(_("Print it empty …"))
        self.main = Button("", "primary")
        self.parts = LineListView(_("Parts"), lead_px=30, grows=True)
        self.parts.keeps_mark = True
        self.whole, self.form = TemplateNameForm(self._desk), TemplatePartForm(self._desk)
        self.suggestion = SuggestionLine(self._desk)
        self.preview = TemplatePreview()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._lay_out()
        self._connect()

    def show_version(self, version_id: str, part_id: str = _WHOLE) -> None:
        """Show a version, at its beginning or at one of its parts."""
        self.version_id, self.part_id = version_id, part_id
        self.say("")
        self._show()

    def show_again(self) -> None:
        """Show it as the register has it now."""
        self._show()

    def show_use(self, use: Mapping[tuple[str, int], int]) -> None:
        """Say how many conversations follow each version."""
        self._use = use
        self._say_use()

    def say(self, problem: str) -> None:
        """Say what is missing before it can be taken in use."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def go_to(self, part_id: str) -> None:
        """Write in a part, or in what the template is called."""
        self.part_id = part_id
        self._show()
        field = self.form.titles["nb"] if part_id else self.whole.names["nb"]
        field.setFocus()

    @property
    def version(self) -> TemplateVersion | None:
        """The version that is shown, as it stands on the desk."""
        found = self._desk.register.folder.entities.get(self.version_id)
        return found if isinstance(found, TemplateVersion) else None

    @property
    def part(self) -> TemplatePart | None:
        """The part that is shown."""
        found = self._desk.register.folder.entities.get(self.part_id)
        return found if isinstance(found, TemplatePart) else None

    @property
    def may_write(self) -> bool:
        """Whether it is a draft, and whoever unlocked writes templates."""
        version = self.version
        return version is not None and self._desk.may_edit(version, "nb")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc from what is written to the list of parts, and from there back."""
        if event.key() == Qt.Key.Key_Escape and not self.parts.hasFocus():
            self.parts.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the part with Alt and an arrow; the list would take the arrow for itself."""
        if watched is self.parts and isinstance(event, QKeyEvent):
            is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if is_alt and event.type() == QEvent.Type.KeyPress and event.key() in _WAYS:
                self.move_wanted.emit(_WAYS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _show(self) -> None:
        version = self.version
        if version is None:
            return
        self._name.setText(template_name(version))
        self._pill.show_text(version_words(version), PILLS[version.state])
        self._say_use()
        verbs = {
            TemplateState.DRAFT: _("Take version {n} in use").format(n=version.number),
            TemplateState.IN_USE: _("Write a new version"),
            TemplateState.RETIRED: _("Take it in use again"),
        }
        self.main.setText(verbs.get(version.state, ""))
        may = self._desk.may_edit(TemplateVersion(), "nb")
        self.main.setVisible(may and version.state in verbs)
        self._list()
        self.whole.show_version(version)
        self.form.show_part(self.part)
        self._named.setVisible(not self.part_id)
        self._written.setVisible(bool(self.part_id))
        self.suggestion.show_for(version.template_id, self._key_here(), may_take=self.may_write)
        self._draw()

    def _key_here(self) -> str:
        part = self.part
        return part.key if part else ""

    def _list(self) -> None:
        register = self._desk.register.folder
        about = Line(title=_("The template"), target=_WHOLE)
        lines = [about]
        for number, each in enumerate(parts_of(register, self.version_id), 1):
            lacks = bool(untranslated(register, each))
            lines.append(
                Line(
                    lead=str(number),
                    title=worded(in_languages(each)) or _("(no title yet)"),
                    trail="○" if lacks else "",
                    trail_spoken=_("a language is missing") if lacks else "",
                    target=each.id,
                )
            )
        if self.part_id not in [each.target for each in lines]:
            self.part_id = _WHOLE
        self.parts.show_lines(tuple(lines))
        self.parts.show_current(self.part_id)

    def _say_use(self) -> None:
        version = self.version
        if version is None:
            return
        number = version.number - 1 if is_draft(version) and version.number > 1 else version.number
        count = self._use.get((version.template_id, number), 0)
        is_new = is_draft(version) and version.number == 1
        self._used.setText("" if is_new else use_words(number, count))

    @Slot()
    def _draw(self) -> None:
        version = self.version
        if version is None:
            return
        sections = as_template(self._desk.register.folder, version).sections
        keys = [each.key for each in sections]
        here = keys.index(self._key_here()) if self._key_here() in keys else -1
        self.preview.show_section(sections[here] if here >= 0 else None, here + 1)

    @Slot(object)
    def _point(self, target: object) -> None:
        if target != self.part_id:
            self.part_id = str(target)
            self._show()

    @Slot(object)
    def _enter(self, target: object) -> None:
        self.go_to(str(target))

    @Slot()
    def _hear(self) -> None:
        """Show what changed, while it is in sight; what is typed is not shown at every key."""
        if self.isVisible():
            self._later.start()

    def _connect(self) -> None:
        self.parts.installEventFilter(self)
        self._back.clicked.connect(self.back_wanted)
        self.parts.pointed.connect(self._point)
        self.parts.opened.connect(self._enter)
        self.form.spoken_in.connect(self.preview.speak)
        self._later.timeout.connect(self._show)
        kinds = (TemplateVersion, TemplatePart, TemplateQuestion, TemplateSuggestion)
        self._desk.watch(self, dict.fromkeys(kinds, ()), self._hear)

    def _lay_out(self) -> None:
        self._problem.hide()
        titles = folding(self._name, self._pill, self._used, None, below=520, spacing=12)
        top = folding(titles, row(None, self.print, self.main), below=760, shares=(1, 0))
        keys = row(KeyCap("Alt+Up"), KeyCap("Alt+Down"), Label(_("move"), "small"), None)
        new = row(KeyCap("Ctrl+Shift+N"), Label(_("new part"), "small"), None)
        listed = Card(column(self.parts, spacing=0), margin=1)
        parts = Label(_("Parts"), "heading")
        left = holding(column(row(self._back, None), parts, listed, keys, new, None, spacing=8))
        left.setMinimumWidth(theme.px(_PARTS_PX))
        self._named, self._written = Card(column(self.whole)), Card(column(self.form))
        middle = holding(column(self._named, self._written, self.suggestion, None, spacing=16))
        self.preview.setMinimumWidth(theme.px(_PREVIEW_PX))
        right = folding(middle, self.preview, below=760, spacing=24, shares=(5, 2))
        body = folding(left, right, below=640, spacing=24, shares=(1, 5))
        whole = column(top, self._problem, body, None, spacing=14)
        around = holding(whole, (EDGE_PX, 20, EDGE_PX - BAR_PX, 20))
        self.setLayout(column(scrolled(around, keeps_room=True)))
