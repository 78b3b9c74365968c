"""Drafts, memory and the access log."""

from app.domain.clients import Client
from app.storage.vault import open_vault


def test_a_draft_is_overwritten_in_place_and_never_in_history(vault):
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        work.drafts.keep("client", client.id, client.id, "name", "Kari N")
        work.drafts.keep("client", client.id, client.id, "name", "Kari No\ud800")
        work.drafts.keep("intake", "i", client.id, "purpose", "Bli")
        drafts = work.drafts.of(client.id)

        assert [(d.kind, d.field, d.raw) for d in drafts] == [
            ("client", "name", "Kari No\ufffd"),
            ("intake", "purpose", "Bli"),
        ]
        assert drafts[0].kept_at.utcoffset() is not None
        assert work.drafts.all() == drafts
        assert work.drafts.of("nobody") == ()
        assert len(work.changes.of(client.id)) == 1


def test_a_dropped_draft_is_gone_and_a_missing_one_may_be_dropped(vault):
    with vault.work() as work:
        work.drafts.keep("client", "c", "c", "name", "x")
        work.drafts.drop("client", "c", "name")
        work.drafts.drop("client", "c", "name")

        assert work.drafts.all() == ()


def test_drafts_and_memory_are_there_after_unlocking_again(made):
    first = made.open()
    with first.work() as work:
        work.drafts.keep("client", "c", "c", "name", "halvferdig")
        work.memory.put("where", "client/c")
    first.close()

    again = open_vault(made.folder, made.passphrase)
    with again.work() as work:
        assert [d.raw for d in work.drafts.all()] == ["halvferdig"]
        assert work.memory.get("where") == "client/c"
    again.close()


def test_memory_keeps_the_last_value_and_knows_when_it_has_none(vault):
    with vault.work() as work:
        work.memory.put("where", "a")
        work.memory.put("where", "b")

        assert work.memory.get("where") == "b"
        assert work.memory.get("nothing") is None


def test_the_clients_opened_last_come_first_and_once(vault):
    clients = [Client(name=f"K{number}") for number in range(4)]
    with vault.work() as work:
        for client in clients:
            work.save(client)
        for index in (0, 1, 2, 1, 3, 0):
            work.access.log("OPENED", client_id=clients[index].id)
        work.access.log("PRINTED", client_id=clients[2].id, detail="plan")
        work.remove(clients[3])

        opened = work.access.last_opened(2)

    assert opened == (clients[0].id, clients[1].id)
    with vault.work() as work:
        assert len(work.access.last_opened(10)) == 3
