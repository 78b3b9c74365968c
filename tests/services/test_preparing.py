from app.domain.clients import Client, DocumentItem
from app.domain.periods import Intake
from app.services.case import preparing
from app.services.case.editing import Editing, FieldKey
from tests.builders import TODAY, a_case


def in_case(vault, client_id):
    with vault.work() as work:
        return work.case(client_id)


def test_a_person_is_taken_in_with_the_preparation_and_nothing_is_demanded(vault):
    client = preparing.take_in(vault, Client(), Intake(purpose="Jobb"))

    case = in_case(vault, client.id)
    assert (case.client, case.intake.purpose) == (client, "Jobb")


def test_it_is_known_who_is_in_the_vault(vault):
    client = preparing.take_in(vault, Client(), Intake())

    assert preparing.is_client(vault, client.id)
    assert not preparing.is_client(vault, "nobody")


def test_a_blank_case_is_made_once_and_used_again_until_somebody_writes_in_it(own_vault):
    first = preparing.blank_case(own_vault)
    assert preparing.blank_case(own_vault) == first

    Editing(own_vault, first, TODAY).type_into(FieldKey(first, "name"), "not stored")
    assert preparing.blank_case(own_vault) == first

    desk = Editing(own_vault, first, TODAY)
    desk.type_into(FieldKey(first, "name"), "Liv")
    desk.settle()
    assert preparing.blank_case(own_vault) != first


def test_a_case_with_anything_in_it_or_behind_it_is_not_blank(own_vault):
    def written(name, text, then=""):
        client_id = preparing.blank_case(own_vault)
        desk = Editing(own_vault, client_id, TODAY)
        desk.type_into(FieldKey(client_id, name), text)
        desk.settle()
        desk.type_into(FieldKey(client_id, name), then or text)
        desk.settle()
        return client_id

    used = [
        written("birth_year", "1985"),
        written("birth_year", "ca 1985"),
        written("interpreter", "tigrinja"),
        written("language_form", "nn"),
        written("name", "Liv", then=" "),
    ]
    desk = Editing(own_vault, preparing.blank_case(own_vault), TODAY)
    desk.change(DocumentItem(client_id=desk.client_id))

    assert len({*used, desk.client_id, preparing.blank_case(own_vault)}) == 7


def test_what_somebody_wrote_and_wiped_out_is_not_handed_to_the_next(own_vault):
    client_id = preparing.blank_case(own_vault)
    desk = Editing(own_vault, client_id, TODAY)
    for text in ("Liv Hansen", ""):
        desk.type_into(FieldKey(client_id, "name"), text)
        desk.settle()

    assert preparing.blank_case(own_vault) != client_id


def test_a_client_without_preparation_is_not_mistaken_for_a_blank_case(own_vault):
    with own_vault.work() as work:
        work.save(client := Client())

    assert preparing.blank_case(own_vault) != client.id


def test_a_paper_comes_last_in_the_list():
    case = a_case()
    first = preparing.new_document(case, "Vitnemål", "Skolen", TODAY)
    case = case.with_(first)

    second = preparing.new_document(case)

    assert (first.position, second.position) == (1.0, 2.0)
    assert (first.name, first.issuer, first.changed_on) == ("Vitnemål", "Skolen", TODAY)
    assert first.client_id == case.client.id
