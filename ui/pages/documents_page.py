"""Papirer: what the person needs to bring or order, and how far it has come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.clients import DocumentItem
from app.domain.labels import field_label
from app.domain.templates import worded
from app.i18n import _, speaking
from app.services.case.preparing import new_document
from app.services.printing import language_of
from app.services.reference import known_documents
from ui.forms.rows import RowForm, Rows, RowShape
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, holding, page, row
from ui.widgets.speaking import describe
from ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.desk import Desk
    from ui.workspace import Workspace


_STATUS_PX = 150
_BELOW_PX = 620


class DocumentHeads(QWidget):
    """What the boxes of the papers are, over them; gone where they stand under each other."""

    def __init__(self) -> None:
        super().__init__()
        paper, issuer, status = (
            Label(field_label("document", name), "label") for name in ("name", "issuer", "status")
        )
        status.setFixedWidth(theme.px(_STATUS_PX) + 8 + Button("×").sizeHint().width())
        words = row(paper, issuer, status)
        for place in (0, 1):
            words.setStretch(place, 1)
        self._words = holding(words)
        self.setLayout(column(self._words))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setVisible(event.size().width() >= theme.px(_BELOW_PX))


class DocumentForm(RowForm):
    """One paper: what, from whom, how far; when its status changed is dated."""

    def __init__(self, desk: Desk, document: DocumentItem, today: Callable[[], date]) -> None:
        shape = RowShape(
            shares={"name": 3, "issuer": 3, "status": 1},
            hints={"name": _("Which paper"), "issuer": _("From whom")},
            take_out=_("Take this paper out"),
            take_named=_("Take out the paper {name}"),
            named_by="name",
            below=_BELOW_PX,
        )
        super().__init__(desk, document, shape)
        self._today = today
        self.fields["status"].setFixedWidth(theme.px(_STATUS_PX))
        self.fields["status"].edited.connect(self._date_status)

    @Slot()
    def _date_status(self) -> None:
        document = self.desk.case.get(DocumentItem, self.entity.id)
        self.desk.change([replace(document, changed_on=self._today())])


class DocumentsPage(QWidget):
    """The list of papers. The meeting is held whether or not they are there (step J5)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._rows = Rows(
            self._desk, lambda paper: DocumentForm(self._desk, paper, workspace.today)
        )
        self.add = Button(_("New paper"))
        self._known = ChoiceField(
            [("", _("Often needed …")), *((d.key, d.label) for d in known_documents())]
        )
        self._known.setAccessibleName(_("Add a paper people often need"))
        describe(self._known, self._known.accessibleName())
        self._empty = Label(
            _("No papers yet. The meeting is held whether or not they are there."),
            "quiet",
            wrap=True,
        )
        title = Label(_("Papers to bring or order"), "heading")
        head = folding(title, row(None, self._known, self.add), below=560, shares=(0, 1))
        self._heads = DocumentHeads()
        rows = column(self._heads, self._rows, spacing=4)
        card = Card(column(head, self._empty, rows, spacing=12))
        self.setLayout(page(column(card, None), above=12))
        self.add.clicked.connect(self._add_empty)
        self._rows.made.connect(self._order_tabs)
        self._known.edited.connect(self._add_known)
        self._desk.watch(self, (DocumentItem,), self._refresh)

    def show_case(self) -> None:
        """Show the case on the desk."""
        self._refresh()

    def focus_start(self) -> None:
        """Put the focus where a paper is added."""
        self.add.setFocus()

    def show_row(self, document_id: str) -> None:
        """Go to how far a paper has come."""
        field = self.findChild(QWidget, f"{document_id}.status")
        if field is not None:
            field.setFocus()

    @Slot()
    def _refresh(self) -> None:
        if self._desk.editing is None:
            return
        documents = self._desk.case.all(DocumentItem)
        self._empty.setVisible(not documents)
        self._heads.setVisible(bool(documents))
        self._rows.show_rows(documents)

    @Slot()
    def _add_empty(self) -> None:
        made = new_document(self._desk.case, day=self._workspace.today())
        self._desk.change([made])
        row = self.findChild(QWidget, f"{made.id}.name")
        if row is not None:
            row.setFocus()

    @Slot()
    def _order_tabs(self) -> None:
        follow(self.add, *self._rows.widgets())

    @Slot(str)
    def _add_known(self, key: str) -> None:
        case, today = self._desk.case, self._workspace.today()
        with speaking(language_of(case)):  # it is printed on the plan
            found = [
                new_document(case, worded(known.name), known.where, today)
                for known in known_documents()
                if known.key == key
            ]
        self._desk.change(found)
        self._known.show_text("")
