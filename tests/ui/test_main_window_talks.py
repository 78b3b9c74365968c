"""The people of the field report talk: three voices, what was agreed, and the slip, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.choices import MeetingKind, Party
from app.domain.plans import PlanActivity
from app.domain.voices import Voice, agreed_lines, voice_of
from app.formats import first_name
from app.i18n import use_language
from app.services.agreed import agreed_in, receivers
from tests.ui.hands import ALT, type_here
from tests.ui.stories import Hands
from tests.ui.story_people import STORIES

TALKING = ("C1", "C2", "C3", "C4", "C5", "C8", "C10")


@pytest.fixture
def hands(window, qtbot):
    use_language("nb")
    return Hands(window, qtbot)


@pytest.mark.parametrize("name", TALKING)
def test_three_talk_and_what_each_said_and_will_do_is_kept_apart(hands, name):
    story = STORIES[name]
    begin(hands, story)
    has_nav = hands.desk.case.intake.has_nav
    called = first_name(story.client["name"])

    said(hands, "Jeg vil ha noe å stå opp til", Qt.Key.Key_1)
    said(hands, "Veien er lang, men den finnes", Qt.Key.Key_3)
    if has_nav:
        said(hands, "Reisen kan dekkes", Qt.Key.Key_2)
    type_here(f"{called} bestiller papirene innen fredag")
    hands.command(Qt.Key.Key_Return)
    type_here("Sjekke hva som kreves")
    hands.command(Qt.Key.Key_2, ALT)
    hands.command(Qt.Key.Key_Return)
    type_here("Vi ses igjen før jul")
    hands.with_shift(Qt.Key.Key_5)

    case, talk = hands.desk.case, hands.window.talk
    text = talk.here.note.toPlainText()
    voices = [voice_of(line) for line in text.split("\n") if line]
    nav = [Voice.NAV] if has_nav else []
    assert voices == [Voice.CLIENT, Voice.CENTRE, *nav, *[Voice.AGREED] * 3]
    ordered, checked = sorted(case.all(PlanActivity), key=lambda a: a.position)
    assert (ordered.what, ordered.party) == ("Bestille papirene", Party.CLIENT)
    assert ordered.due_on.weekday() == 4
    assert checked.party == (Party.NAV if has_nav else Party.CLIENT)
    slip = [line.words for line in agreed_in(case, talk.meeting_id)]
    assert slip == list(agreed_lines(text))
    assert "Jeg vil ha noe å stå opp til" not in slip
    fields = [each.field for each in receivers(case, talk.meeting_id)]
    assert ("to_nav" in fields) == has_nav


def begin(hands, story):
    """Take somebody in, and begin the meeting that mostly comes first."""
    hands.command(Qt.Key.Key_N)
    type_here(story.client["name"])
    period = hands.desk.case.intake.id
    hands.fill(period, "kind", story.intake["kind"])
    hands.command(Qt.Key.Key_M)
    kind = MeetingKind.THREE_PARTY if hands.desk.case.intake.has_nav else MeetingKind.GUIDANCE
    hands.choose_in_menu(kind.label)
    hands.with_shift(Qt.Key.Key_M)


def said(hands, words, key):
    """Write what somebody said, and whose words they are."""
    type_here(words)
    hands.with_shift(key)
    type_here("\n")
