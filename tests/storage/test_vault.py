import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread

import pytest

from app.domain.clients import Client
from app.domain.staff import Centre, Counsellor
from app.errors import NotSaved, VaultDamaged, VaultInUse, WrongPassphrase
from app.storage.vault import open_vault, vault_exists
from tests import raw


def save(vault, entity):
    with vault.work() as work:
        work.save(entity)


def test_what_was_saved_is_there_after_closing_and_opening(made):
    client = Client(name="Kari")
    first = made.open()
    save(first, client)
    first.close()

    again = made.open()
    with again.work() as work:
        assert work.get(Client, client.id) == client
        assert work.verify_chain().ok
    again.close()


def test_the_vault_knows_its_centre_and_who_unlocked_it(vault, made):
    assert vault.folder == made.folder
    assert vault.centre.name == "Karriere Salten"
    assert vault.counsellor.name == "Marit Hætta"
    assert vault.counsellor.sealing_key.startswith("age1")
    assert not vault.read_only


def test_centre_and_counsellor_show_their_newest_values(vault):
    save(vault, replace(vault.centre, name="Karriere Indre Salten"))
    save(vault, replace(vault.counsellor, phone="900 00 000"))

    assert vault.centre.name == "Karriere Indre Salten"
    assert vault.counsellor.phone == "900 00 000"


def test_another_passphrase_is_refused_and_opens_nothing(made):
    with pytest.raises(WrongPassphrase):
        open_vault(made.folder, "feil")

    made.open().close()


def test_a_second_opening_is_told_and_the_first_goes_on(vault, made):
    with pytest.raises(VaultInUse):
        made.open()

    save(vault, Client(name="Kari"))


SECOND_PROCESS = """
import sys
from pathlib import Path
from app.errors import VaultInUse
from app.i18n import use_language
from app.storage.vault import open_vault
use_language("en")
try:
    open_vault(Path(sys.argv[1]), sys.argv[2])
except VaultInUse as error:
    print(error)
"""


def test_another_program_is_told_that_the_vault_is_in_use(vault, made):
    arguments = [sys.executable, "-c", SECOND_PROCESS, str(made.folder), made.passphrase]

    said = subprocess.run(arguments, capture_output=True, text=True, check=True)

    assert "another Leia" in said.stdout
    assert said.stderr == ""


ANOTHER_PROGRAM = """
import fcntl, sys
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX, 512, 0x40000000)  # where SQLite keeps its locks
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks files in another way")
def test_a_file_that_no_leia_holds_is_not_said_to_be_open_in_one(made):
    made.open().close()
    arguments = [sys.executable, "-c", ANOTHER_PROGRAM, str(made.folder / "vault.db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(arguments, **pipes) as other:
        other.stdout.readline()
        with pytest.raises(VaultInUse) as refused:
            made.open()
        other.stdin.close()

    assert "Another program holds" in str(refused.value)
    assert "takes backups or looks for viruses" in str(refused.value)
    made.open().close()


def test_the_vault_is_free_again_once_closed(made):
    made.open().close()

    made.open().close()


def test_closing_twice_does_no_harm(made):
    vault = made.open()

    vault.close()
    vault.close()


def test_a_failing_piece_of_work_leaves_no_trace(vault):
    heard = []
    vault.listen(heard.append)
    client = Client(name="Kari")

    def fail():
        with vault.work() as work:
            work.save(client)
            work.drafts.keep("client", client.id, client.id, "name", "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with vault.work() as work:
        assert work.find(Client, client.id) is None
        assert work.drafts.all() == ()
        assert work.verify_chain().ok
    assert heard == []
    save(vault, client)
    assert vault.verify_chain().ok


def test_listeners_hear_what_changed_after_it_is_stored(vault):
    client = Client(name="Kari")
    heard = []

    def listen(changed):
        with vault.work() as work:
            heard.append((changed, work.get(Client, client.id).name))

    vault.listen(listen)
    save(vault, client)

    assert heard == [(frozenset({("client", client.id)}), "Kari")]


def test_work_inside_work_is_kept_with_the_outer_piece(vault):
    heard = []
    vault.listen(heard.append)
    outer, inner = Client(name="Ytre"), Client(name="Indre")

    with vault.work() as work:
        work.save(outer)
        save(vault, inner)
        assert vault.centre.name

    assert len(heard) == 1
    assert len(heard[0]) == 2


def test_a_failure_inside_cannot_be_half_kept(vault):
    client = Client(name="Kari")

    def half():
        with vault.work() as work:
            work.save(client)
            with suppress(ZeroDivisionError), vault.work():
                raise ZeroDivisionError

    with pytest.raises(RuntimeError):
        half()

    with vault.work() as work:
        assert work.find(Client, client.id) is None


def test_threads_take_turns(vault):
    client = Client(name="0")
    save(vault, client)

    def count():
        for _ in range(20):
            with vault.work() as work:
                now = work.get(Client, client.id)
                work.save(replace(now, name=str(int(now.name) + 1)))

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with vault.work() as work:
        assert work.get(Client, client.id).name == "80"
        assert work.verify_chain().ok


def test_a_save_does_not_wait_for_a_long_check(vault):
    begun, rounds = Event(), []

    def endless(driver):
        begun.set()
        rounds.append(1)
        if len(rounds) == 1:
            driver.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                "SELECT count(*) FROM n"
            )
        return "done"

    answers = []
    thread = Thread(target=lambda: answers.append(raw.database(vault).alone(endless)))
    thread.start()
    begun.wait()
    save(vault, Client(name="Kari"))
    thread.join()

    assert answers == ["done"]
    assert len(rounds) == 2


@pytest.fixture
def disturbed(vault):
    """Something long that work interrupts each time, unless nobody else has the file."""

    def deed(driver):
        own = driver is raw.driver(vault)
        driver.set_progress_handler(lambda: own, 1)
        try:
            return driver.execute("SELECT name FROM client").fetchall()
        finally:
            driver.set_progress_handler(None, 1)

    return deed


def test_a_check_that_never_comes_to_its_end_is_made_on_a_copy(vault, monkeypatch, disturbed):
    monkeypatch.setattr("app.storage.database._PAUSES_S", (0.0, 0.0))
    save(vault, Client(name="Kari"))

    assert raw.database(vault).alone(disturbed) == [("Kari",)]
    assert not list(vault.folder.glob(".aside*"))


def test_where_there_is_no_room_for_one_it_gives_up_and_says_so(vault, monkeypatch, disturbed):
    monkeypatch.setattr("app.storage.database._PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr("app.storage.page_copy.ASIDE", "a" * 300)  # no disk takes such a name

    with pytest.raises(NotSaved, match="tries again later"):
        raw.database(vault).alone(disturbed)


def test_a_long_check_inside_work_is_a_bug(vault):
    with vault.work(), pytest.raises(RuntimeError):
        vault.quick_check()


def test_both_checks_pass_on_a_whole_vault(vault):
    save(vault, Client(name="Kari"))

    vault.quick_check()
    vault.full_check()


def test_a_folder_without_a_vault_is_said(tmp_path):
    assert not vault_exists(tmp_path)
    with pytest.raises(VaultDamaged, match="no vault"):
        open_vault(tmp_path, "x")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_nothing_is_called_saved_in_a_vault_that_was_taken_away(vault, made, how):
    away = made.folder.with_name("away")
    made.folder.rename(away)
    if how == "deleted":
        shutil.rmtree(away)

    with pytest.raises(NotSaved, match="no longer where it was"), vault.work() as work:
        work.save(Client(name="Kari"))

    with vault.work() as work:  # what is in memory can still be looked at
        assert work.all(Client) == ()
    if how == "moved":
        away.rename(made.folder)
        with vault.work() as work:
            work.save(Client(name="Ola"))
            assert work.verify_chain().ok


def test_strays_of_an_interrupted_write_are_cleared_away(made):
    stray = made.folder / "keys" / ".new-1234-x.key"
    stray.write_bytes(b"half")

    made.open().close()

    assert not stray.exists()


def test_the_key_file_used_last_is_tried_first_but_any_opens(made):
    (key,) = (made.folder / "keys").glob("*.key")
    other = key.with_name("other.key")
    other.write_bytes(key.read_bytes())

    made.open().close()


def test_a_value_of_another_vault_is_another_vault(vault):
    assert Centre().id != vault.centre.id
    assert Counsellor().signing_key == ""
