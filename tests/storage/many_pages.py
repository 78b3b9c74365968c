"""A vault of many pages, for tests of copies."""

from app.domain.clients import Client


def fill(vault):
    """Put enough people into a vault for many pages; return the first."""
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        for number in range(200):
            work.save(Client(name=f"Person {number}", phone="x" * 200))
    return client
