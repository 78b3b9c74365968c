"""What changed is shown at once where it is on screen, and else when it comes on screen."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.errors import NotSaved
from app.services.case.editing import FieldKey
from tests.building import Clients, drop
from ui.desk import Saved


@pytest.fixture
def desk(small):
    small.desk.open(Clients(small.vault).named("Liv"))
    return small.desk


@pytest.fixture
def widget(qtbot):
    made = QWidget()
    yield made
    drop(made)


def name_typed(desk, text):
    desk.type_into(FieldKey(desk.case.client.id, "name"), text)


def test_only_those_it_concerns_hear_of_a_change(desk, widget):
    heard = []
    widget.show()
    desk.watch(widget, (Client,), lambda: heard.append("client"))
    desk.watch(widget, (Intake, Meeting), lambda: heard.append("others"))
    desk.watch(widget, lambda: (desk.case.client.id,), lambda: heard.append("id"))
    desk.watch(widget, lambda: (desk.case.intake.id,), lambda: heard.append("other id"))

    name_typed(desk, "Liv B")

    assert heard == ["client", "id"]


def test_what_is_hidden_hears_once_when_it_is_shown(desk, widget):
    heard = []
    desk.watch(widget, (Client,), lambda: heard.append(desk.case.client.name))

    for text in ("L", "Li", "Liv"):
        name_typed(desk, text)
    assert heard == []
    widget.show()
    QApplication.processEvents()
    assert heard == ["Liv"]

    widget.hide()
    widget.show()
    assert heard == ["Liv"]


def test_a_removed_thing_is_still_of_its_kind(desk, widget):
    heard = []
    widget.show()
    meeting = Meeting(client_id=desk.case.client.id)
    desk.change([meeting])
    desk.watch(widget, (Meeting,), lambda: heard.append(len(desk.case.meetings)))

    desk.change([], removed=[meeting])
    desk.undo()

    assert heard == [0, 1]


def test_a_widget_that_is_gone_hears_nothing(desk, widget):
    gone = QWidget()
    gone.show()
    desk.watch(gone, (Client,), lambda: pytest.fail("it is gone"))
    drop(gone)

    name_typed(desk, "Liv B")


def test_a_renamed_person_in_the_centres_folder_rings_only_there(desk, small, widget):
    heard = []
    widget.show()
    desk.watch(widget, (Client,), lambda: heard.append("client"))
    desk.watch(widget, lambda: (small.vault.centre.id,), lambda: heard.append("centre"))

    desk.type_into(FieldKey(desk.register.folder.centre.id, "phone"), "1")
    assert heard == ["centre"]

    desk.undo()
    assert desk.register.shown(FieldKey(small.vault.centre.id, "phone")) != "1"
    assert replace(desk.case.client) == desk.case.client


def test_undo_reaches_no_case_that_was_put_away(desk):
    name_typed(desk, "Liv B")
    desk.settle()
    case = desk.editing
    desk.put_away()

    assert desk.undo() is None
    assert case.case.client.name == "Liv B"


def test_a_folder_that_cannot_be_stored_stops_no_other_and_is_not_forgotten(desk, monkeypatch):
    client = desk.case.client.id
    name_typed(desk, "Liv B")
    desk.type_into(FieldKey(desk.register.folder.centre.id, "phone"), "1")
    monkeypatch.setattr(desk.editing, "settle", refuse)
    desk.settle()

    assert (desk.saved, desk.has_unkept) == (Saved.FAILED, True)
    assert desk.clocks.retry.isActive()
    assert desk.register.folder.centre.phone == "1"
    assert desk.register.is_settled
    monkeypatch.undo()
    desk.try_again()
    assert desk.saved == Saved.SAVED
    assert desk.editing.folder.entities[client].name == "Liv B"
    assert not desk.has_unkept


def refuse():
    raise NotSaved("not now")
