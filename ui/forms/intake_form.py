"""Edit the preparation (forarbeid): who it is, what is asked for, what may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.domain.clients import Client
from app.domain.journey import is_three_party_held, questions
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.i18n import _, ngettext
from ui.forms.form import Form
from ui.forms.municipality_field import MunicipalityField
from ui.style.theme import theme
from ui.widgets.fields import TextField
from ui.widgets.labelled import AskingLabel, Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.desk import Desk


_ASKED = {
    Client: ("name", "phone", "municipality"),
    Intake: (
        *("purpose", "requested_by", "roles_informed"),
        *("under_30", "no_upper_secondary", "own_wish"),
    ),
    Meeting: ("kind", "state"),
}
"""What tells which questions are left."""
_FOLDS_BELOW = 640
_PHONE_PX, _YEAR_PX, _DAY_PX = 136, 120, 168
"""Fields as wide as what is written in them."""


class IntakeForm(Form):
    """Five fields start a case; the rest can wait, and nothing is demanded."""

    def __init__(self, desk: Desk, county: str, likely: QWidget) -> None:
        """Take what stands below name and telephone: who may be the same person."""
        super().__init__(desk)
        self._likely = likely
        self._rows: dict[tuple[str, str], Row] = {}
        self.left = AskingLabel("", "quiet")
        self.left.ask(worth=True)
        self.name = TextField()
        self.setLayout(
            column(
                Card(column(Label(_("To begin with"), "heading"), self._begin(county), spacing=12)),
                Card(column(Label(_("Nav"), "heading"), self._nav(), spacing=12)),
                Card(column(Label(_("Target group"), "heading"), self._target_group(), spacing=12)),
                Card(column(Label(_("About the client"), "heading"), self._person(), spacing=12)),
                None,
                spacing=12,
            )
        )
        desk.watch(self, _ASKED, self._say_left)

    def show_case(self) -> None:
        """Edit the case on the desk."""
        self.show_entity(self.desk.case.client, "client")
        self.show_entity(self.desk.case.intake, "intake")
        self._say_left()

    @override
    def labelled(
        self, kind: str, name: str, field: Any = None, hint: str = "", *, lines: int = 0
    ) -> Row:
        """Return a field in its row, and keep the row for the ring at its label."""
        made = super().labelled(kind, name, field, hint, lines=lines)
        self._rows[kind, name] = made
        return made

    def _begin(self, county: str) -> QLayout:
        return column(
            folding(
                self.labelled("client", "name", self.name),
                self.labelled("client", "phone", _narrow(TextField(), _PHONE_PX)),
                self.labelled("client", "birth_year", _narrow(TextField(), _YEAR_PX)),
                self.labelled("client", "municipality", MunicipalityField(county)),
                below=_FOLDS_BELOW,
                spacing=16,
                shares=(5, 0, 0, 4),
            ),
            self._likely,
            folding(
                self.labelled("intake", "requested_by"),
                self.labelled("intake", "first_contact", _narrow(_day(), _DAY_PX)),
                below=_FOLDS_BELOW,
                spacing=16,
                shares=(1, 0),
            ),
            self.labelled("intake", "purpose"),
            spacing=12,
        )

    def _nav(self) -> QLayout:
        return column(
            folding(
                self.labelled("intake", "nav_office"),
                self.labelled("intake", "nav_contact"),
                self.labelled("intake", "nav_phone", _narrow(TextField(), _PHONE_PX)),
                self.labelled("intake", "nav_role"),
                below=_FOLDS_BELOW,
                spacing=16,
                shares=(4, 4, 0, 3),
            ),
            self.labelled("intake", "agreed_to_share", lines=3),
            spacing=12,
        )

    def _target_group(self) -> QLayout:
        names = ("under_30", "no_upper_secondary", "own_wish")
        last = self.labelled("intake", "motivation")
        informed = self.labelled("intake", "roles_informed", _day())
        return _grid(*(self.labelled("intake", name) for name in names), informed, last=last)

    def _person(self) -> QLayout:
        interpreter = TextField()
        interpreter.setPlaceholderText(_("Language; empty when none is needed"))
        return _grid(
            self.labelled("client", "email"),
            self.labelled("client", "language_form"),
            self.labelled("client", "interpreter", interpreter),
        )

    @Slot()
    def _say_left(self) -> None:
        """Ring what is worth asking about, and count it; nothing is ever demanded."""
        if self.desk.editing is None:
            return
        case = self.desk.case
        asked = questions(case)
        for key, made in self._rows.items():
            made.ask(worth=key in asked)
        count = len(asked)
        if is_three_party_held(case):
            text = ngettext("Worth asking: {n} question", "Worth asking: {n} questions", count)
        else:
            text = ngettext(
                "Left before the three-party meeting: {n} question",
                "Left before the three-party meeting: {n} questions",
                count,
            )
        self.left.setText(text.format(n=count))
        self.left.setVisible(count > 0)


def _narrow(field: TextField, wide: int) -> TextField:
    field.setMaximumWidth(theme.px(wide))
    field.setMinimumWidth(theme.px(wide))
    return field


def _day() -> TextField:
    """Return a field for a date, with the ways it may be written."""
    field = TextField()
    field.setPlaceholderText(_("12.3, Friday"))
    return field


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
