"""R6: bits flip, sectors are cut off, pages change places: nothing damaged passes for whole.

A flip is made in every page, in every part of the header, in the journal a crash left, and in the
files with the keys. It has to be noticed when the vault opens or is checked, and never crash it.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.domain.periods import Intake
from app.storage.connection import PAGE_SIZE
from app.storage.files import DATABASE
from app.storage.keys.sealing import SEALED
from tests import raw
from tests.faults.counts import spread
from tests.faults.records import Tally
from tests.faults.samples import Sample, dump
from tests.faults.spoiling import (
    Spoiler,
    flipped,
    open_by_passphrase,
    open_past_passphrase,
    pages_of,
)

SECTOR = 512
HEADER = 112
"""Bytes at the start of the file; the first sixteen are the salt."""
JOURNAL = f"{DATABASE}-journal"
RECORD = 4 + PAGE_SIZE + 4
"""A page in the journal: its number, its content and a checksum."""


@pytest.fixture
def spoil(many: Sample, quick: Path, tally: Tally) -> Spoiler:
    return Spoiler(many.copied_to(quick / "spoiled"), tally)


@pytest.mark.fault(id="R6", what="one bit flipped in each page")
def test_a_flipped_bit_in_any_page_is_noticed(spoil, tally, counts, dice):
    whole = spoil.whole()
    starts = [page * PAGE_SIZE for page in spread(len(whole) // PAGE_SIZE, counts["pages"])]

    spoil.try_each(
        flipped(whole, start + dice.randrange(PAGE_SIZE), dice.randrange(8)) for start in starts
    )

    tally.check()


@pytest.mark.fault(id="R6", what="one bit flipped in the header and the salt")
def test_a_flipped_bit_in_the_header_is_noticed(spoil, tally, counts, dice):
    places = spread(HEADER, counts["pages"])

    spoil.try_each(flipped(spoil.whole(), place, dice.randrange(8)) for place in places)

    tally.check()


@pytest.mark.fault(id="R6", what="database cut at each 512 bytes")
def test_a_cut_database_is_noticed(spoil, tally, counts):
    whole = spoil.whole()

    spoil.try_each(whole[: n * SECTOR] for n in spread(len(whole) // SECTOR, counts["cuts"]))

    tally.check()


@pytest.mark.fault(id="R6", what="two pages swapped")
def test_swapped_pages_are_noticed(spoil, tally, counts, dice):
    pages = pages_of(spoil.whole())

    def swapped(first: int) -> bytes:
        second = (first + dice.randrange(1, len(pages))) % len(pages)
        mixed = list(pages)
        mixed[first], mixed[second] = mixed[second], mixed[first]
        return b"".join(mixed)

    spoil.try_each(swapped(page) for page in spread(len(pages), counts["pages"]))

    tally.check()


@pytest.mark.fault(id="R6", what="one old, authentic page put back")
def test_an_old_page_put_back_is_noticed_or_told(many, quick, tally, counts):
    later = many.copied_to(quick / "later")
    old = pages_of((later.folder / DATABASE).read_bytes())
    with closing(later.open()) as vault, vault.work() as work:
        for intake in work.all(Intake):
            work.save(replace(intake, purpose=f"{intake.purpose} og mer", motivation="Ny" * 300))
        for client in work.all(Client):
            work.save(replace(client, phone="990 00 077"))
    spoil = Spoiler(later, tally)
    new = pages_of(spoil.whole())
    changed = [n for n, page in enumerate(old) if page != new[n]]
    accepted = [spoil.rows()]

    spoil.try_each(
        (
            b"".join([*new[:n], old[n], *new[n + 1 :]])
            for n in changed[:: max(1, len(changed) // counts["pages"])]
        ),
        accepted=accepted,
    )

    # a page says when it was written to nobody; only what its neighbours say betrays an old one
    tally.notes.append("a page that was authentic once cannot always be told from today's")
    assert tally.undetected <= tally.trials / 2


@pytest.fixture
def crashed(many: Sample, quick: Path) -> tuple[Sample, list[dict[str, str]]]:
    """A vault and its journal as a crash in the middle of a commit leaves them, and its rows."""
    sample = many.copied_to(quick / "crashed")
    file, journal = sample.folder / DATABASE, sample.folder / JOURNAL
    with closing(sample.open()) as vault:
        before = dump(vault)
        raw.driver(vault).execute("PRAGMA cache_size = 10")  # so that pages reach the file
        with raw.database(vault).transaction() as connection:
            connection.exec_driver_sql("UPDATE activity SET what = hex(randomblob(900))")
            connection.exec_driver_sql("UPDATE note_section SET text = hex(randomblob(900))")
            left = file.read_bytes(), journal.read_bytes()
        after = dump(vault)
    file.write_bytes(left[0])
    journal.write_bytes(left[1])
    return sample, [before, after]


@pytest.mark.fault(id="R6", what="one bit flipped in each page of a crash's journal")
def test_a_flipped_bit_in_the_journal_is_noticed_or_harmless(crashed, tally, counts, dice):
    sample, accepted = crashed
    spoil = Spoiler(sample, tally)
    journal = spoil.whole(JOURNAL)
    records = spread((len(journal) - SECTOR) // RECORD, counts["pages"])
    assert len(journal) > 10 * RECORD

    for part in (4, RECORD):  # the pages' numbers, and all of them
        spoil.try_each(
            (
                flipped(journal, SECTOR + n * RECORD + dice.randrange(part), dice.randrange(8))
                for n in records
            ),
            JOURNAL,
            accepted,
        )

    tally.check()


@pytest.mark.fault(id="R6", what="one bit flipped in the header of a crash's journal")
def test_a_flipped_bit_in_the_journals_header_is_noticed_or_harmless(crashed, tally, counts, dice):
    sample, accepted = crashed
    spoil = Spoiler(sample, tally)
    journal = spoil.whole(JOURNAL)

    places = spread(28, counts["pages"])
    spoil.try_each(
        (flipped(journal, place, dice.randrange(8)) for place in places), JOURNAL, accepted
    )

    tally.check()


@pytest.mark.fault(id="R6", what="crash's journal cut at each 512 bytes")
def test_a_cut_journal_is_noticed_or_harmless(crashed, tally, counts):
    sample, accepted = crashed
    spoil = Spoiler(sample, tally)
    journal = spoil.whole(JOURNAL)

    sectors = spread(len(journal) // SECTOR, counts["cuts"])
    spoil.try_each((journal[: n * SECTOR] for n in sectors), JOURNAL, accepted)

    tally.check()


@pytest.mark.fault(id="R6", what="one bit flipped in each byte of vault.age")
def test_a_flipped_bit_in_vault_age_is_noticed(few, quick, tally, counts, dice):
    spoil = Spoiler(few.copied_to(quick / "sealed"), tally, open_past_passphrase)
    sealed = spoil.whole(SEALED)

    places = spread(len(sealed), counts["key-bytes"])
    spoil.try_each((flipped(sealed, place, dice.randrange(8)) for place in places), SEALED)
    spoil.try_each((sealed[:place] for place in places), SEALED)

    tally.check()


@pytest.mark.fault(id="R6", what="one bit flipped in each byte of a key file")
def test_a_flipped_bit_in_a_key_file_is_noticed(few, quick, tally, counts, dice):
    sample = few.copied_to(quick / "locked")
    (file,) = (sample.folder / "keys").iterdir()
    name = f"keys/{file.name}"
    spoil = Spoiler(sample, tally, open_by_passphrase)
    content = spoil.whole(name)

    places = spread(len(content), counts["key-bytes"])
    spoil.try_each((flipped(content, place, dice.randrange(8)) for place in places), name)
    spoil.try_each((content[:place] for place in places), name)

    tally.check()


@pytest.mark.fault(id="control", what="a whole vault passes for whole")
@pytest.mark.parametrize("opens", [open_past_passphrase, open_by_passphrase])
def test_a_whole_vault_passes_for_whole(few, quick, tally, opens):
    spoil = Spoiler(few.copied_to(quick / "whole"), tally, opens)

    spoil.try_each([spoil.whole()])

    assert tally.undetected == 1
    tally.undetected, tally.caught = 0, 1
