"""Write a part of a template: title, purpose and questions in each language, and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication

from app.domain.centre_templates import TemplatePart, TemplateQuestion
from app.i18n import LANGUAGES, _
from app.services.templates.finding import questions_of
from app.services.templates.writing import new_question
from ui.forms.form import Form, field_for
from ui.forms.rows import RowForm, Rows, RowShape
from ui.forms.three_languages import (
    FOLDS_BELOW,
    SHARES,
    lacking_words,
    language_heads,
    side_by_side,
)
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.entities import Entity
    from ui.desk import Desk

_PART = "template_part"


class TemplatePartForm(Form):
    """Bound to one part; what is in use is read, not written."""

    spoken_in = Signal(str)
    """The language of the column the caret went into."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._part_id = ""
        self.titles = {each: TextField() for each in LANGUAGES}
        self._purposes = {each: NotesField(1) for each in LANGUAGES}
        lacking = lacking_words()
        for each in LANGUAGES:
            for before, fields in (("", self.titles), ("purpose_", self._purposes)):
                fields[each].setPlaceholderText(lacking[each])
                self.bind(_PART, f"{before}{each}", fields[each])
        self.questions = Rows(desk, self._question)
        self.add = Button(_("New question"), "link")
        self._lay_out()
        self.add.clicked.connect(self.begin_question)
        desk.watch(self, {TemplateQuestion: ()}, self._list)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look)

    @property
    def part(self) -> TemplatePart | None:
        """What is written, as it stands on the desk."""
        found = self.desk.register.folder.entities.get(self._part_id)
        return found if isinstance(found, TemplatePart) else None

    def show_part(self, part: TemplatePart | None) -> None:
        """Write, or read, a part."""
        self._part_id = part.id if part else ""
        self.show_entity(part, _PART)
        self.add.setVisible(part is not None and self.desk.may_edit(part, "nb"))
        self._list()

    @Slot()
    def begin_question(self) -> None:
        """Add a question after the one the caret is in, or last."""
        part, here = self.part, self._row_here()
        if part is None or not self.desk.may_edit(part, "nb"):
            return
        made = new_question(self.desk.register.folder, part, here.entity.id if here else "")
        if self.desk.change([made]):
            for each in self.questions.widgets():
                if isinstance(each, RowForm) and each.entity.id == made.id:
                    each.show()  # else it comes one turn of the window later
                    each.fields["nb"].setFocus()

    def _question(self, question: Any) -> QWidget:
        return RowForm(self.desk, question, _shape())

    def _row_here(self) -> RowForm | None:
        focused = QApplication.focusWidget()
        for each in self.questions.widgets():
            if isinstance(each, RowForm) and focused is not None and each.isAncestorOf(focused):
                return each
        return None

    @Slot()
    def _list(self) -> None:
        part = self.part
        asked: tuple[Entity, ...] = ()
        if part is not None:
            asked = questions_of(self.desk.register.folder, part.id)
        self.questions.show_rows(asked)

    @Slot()
    def _look(self) -> None:
        """Tell which language is written in."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return
        ending = focused.objectName()[-2:]
        if ending in LANGUAGES:
            self.spoken_in.emit(ending)

    def _lay_out(self) -> None:
        goes, first = self.labelled(_PART, "goes_as"), self.labelled(_PART, "speaks_first")
        ticks = folding(
            self._tick("remind"), self._tick("coded"), below=FOLDS_BELOW, spacing=16, shares=(1, 1)
        )
        self.setLayout(
            column(
                language_heads(),
                side_by_side(list(self.titles.values())),
                8,
                Label(_("Purpose, shown to the counsellor"), "small"),
                side_by_side(list(self._purposes.values())),
                8,
                Label(_("Questions"), "small"),
                self.questions,
                row(self.add, None),
                12,
                folding(goes, first, below=FOLDS_BELOW, spacing=16, shares=(1, 1)),
                ticks,
                spacing=6,
            )
        )

    def _tick(self, name: str) -> QWidget:
        field: QWidget = field_for(_PART, name)
        self.bind(_PART, name, field)
        return field


def _shape() -> RowShape:
    lacking = lacking_words()
    return RowShape(
        shares=SHARES,
        hints=lacking,
        take_out=_("Take the question out"),
        take_named=_("Take out the question “{name}”"),
        named_by="nb",
        below=FOLDS_BELOW,
        lines=1,
    )
