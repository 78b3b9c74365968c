"""Edit the activity the cursor is on: what, who, by when, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import (
    PARTY_SHAPES,
    ActivityKind,
    ActivityStatus,
    Party,
    activity_kind_label,
    activity_status_label,
    party_label,
)
from app.i18n import _
from ui.forms.activity_view import STATUS_LOOK
from ui.forms.form import Form
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from app.domain.plans import PlanActivity
    from ui.desk import Desk


class ActivityForm(Form):
    """One row of the plan, field by field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.what = TextField()
        self.detail = TextField()
        self.who = TextField()
        self.due = TextField()
        self.due.setPlaceholderText(_("12.3, +14, Friday, in the autumn"))
        self.party = ChoiceField([(p.value, f"{PARTY_SHAPES[p]} {party_label(p)}") for p in Party])
        self.status = ChoiceField(
            [(s.value, f"{STATUS_LOOK[s][0]} {activity_status_label(s)}") for s in ActivityStatus]
        )
        self.kind = ChoiceField([(k.value, activity_kind_label(k)) for k in ActivityKind])
        first = row(
            self.labelled("activity", "what", self.what), self.labelled("activity", "due", self.due)
        )
        first.setStretch(0, 2)
        first.setStretch(1, 1)
        second = row(
            self.labelled("activity", "party", self.party),
            self.labelled("activity", "who", self.who),
            self.labelled("activity", "status", self.status),
        )
        third = row(
            self.labelled("activity", "detail", self.detail),
            self.labelled("activity", "kind", self.kind),
        )
        third.setStretch(0, 2)
        third.setStretch(1, 1)
        for line in (first, second, third):
            line.setSpacing(12)
        self.setLayout(column(first, second, third, spacing=12))

    def show_activity(self, activity: PlanActivity | None) -> None:
        """Edit this row of the plan; None locks the form."""
        self.show_entity(activity, "activity")
