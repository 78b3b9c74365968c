"""Edit the activity the cursor is on: what, who, by when, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import ActivityStatus, Party, newer_label
from app.domain.periods import parties_of
from app.i18n import _
from ui.forms.activity_view import STATUS_LOOK
from ui.forms.form import Form, field_for, party_word
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.layouts import column, folding

if TYPE_CHECKING:
    from app.domain.plans import PlanActivity
    from ui.desk import Desk


FOLD_BELOW = 500


class ActivityForm(Form):
    """One row of the plan, field by field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.what = TextField()
        self.detail = TextField()
        self.who = TextField()
        self.due = TextField()
        self.due.setPlaceholderText(_("12.3, +14, Friday, in the autumn"))
        self.party = field_for("activity", "party")
        self.status = ChoiceField(
            [(s.value, f"{STATUS_LOOK[s][0]} {s.label}") for s in ActivityStatus], newer_label
        )
        first = folding(
            self.labelled("activity", "what", self.what),
            self.labelled("activity", "due", self.due),
            below=FOLD_BELOW,
            shares=(2, 1),
        )
        second = folding(
            self.labelled("activity", "party", self.party),
            self.labelled("activity", "who", self.who),
            self.labelled("activity", "status", self.status),
            below=FOLD_BELOW,
            shares=(1, 1, 1),
        )
        third = folding(
            self.labelled("activity", "detail", self.detail),
            self.labelled("activity", "kind"),
            below=FOLD_BELOW,
            shares=(2, 1),
        )
        self.setLayout(column(first, second, third, spacing=12))

    def show_activity(self, activity: PlanActivity | None) -> None:
        """Edit this row of the plan; None locks the form."""
        if activity is not None:
            parties = {*parties_of(self.desk.case.intake), activity.party}
            self.party.offer([(each.value, party_word(each)) for each in Party if each in parties])
        self.show_entity(activity, "activity")
