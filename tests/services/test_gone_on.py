"""What was let go out is remembered, as marks that tell nothing of it."""

from dataclasses import replace

from app.domain.clients import Client
from app.services.case.undo_steps import FieldKey
from app.services.quiet.gone_on import let_go, not_seen
from app.services.quiet.outgoing import Outgoing
from app.services.quiet.quiet_check import findings
from tests.builders import a_client


def found(text, entity_id="plan-1", field="why"):
    return findings([Outgoing(FieldKey(entity_id, field), text)])


def test_the_same_words_are_not_asked_about_again_however_they_moved(vault):
    client = a_client()
    assert not_seen(vault, client, found("Jeg har angst.")) == found("Jeg har angst.")

    let_go(vault, client, found("Jeg har angst."))

    assert not_seen(vault, client, found("Ja, Angst er det jeg har.")) == ()
    assert len(not_seen(vault, client, found("Jeg har epilepsi."))) == 1


def test_another_version_another_field_or_another_person_is_asked_about(vault):
    client = a_client()
    let_go(vault, client, found("Jeg har angst."))

    assert not_seen(vault, client, found("Jeg har angst.", "plan-2"))
    assert not_seen(vault, client, found("Jeg har angst.", field="route"))
    assert not_seen(vault, a_client(), found("Jeg har angst."))


def test_what_is_remembered_names_nothing_and_means_nothing_without_the_erasure_key(vault):
    client = a_client()
    let_go(vault, client, found("Ringe Ahmed om angst."))

    with vault.work() as work:
        kept = work.memory.get(f"gone_on.{client.id}")
    assert kept is not None
    assert len(kept.split()) == 2
    assert "angst" not in kept
    assert "Ahmed" not in kept
    without_key = replace(client, erasure_key=Client().erasure_key)
    assert len(not_seen(vault, without_key, found("Ringe Ahmed om angst."))) == 2


def test_it_does_not_grow_for_ever(vault):
    client = a_client()
    for number in range(9):
        names = " ".join(f"angst{number}ord{each}," for each in range(60))
        let_go(vault, client, found(names))

    with vault.work() as work:
        assert len((work.memory.get(f"gone_on.{client.id}") or "").split()) == 400
