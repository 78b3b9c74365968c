"""Folders and files outside the vault that are their owner's only."""

import os
import stat

import pytest

from app.errors import PlaceRefused
from app.private_files import claim_folder, make_private_folder, read_private, write_private
from app.settings import Settings, load_settings, save_settings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are otherwise there")


@pytest.fixture(autouse=True)
def loose_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("make", [make_private_folder, claim_folder])
def test_a_new_folder_is_private_and_so_are_those_above_it(tmp_path, make):
    make(tmp_path / "a" / "b" / "c")

    assert [mode(tmp_path / each) for each in ("a", "a/b", "a/b/c")] == [0o700] * 3


def test_an_own_folder_that_others_may_enter_is_shut(tmp_path):
    (tmp_path / "a").mkdir(mode=0o755)

    claim_folder(tmp_path / "a")

    assert mode(tmp_path / "a") == 0o700


def test_a_link_to_an_own_folder_is_followed(tmp_path):
    (tmp_path / "a").mkdir(mode=0o755)
    (tmp_path / "link").symlink_to(tmp_path / "a")

    claim_folder(tmp_path / "link")

    assert mode(tmp_path / "a") == 0o700


def test_somebody_elses_folder_is_refused_and_left_as_it_is(foreign_folder):
    before = mode(foreign_folder)

    with pytest.raises(PlaceRefused, match="Leia"):
        claim_folder(foreign_folder)

    assert mode(foreign_folder) == before


@pytest.mark.parametrize("claim", [make_private_folder, claim_folder])
def test_what_is_no_folder_is_the_systems_failure(tmp_path, claim):
    (tmp_path / "a").touch()

    with pytest.raises(FileExistsError):
        claim(tmp_path / "a")


def test_a_link_is_not_read_and_a_long_text_not_to_its_end(tmp_path):
    (tmp_path / "a").write_text("12345")
    (tmp_path / "link").symlink_to(tmp_path / "a")

    assert read_private(tmp_path / "a", 3) == "123"
    with pytest.raises(OSError, match="link"):
        read_private(tmp_path / "link", 3)


@pytest.mark.parametrize("name", ["settings.json", "settings.json.new", "settings.new"])
def test_settings_are_never_written_through_a_link(tmp_path, name):
    (tmp_path / "others").write_text("precious")
    (tmp_path / name).symlink_to(tmp_path / "others")

    save_settings(Settings(language="nn"), tmp_path / "settings.json")

    assert (tmp_path / "others").read_text() == "precious"
    assert load_settings(tmp_path / "settings.json").language == "nn"
    assert mode(tmp_path / "settings.json") == 0o600


def test_a_private_file_is_replaced_whole(tmp_path):
    write_private(tmp_path / "a" / "b", b"old")
    write_private(tmp_path / "a" / "b", b"new")

    assert (tmp_path / "a" / "b").read_bytes() == b"new"
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["b"]
