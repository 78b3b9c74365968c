"""What services write into the small log: numbers and codes, and no folder's name."""

import pytest

from app.errors import WrongPassphrase
from app.policy.policy import Policy
from app.services.vault.copying import copy_everywhere, copy_targets
from app.services.vault.unlocking import Door
from app.settings import Settings
from tests.builders import PASSPHRASE, TODAY, opened_copy


@pytest.fixture
def logged(caplog):
    caplog.set_level("INFO", "leia")
    return lambda: [str(record.msg) for record in caplog.records if record.name == "leia"]


def test_each_place_of_a_copy_is_logged_by_its_number(own_vault, tmp_path, logged):
    (tmp_path / "Liv Hansens minnepinne").mkdir()
    folders = (str(tmp_path / "Liv Hansens minnepinne"), str(tmp_path / "gone"))
    places = copy_targets(own_vault.folder, Policy(), Settings(copy_folders=folders))

    copy_everywhere(own_vault, places)

    assert logged() == [
        "COPY place=1 result=MADE",
        "COPY place=2 result=MADE",
        "COPY place=3 result=ABSENT",
    ]


def test_tries_to_unlock_are_logged(closed, tmp_path, logged):
    with opened_copy(closed, tmp_path / "vault"):
        pass
    door = Door(tmp_path / "vault")
    with pytest.raises(WrongPassphrase):
        door.unlock("wrong passphrase", TODAY)

    door.unlock(PASSPHRASE, TODAY).close()

    assert logged() == ["UNLOCK_FAILED count=1", "UNLOCKED failed=1"]
