"""Files that somebody else may have put there: never waited for, never read without end."""

import os
from pathlib import Path

import pytest

from app.foreign_files import (
    clear_away,
    is_folder,
    is_odd,
    is_ordinary,
    open_foreign,
    read_foreign,
    unlink_foreign,
)
from app.settings import Settings, load_settings
from tests.odd_files import ODD, put_odd

pytestmark = pytest.mark.skipif(os.name != "posix", reason="such files are made otherwise there")


def test_an_ordinary_file_is_read_up_to_its_limit(tmp_path):
    (tmp_path / "a").write_bytes(b"12345")

    assert read_foreign(tmp_path / "a", 5) == b"12345"
    with pytest.raises(OSError, match="longer"):
        read_foreign(tmp_path / "a", 4)


def test_a_file_of_gigabytes_takes_no_memory(tmp_path):
    with (tmp_path / "big").open("wb") as stream:
        stream.truncate(1 << 40)

    with pytest.raises(OSError, match="longer"):
        read_foreign(tmp_path / "big", 1000)


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_ordinary_file_fails_at_once(tmp_path, kind, in_time):
    put_odd(tmp_path / "a", kind)

    with pytest.raises(OSError):  # noqa: PT011 - the system's words differ
        read_foreign(tmp_path / "a", 1000)
    with pytest.raises(OSError):  # noqa: PT011
        open_foreign(tmp_path / "a")
    assert is_odd(tmp_path / "a")
    assert not is_ordinary(tmp_path / "a")


def test_a_device_is_not_read(in_time):
    with pytest.raises(OSError, match="no ordinary file"):
        read_foreign(Path("/dev/zero"), 1000)


def test_a_link_to_an_ordinary_file_is_followed(tmp_path):
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "link").symlink_to(tmp_path / "a")

    assert read_foreign(tmp_path / "link", 2) == b"12"
    assert is_ordinary(tmp_path / "link", 2)
    assert not is_ordinary(tmp_path / "link", 1)
    assert not is_odd(tmp_path / "link")


def test_nothing_there_is_neither(tmp_path):
    assert not is_odd(tmp_path / "a")
    assert not is_ordinary(tmp_path / "a")
    assert not is_folder(tmp_path / "a")
    assert not unlink_foreign(tmp_path / "a")
    clear_away(tmp_path / "a")


@pytest.mark.parametrize("clear", [unlink_foreign, clear_away])
def test_a_link_is_deleted_and_never_what_it_leads_to(tmp_path, clear):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "a").touch()
    (tmp_path / "link").symlink_to(kept)

    clear(tmp_path / "link")

    assert not os.path.lexists(tmp_path / "link")
    assert (kept / "a").exists()


def test_only_a_folder_is_left_by_the_one_and_cleared_by_the_other(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)

    assert not unlink_foreign(tmp_path / "a")
    assert is_folder(tmp_path / "a")
    clear_away(tmp_path / "a")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("kind", ODD)
def test_settings_that_are_no_file_give_the_usual_ones(tmp_path, kind, in_time):
    put_odd(tmp_path / "settings.json", kind)

    assert load_settings(tmp_path / "settings.json") == Settings()
