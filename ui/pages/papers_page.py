"""Papirer: what the person needs to bring or order, and how far it has come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.choices import DocumentStatus
from app.domain.clients import DocumentItem
from app.domain.templates import worded
from app.i18n import _
from app.services.preparing import new_document
from app.services.reference import known_documents
from ui.forms.form import Form
from ui.forms.intake_form import choices
from ui.forms.meeting_form import empty_layout
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, holding, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.desk import Desk
    from ui.workspace import Workspace


class DocumentForm(Form):
    """One paper: what, from whom, how far."""

    def __init__(self, desk: Desk, document: DocumentItem, today: Callable[[], date]) -> None:
        super().__init__(desk)
        self._id = document.id
        self._today = today
        name, issuer, remove = TextField(), TextField(), Button("×")
        status = ChoiceField(choices(DocumentStatus))
        remove.setAccessibleName(_("Take this paper out"))
        remove.setToolTip(_("Take this paper out"))
        issuer.setPlaceholderText(_("From whom"))
        name.setPlaceholderText(_("Which paper"))
        for field_name, field in (("name", name), ("issuer", issuer), ("status", status)):
            self.bind("document", field_name, field)
        last = row(status, remove)
        last.setStretch(0, 1)
        self.setLayout(column(folding(name, issuer, last, below=620, spacing=8, shares=(3, 3, 1))))
        self.show_entity(document)
        remove.clicked.connect(self._take_out)
        status.edited.connect(self._date_status)

    @Slot()
    def _take_out(self) -> None:
        self.desk.change([], removed=[self.desk.case.get(DocumentItem, self._id)])

    @Slot()
    def _date_status(self) -> None:
        document = self.desk.case.get(DocumentItem, self._id)
        self.desk.change([replace(document, changed_on=self._today())])


class PapersPage(QWidget):
    """The list of papers. The meeting is held whether or not they are there (step J5)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._shown: tuple[str, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._add = Button(_("New paper"))
        self._known = ChoiceField(
            [("", _("Often needed …")), *((d.key, worded(d.name)) for d in known_documents())]
        )
        self._known.setAccessibleName(_("Add a paper people often need"))
        self._empty = Label(
            _("No papers yet. The meeting is held whether or not they are there."),
            "quiet",
            wrap=True,
        )
        title = Label(_("Papers to bring or order"), "heading")
        head = folding(title, row(None, self._known, self._add), below=560, shares=(0, 1))
        card = Card(column(head, self._empty, self._rows, spacing=12))
        self.setLayout(column(scrolled(holding(column(card, None), (3, 8, 12, 12)))))
        self._add.clicked.connect(self._add_empty)
        self._known.edited.connect(self._add_known)
        self._desk.edited.connect(self._refresh)

    def show_case(self) -> None:
        """Show the case on the desk."""
        self._refresh()

    def focus_start(self) -> None:
        """Put the focus where a paper is added."""
        self._add.setFocus()

    @Slot()
    def _refresh(self) -> None:
        if self._desk.editing is None:
            return
        documents = self._desk.case.all(DocumentItem)
        self._empty.setVisible(not documents)
        shown = tuple(document.id for document in documents)
        if shown != self._shown:
            self._shown = shown
            empty_layout(self._rows)
            for document in documents:
                self._rows.addWidget(DocumentForm(self._desk, document, self._workspace.today))

    @Slot()
    def _add_empty(self) -> None:
        self._desk.change([new_document(self._desk.case, day=self._workspace.today())])

    @Slot(str)
    def _add_known(self, key: str) -> None:
        for known in known_documents():
            if known.key == key:
                made = new_document(
                    self._desk.case,
                    worded(known.name),
                    worded(known.issuer),
                    self._workspace.today(),
                )
                self._desk.change([made])
        self._known.show_text("")
