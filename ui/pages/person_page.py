"""A person: the name always in sight, the journey, and the pages of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from app.domain.choices import Party
from app.domain.clients import Client
from app.domain.journey import journey, next_move
from app.domain.meetings import Meeting, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.formats import age, first_name, joined
from app.i18n import _, said
from app.services.case.periods import period_words
from app.services.reference import municipality_short_name
from ui.pages.case_tabs import TABS, CaseTabs
from ui.widgets.journey_bar import JourneyBar
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import ElidedLabel, Label, Pill, Rule, party_role, party_text
from ui.widgets.layouts import EDGE_PX, column, holding, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.workspace import Workspace


_SHORT = 14
"""Longer names leave no room in the head of the page."""
_SHOWN = {
    Client: ("name", "phone", "birth_year", "municipality"),
    Intake: (
        *("purpose", "requested_by", "first_contact"),
        *("nav_office", "nav_contact", "nav_phone"),
        *("roles_informed", "under_30", "no_upper_secondary", "own_wish"),
        *("kind", "state"),
    ),
    Meeting: ("kind", "day", "at"),
    CareerPlan: (),
    PlanActivity: ("what", "party", "due", "status"),
}
"""What the head and the journey are made of."""


class PersonPage(QWidget):
    """The case on the desk. Its pages are built when first looked at, or ahead of it."""

    talk_wanted = Signal(object)
    start_wanted = Signal(object)
    print_wanted = Signal()
    finish_wanted = Signal()
    new_version_wanted = Signal()
    team_wanted = Signal()
    turned = Signal()
    """Another version of the plan is shown."""
    same_wanted = Signal(str, bool)
    """The person on the desk is somebody who is there already."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._name = Label("", "title")
        self._about = ElidedLabel("", "quiet")
        self._next = Pill()
        self._print = KeyButton(_("Print"), "Ctrl+P")
        self._journey = JourneyBar()
        self.tabs = CaseTabs()
        self._stack = QStackedWidget()
        self._pages: dict[str, Any] = {}
        self._names = tuple(TABS)
        for tab in TABS.values():
            self.tabs.addTab(said(tab.text))
        head = row(self._name, self._about, None, self._next, self._print, spacing=14)
        self._corner = QStackedWidget()
        self._corner.addWidget(QWidget())
        self._corner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        tabs = row(self.tabs, None, self._corner)
        above = column(head, self._journey, column(tabs, Rule(), spacing=0), spacing=12)
        self._above = holding(above, (EDGE_PX, 20, EDGE_PX, 0))
        layout = column(self._above, self._stack, spacing=0)
        layout.setStretch(1, 1)
        self._connect()
        self.setLayout(layout)

    @property
    def page_name(self) -> str:
        """Which page of the case is shown."""
        return self._names[self.tabs.currentIndex()]

    def page(self, name: str) -> Any:
        """Return a page, built when first asked for."""
        if name not in self._pages:
            page = TABS[name].make(self._workspace)
            self._pages[name] = page
            self._wire(name, page)  # first: a corner without its place would be a window
            self._stack.addWidget(page)
        return self._pages[name]

    def build_ahead(self) -> Iterator[None]:
        """Build the pages nobody has looked at yet, one at each step."""
        for name in self._names:
            if name not in self._pages:
                self.page(name)
                yield

    def show_page(self, name: str) -> None:
        """Go to a page of the case."""
        page = self.page(name)
        if self._above.isHidden():
            self._show_large(large=False)
        self.tabs.setCurrentIndex(self._names.index(name))
        self._stack.setCurrentWidget(page)
        self._corner.setCurrentIndex(1 if name == "plan" else 0)
        page.show_case()
        self._refresh()
        self._offer_print()

    @Slot()
    def _offer_print(self) -> None:
        """Offer the person's own copy, or on the page of sharing the one for somebody else."""
        why = self.page("sharing").why_not if self.page_name == "sharing" else ""
        who = self.page("sharing").recipient if self.page_name == "sharing" else ""
        short = who.rsplit(",", 1)[-1].strip()
        words = _("Make a copy for {who}").format(who=short)
        words = words if short and len(short) <= _SHORT else _("Make a copy")
        self._print.setText(words if self.page_name == "sharing" else _("Print"))
        self._print.setEnabled(not why)
        self._print.setToolTip(why or (who if who != short else ""))
        self._print.setAccessibleName(f"{self._print.text()} {why}".strip())
        self._print.updateGeometry()

    def show_paper(self) -> None:
        """Show the plan's sheet as large as there is room for; once more shows the plan again."""
        large = self.page_name != "plan" or not self.page("plan").is_paper_large
        if self.page_name != "plan":
            self.show_page("plan")
        self._show_large(large=large)

    def _show_large(self, *, large: bool) -> None:
        self._above.setVisible(not large)
        self.page("plan").show_paper_large(large=large)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._above.isHidden():
            self._show_large(large=False)
            return
        super().keyPressEvent(event)

    def plan_to_print(self) -> CareerPlan | None:
        """Return the version on the plan's page, or elsewhere the one that counts."""
        if self._desk.editing is None:
            return None
        on_page = self.isVisible() and self.page_name == "plan"
        chosen: CareerPlan | None = self.page("plan").shown if on_page else self._desk.case.plan
        return chosen

    def focus_print(self) -> None:
        """Put the focus on what comes next when a plan is finished: its paper."""
        self._print.setFocus()

    def reveal(self, entity_id: str) -> None:
        """Put the cursor on a row of the page shown, so that its fields are there."""
        entity = self._desk.case.entities.get(entity_id)
        if isinstance(entity, CareerPlan | PlanActivity) and self.page_name == "plan":
            plan_id = entity.plan_id if isinstance(entity, PlanActivity) else entity_id
            self.page("plan").show_version(plan_id)
            self.page("plan").form.view.show_row(entity_id)
        elif isinstance(entity, Meeting | Participant) and self.page_name == "meetings":
            meeting_id = entity.meeting_id if isinstance(entity, Participant) else entity_id
            self.page("meetings").show_meeting(meeting_id)

    def suggest_page(self) -> str:
        """Return the page where this case is dealt with now."""
        steps = journey(self._desk.case)
        return next((step.page for step in steps if step.state == "NOW"), "plan")

    def _wire(self, name: str, page: Any) -> None:
        if name == "meetings":
            page.talk_wanted.connect(self.talk_wanted)
            page.start_wanted.connect(self.start_wanted)
        if name == "intake":
            page.likely.same_wanted.connect(self.same_wanted)
        if name == "sharing":
            page.turned.connect(self._offer_print)
            page.written.connect(self.focus_print)
        if name == "history":
            page.team_wanted.connect(self.team_wanted)
        if name == "plan":
            self._corner.addWidget(page.corner)
            page.finish_wanted.connect(self.finish_wanted)
            page.new_version_wanted.connect(self.new_version_wanted)
            page.note_wanted.connect(self.talk_wanted)
            page.large_wanted.connect(self.show_paper)
            page.turned.connect(self._refresh)
            page.turned.connect(self.turned)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self._journey.chosen.connect(self.show_page)
        self._print.clicked.connect(self.print_wanted)
        self._desk.watch(self, _SHOWN, self._refresh)

    @Slot(int)
    def _tab_changed(self, number: int) -> None:
        if self._desk.editing is not None:
            self._desk.settle()
            self.show_page(self._names[number])

    @Slot()
    def _refresh(self) -> None:
        if self._desk.editing is None:
            return
        case, intake = self._desk.case, self._desk.case.intake
        years = age(case.client.birth_year, self._workspace.today())
        self._name.setText(case.client.name or _("(no name yet)"))
        nav = (intake.nav_office, intake.nav_contact) if intake.has_nav else ()
        contact = ": ".join(part for part in nav if part)
        phone = intake.nav_phone if intake.has_nav else ""
        self._about.setText(
            joined(
                [
                    _("{n} years").format(n=years) if years else "",
                    municipality_short_name(case.client.municipality),
                    ", ".join(part for part in (contact, phone) if part),
                    "" if intake.has_nav else intake.kind.label.lower(),
                    period_words(case),
                ]
            )
        )
        self._journey.show_steps(journey(case))
        has_plan = self.plan_to_print() is not None
        self._print.setEnabled(has_plan)
        # without a plan, to begin one is what the page is for
        first = has_plan and self.page_name == "plan"
        self._print.show_kind("primary" if first else "plain")
        self._say_next(next_move(case))

    def _say_next(self, party: Party | None) -> None:
        self._next.setVisible(party is not None)
        if party is None:
            return
        word = first_name(self._desk.case.client.name) if party == Party.CLIENT else party.label
        self._next.show_text(
            _("Waiting for: {who}").format(who=party_text(party, word)), party_role(party)
        )
