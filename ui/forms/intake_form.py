"""Edit the preparation (forarbeid): who it is, what is asked for, what may be shared."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.clients import Client
from app.domain.journey import begins_with_three, is_first_held, questions
from app.domain.kinds import KINDS, kind_name
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.formats import age, first_name
from app.i18n import _, ngettext
from app.services.case.folds import folded_on, remember_folded
from app.services.case.periods import sick_words
from ui.forms.criteria_form import CriteriaForm
from ui.forms.field_lines import GAP_PX, day_field, day_hint, hinted, line, narrow
from ui.forms.form import Form
from ui.forms.intake_parts import ToldParts, more, target_group
from ui.forms.municipality_field import MunicipalityField
from ui.forms.typed_contact import TypedContact
from ui.widgets.announcing import announce
from ui.widgets.fields import TextField
from ui.widgets.labelled import Row
from ui.widgets.layouts import column, row
from ui.widgets.section import Section
from ui.widgets.suffixed_field import SuffixedField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.domain.cases import Case
    from app.domain.entities import Entity
    from ui.workspace import Workspace

_INTAKE = tuple(Intake.__dataclass_fields__)
_ASKED = {
    Client: tuple(Client.__dataclass_fields__),
    Intake: _INTAKE,
    Meeting: ("kind", "state"),
}
"""What tells which questions are left, and how much is answered."""
_PHONE_PX, _YEAR_PX = 128, 120
"""Fields as wide as what is written in them."""
_PAGE = "intake"
_FOLDED_AT_FIRST = ("more",)


class IntakeForm(Form):
    """Five fields start a case; the rest can wait, and nothing is demanded."""

    asked = Signal()
    """Something else is worth asking about, or less of it."""

    def __init__(self, workspace: Workspace, likely: QWidget) -> None:
        """Take what stands below name and telephone: who may be the same person."""
        super().__init__(workspace.desk)
        self._vault = workspace.vault
        self._likely = likely
        self._rows: dict[tuple[str, str], Row] = {}
        self._section_of: dict[tuple[str, str], str] = {}
        self._period_id, self._left = "", 0
        self.name, self.year, self.sick = TextField(), SuffixedField(), SuffixedField()
        self.sick.setPlaceholderText(day_hint())
        self.criteria, self.told = CriteriaForm(workspace), ToldParts(workspace)
        self.typed_contact = TypedContact(workspace)
        county = workspace.vault.centre.county
        self.sections = {each.key: each for each in self._make_sections(county)}
        self.setLayout(column(*self.sections.values(), spacing=20))
        folded = folded_on(self._vault, _PAGE, _FOLDED_AT_FIRST)
        for section in self.sections.values():
            section.open(is_open=section.key not in folded)
            section.turned.connect(self._remember_folded)
        self.desk.watch(self, _ASKED, self._say_left)

    def show_case(self, period: Intake | None = None) -> None:
        """Edit the case on the desk; an earlier period of it is there to be read."""
        period = period or self.desk.case.intake
        self._period_id = period.id
        self.show_entity(self.desk.case.client, "client")
        self.show_entity(period, "intake")
        self.criteria.show_period(period)
        self.typed_contact.show_period(period)
        self._say_left()

    @property
    def period(self) -> Intake:
        """The period that is shown; where it was taken back, the present one."""
        shown = self.desk.case.entities.get(self._period_id)
        return shown if isinstance(shown, Intake) else self.desk.case.intake

    @property
    def left(self) -> str:
        """How many questions are left, in words; nothing where there is none."""
        return _left_words(self._left, self.desk.case) if self._left else ""

    def next_question(self) -> bool:
        """Go to the next field that is worth asking about, if there is one."""
        asked = [key for key in questions(self.desk.case) if key in self._rows]
        if not asked:
            return False
        here = next((key for key in self._rows if self.field(*key).hasFocus()), None)
        after = asked.index(here) + 1 if here in asked else 0
        self.go_to(*asked[after % len(asked)])
        announce(self, self.left)
        return True

    def focus_start(self) -> None:
        """Put the caret behind the name, where one goes on; what somebody folded stays so."""
        first = self.sections["person"]
        (self.name if first.is_open else first.head).setFocus()
        self.name.end(False)  # noqa: FBT003 - nothing is marked

    def go_to(self, kind: str, name: str) -> None:
        """Put the caret in a field, and open the section it is in."""
        section = self.sections[self._section_of[kind, name]]
        if not section.is_open:
            section.open()
        self.field(kind, name).setFocus()

    @override
    def labelled(
        self, kind: str, name: str, field: Any = None, hint: str = "", *, lines: int = 0
    ) -> Row:
        """Return a field in its row, and keep the row for the ring at its label."""
        made = super().labelled(kind, name, field, hint, lines=lines)
        self._rows[kind, name] = made
        return made

    def _make_sections(self, county: str) -> list[Section]:
        return [
            self._section("person", "", self._person(county)),
            self._section("order", _("What is asked for"), self._order()),
            self._section("nav", _("Nav"), self._nav()),
            self._section("more", _("More about the client"), more(self)),
            self._section(
                "target", _("Target group"), target_group(self, self.criteria, self.sick)
            ),
            self._section("told", _("What was told"), self.told.layout_in(self)),
        ]

    def _section(self, key: str, title: str, body: QLayout) -> Section:
        """Return a section of what was laid out since the one before."""
        new = [each for each in self._rows if each not in self._section_of]
        self._section_of.update(dict.fromkeys(new, key))
        return Section(key, title, body)

    def _person(self, county: str) -> QLayout:
        return column(
            line(
                self.labelled("client", "name", self.name),
                row(
                    self.labelled("client", "phone", narrow(TextField(), _PHONE_PX)),
                    self.labelled("client", "birth_year", narrow(self.year, _YEAR_PX)),
                    None,
                    spacing=GAP_PX,
                ),
                self.labelled("client", "municipality", MunicipalityField(county)),
            ),
            self._likely,
            line(
                self.labelled("intake", "labour_status"),
                self.labelled("intake", "education"),
                self.labelled("client", "language_form"),
            ),
            spacing=12,
        )

    def _order(self) -> QLayout:
        language = hinted(_("Language; empty when none is needed"))
        return column(
            line(
                self.labelled("intake", "kind"),
                self.labelled("intake", "requested_by"),
                self.labelled("intake", "first_contact", day_field()),
            ),
            self.labelled("intake", "purpose"),
            line(
                self.labelled("intake", "source"),
                self.labelled("intake", "motivation_level", hinted(_("not asked yet"))),
                self.labelled("client", "interpreter", language),
            ),
            self.labelled("intake", "wish"),
            spacing=12,
        )

    def _nav(self) -> QLayout:
        return column(
            line(
                self.labelled("intake", "nav_office"),
                self.labelled("intake", "nav_contact"),
                self.labelled("intake", "nav_phone"),
            ),
            line(self.labelled("intake", "nav_role"), self.typed_contact, None),
            self.labelled("intake", "agreed_to_share", lines=3),
            spacing=12,
        )

    @Slot()
    def _say_left(self) -> None:
        """Ring what is worth asking about, and count it; nothing is ever demanded."""
        if self.desk.editing is None:
            return
        case, period = self.desk.case, self.period
        asked = questions(case) if period is case.intake else ()
        self._left, worth = len(asked), frozenset(asked)
        for key, made in self._rows.items():
            made.ask(worth=key in worth)
        self.sections["nav"].setVisible(period.has_nav)
        self.told.roles.setVisible(period.has_nav)
        name = first_name(case.client.name)
        self.sections["person"].name(
            _("About {name}").format(name=name) if name else _("About the client")
        )
        years = age(case.client.birth_year, self.desk.today())
        text = ngettext("{n} year old", "{n} years old", years or 0).format(n=years)
        self.year.show_suffix(text if years is not None else "")
        self.sick.show_suffix(sick_words(period, self.desk.today()))
        self._count_answered()
        self.asked.emit()

    def _count_answered(self) -> None:
        """Say on each section how much of it is answered."""
        things: dict[str, Entity] = {"client": self.desk.case.client, "intake": self.period}
        counts = {key: [0, 0] for key in self.sections}
        for (kind, name), key in self._section_of.items():
            if not self._rows[kind, name].field.isHidden():
                counts[key][0] += _is_answered(things[kind], name)
                counts[key][1] += 1
        for key, (answered, of) in counts.items():
            self.sections[key].count(answered, of)

    @Slot()
    def _remember_folded(self) -> None:
        folded = [each.key for each in self.sections.values() if not each.is_open]
        remember_folded(self._vault, _PAGE, folded)


def _left_words(count: int, case: Case) -> str:
    if is_first_held(case):
        text = ngettext("Worth asking: {n} question", "Worth asking: {n} questions", count)
    elif begins_with_three(case):
        text = ngettext(
            "Left before the three-party meeting: {n} question",
            "Left before the three-party meeting: {n} questions",
            count,
        )
    else:
        text = ngettext(
            "Left before the first meeting: {n} question",
            "Left before the first meeting: {n} questions",
            count,
        )
    return text.format(n=count)


def _is_answered(entity: Entity, name: str) -> bool:
    """Whether a field holds something else than it is born with."""
    return bool(getattr(entity, name) != _blank(kind_name(entity))[name])


@cache
def _blank(kind: str) -> dict[str, object]:
    return {each.name: each.default for each in fields(KINDS[kind])}
