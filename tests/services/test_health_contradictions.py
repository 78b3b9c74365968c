"""What somebody with the vault's key, but no program, changed past the history is found."""

from threading import Event, Thread

import pytest
from nacl.signing import SigningKey

from app.domain.choices import MeetingState
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Meeting, NoteSection
from app.services.case.case_team import Part, change_team
from app.services.vault.health import check_now, contradictions, last_checked
from app.storage.journal import Author, read_head
from app.storage.work import Work
from tests import raw
from tests.builders import TODAY
from tests.staffed import a_case_of

SECRET = "Ord som ikke skal ut"


@pytest.fixture
def vault(quick):
    """Kari's, with a finished note in a case that is hidden from Per."""
    with quick.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        with vault.work() as work:
            meeting = Meeting(client_id=client_id, state=MeetingState.FINISHED)
            note = NoteSection(client_id=client_id, meeting_id=meeting.id, text=SECRET)
            work.save(meeting)
            work.save(note)
            work.save(DocumentItem(client_id=client_id, name="Vitnemål"))
        change_team(vault, client_id, {quick.ids["Per"]: Part.SHUT_OUT})
        yield vault


def past_the_program(vault, *statements):
    with raw.database(vault).transaction() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount >= 1


def hand_of(quick, who):
    opened, _material = quick.keys[who]
    return SigningKey(bytes.fromhex(opened.secrets.signing_seed))


def write_as(vault, counsellor_id, signing, deed):
    """Do a piece of work with a chained entry in somebody's name, signed by some key."""
    with raw.database(vault).transaction() as connection:
        author = Author(counsellor_id, raw.device(vault), signing)
        work = Work(connection, author, read_head(connection, author.device_id))
        deed(work)
        work.finish()


def test_an_honest_vault_has_nothing_contradicted(vault):
    health = check_now(vault, TODAY)

    assert (health.sentence, health.contradicted) == ("", False)
    assert last_checked(vault) == TODAY


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE note_section SET text = 'x'", "the note (1)"),
        ("UPDATE meeting SET state = 'STARTED'", "a meeting (1)"),
        ("UPDATE meeting SET deleted = 1", "a meeting (1)"),
        ("UPDATE counsellor SET roles = 'LEAD ADMIN' WHERE name = 'Per Olsen'", "counsellor (1)"),
        ("UPDATE counsellor SET former_keys = 'ab' WHERE name = 'Per Olsen'", "counsellor (1)"),
        ("UPDATE counsellor SET signing_key = 'ab' WHERE name = 'Per Olsen'", "counsellor (1)"),
        ("DELETE FROM recusal", "hidden from (1)"),
        ("UPDATE recusal SET deleted = 1", "hidden from (1)"),
        ("UPDATE owner SET counsellor_id = 'me'", "an owner of the case (1)"),
        ("UPDATE centre SET name = 'x'", "the centre (1)"),
        ("INSERT INTO recusal SELECT 'new', client_id, 'me', 0, '' FROM recusal", "from (1)"),
        ("DELETE FROM document", "a paper (1)"),
    ],
)
def test_a_row_changed_by_hand_is_found_by_kind_and_number(vault, statement, found):
    past_the_program(vault, statement)

    health = check_now(vault, TODAY)

    assert health.contradicted
    assert not health.needs_restore
    assert found in health.sentence
    assert "does not agree in one place" not in health.sentence
    assert not any(word in health.sentence for word in (SECRET, "Liv", "Per", "Vitnemål"))
    assert last_checked(vault) is None


def test_a_row_of_no_known_client_is_found_too(vault):
    raw.driver(vault).execute("PRAGMA foreign_keys = OFF")
    past_the_program(
        vault,
        "INSERT INTO recusal SELECT '0', '0', 'me', 0, '' FROM recusal LIMIT 1",
        "INSERT INTO recusal SELECT 'zzz', 'zzz', 'me', 0, '' FROM recusal LIMIT 1",
    )

    assert "from (2)" in check_now(vault, TODAY).sentence


def test_several_things_are_counted_for_each_kind(vault):
    past_the_program(vault, "UPDATE counsellor SET phone = '110'", "DELETE FROM document")

    assert "the counsellor (5), a paper (1)" in check_now(vault, TODAY).sentence


def test_an_entry_in_another_s_name_is_found_whatever_their_row_says(vault, quick):
    """Per puts a key of his own among Kari's former ones, writes as Kari, and takes it away."""
    per = hand_of(quick, "Per")
    own = bytes(per.verify_key).hex()
    with raw.database(vault).transaction() as connection:
        put_in = "UPDATE counsellor SET former_keys = ? WHERE name LIKE 'Kari%'"
        connection.exec_driver_sql(put_in, (own,))
    write_as(vault, quick.ids["Kari"], per, lambda work: work.access.log("OPENED"))

    assert "does not agree in one place" in contradictions(vault).sentence
    past_the_program(vault, "UPDATE counsellor SET former_keys = '' WHERE name LIKE 'Kari%'")
    assert "does not agree in one place" in contradictions(vault).sentence
    assert check_now(vault, TODAY).contradicted


def test_blanked_words_are_found_since_nobody_was_erased(vault):
    past_the_program(vault, "UPDATE change SET old = NULL, new = NULL, note = NULL, blind = NULL")

    found = contradictions(vault).sentence

    assert "does not agree in one place" in found
    assert "the client (1)" in found


def test_words_that_are_no_value_are_found_and_stop_nothing(vault):
    past_the_program(vault, "UPDATE change SET new = '{' WHERE kind = 'centre'")

    assert "the centre (1)" in contradictions(vault).sentence


def test_it_ends_while_somebody_saves_all_the_time_and_is_not_confused_by_it(vault):
    with vault.work() as work:
        for number in range(60):
            work.save(Client(name=f"Person {number}"))
    is_done, saved = Event(), []

    def save():
        while not is_done.is_set():
            with vault.work() as work:
                work.save(client := Client(name="Ny"))
                work.save(DocumentItem(client_id=client.id))
                work.remove(client)
            saved.append(client)

    saver = Thread(target=save)
    saver.start()
    try:
        found = contradictions(vault).sentence
    finally:
        is_done.set()
        saver.join()

    assert saved
    assert found == ""


def test_it_tells_how_far_it_is_and_can_be_stopped(vault):
    parts = []
    contradictions(vault, lambda part: not parts.append(part))

    assert parts == sorted(parts)
    assert all(0 <= each <= 1 for each in parts)
