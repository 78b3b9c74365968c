import pytest

from app.storage.files import remove_strays, strays, temporary_beside, write_whole


def test_a_file_is_replaced_whole_and_stays_private(tmp_path):
    file = tmp_path / "a"
    write_whole(file, b"old")
    write_whole(file, b"new")

    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_old_content_and_nothing_else(tmp_path):
    folder = tmp_path / "a"
    (folder / "inside").mkdir(parents=True)

    with pytest.raises(OSError, match="irectory"):
        write_whole(folder, b"new")

    assert list(tmp_path.iterdir()) == [folder]


def test_only_what_a_crash_left_is_cleared_away(tmp_path):
    stray, kept = temporary_beside(tmp_path / "a"), tmp_path / "a"
    folder = temporary_beside(tmp_path / "b")
    stray.touch()
    kept.touch()
    folder.mkdir()

    remove_strays(tmp_path)

    assert strays(tmp_path) == [folder]
    assert kept.exists()
