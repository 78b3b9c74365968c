"""What the installers are made of: the parts that need no build to be judged."""

import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

import build_tools
import builds
import elf
import notices
import project
from linux import deb, tree
from project import PACKAGING, ROOT, ChoreError
from proof import record
from windows import assemble, finishing, installer, pe, runtime

ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'`<>)\]]+", re.IGNORECASE)
IDENTIFIERS = (
    "http://schemas.microsoft.com/",
    "https://www.debian.org/doc/packaging-manuals/copyright-format/",
)
"""Names that look like addresses: those of formats. Nothing is fetched from them."""


def test_the_version_stands_in_one_place():
    from app import __version__

    assert project.version() == __version__
    assert f'"{__version__}"' not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_given_time_of_the_source_goes_first(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert project.source_time() == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert project.source_time() > 1_700_000_000


@pytest.mark.parametrize("options", [[], ["--check"], ["floppy"]])
def test_what_to_build_must_be_said(options):
    with pytest.raises(ChoreError, match="deb, msi, tar"):
        builds.build(options)


def test_no_file_of_the_packaging_names_an_address():
    kinds = {".c", ".cfg", ".desktop", ".json", ".manifest", ".py", ".rc", ".sh", ".spec", ".toml"}
    kinds |= {".txt", ".wxs", ".xml", ".1", ""}
    files = [f for f in PACKAGING.rglob("*") if f.is_file() and f.suffix in kinds]
    files = [file for file in files if "__pycache__" not in file.parts]

    found = [
        f"{file.relative_to(ROOT)}: {address}"
        for file in files
        for address in ADDRESS.findall(file.read_text(encoding="utf-8"))
        if not address.startswith(IDENTIFIERS)
    ]

    assert len(files) > 40
    assert found == []


def test_a_folder_is_given_the_same_rights_and_times_everywhere(tmp_path):
    program = tmp_path / "bin" / "leia"
    tree.put(program, "#!")
    tree.put(tmp_path / "note.txt", "x")
    (tmp_path / "note.txt").chmod(0o700)
    (tmp_path / "link").symlink_to("gone")

    tree.settle(tmp_path, {program}, 1_700_000_000)

    rights = {each.name: each.lstat().st_mode & 0o777 for each in tmp_path.rglob("*")}
    assert rights == {"bin": 0o755, "leia": 0o755, "note.txt": 0o644, "link": 0o777}
    assert {each.lstat().st_mtime for each in tmp_path.rglob("*")} == {1_700_000_000}


def test_documentation_is_packed_the_same_every_time():
    assert tree.packed("a text") == tree.packed("a text")
    assert tree.packed("a text")[4:8] == bytes(4)  # no time in it


def test_the_archive_is_the_same_every_time(tmp_path, monkeypatch):
    monkeypatch.setattr(builds, "DIST", tmp_path)
    program = tmp_path / "program"
    tree.put(program / "leia", "#!")
    tree.put(program / "_internal" / "a", "a")

    digests = set()
    for _time in range(2):
        digests.add(builds.digest(builds.archive(program)))
        (program / "leia").touch()

    assert len(digests) == 1


def test_digests_are_written_as_they_are_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(builds, "DIST", tmp_path)
    monkeypatch.setattr(builds, "DIGESTS", tmp_path / "SHA256SUMS")
    tree.put(tmp_path / "a.deb", "a")

    builds.write_digests()
    builds.write_digests()

    line = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    assert re.fullmatch(r"ca978112ca1b[0-9a-f]{52}  a\.deb\n", line)


@pytest.mark.skipif(not shutil.which("objdump"), reason="no objdump here")
def test_what_a_library_needs_is_read_from_it(tmp_path):
    import nacl

    library = next(Path(nacl.__file__).parent.glob("_sodium*.so"))
    tree.put(tmp_path / "not a library", "text")
    shutil.copy2(library, tmp_path)

    needs = elf.needs_of(elf.elf_files(tmp_path), tmp_path)

    assert "libc.so.6" in needs.libraries
    assert needs.glibc >= (2, 2)
    assert all(each.startswith(deb.PARTS_OF_GLIBC) for each in needs.libraries)


def test_the_scripts_refuse_while_the_program_runs():
    for name, deed in (("preinst", "upgrade"), ("prerm", "remove")):
        script = deb.script(name)
        assert script.startswith("#!/bin/sh\nset -e\n")
        assert deed in script
        assert "/usr/lib/leia/leia" in script


def test_a_program_that_is_there_is_not_installed_again():
    build_tools.need([])
    assert all(name in build_tools.PACKAGES for name in ("objdump", "wixl", "wine", "Xvfb"))


def test_short_names_are_short_and_differ():
    taken = set()
    names = ["python311.zip", "python311.dll", "python31.dll", "a.b.c.txt", "README", "æøå.txt"]

    shorts = [finishing.short_name(name, taken).partition("|")[0] for name in names]

    assert len(set(shorts)) == len(names)
    assert all(re.fullmatch(r"[\w~]{1,8}(\.\w{1,3})?", short, re.ASCII) for short in shorts)
    assert finishing.short_name("LEIA.EXE", set()) == "LEIA.EXE"


def test_a_file_keeps_its_identity_from_version_to_version(tmp_path):
    for place in ("lib/a.pyc", "Leia.exe"):
        tree.put(tmp_path / "one" / place, "1")
        tree.put(tmp_path / "two" / place, "2")

    listed = []
    for name in ("one", "two"):
        files = installer.Files(tmp_path / name, tmp_path / name)
        listed.append(list(files.lines(tmp_path / name, 0)))

    assert listed[0] == listed[1]
    assert installer.product_code("0.1.0") != installer.product_code("0.2.0")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [("", "SHA-256"), ("0" * 64, "is not the file")],
)
def test_only_the_named_python_is_taken_for_a_release(tmp_path, monkeypatch, told, sentence):
    given = tmp_path / "python.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("python311.dll", "MZ")
    monkeypatch.setattr(runtime, "TOLD", tmp_path / "runtime.toml")
    text = f'[release]\npython = "3.11.9"\nfile = "python.zip"\nsha256 = "{told}"\n'
    runtime.TOLD.write_text(text, encoding="utf-8")

    with pytest.raises(ChoreError, match=sentence):
        runtime.fetch_interpreter(given)


def test_the_official_python_is_unpacked_when_its_digest_fits(tmp_path, monkeypatch):
    given = tmp_path / "python.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("python311.dll", "MZ")
    monkeypatch.setattr(runtime, "TOLD", tmp_path / "runtime.toml")
    monkeypatch.setattr(runtime, "WINDOWS", tmp_path / "windows")
    told = f'[release]\npython = "3.11.9"\nfile = "python.zip"\nsha256 = "{builds.digest(given)}"\n'
    runtime.TOLD.write_text(told, encoding="utf-8")

    interpreter = runtime.fetch_interpreter(given)

    assert interpreter.is_official
    assert (interpreter.folder / "python311.dll").read_bytes() == b"MZ"


def test_qt_on_windows_comes_without_what_leia_has_no_use_for():
    kept = ("PySide6/Qt6Core.dll", "PySide6/QtPdf.pyd", "PySide6/plugins/platforms/qwindows.dll")
    left = ("PySide6/Qt6Quick.dll", "PySide6/opengl32sw.dll", "PySide6/plugins/tls/qschannel.dll")

    assert all(assemble.QT.match(name) for name in kept)
    assert not any(assemble.QT.match(name) for name in left)
    assert not assemble.INTERPRETER.match("_ssl.pyd")


def test_libraries_of_windows_itself_are_known():
    assert pe.SYSTEM.match("kernel32.dll")
    assert pe.SYSTEM.match("api-ms-win-crt-heap-l1-1-0.dll")
    assert not pe.SYSTEM.match("qt6core.dll")


@pytest.mark.skipif(sys.platform != "linux", reason="wheels of other systems bring other texts")
def test_every_licence_is_there_and_current():
    assert notices.stale() == []


def test_a_failed_step_is_written_down_and_stops(tmp_path, monkeypatch):
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    monkeypatch.setattr(record, "TABLE", tmp_path / "table.md")
    tried = record.Record("leia.deb", "00", "Debian 12")

    tried.try_out("install", lambda: "done | quickly")
    with pytest.raises(ChoreError, match="failed at: run"):
        tried.try_out("run", lambda: 1 / 0)

    lines = record.draw_table().read_text(encoding="utf-8").splitlines()
    assert [line.split(" | ")[1] for line in lines if line.startswith("| ")][1:] == [
        "passed",
        "**failed**",
    ]
    assert "done / quickly" in "\n".join(lines)
