"""Edit the preparation (forarbeid): who it is, what is asked for, what may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout

from app.domain.checks import intake_advice, intake_gaps
from app.domain.clients import Client, Intake
from app.i18n import _
from ui.forms.form import Form
from ui.forms.municipality_field import MunicipalityField
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.desk import Desk


_ASKED = {
    Client: ("name", "phone", "municipality"),
    Intake: (
        *("purpose", "requested_by", "roles_informed"),
        *("under_30", "no_upper_secondary", "own_wish"),
    ),
}
"""What the checks of a preparation read."""


class IntakeForm(Form):
    """Five fields start a case; the rest can wait, and nothing is demanded."""

    def __init__(self, desk: Desk, county: str) -> None:
        super().__init__(desk)
        self._gaps = Label("", "problem", wrap=True)
        self.name = TextField()
        self.setLayout(
            column(
                self._gaps,
                Card(column(Label(_("To begin with"), "heading"), self._begin(county), spacing=12)),
                Card(column(Label(_("Nav"), "heading"), self._nav(), spacing=12)),
                Card(column(Label(_("Target group"), "heading"), self._target_group(), spacing=12)),
                Card(column(Label(_("About the person"), "heading"), self._person(), spacing=12)),
                None,
                spacing=12,
            )
        )
        desk.watch(self, _ASKED, self._say_gaps)

    def show_case(self) -> None:
        """Edit the case on the desk."""
        self.show_entity(self.desk.case.client, "client")
        self.show_entity(self.desk.case.intake, "intake")
        self._say_gaps()

    def _begin(self, county: str) -> QLayout:
        return _grid(
            self.labelled("client", "name", self.name),
            self.labelled("client", "phone"),
            self.labelled("client", "municipality", MunicipalityField(county)),
            self.labelled("intake", "requested_by"),
            last=self.labelled("intake", "purpose"),
        )

    def _nav(self) -> QLayout:
        names = ("nav_office", "nav_contact", "nav_phone", "nav_role")
        shared = self.labelled("intake", "agreed_to_share", lines=3)
        return _grid(*(self.labelled("intake", name) for name in names), last=shared)

    def _target_group(self) -> QLayout:
        names = ("under_30", "no_upper_secondary", "own_wish", "roles_informed")
        last = self.labelled("intake", "motivation")
        return _grid(*(self.labelled("intake", name) for name in names), last=last)

    def _person(self) -> QLayout:
        interpreter = TextField()
        interpreter.setPlaceholderText(_("Language; empty when none is needed"))
        return _grid(
            self.labelled("client", "birth_year"),
            self.labelled("client", "email"),
            self.labelled("client", "language_form"),
            self.labelled("client", "interpreter", interpreter),
            self.labelled("intake", "first_contact"),
        )

    @Slot()
    def _say_gaps(self) -> None:
        if self.desk.editing is None:
            return
        case = self.desk.case
        problems = [*intake_gaps(case.client, case.intake), *intake_advice(case.intake)]
        sentences = [problem.message for problem in problems]
        self._gaps.setText(" ".join(sentences))
        self._gaps.setVisible(bool(sentences))


def _grid(*cells: QLayout, last: QLayout | None = None) -> QGridLayout:
    """Lay fields in two columns, and perhaps one below them all."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for place, layout in enumerate(cells):
        grid.addLayout(layout, place // 2, place % 2)
    if last is not None:
        grid.addLayout(last, len(cells), 0, 1, 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
