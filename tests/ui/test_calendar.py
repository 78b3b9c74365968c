"""The window stays open past midnight, and past a new year: nothing shows yesterday as today."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingKind
from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case import conversing
from app.services.case.preparing import new_meeting, take_in
from app.services.templates.finding import newest_built_in
from app.settings import Settings
from tests.builders import a_form
from tests.building import TODAY, Clients, drop
from tests.ui.hands import type_here
from ui.desk import Desk
from ui.system.tasks import Tasks
from ui.windows.main_window import MainWindow
from ui.workspace import ChangeNotifier, Workspace

NEXT_YEAR = date(TODAY.year + 1, 7, 1)


@dataclass
class Clock:
    """A clock that a test sets."""

    moment: datetime

    def now(self):
        return self.moment

    def today(self):
        return self.moment.date()

    def set_to(self, day, hour=0, minute=1):
        self.moment = datetime.combine(day, time(hour, minute)).astimezone()


@pytest.fixture
def clock():
    return Clock(datetime.combine(TODAY, time(23, 58)).astimezone())


@pytest.fixture
def late(small_vault, clock, qtbot):
    """A window over Liv Hansen's vault, just before midnight."""
    changes = ChangeNotifier()
    small_vault.listen(changes.changed.emit)
    workspace = Workspace(
        vault=small_vault,
        tasks=Tasks(),
        desk=Desk(small_vault, clock.today, clock.now),
        changes=changes,
        now=clock.now,
        settings=Settings(language="en"),
    )
    window = MainWindow(workspace)
    with qtbot.waitActive(window):
        window.show()
    yield window
    workspace.desk.close()
    drop(window)
    workspace.close()


@pytest.fixture
def liv(late):
    """Somebody with a meeting today, begun, and something in the plan that is due today."""
    workspace = late.workspace
    late.open_client(Clients(workspace.vault).named("Liv"), "plan")
    desk, form = workspace.desk, newest_built_in("follow_up")
    who, kind = workspace.vault.counsellor, MeetingKind.GUIDANCE
    meeting, *people = new_meeting(desk.case, kind, form, who)
    meeting = replace(meeting, day=TODAY)
    own = {"client_id": desk.case.client.id}
    plan = CareerPlan(**own)
    row = PlanActivity(**own, plan_id=plan.id, what="Ringe", due_on=TODAY)
    desk.change([meeting, *people, plan, row])
    desk.change(conversing.begin(desk.case, meeting, a_form("wishes")))
    return desk.case


def cells(model):
    return " ".join(
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def spoken(view):
    return " ".join(line.spoken for line in view.lines.lines)


def clients(window, case):
    window.go("clients")
    return lambda: cells(window.clients.table)


def meetings(window, case):
    window.show_case("meetings")
    return lambda: spoken(window.person.page("meetings").list)


def plan(window, case):
    window.show_case("plan")
    return lambda: cells(window.person.page("plan").form.table)


def aside(window, case):
    window.open_talk(case.meetings[0].id)
    return lambda: spoken(window.talk.aside.list)


@pytest.mark.parametrize("place", [clients, meetings, plan, aside], ids=lambda each: each.__name__)
def test_a_day_of_last_year_has_its_year_as_soon_as_the_year_is_new(place, late, liv, clock):
    seen = place(late, liv)
    assert str(TODAY.day) in seen()
    assert str(TODAY.year) not in seen()

    clock.set_to(NEXT_YEAR)
    late.workspace.calendar.look()

    assert str(TODAY.year) in seen()


@pytest.fixture
def read_again(late):
    """Return how often the list of clients was read while it was on screen."""
    late.go("clients")
    times = []
    late.clients.table.modelReset.connect(lambda: times.append(1))
    return lambda: len(times)


def test_a_minute_alone_does_not_read_the_clients_again(late, read_again, clock):
    clock.set_to(TODAY, 23, 59)
    late.workspace.calendar.look()

    assert read_again() == 0


def test_what_was_stored_is_read_though_a_minute_turned_meanwhile(late, read_again, clock):
    take_in(late.workspace.vault, Client(name="Ida Vik"), Intake())
    clock.set_to(TODAY, 23, 59)
    late.workspace.calendar.look()

    assert read_again() == 1
    assert {line.name for line in late.clients.table.clients} == {"Ida Vik", "Liv Hansen"}


def test_i_dag_becomes_the_next_day_by_itself(late, liv, clock):
    late.go("today")
    today = late.today

    def titles(card):
        return [line.title for line in card.list.lines.lines]

    assert titles(today.meetings) == ["Liv Hansen"]
    assert titles(today.deadlines) == ["Today", "Ringe"]

    clock.set_to(TODAY + timedelta(days=1))
    late.workspace.calendar.look()

    assert titles(today.meetings) == []
    assert titles(today.deadlines) == ["Overdue", "Ringe"]
    assert "The note is not finished" in titles(today.waiting)


def test_what_is_out_of_sight_at_midnight_is_right_when_it_is_seen(late, liv, clock):
    seen = aside(late, liv)
    late.go("clients")

    clock.set_to(NEXT_YEAR)
    late.workspace.calendar.look()
    late.open_client(liv.client.id, "meetings")
    late.open_talk(liv.meetings[0].id)

    assert str(TODAY.year) in seen()


def test_plus_one_typed_after_midnight_counts_from_the_new_day(late, liv, clock):
    late.show_case("plan")
    due = late.person.page("plan").form.row_form.due
    due.setFocus()
    clock.set_to(TODAY + timedelta(days=1))
    due.selectAll()
    type_here("+1")
    late.workspace.desk.settle()

    (row,) = late.workspace.desk.case.all(PlanActivity)
    assert row.due_on == TODAY + timedelta(days=2)


def test_typing_over_midnight_goes_on_where_it_was(late, liv, clock):
    late.open_talk(liv.meetings[0].id)
    note = late.talk.here.note
    type_here("Hun vil")
    clock.set_to(TODAY + timedelta(days=1))
    late.workspace.calendar.look()
    type_here(" bli kokk")

    assert QApplication.focusWidget() is note
    assert note.toPlainText() == "Hun vil bli kokk"


def test_the_window_hears_of_a_day_only_once(late, clock, qtbot):
    turned = []
    late.workspace.calendar.day_turned.connect(lambda: turned.append(clock.today()))
    clock.set_to(TODAY + timedelta(days=1))
    for _n in range(3):
        late.workspace.calendar.look()

    assert turned == [TODAY + timedelta(days=1)]
