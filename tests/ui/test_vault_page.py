"""The vault's page: copies made and stopped, checks, places, figures, and the county's word."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.domain.permissions import Role, Roles
from app.errors import PlaceRefused
from app.policy.policy import Finding, Policy, PolicyReport, Problem, Verdict
from app.services.program.disk_protection import disk_line, look_at_disks, swap_line
from app.services.vault.colleagues import change_roles
from app.services.vault.copy_records import keep_record, read_records
from app.services.vault.copying import copy_everywhere, copy_targets
from app.services.vault.founding import fingerprint
from app.storage.copies.making import copies_in
from app.storage.keys.keyfiles import FLOOR
from tests import raw
from tests.ui.hands import button
from tests.ui.reading import texts
from tests.ui.staff import let_in
from ui.widgets.labels import Label
from ui.widgets.notice_bar import NoticeBar
from ui.windows.page_stack import SettingsList

COUNTY_KEY = "ab" * 32


@pytest.fixture
def page(window, small):
    small.cost = FLOOR
    window.go("vault")
    return window.vault


def lines(page):
    return page.copies.places.lines.lines


def wait_for_copies(page, qtbot):
    qtbot.waitUntil(page.copies.copy.isEnabled, timeout=30_000)


def choose_place(window, small, folder):
    window.look_changed.connect(lambda settings: setattr(small, "settings", settings))
    window.vault_deeds.add_place(str(folder))


def test_the_page_is_in_settings_and_in_the_menu(window):
    window.actions_by_name["vault"].trigger()
    assert window.page_name == "vault"
    assert window.vault.colleagues.view.hasFocus()

    button(window.rail, "Today").click()
    button(window.rail, "Settings").click()
    listed = window.findChild(SettingsList)
    rows = [listed.model().index(n, 0) for n in range(listed.model().rowCount())]
    vault = next(row for row in rows if row.data() == "The vault")
    place = listed.visualRect(vault)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    assert window.page_name == "vault"


def test_a_copy_is_made_now_and_the_status_line_knows(page, window, small, qtbot):
    assert "None yet" in lines(page)[0].trail

    page.copies.copy.click()
    assert page.copies.busy.isVisible()
    wait_for_copies(page, qtbot)

    assert len(copies_in(small.vault.folder / "backups")) == 1
    assert lines(page)[0].trail == "✓ Verified"
    assert "today" in lines(page)[0].subtitle
    assert any(text.startswith("✓ A verified copy is made") for text in texts(page.copies))
    (told,) = (text for text in texts(window.status) if text.startswith("Backup"))
    assert "today" in told
    assert "beside the vault" in told
    assert window.focusWidget() is not None


def test_copying_can_be_stopped(page, small, qtbot):
    page.copies.copy.click()
    page.copies.busy.stop.click()
    wait_for_copies(page, qtbot)

    stopped = any("Stopped." in text for text in texts(page.copies))
    assert stopped or len(copies_in(small.vault.folder / "backups")) == 1
    assert not page.copies.busy.isVisible()


def test_a_place_is_added_gets_copies_and_is_removed_again(page, window, small, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    window.look_changed.connect(lambda settings: setattr(small, "settings", settings))
    page.copies.add.click()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(stick))
    dialog.close()
    assert small.settings.copy_folders == (str(stick),)
    page.copies.copy.click()
    wait_for_copies(page, qtbot)
    assert [line.trail for line in lines(page)] == ["✓ Verified"] * 2
    assert list(stick.iterdir())

    page.copies.places.setCurrentIndex(page.copies.places.lines.index(0))
    assert not page.copies.remove.isEnabled()
    page.copies.places.setCurrentIndex(page.copies.places.lines.index(1))
    page.copies.remove.click()

    assert small.settings.copy_folders == ()
    assert len(lines(page)) == 1
    assert list(stick.iterdir())


def test_a_place_that_is_gone_is_told_quietly(page, window, small, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_place(window, small, stick)
    stick.rmdir()

    page.copies.copy.click()
    wait_for_copies(page, qtbot)

    assert [line.trail for line in lines(page)] == ["✓ Verified", "○ Not connected"]
    assert any("is not connected" in text for text in texts(page.copies))


def test_a_folder_inside_the_vault_is_no_place_for_copies(page, window, small):
    with pytest.raises(PlaceRefused, match="inside the vault"):
        window.vault_deeds.add_place(str(small.vault.folder / "keys"))

    assert small.settings.copy_folders == ()


def test_who_may_not_keep_copies_may_still_make_one(page, small):
    let_in(small.vault, Role.ADMIN)
    change_roles(small.vault, small.vault.counsellor.id, Roles({Role.COUNSELLOR}))

    page.refresh()

    assert page.copies.add.isHidden()
    assert page.copies.remove.isHidden()
    assert not page.copies.copy.isHidden()


def test_restoring_is_asked_for(page, window, qtbot):
    with qtbot.waitSignal(window.restore_wanted):
        button(page, "Restore from a copy …").click()


def test_everything_is_read_through_now(page, qtbot):
    assert any("has not happened yet" in text for text in texts(page.health))

    page.health.check.click()
    qtbot.waitUntil(page.health.check.isEnabled, timeout=30_000)

    whole = "✓ Everything is checked and in order, and the same as the history says."
    assert whole in texts(page.health)
    assert any("and all is in order" in text for text in texts(page.health))


def test_the_history_is_checked(page, qtbot):
    page.health.history.click()
    qtbot.waitUntil(page.health.history.isEnabled, timeout=30_000)

    assert any("unbroken order" in text for text in texts(page.health))


def test_what_was_changed_outside_leia_is_said_loudly_with_nothing_to_restore(page, small, qtbot):
    with raw.database(small.vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE centre SET phone = '110'")

    page.health.check.click()
    qtbot.waitUntil(page.health.check.isEnabled, timeout=30_000)

    assert "the centre (1)" in page.health.notice.accessibleName()
    assert not any("✓" in text for text in texts(page.health))
    assert "Restore from a copy …" not in texts(page.health)


def test_damage_is_said_loudly_and_leads_to_restoring(page, window, small, qtbot):
    copy_everywhere(small.vault, copy_targets(small.vault.folder, Policy(), small.settings))
    file = small.vault.folder / "vault.db"
    content = bytearray(file.read_bytes())
    for at in range(4096 + 100, len(content), 4096):
        content[at] ^= 1
    file.write_bytes(content)

    page.health.check.click()
    qtbot.waitUntil(page.health.check.isEnabled, timeout=30_000)

    assert page.health.notice.isVisible()
    assert "damaged" in page.health.notice.accessibleName()
    with qtbot.waitSignal(window.restore_wanted):
        button(page.health, "Restore from a copy …").click()


def test_folder_and_fingerprints_are_there_to_compare(page, small):
    (key,) = small.vault.recovery_keys

    assert str(small.vault.folder) in texts(page.health)
    assert any(text.startswith(fingerprint(key)) for text in texts(page.sheets))
    assert not any(fingerprint(key) in text for text in texts(page.health))


def test_the_countys_keys_are_named(page, small):
    policy = Policy(recovery_recipients=small.vault.recovery_keys, county_key=COUNTY_KEY)
    small.policy_report = PolicyReport(policy=policy, verdict=Verdict.ACCEPTED)

    page.refresh()

    (keys,) = [text for text in texts(page.health) if "The county’s key" in text]
    assert fingerprint(COUNTY_KEY) in keys


def policy_rows(page):
    table = page.policy.table
    return [
        tuple(table.index(row, column).data() for column in range(3))
        for row in range(table.rowCount())
    ]


def test_without_a_policy_the_centre_decides(page):
    assert any("no machine policy" in text for text in texts(page.policy))
    assert {source for _what, _value, source in policy_rows(page)} == {"not decided by the county"}


def test_every_value_of_a_policy_says_where_it_comes_from(page, small):
    small.policy_report = PolicyReport(
        policy=Policy(idle_minutes=5, languages=("nb",)),
        verdict=Verdict.ACCEPTED,
        place="/etc/leia/policy.json",
        decided=frozenset({"idle_minutes", "languages"}),
    )

    page.refresh()

    rows = policy_rows(page)
    assert ("Locks itself after (minutes)", "5", "from the machine policy") in rows
    assert ("Languages of the program", "nb", "from the machine policy") in rows
    assert ("What may leave the vault", "Everything", "not decided by the county") in rows
    assert not page.policy.warning.isVisible()


def test_a_spoilt_policy_is_said_in_red(page, small):
    small.policy_report = PolicyReport(
        verdict=Verdict.CHANGED,
        place="/etc/leia/policy.json",
        findings=(Finding("lock", Problem.UNKNOWN, "5"),),
    )

    page.refresh()

    assert page.policy.warning.property("tone") == "red"
    assert "changed after it was signed" in page.policy.warning.accessibleName()
    assert "lock: This version of Leia does not know this value." in texts(page.policy)


def test_an_old_copy_is_worried_about_on_the_first_page(window, small):
    copy_everywhere(small.vault, copy_targets(small.vault.folder, small.policy, small.settings))
    window.go("today")
    bars, other = window.today.findChildren(NoticeBar), window.today.brought_back
    (notice,) = (bar for bar in bars if bar is not other)
    assert not notice.isVisible()
    _long_ago(small.vault)

    window.go("today")
    small.changes.copied.emit()

    assert "10 days old" in notice.accessibleName()
    (copy,) = (each for each in window.status.findChildren(Label) if each.text().startswith("! "))
    assert "10 days old" in copy.toolTip()
    button(window.today, "Go to the vault").click()
    assert window.page_name == "vault"


def _long_ago(vault):
    """Let the records of the copies be ten days older than they are."""
    for place, record in read_records(vault).items():
        before = timedelta(days=10)
        older = msgspec.structs.replace(
            record,
            since=record.since - before,
            tried_at=record.tried_at - before,
            verified_at=record.verified_at and record.verified_at - before,
        )
        keep_record(vault, place, older)


def test_what_the_computer_does_for_the_vault_is_told(page, window, small, qtbot):
    found = look_at_disks(small.vault.folder)

    qtbot.waitUntil(lambda: disk_line(found) in texts(page.computer), timeout=30_000)

    assert swap_line(found) in texts(page.computer)
