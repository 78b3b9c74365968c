"""Edit the preparation (forarbeid): who it is, what is asked for, what may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout

from app.domain.checks import intake_advice, intake_gaps
from app.domain.choices import (
    Answer,
    Code,
    ContactRole,
    LanguageForm,
    RequestedBy,
)
from app.i18n import _
from app.services.reference import counties
from ui.forms.form import Form
from ui.widgets.fields import ChoiceField, NotesField, TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from ui.desk import Desk


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
        desk.edited.connect(self._say_gaps)

    def show_case(self) -> None:
        """Edit the case on the desk."""
        self.show_entity(self.desk.case.client, "client")
        self.show_entity(self.desk.case.intake, "intake")
        self._say_gaps()

    def _begin(self, county: str) -> QLayout:
        return _grid(
            [
                (self.labelled("client", "name", self.name), 1),
                (self.labelled("client", "phone", TextField()), 1),
                (
                    self.labelled(
                        "client", "municipality", ChoiceField(municipality_choices(county))
                    ),
                    1,
                ),
                (
                    self.labelled(
                        "intake",
                        "requested_by",
                        ChoiceField(choices(RequestedBy)),
                    ),
                    1,
                ),
                (self.labelled("intake", "purpose", NotesField(2)), 2),
            ]
        )

    def _nav(self) -> QLayout:
        return _grid(
            [
                (self.labelled("intake", "nav_office", TextField()), 1),
                (self.labelled("intake", "nav_contact", TextField()), 1),
                (self.labelled("intake", "nav_phone", TextField()), 1),
                (
                    self.labelled("intake", "nav_role", ChoiceField(choices(ContactRole))),
                    1,
                ),
                (self.labelled("intake", "agreed_to_share", NotesField(3)), 2),
            ]
        )

    def _target_group(self) -> QLayout:
        answers = choices(Answer)
        return _grid(
            [
                (self.labelled("intake", "under_30", ChoiceField(answers)), 1),
                (self.labelled("intake", "no_upper_secondary", ChoiceField(answers)), 1),
                (self.labelled("intake", "own_wish", ChoiceField(answers)), 1),
                (self.labelled("intake", "roles_informed", TextField()), 1),
                (self.labelled("intake", "motivation", NotesField(2)), 2),
            ]
        )

    def _person(self) -> QLayout:
        interpreter = TextField()
        interpreter.setPlaceholderText(_("Language; empty when none is needed"))
        return _grid(
            [
                (self.labelled("client", "birth_year", TextField()), 1),
                (
                    self.labelled(
                        "client",
                        "language_form",
                        ChoiceField(choices(LanguageForm)),
                    ),
                    1,
                ),
                (self.labelled("client", "interpreter", interpreter), 1),
                (self.labelled("intake", "first_contact", TextField()), 1),
            ]
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


def municipality_choices(county: str) -> list[tuple[str, str]]:
    """Return every municipality, the centre's own county first, by Norwegian name."""
    ordered = sorted(counties(), key=lambda found: found.number != county)
    found_choices = [("", _("Not answered"))]
    for found in ordered:
        found_choices += [(m.number, m.official_name or m.name) for m in found.municipalities]
    return found_choices


def choices(codes: type[Code]) -> list[tuple[str, str]]:
    """Return a closed list as codes and words, for a choice field."""
    return [(code.value, code.label) for code in codes]


def _grid(cells: Sequence[tuple[QLayout, int]]) -> QGridLayout:
    """Lay fields in two columns; a wide one takes a row."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    place = 0
    for layout, span in cells:
        if place % 2 + span > 2:  # noqa: PLR2004 - two columns
            place += 1
        grid.addLayout(layout, place // 2, place % 2, 1, span)
        place += span
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
