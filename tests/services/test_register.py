"""The centre's own folder is edited like a case: drafts, undo, and nobody else's words lost."""

from dataclasses import replace

import pytest

from app.domain.permissions import Role, Roles
from app.services.case.editing import Editing, FieldKey
from app.services.case.left_drafts import settle_left_drafts
from tests.services.desks import TODAY


@pytest.fixture
def desk(own_vault):
    return Editing(own_vault, "", TODAY)


def phone_of_centre(vault):
    return FieldKey(vault.centre.id, "phone")


def test_typing_is_a_draft_and_then_state_with_history(own_vault, desk):
    desk.type_into(phone_of_centre(own_vault), "990 11 111")
    desk.keep()

    assert Editing(own_vault, "", TODAY).shown(phone_of_centre(own_vault)) == "990 11 111"
    assert own_vault.centre.phone != "990 11 111"
    desk.settle()
    assert own_vault.centre.phone == "990 11 111"
    with own_vault.work() as work:
        assert work.drafts.all() == ()
        assert work.changes.of("")[0].field == "phone"


def test_an_edit_is_taken_back(own_vault, desk):
    before = own_vault.centre.phone
    desk.type_into(phone_of_centre(own_vault), "990 11 111")
    desk.settle()
    desk.undo()

    assert own_vault.centre.phone == before


def test_what_was_left_by_a_power_cut_comes_in_at_the_next_unlock(own_vault, desk):
    desk.type_into(phone_of_centre(own_vault), "990 22 222")
    desk.keep()

    assert settle_left_drafts(own_vault, TODAY) == 1
    assert own_vault.centre.phone == "990 22 222"


def test_a_field_typed_here_does_not_put_an_old_key_or_role_back(own_vault, desk):
    me = own_vault.counsellor
    desk.type_into(FieldKey(me.id, "phone"), "990 33 333")
    with own_vault.work() as work:
        work.save(replace(me, former_keys="ab", roles=Roles({Role.LEAD})))
    desk.settle()

    now = own_vault.counsellor
    assert (now.phone, now.former_keys, now.roles) == ("990 33 333", "ab", Roles({Role.LEAD}))
    assert desk.folder.entities[me.id] == now


def test_a_role_taken_away_keeps_the_words_and_shuts_the_field(own_vault, desk):
    desk.type_into(phone_of_centre(own_vault), "990 44 444")
    desk.keep()
    with own_vault.work() as work:
        work.save(replace(own_vault.counsellor, roles=Roles({Role.COUNSELLOR})))

    settle_left_drafts(own_vault, TODAY)
    again = Editing(own_vault, "", TODAY)

    assert own_vault.centre.phone != "990 44 444"
    assert not again.may_edit(phone_of_centre(own_vault))


@pytest.mark.parametrize("name", ["roles", "signing_key", "active", "knowledge_confirmed"])
def test_keys_and_roles_are_nothing_one_types(own_vault, desk, name):
    assert not desk.may_edit(FieldKey(own_vault.counsellor.id, name))
