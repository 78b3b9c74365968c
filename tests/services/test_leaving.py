"""Nothing is opened or leaves that is not in the log first; where no log can be kept, it stays."""

import ctypes
import os
import traceback
from contextlib import suppress
from dataclasses import replace

import pytest

from app.domain.clients import Client
from app.domain.permissions import Reason
from app.errors import NotAllowed, NotSaved
from app.policy.policy import Policy
from app.services.case.case_access import CaseAccess, ReasonNeeded
from app.services.case.case_team import team
from app.services.case.client_list import Whose, choose_whose, list_clients
from app.services.case.editing import Editing
from app.services.case.history import history
from app.services.case.preparing import is_client
from app.services.case.today import look_at_today
from app.services.printing import plan_sheet
from app.services.program.diagnostics import log_diagnostics
from app.services.vault.access_log import AccessQuery, FileKind, case_log, export_log, read_log
from app.services.vault.colleagues import name_substitute
from app.services.vault.copying import copy_everywhere, copy_targets
from app.settings import Settings
from app.storage.files import DATABASE
from tests import raw
from tests.staffed import TODAY, a_case_of


def _folder(vault, case):
    with vault.work() as work:
        return work.folder(case)


def _plan(vault, case):
    with vault.work() as work:
        found = work.case(case)
    return plan_sheet(found, found.plan, vault.centre, vault.counsellor, TODAY)


WAYS = {
    "the desk": lambda vault, case: Editing(vault, case, TODAY),
    "history": history,
    "the team": team,
    "the folder": _folder,
    "the plan": _plan,
}
"""Everything that takes a case by its id and tells what is in it."""


def entered(vault, case, reason=None):
    CaseAccess(vault, lambda: TODAY).open_case(case, reason)


def log_length(staffed):
    with staffed.unlocked("Kari") as vault, vault.work() as work:
        return work.access.count()


@pytest.fixture
def cases(quick):
    """A case of Kari's, and one of Per's."""
    found = {}
    for who, name in (("Kari", "Liv Hansen"), ("Per", "Ida Berg")):
        with quick.unlocked(who) as vault:
            found[who] = a_case_of(vault, name)
            choose_whose(vault, Whose.ALL)
    return found


def as_reader(staffed, part, tell):
    """Make the vault's file or folder one that can only be read; run `tell` there as Per.

    Root may write anywhere, so a process of its own lays that power down first.
    """
    (staffed.folder / f"{DATABASE}-journal").unlink(missing_ok=True)
    place = staffed.folder / DATABASE if part == "file" else staffed.folder
    place.chmod(0o400 if part == "file" else 0o500)
    child = os.fork()
    if not child:
        ended = 1
        try:
            if os.geteuid() == 0:
                header = (ctypes.c_uint32 * 2)(0x20080522, 0)
                assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0
            with staffed.unlocked("Per") as vault:
                assert vault.read_only
                tell(vault)
            ended = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(ended)
    _pid, status = os.waitpid(child, 0)
    place.chmod(0o600 if part == "file" else 0o700)
    assert status == 0


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="POSIX rights")


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_vault_that_can_only_be_read_opens_ones_own_cases_and_no_others(quick, cases, part):
    before = log_length(quick)

    def tell(vault):
        entered(vault, cases["Per"])
        assert Editing(vault, cases["Per"], TODAY).case.client.name == "Ida Berg"
        for reason in (None, Reason.JOINT_MEETING):
            with pytest.raises(NotAllowed, match=r"cannot log.*safe.*county IT"):
                entered(vault, cases["Kari"], reason)

    as_reader(quick, part, tell)
    assert log_length(quick) == before


@pytest.mark.parametrize("way", WAYS)
def test_no_way_round_leads_to_a_colleagues_case_there(quick, cases, way):
    def tell(vault):
        with pytest.raises(NotAllowed, match="cannot log"):
            WAYS[way](vault, cases["Kari"])

    as_reader(quick, "file", tell)


def test_lists_tell_there_whose_a_case_is_and_nothing_in_it(quick, cases):
    def tell(vault):
        listed = {line.name: line for line in list_clients(vault, "", TODAY).lines}
        assert listed["Liv Hansen"].owners == ("Kari Øving",)
        assert (listed["Liv Hansen"].phone, listed["Ida Berg"].phone) == ("", "990 00 055")
        assert not is_client(vault, cases["Kari"])
        assert case_log(vault, cases["Kari"]) == ()
        assert look_at_today(vault, TODAY).last_opened == ()

    with quick.unlocked("Kari") as vault:
        _telephone(vault, cases["Kari"])
    with quick.unlocked("Per") as vault:
        _telephone(vault, cases["Per"])
        entered(vault, cases["Kari"], Reason.JOINT_MEETING)
    as_reader(quick, "file", tell)


def _telephone(vault, case):
    with vault.work() as work:
        work.save(replace(work.get(Client, case), phone="990 00 055"))


def test_a_substitute_waits_there_too(quick, cases):
    with quick.unlocked("Kari") as vault:
        name_substitute(vault, quick.ids["Kari"], quick.ids["Per"], None, TODAY)

    def tell(vault):
        with pytest.raises(NotAllowed, match="cannot log"):
            entered(vault, cases["Kari"])
        with vault.work() as work:
            assert work.visibility.own_ids(TODAY) == (quick.ids["Per"],)

    as_reader(quick, "file", tell)


def test_nothing_is_exported_from_it(quick, cases):
    def tell(vault):
        with pytest.raises(NotAllowed, match=r"nothing is printed.*safe"):
            log_diagnostics(vault)

    as_reader(quick, "file", tell)


@pytest.fixture
def full(quick, cases):
    """Kari's open vault, in whose file not one page more finds room."""
    with quick.unlocked("Kari") as vault:
        driver = raw.driver(vault)
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        with vault.work() as work:
            fill = raw.connection(work).exec_driver_sql
            fill("CREATE TABLE filler (x)")
        driver.execute(f"PRAGMA max_page_count = {pages}")
        with suppress(NotSaved):
            while True:
                _log_a_line(vault)
        yield vault


def _log_a_line(vault):
    with vault.work() as work:
        work.access.log("OPENED")


LOGGED_FIRST = {
    "a colleague's case": lambda vault, case: entered(vault, case, Reason.PERSON_ASKED),
    "one's own case": entered,
    "the access log": lambda vault, _case: export_log(vault, Policy(), AccessQuery(), FileKind.CSV),
    "the diagnostic file": lambda vault, _case: log_diagnostics(vault),
}


@pytest.mark.parametrize("deed", LOGGED_FIRST)
def test_on_a_full_disk_nothing_opens_or_leaves(full, cases, deed):
    case = cases["Kari" if deed == "one's own case" else "Per"]
    with pytest.raises(NotSaved, match=r"nothing was opened.*disk is full"):
        LOGGED_FIRST[deed](full, case)


def test_a_reason_that_could_not_be_logged_is_asked_for_again(full, cases):
    access = CaseAccess(full, lambda: TODAY)
    with pytest.raises(NotSaved):
        access.open_case(cases["Per"], Reason.PERSON_ASKED)
    with pytest.raises(ReasonNeeded):
        access.open_case(cases["Per"])


def test_a_copy_by_hand_is_logged_before_and_made_on_a_full_disk_all_the_same(full, cases, quick):
    del cases
    places = copy_targets(quick.folder, Policy(), Settings())

    (report,) = copy_everywhere(full, places)

    assert report.copy is not None


def test_a_copy_by_hand_stands_in_the_log(quick):
    with quick.unlocked("Kari") as vault:
        copy_everywhere(vault, copy_targets(quick.folder, Policy(), Settings()))
        actions = [line.entry.action for line in read_log(vault, AccessQuery())]

    assert actions[0] == "COPY_MADE"
