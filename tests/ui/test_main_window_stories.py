"""Ten people of the field report, entered by keys alone, each with the journey of its kind."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.choices import MeetingKind, MeetingState, PlanState
from app.domain.code_sets import Codes
from app.domain.journey import journey
from app.i18n import _, use_language
from app.prints.career_plan import career_plan_pdf
from app.services.printing import plan_sheet
from tests.prints.reading import read
from tests.ui.hands import type_here
from tests.ui.stories import Hands
from tests.ui.story_people import STORIES

AGO = timedelta(days=150)


@pytest.fixture
def hands(window, qtbot):
    use_language("nb")
    return Hands(window, qtbot)


@pytest.mark.parametrize("name", STORIES)
def test_a_person_is_entered_by_keys_alone_and_has_the_journey_of_their_kind(hands, name):
    story = STORIES[name]
    entered(hands, story)

    case, today = hands.desk.case, hands.desk.editing.today
    told = {**story.client, **story.intake}
    assert {name: as_told(case, name) for name in told if name != "municipality"} == {
        name: told[name] for name in told if name != "municipality"
    }
    assert case.client.municipality
    assert [step.title for step in journey(case)] == list(story.journey)
    assert [each.state for each in case.meetings] == [
        MeetingState.FINISHED if each.came else MeetingState.NO_SHOW for each in story.meetings
    ]
    assert [each.kind for each in case.meetings] == [each.kind for each in story.meetings]
    assert [(each.day - (today - AGO)).days for each in case.meetings] == [
        each.days for each in story.meetings
    ]
    assert case.plan.state == PlanState.FINAL
    assert case.plan.end_goal == story.goal
    lines = [each.line for each in story.meetings if each.line]
    assert [a.what for a in case.activities(case.plan.id)] == [*lines, *story.steps]


def test_c2_has_two_helpers_at_the_table(hands):
    story = STORIES["C2"]
    entered(hands, story)

    three = next(m for m in hands.desk.case.meetings if m.kind == MeetingKind.THREE_PARTY)
    names = [each.name for each in hands.desk.case.participants(three.id)]
    assert "Tone Moen" in names
    assert len(names) == 4


def test_c6_comes_back_to_a_period_of_her_own_with_the_old_plan(hands):
    entered(hands, STORIES["C6"])
    come_back(hands, "liker folkene, ikke taket")

    case = hands.desk.case
    assert [each.number for each in case.periods] == [1, 2]
    assert (case.plan.number, case.plan.reason) == (2, "liker folkene, ikke taket")
    assert case.periods[0].purpose == "bli tømrer"
    assert case.intake.purpose == ""
    assert [each.intake_id for each in case.plans] == [each.id for each in case.periods]


def test_c8_has_no_nav_on_the_paper(hands):
    entered(hands, STORIES["C8"])
    story_name = STORIES["C8"].client["name"]
    case, vault = hands.desk.case, hands.window.workspace.vault
    sheet = plan_sheet(case, case.plan, vault.centre, vault.counsellor, hands.desk.editing.today)

    said = " ".join(read(career_plan_pdf(sheet)).seen)
    assert story_name in said
    assert not re.search(r"\bnav\b", said, re.IGNORECASE)


def entered(hands, story):
    """Enter a person as they are told of, from the first key to the finished plan."""
    hands.command(Qt.Key.Key_N)
    type_here(story.client["name"])
    client, period = hands.desk.case.client.id, hands.desk.case.intake.id
    for name, value in story.client.items():
        if name != "name":
            hands.fill(client, name, value)
    for name, value in story.intake.items():
        hands.fill(period, name, value)
    first = hands.desk.editing.today - AGO
    for number, met in enumerate(story.meetings):
        meet(hands, met, first, is_last=number == len(story.meetings) - 1)
    plan(hands, story)


def meet(hands, met, first, *, is_last):
    """Book a meeting, hold it, and agree when to meet again."""
    hands.command(Qt.Key.Key_M)
    hands.choose_in_menu(MeetingKind(met.kind).label)
    day = first + timedelta(days=met.days)
    type_here(f"{day.day}.{day.month}.{day.year}")
    hands.press(Qt.Key.Key_Tab)
    meeting = hands.desk.case.meetings[-1]
    if not met.came:
        hands.with_shift(Qt.Key.Key_I)
        return
    if met.helper:
        add_helper(hands, meeting, met.helper)
    hands.with_shift(Qt.Key.Key_M)
    if met.line:
        type_here(met.line)
        hands.command(Qt.Key.Key_Return)
    hands.with_shift(Qt.Key.Key_F)
    hands.agree(is_last=is_last)
    hands.press(Qt.Key.Key_Escape)


def add_helper(hands, meeting, name):
    """Write somebody else into the list of those who come."""
    before = {each.id for each in hands.desk.case.participants(meeting.id)}
    hands.tab_to_words(_("One more participant"))
    hands.press(Qt.Key.Key_Space)
    (new,) = {each.id for each in hands.desk.case.participants(meeting.id)} - before
    hands.qtbot.waitUntil(lambda: hands.window.findChild(QWidget, f"{new}.name").isVisible())
    hands.fill(new, "name", name)
    hands.press(Qt.Key.Key_Tab)


def plan(hands, story):
    """Write the goal and the steps that no conversation gave, and finish the plan."""
    hands.command(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    if hands.desk.case.plan is None:
        hands.with_shift(Qt.Key.Key_N)
    hands.fill(hands.desk.case.plan.id, "end_goal", story.goal)
    for what in story.steps:
        hands.command(Qt.Key.Key_Return)
        type_here(what)
    hands.with_shift(Qt.Key.Key_F)
    hands.answer(Qt.Key.Key_Return)


def come_back(hands, reason):
    """Begin a new period with the plan that is there."""
    hands.with_shift(Qt.Key.Key_K)
    hands.answer_period(reason)


def as_told(case, name):
    """Return what the case says of a field, as the story writes it."""
    thing = case.client if name in type(case.client).__dataclass_fields__ else case.intake
    value = getattr(thing, name)
    return " ".join(sorted(value)) if isinstance(value, Codes) else str(value)
