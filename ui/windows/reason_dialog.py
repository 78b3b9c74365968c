"""Why a colleague's case is opened: asked once, a coded answer, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from app.domain.permissions import Reason
from app.i18n import _
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.windows.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.case.case_access import ForeignCase


class ReasonDialog(Dialog):
    """Says whose case it is and what comes of opening it; Esc goes back without a trace."""

    topic = "clients"

    def __init__(self, parent: QWidget, case: ForeignCase, then: Callable[[Reason], None]) -> None:
        super().__init__(parent, _("Open the case"), _nothing)
        self._with_reason = then
        self._group = QButtonGroup(self)
        self.choices = {each: QRadioButton(each.label) for each in case.reasons}
        for button in self.choices.values():
            self._group.addButton(button)
            button.clicked.connect(self._choose)
        self.fill(
            Label(_whose(case), wrap=True),
            Label(_("Why do you need to open it?"), "label"),
            column(*(row(each, None) for each in self.choices.values()), spacing=2),
            Label(
                _(
                    "Your answer is kept in the access log. You are only asked the first "
                    "time, until Leia locks."
                ),
                "quiet",
                wrap=True,
            ),
        )
        self.choices[Reason.PERSON_ASKED].setFocus()

    @property
    def reason(self) -> Reason | None:
        """What was chosen so far."""
        return next((r for r, button in self.choices.items() if button.isChecked()), None)

    @override
    @Slot()
    def do(self) -> None:
        if self.reason is None:
            self.say(_("Choose a reason."))
            return
        self._with_reason(self.reason)
        self.accept()

    @Slot()
    def _choose(self) -> None:
        self.say("")


def _whose(case: ForeignCase) -> str:
    name = case.client_name or _("(no name yet)")
    if not case.owners:
        return _("The case of {client} is a colleague's.").format(client=name)
    return _("{client} is the case of {owners}.").format(
        client=name, owners=_(" and ").join(case.owners)
    )


def _nothing() -> None:
    """Leave the verb to `do`: a dialog that held a method of its own would never be freed."""
