"""Proves the .msi under wine: silent install, use, policy, upgrade, downgrade, uninstall."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import builds
from linux import tree
from project import BUILD, DIST, ChoreError, say, version
from proof import policies
from proof.expecting import expect, verdict
from proof.record import FOLDER, Record
from proof.screen import Screen, screen, wait_for
from proof.windows_tests import run_tests
from proof.wine import Wine, fresh_wine
from windows import installer
from windows.assemble import PROGRAM

EARLIER = "0.0.9"
SYSTEM = "wine 8"
INSTALLED = "Program Files/Leia"
ONLY_EARLIER = "lib/only-in-earlier.txt"
POLICIES = r"HKLM\SOFTWARE\Policies\Leia"
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
SHOW_POLICY = r'"C:\Program Files\Leia\leia-cli.exe" --show-policy --language en'
PASSPHRASE = "øv deg trygt i leia"  # noqa: S105 - that of every practice vault
UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}
REFUSED = 1603


def prove() -> None:
    """Prove the installer that dist/ holds."""
    package = DIST / f"Leia-{version()}-x64.msi"
    if not package.exists():
        raise ChoreError("There is no installer yet: run build msi first.")
    earlier = _earlier_installer()
    wine = fresh_wine()
    say(f"{package.name} on {SYSTEM}:")
    record = Record(package.name, builds.digest(package), SYSTEM)
    try:
        _Trial(wine, package, earlier, record).run()
    finally:
        wine.stop()


class _Trial:
    """One installer, in one wine."""

    def __init__(self, wine: Wine, package: Path, earlier: Path, record: Record) -> None:
        self._wine = wine
        self._package = package
        self._earlier = earlier
        self._record = record
        self._kept: dict[str, str] = {}

    def run(self) -> None:
        """Try everything, in order."""
        for name, deed in (
            ("silent install of the earlier version", self._install_earlier),
            ("self-test, console program, unseen", self._test_unseen),
            ("self-test, windowed program, verdict in a file", self._test_windowed),
            ("first start, lock, unlock with a window", self._use),
            ("machine policy from HKLM", self._read_policy),
            ("silent upgrade", self._upgrade),
            ("self-test after the upgrade", self._test_unseen),
            ("downgrade refused", self._downgrade),
            ("silent uninstall; data kept", self._uninstall),
            ("install again; the old vault opens", self._reopen),
            ("the tests of storage and services, in this Python", self._run_tests),
        ):
            self._record.try_out(name, deed)

    def _install_earlier(self) -> str:
        self._install(self._earlier)
        expect(self._is_there(ONLY_EARLIER), "it is not the earlier version")
        links = list(self._wine.disk.rglob("Leia.lnk"))
        expect(links, "there is no entry in the start menu")
        return f"exit 0, start-menu entry, listed as {self._listed()}"

    def _test_unseen(self) -> str:
        answer = self._wine.run(
            rf'"C:\{INSTALLED}\leia-cli.exe" --self-test'.replace("/", "\\"), UNSEEN
        )
        return verdict(answer.text)

    def _test_windowed(self) -> str:
        file = self._wine.disk / "verdict.json"
        command = rf'start /wait "" "C:\{INSTALLED}\Leia.exe" --self-test=C:\verdict.json'
        self._wine.run(command.replace("/Leia", "\\Leia"), UNSEEN)
        return verdict(file.read_text(encoding="utf-8"))

    def _use(self) -> str:
        with self._open("--practice") as seen:
            window = seen.wait_for("Leia")
            seen.picture(FOLDER / "wine.png")
            seen.press(window, "ctrl+l")
            window = seen.wait_for("Leia – locked", after=window)
            seen.picture(FOLDER / "wine-locked.png")
            self._unlock_and_quit(seen, window)
        return "window drawn, locked, unlocked again"

    def _read_policy(self) -> str:
        signed = policies.sign(BUILD / "proof-keys", '{"serial": 1, "idle_minutes": 7}')
        shutil.copyfile(policies.as_registry(signed), self._wine.disk / "policy.reg")
        expect(self._wine.run(r"reg import C:\policy.reg").code == 0, "the registry took nothing")
        told = self._wine.run(SHOW_POLICY)
        expect(told.code == 0, f"--show-policy ended with {told.code}: {told.text}")
        expect("idle_minutes = 7" in told.text, f"the policy is not read: {told.text}")
        self._wine.run(rf"reg add {POLICIES} /v idle_minutes /t REG_DWORD /d 60 /f")
        told = self._wine.run(SHOW_POLICY)
        expect(told.code, f"a changed policy was believed: {told.text}")
        expect("idle_minutes = 7" in told.text, f"the last good one was lost: {told.text}")
        self._wine.run(rf"reg delete {POLICIES} /f")
        return next(line for line in told.text.splitlines() if line.startswith("WARNING"))

    def _upgrade(self) -> str:
        self._install(self._package)
        expect(not self._is_there(ONLY_EARLIER), "an old file was left")
        said = self._wine.run(r'"C:\Program Files\Leia\leia-cli.exe" --version').text
        expect(said == f"Leia {version()}", f"it says {said}")
        return f"{EARLIER} to {version()}, no old file left, listed as {self._listed()}"

    def _downgrade(self) -> str:
        answer = self._wine.run(f"msiexec /i {_inside(self._earlier)} /qn")
        expect(answer.code, "an older version was installed")
        expect(not self._is_there(ONLY_EARLIER), "an older file came back")
        return f"exit {answer.code}, {self._listed()} untouched"

    def _uninstall(self) -> str:
        self._kept = self._digests()
        expect(any("vault.db" in file for file in self._kept), "there is no vault to keep")
        self._remove()
        return f"program and menu entry gone, {len(self._kept)} files of data untouched"

    def _reopen(self) -> str:
        self._install(self._package)
        with self._open("--practice") as seen:
            self._unlock_and_quit(seen, seen.wait_for("Leia – locked"))
        self._kept = self._digests()
        self._remove()
        return "unlocked; removed again"

    def _run_tests(self) -> str:
        return run_tests(self._wine, FOLDER / "windows-tests.xml")

    def _install(self, package: Path) -> None:
        answer = self._wine.run(f"msiexec /i {_inside(package)} /qn")
        expect(answer.code == 0, f"msiexec ended with {answer.code}")
        expect(self._is_there("Leia.exe"), "no program was installed")

    def _remove(self) -> None:
        answer = self._wine.run(f"msiexec /x {_inside(self._package)} /qn")
        expect(answer.code == 0, f"msiexec ended with {answer.code}")
        expect(not self._is_there(""), "the program folder is still there")
        expect(not list(self._wine.disk.rglob("Leia.lnk")), "the menu entry is still there")
        expect(self._digests() == self._kept, "data was touched")

    @contextmanager
    def _open(self, options: str) -> Iterator[Screen]:
        program = self._wine.disk / INSTALLED / "Leia.exe"
        with screen() as seen:
            wine = self._wine.on(seen)
            data = f"--data-dir={_inside(self._wine.local_data / 'Leia')}"
            with wine.running(str(program), "--language", "en", data, options):
                yield seen
            self._wine.stop()

    def _unlock_and_quit(self, seen: Screen, window: str) -> None:
        seen.type(window, PASSPHRASE)
        seen.press(window, "Return")
        window = seen.wait_for("Leia", after=window)
        seen.press(window, "ctrl+q")
        wait_for(lambda: not seen.shows("Leia.*"), "the end of the program", 60)

    def _listed(self) -> str:
        """Return how Windows lists the one installed Leia."""
        answer = self._wine.run(f"reg query {UNINSTALL} /s").text
        names = answer.count("DisplayName    REG_SZ    Leia")
        expect(names == 1, f"{names} entries in the list of programs")
        found = [line.split()[-1] for line in answer.splitlines() if "DisplayVersion" in line]
        return f"Leia {found[-1] if found else '?'}"

    def _is_there(self, place: str) -> bool:
        return (self._wine.disk / INSTALLED / place).exists()

    def _digests(self) -> dict[str, str]:
        files = sorted(f for f in (self._wine.local_data / "Leia").rglob("*") if f.is_file())
        return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def _inside(place: Path) -> str:
    """Return what wine calls a place of this machine."""
    return "Z:" + str(place).replace("/", "\\")


def _earlier_installer() -> Path:
    """Return the same program as an earlier version, with one file that the new one lacks."""
    program = BUILD / "earlier" / "Leia"
    shutil.rmtree(program, ignore_errors=True)
    tree.copy_folder(PROGRAM, program)
    tree.put(program / ONLY_EARLIER, "gone after the upgrade\n")
    return installer.wrap(program, EARLIER, BUILD / "earlier" / f"Leia-{EARLIER}-x64.msi")
