"""The chores: what a newcomer's first command rests on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import catalogues
import chores
import environment
import lock_files
import source_map
import system_libraries
import tasks
from project import ROOT, ChoreError

LOCKS = [lock_files.LOCKS / name for name in ("run.txt", "dev.txt", "build.txt")]


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[\w.-]+==[\w.]+", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_stamp_changes_with_the_lock_but_not_with_its_line_ends() -> None:
    assert environment.lock_stamp(b"a==1\nb==2\n") != environment.lock_stamp(b"a==1\nb==3\n")
    assert environment.lock_stamp(b"a==1\nb==2\n") == environment.lock_stamp(b"a==1\r\nb==2\r\n")


def test_an_interpreter_that_is_gone_has_no_stamp(tmp_path: Path) -> None:
    link = tmp_path / "python"
    assert environment.interpreter_stamp(link) == ""
    link.write_text("", encoding="utf-8")
    assert environment.interpreter_stamp(link) == str(link.resolve())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_place(lock: Path) -> None:
    assert list(lock_files.faults(lock.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--find-links folder",
        "# made on this machine",
        "thing @ file:///thing.whl --hash=sha256:0",
        "thing==1.0",
        "thing --hash=sha256:0",
    ],
)
def test_faults_in_a_lock_are_found(line: str) -> None:
    assert len(list(lock_files.faults(f"{line}\n"))) == 1


def test_what_people_get_is_what_was_tested() -> None:
    run, dev, build = map(pins, LOCKS)
    assert run
    assert run < dev
    assert run < build


def test_the_map_tells_the_purpose_of_every_module() -> None:
    modules = [
        module
        for folder in ("app", "ui", "packaging")
        for module in (ROOT / folder).rglob("*.py")
        if module.name != "__init__.py"
    ]
    drawn = "\n".join(source_map.lines(ROOT))
    silent = [module for module in modules if not source_map.purpose(module)]
    assert silent == []
    assert [module for module in modules if f"{module.name} " not in drawn] == []


def test_the_map_counts_many_files_and_names_few(tmp_path: Path) -> None:
    icons = tmp_path / "resources" / "icons"
    icons.mkdir(parents=True)
    for number in range(20):
        (icons / f"{number}.svg").touch()
    (tmp_path / "resources" / "style.qss").touch()

    lines = [line.split() for line in source_map.lines(tmp_path)]

    assert lines == [["resources/"], ["style.qss"], ["icons/"], ["*.svg", "20", "files"]]


def test_libraries_that_the_loader_misses_become_packages() -> None:
    answer = (
        "qt/libqxcb.so:\n"
        "\tlinux-vdso.so.1 (0x00007fff)\n"
        "\tlibEGL.so.1 => not found\n"
        "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n"
        "\tlibxcb-cursor.so.0 => not found\n"
    )
    missing = list(system_libraries.not_found(answer))
    assert missing == ["libEGL.so.1", "libxcb-cursor.so.0"]
    assert [system_libraries.PACKAGES[library] for library in missing] == [
        "libegl1",
        "libxcb-cursor0",
    ]


def test_a_library_without_a_known_package_is_named_to_the_user() -> None:
    with pytest.raises(ChoreError, match=r"libstrange\.so\.1"):
        system_libraries.packages_for(["libstrange.so.1"])


def test_every_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main([]) == 0
    usage = capsys.readouterr().out
    assert re.findall(r"^  ([a-z]+) ", usage, re.MULTILINE) == list(chores.CHORES)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["fly"]) == 2
    assert "no command fly" in capsys.readouterr().err


def test_tasks_need_nothing_but_python_itself() -> None:
    entry = ROOT / "packaging" / "tasks.py"
    answer = subprocess.run(
        [sys.executable, "-S", "-s", entry, "--help"], check=False, capture_output=True
    )
    assert answer.returncode == 0, answer.stderr


def test_a_translation_must_keep_what_is_filled_in() -> None:
    kept = Message("Save the plan of {name}", "Lagre planen til {name}")
    lost = Message("Save the plan of {name}", "Lagre planen til {navn}")
    one_has_no_count = Message(("{count} plan", "{count} plans"), ("Én plan", "{count} planer"))
    assert catalogues.keeps_holes(kept)
    assert not catalogues.keeps_holes(lost)
    assert catalogues.keeps_holes(one_has_no_count)


def test_a_plural_without_all_its_forms_is_untranslated() -> None:
    assert not catalogues.is_translated(Message(("a plan", "plans"), ("én plan", "")))
    assert not catalogues.is_translated(Message("a plan", "en plan", flags=["fuzzy"]))
    assert catalogues.is_translated(Message("a plan", "en plan"))


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("nn", "Disken hvelvet ligg på, er kryptert.", "hvelvet"),
        ("nn", ("{n} veke", "Noen veker"), "Noen"),
        ("nb", "Disken kvelvet ligger på, er kryptert.", "kvelvet"),
        ("nn", "Disken kvelvet ligg på, er ikkje kryptert.", ""),
        ("nb", "Disken hvelvet ligger på, er ikke kryptert.", ""),
    ],
)
def test_a_word_of_the_other_norwegian_is_found(
    language: str, text: str | tuple[str, ...], word: str
) -> None:
    assert catalogues.of_other_form(language, Message("x", text)) == word
