"""A code that only a newer Leia knows is shown wherever it stands, and is never in the way."""

import pytest

from app.domain.access_codes import Action
from app.domain.fields import codes_of
from app.domain.meetings import Meeting
from tests.building import a_workspace, drop
from tests.newer import CODES, NEWER, SAID, stored, with_newer
from tests.ui.reading import said
from ui.forms.activity_view import STATUS_LOOK
from ui.forms.form import field_for
from ui.pages.case_tabs import TABS
from ui.windows.bookmark import Bookmark
from ui.windows.main_window import MainWindow


@pytest.fixture
def shown(small_vault, qapp):
    """Show the windows over a case; gone afterwards."""
    windows = []

    def show(case):
        workspace = a_workspace(small_vault)
        window = MainWindow(workspace)
        window.show()
        windows.append((window, workspace))
        window.open_client(case.client.id, "intake")
        return window

    yield show
    for window, workspace in windows:
        drop(window)
        workspace.close()


@pytest.mark.parametrize(("kind", "name"), CODES, ids=map(".".join, CODES))
def test_every_page_shows_a_case_with_a_code_of_a_newer_leia(small_vault, shown, kind, name):
    case = with_newer(small_vault, kind, name)
    with small_vault.work() as work:
        work.access.log(Action.OPENED, client_id=case.client.id)
    window = shown(case)
    seen = set()

    for page in TABS:
        window.open_client(case.client.id, page)
        seen |= painted(window)
    window.open_talk(case.meetings[0].id)
    seen |= painted(window)
    window.talk.toggle_shared()
    seen |= painted(window)
    for place in ("today", "clients", "access"):
        window.go(place)
        seen |= painted(window)

    assert [text for text in seen if SAID.lower() in text.lower()]
    window.workspace.desk.settle()
    assert stored(small_vault, case, kind, name) == NEWER


def painted(window):
    """Paint a window as it is; returns what it says."""
    window.grab()
    return {text for _where, text in said(window)}


def test_a_choice_offers_it_only_as_long_as_it_is_what_stands_there(qapp):
    field = field_for("activity", "status")
    known = [code.value for code in codes_of("activity", "status")]

    field.show_text(NEWER)
    assert (field.currentText(), field.count()) == (SAID, len(known) + 1)

    field.show_text(known[1])
    assert [field.itemData(row) for row in range(field.count())] == known
    drop(field)


def test_looks_are_said_of_each_status_and_of_one_of_a_newer_leia():
    assert set(STATUS_LOOK) == set(codes_of("activity", "status"))
    assert STATUS_LOOK[next(iter(STATUS_LOOK)).kept(NEWER)]


def test_a_note_that_follows_a_newer_template_opens_with_what_is_noted(small_vault, shown):
    case = with_newer(small_vault, "meeting", "kind")
    with small_vault.work() as work:
        (meeting,) = work.case(case.client.id).all(Meeting)
        work.save(Meeting(**{**vars(meeting), "template_id": "four_party", "template_version": 9}))
    window = shown(case)

    window.open_talk(case.meetings[0].id)

    assert [section.key for section in window.talk.sections] == ["wishes"]


def test_a_place_of_a_newer_leia_leads_where_the_case_is_dealt_with(small_vault, shown):
    case = with_newer(small_vault, "meeting", "kind")
    window = shown(case)

    window.go_to(Bookmark(page="person", client_id=case.client.id, tab="letters").written())

    assert window.person.page_name == window.person.suggest_page()
