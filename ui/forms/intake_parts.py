"""The later parts of the preparation: more about the person, the target group, what was told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.told import ORALLY, told_on
from ui.forms.field_lines import day_field, line
from ui.widgets.buttons import Button
from ui.widgets.giving import give
from ui.widgets.key_button import KeyButton
from ui.widgets.layouts import column, folding

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.forms.criteria_form import CriteriaForm
    from ui.forms.form import Form
    from ui.workspace import Workspace

_FOLDS_BELOW = 700
"""Where three buttons no longer stand side by side."""


def more(form: Form) -> QLayout:
    """Return what else may be of use about the person."""
    return column(
        line(
            form.labelled("client", "email"),
            form.labelled("client", "gender"),
            form.labelled("client", "postal_code"),
        ),
        line(
            form.labelled("client", "spoken_level"),
            form.labelled("client", "written_level"),
            form.labelled("client", "reading"),
        ),
        spacing=12,
    )


def target_group(form: Form, criteria: CriteriaForm, sick: QWidget) -> QLayout:
    """Return whom the guidance is for, by the agreement."""
    return column(
        line(
            form.labelled("intake", "agreement", criteria.agreement),
            form.labelled("intake", "groups", criteria.groups),
            form.labelled("intake", "priority", criteria.priority),
        ),
        criteria,
        line(
            form.labelled("intake", "sick_since", sick),
            form.labelled("intake", "programme_ends", day_field()),
            None,
        ),
        form.labelled("intake", "motivation"),
        spacing=12,
    )


class ToldParts:
    """What was told, when and how; one key keeps it, and two show and print the words."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.roles: QWidget
        """When the roles were told; only where Nav takes part."""
        self.today = Button(_("Told today"))
        self.show = KeyButton(_("Show what is told"), "F9")
        self.print = KeyButton(_("Print what is told …"), "Ctrl+Shift+O")

    def layout_in(self, form: Form) -> QLayout:
        """Lay the part out in its form."""
        self.roles = line(
            form.labelled("intake", "roles_informed", day_field()),
            form.labelled("intake", "roles_told_way"),
            None,
        )
        self.today.clicked.connect(self._keep)
        for button, command in ((self.show, "show_told"), (self.print, "print_told")):
            button.clicked.connect(partial(give, button, command))
        return column(
            self.roles,
            line(
                form.labelled("intake", "basis_told_on", day_field()),
                form.labelled("intake", "basis_told_way"),
                None,
            ),
            folding(self.today, self.show, self.print, None, below=_FOLDS_BELOW, spacing=12),
            spacing=12,
        )

    @Slot()
    def _keep(self) -> None:
        """Keep that the person was told today, in words."""
        desk = self._workspace.desk
        if desk.change([told_on(desk.case.intake, self._workspace.today(), ORALLY)]):
            self._workspace.tell(_("Told today, and the day is kept."))
