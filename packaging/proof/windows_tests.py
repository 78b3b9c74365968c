"""Runs the tests of storage and services in the Windows Python, under wine."""

import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path

from project import PACKAGING, ROOT, run_quietly
from proof.expecting import expect
from proof.wine import SHIMS, Wine
from windows import assemble
from windows.runtime import WHEELS, WINDOWS, fetch_pinned

SUITES = ("tests/storage", "tests/services")
TOOLS = ("colorama", "hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pytest")
TOOLS += ("pypdf", "pytest-qt", "sortedcontainers")
QT_TEST = ("PySide6/QtTest.pyd", "PySide6/Qt6Test.dll")
NOT_IN_WINE = {"_wmi.pyd"}
"""Wine ends a program that asks by it; Python goes on without, as the shipped one does."""
GAPS = "wine_gaps"
"""A plugin that takes away what wine lacks and Python does without where it is not there."""
# why a test cannot hold on Windows, and how its failure shows that
NOT_ON_WINDOWS = {
    "the rights of POSIX files": r"\.st_mode|os\.getuid|os\.geteuid",
    "the signals and processes of POSIX": r"SIGKILL|'fork'|WIFSIGNALED",
    "the limits of POSIX": r"No module named '(resource|fcntl)'",
    "the mounts of Linux": r"linux_refusal|args: \['mount'",
    "symbolic links": r"symlink_to",
    "names that Windows refuses": r"WinError 123",
    "files that can be removed while open": r"def pull_out",
    "the wording of POSIX": r"Regex pattern did not match[\s\S]*WinError",
    "a test before them to have closed its files": r"ResourceWarning: unclosed file",
}
PARTS = ("app", "ui", "resources", "tests", "packaging", "pyproject.toml")
LONGEST_S = 1500


def run_tests(wine: Wine, target: Path) -> str:
    """Run the suites, keep their report, and return the counts; raises when a test fails."""
    project = _place(wine)
    pytest = rf"runtime\python.exe -m pytest -p {GAPS} -q --continue-on-collection-errors"
    command = rf"cd /d C:\leia && {pytest} --junitxml=report.xml {' '.join(SUITES)}"
    wine.run(command, longest_s=LONGEST_S)
    report = project / "report.xml"
    expect(report.exists(), "the tests did not run")
    shutil.copyfile(report, target)
    return counts(target)


def counts(report: Path) -> str:
    """Return how the tests went; raises with those that failed and should not have."""
    suite = next(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - pytest wrote it
    cases, known = list(suite.iter("testcase")), Counter[str]()
    unexpected = []
    for case in cases:
        failure = next((each for each in case if each.tag in ("failure", "error")), None)
        if failure is not None:
            reason = _reason(f"{failure.get('message', '')}\n{failure.text}")
            known[reason] += 1
            if not reason:
                unexpected.append(f"{case.attrib['classname']}.{case.attrib['name']}")
    skipped = int(suite.attrib["skipped"])
    passed = len(cases) - skipped - known.total()
    expect(not unexpected, f"{len(unexpected)} of {len(cases)} failed: {', '.join(unexpected)}")
    said = ", ".join(f"{count} need {reason}" for reason, count in sorted(known.items()))
    return f"{passed} passed, {skipped} skipped; {said}"


def _reason(failure: str) -> str:
    """Return what of Linux a test needs that Windows or wine has not, or nothing."""
    return next((said for said, mark in NOT_ON_WINDOWS.items() if re.search(mark, failure)), "")


def _place(wine: Wine) -> Path:
    """Put the project's source and a Python for its tests on wine's disk."""
    project = wine.disk / "leia"
    runtime = project / "runtime"
    shutil.rmtree(project, ignore_errors=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, project / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, project / part)
    (project / f"{GAPS}.py").write_text("import _winapi\n\ndel _winapi.CopyFile2\n", "utf-8")
    ours = shutil.ignore_patterns("app", "ui", "resources", "leia_start.pyc")
    shutil.copytree(assemble.PROGRAM, runtime, ignore=ours)
    _complete_python(runtime)
    for wheel in fetch_pinned("test tools", _pins(), WINDOWS / "test-tools").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(runtime / "lib")
    with zipfile.ZipFile(next(WHEELS.glob("pyside6_essentials-*.whl"))) as archive:
        archive.extractall(runtime / "lib", QT_TEST)
    return project


def _complete_python(runtime: Path) -> None:
    """Add what tests need of Python and the program does not: its whole library, a python.exe."""
    for library in (WINDOWS / "interpreter").iterdir():
        is_known = library.name not in NOT_IN_WINE
        if is_known and not (runtime / library.name).exists():
            shutil.copyfile(library, runtime / library.name)
    whole = runtime / f"python{assemble.DIGITS}.zip"
    assemble.compile_modules("library", whole, "whole")
    places = (whole.name, ".", "lib", "..", r"..\packaging")
    path = runtime / f"python{assemble.DIGITS}._pth"
    path.write_text("\n".join([*places, ""]), encoding="ascii")
    define = f'-DPYTHON_DLL=L"python{assemble.DIGITS}.dll"'
    command = [assemble.COMPILER, "-municode", "-O1", "-s", define, str(SHIMS / "python.c")]
    run_quietly([*command, "-o", str(runtime / "python.exe")], "python.exe could not be made.")


def _pins() -> str:
    """Return the test tools as dev.txt pins them, without conditions: they are for Windows."""
    lock = (PACKAGING / "locks" / "dev.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)(==[\w.]+)[^\\\n]*(\\\n(?:    --hash.*\n)+)", lock, re.MULTILINE)
    pins = [f"{name}{version} {hashes}" for name, version, hashes in found if name in TOOLS]
    expect(len(pins) == len(TOOLS), "dev.txt does not pin all test tools")
    return "".join(pins)
