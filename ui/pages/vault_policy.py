"""What county IT has decided for this computer, and where each value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot

from app.i18n import _
from app.policy.policy import Source, source_label
from app.policy.reference import policy_reference
from app.services.agreements import county_file_problems
from ui.models.text_table import TextColumn, TextTable
from ui.widgets.columns_view import ColumnsView
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, inset
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from app.policy.policy import PolicyReport
    from ui.workspace import Workspace

_LEFT_OUT = {"signature", "serial"}
"""Of interest to a program, not to people."""
_KEYS = {"county_key", "next_county_key"}
"""Nothing stands in for these when the county has not decided them."""


class _Value(NamedTuple):
    """One value in force, in words."""

    label: str
    value: str
    source: str
    problem: str


class PolicyCard(Card):
    """Read-only: county IT decides, and the program shows what it believes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lead = Label("", "quiet", wrap=True)
        self.warning = NoticeBar(closable=False)
        self._problems = Label("", "danger", wrap=True)
        self.table = TextTable(
            (
                TextColumn(_("What"), lambda value: value.label, 26),
                TextColumn(_("Value"), lambda value: value.value, 44),
                TextColumn(_("Where from"), lambda value: value.source, 30),
            )
        )
        shares = [each.share for each in self.table.columns]
        self.view = ColumnsView(self.table, _("What county IT has decided"), shares)
        heading = Label(_("Decided by county IT"), "heading")
        told = inset(heading, self._lead, self.warning, self._problems, spacing=10)
        layout = column(told, self.view, spacing=10)
        layout.setContentsMargins(1, 14, 1, 12)
        self.setLayout(layout)

    @Slot()
    def refresh(self) -> None:
        """Show the policy in force."""
        report = self._workspace.policy_report
        self._lead.setVisible(not report.warning)
        self._lead.setText(
            _("The machine policy in {place} is in force.").format(place=report.place)
            if report.decided
            else _("This computer has no machine policy; the centre decides for itself.")
        )
        if report.warning:
            self.warning.say(report.warning, "red")
        values = _values(report)
        told = [_("{what}: {why}").format(what=v.label, why=v.problem) for v in values if v.problem]
        told += county_file_problems()
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))
        self.table.show(values)


def _values(report: PolicyReport) -> list[_Value]:
    known = {field.name: field for field in policy_reference()}
    values = []
    for line in report.lines:
        if line.name in _LEFT_OUT:
            continue
        field = known.get(line.name)
        is_default = line.source is Source.DEFAULT and line.name not in _KEYS
        values.append(
            _Value(
                field.label if field is not None else line.name,
                field.default if field is not None and is_default else line.value,
                source_label(line.source),
                line.problem,
            )
        )
    return values
