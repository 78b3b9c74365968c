"""Proves the .deb in clean Debian roots: install, use, upgrade, remove, purge, and data kept."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import build_tools
import builds
from linux import deb, freeze, tree
from project import BUILD, DIST, ChoreError, say, version
from proof import memory, policies
from proof.debian_root import SYSTEMS, USER, DebianRoot, fresh_root
from proof.expecting import expect, verdict
from proof.record import FOLDER, Record
from proof.screen import Screen, screen, wait_for
from prove_no_network import watch

EARLIER = "0.0.9"
PROGRAM = "usr/lib/leia/leia"
ONLY_EARLIER = "usr/lib/leia/_internal/only-in-earlier"
DATA = f"home/{USER}/.local/share/Leia"
PASSPHRASE = "øv deg trygt i leia"  # noqa: S105 - that of every practice vault
NAME_IN_VAULT = "Storjord"
INSTALL = "apt-get install -y -q --no-install-recommends"


def prove(suites: list[str]) -> None:
    """Prove the package that dist/ holds, in each Debian that is asked for."""
    package = DIST / deb.file_name(version())
    if not package.exists():
        raise ChoreError("There is no package yet: run build deb first.")
    earlier = _earlier_package()
    for suite in suites or list(SYSTEMS):
        say(f"{package.name} on {SYSTEMS[suite]}:")
        record = Record(package.name, builds.digest(package), SYSTEMS[suite])
        _Trial(fresh_root(suite), package, earlier, record).run()


class _Trial:
    """One package, in one root."""

    def __init__(self, root: DebianRoot, package: Path, earlier: Path, record: Record) -> None:
        self._root = root
        self._package = root.bring(package)
        self._earlier = root.bring(earlier)
        self._record = record
        self._kept: dict[str, str] = {}

    def run(self) -> None:
        """Try everything, in order."""
        for name, deed in (
            ("install in a clean root", self._install),
            ("self-test unseen, ordinary user, no network", self._test_unseen),
            ("self-test on X11", self._test_on_screen),
            ("no call to the internet, seen by strace", self._stay_offline),
            ("machine policy: a signed one holds, a changed one is refused", self._obey),
            ("first start, lock, unlock on X11", self._use),
            ("purge; data in home kept", self._purge),
            ("install the earlier version", self._install_earlier),
            ("upgrade refused while Leia runs", self._refuse_upgrade),
            ("removal refused while Leia runs", self._refuse_removal),
            ("upgrade", self._upgrade),
            ("the old vault opens in the new version", self._reopen),
            ("remove; data in home kept", self._remove),
        ):
            self._record.try_out(name, deed)

    def _install(self) -> str:
        self._root.run("apt-get update -q", user="root", network=True)
        answer = self._apt(f"{INSTALL} {self._package}")
        count = answer.count("\nSetting up ")
        return f"{count} packages, {version()} reported: {self._version()}"

    def _test_unseen(self) -> str:
        return verdict(self._root.run("leia --self-test"))

    def _test_on_screen(self) -> str:
        with screen() as seen:
            return verdict(self._root.run("leia --self-test", display=seen.display))

    def _stay_offline(self) -> str:
        build_tools.need(["strace"])
        watched = watch(self._root.command("leia --self-test > /dev/null", network=True))
        expect(watched.code == 0, f"the self-test ended with {watched.code}")
        expect(watched.calls and not watched.internet, "\n".join(watched.internet))
        return f"{watched.calls} calls of the network kind, all inside the computer"

    def _obey(self) -> str:
        place = self._root.folder / "etc/xdg/Leia/policy.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        keys = BUILD / "proof-keys"
        shutil.copyfile(policies.sign(keys, '{"serial": 1, "idle_minutes": 7}'), place)
        said = self._root.run("leia --show-policy --language en")
        expect("idle_minutes = 7" in said, f"the policy is not read: {said}")
        place.write_text(place.read_text().replace('"idle_minutes": 7', '"idle_minutes": 60'))
        said = self._root.run("leia --show-policy --language en || test $? = 3")
        expect("WARNING" in said and "idle_minutes = 7" in said, f"it was believed: {said}")
        place.unlink()
        return next(line for line in said.splitlines() if line.startswith("WARNING"))

    def _use(self) -> str:
        with self._running("--practice") as seen:
            window = seen.wait_for("Leia")
            wait_for(lambda: self._knows(NAME_IN_VAULT), "the people in memory", 30)
            seen.picture(FOLDER / f"{self._suite}-x11.png")
            before = memory.processes_of(self._program)
            seen.press(window, "ctrl+l")
            window = seen.wait_for("Leia – locked", after=window)
            seen.picture(FOLDER / f"{self._suite}-x11-locked.png")
            after = memory.processes_of(self._program)
            expect(before == after, f"processes {before} before, {after} after")
            expect(not self._knows(NAME_IN_VAULT), "words are left in memory after locking")
            seen.type(window, PASSPHRASE)
            seen.press(window, "Return")
            self._quit(seen, seen.wait_for("Leia", after=window))
        self._kept = self._digests()
        expect(self._kept, "no vault was left")
        return "same process, nothing left in its memory, unlocked again"

    def _purge(self) -> str:
        self._apt("apt-get purge -y -q leia")
        return self._gone()

    def _install_earlier(self) -> str:
        self._apt(f"{INSTALL} {self._earlier}")
        expect((self._root.folder / ONLY_EARLIER).exists(), "it is not the earlier version")
        return self._dpkg_version()

    def _refuse_upgrade(self) -> str:
        return self._refused(f"{INSTALL} {self._package}")

    def _refuse_removal(self) -> str:
        return self._refused("apt-get remove -y -q leia")

    def _refused(self, command: str) -> str:
        """Try a command while Leia runs beside it, unseen."""
        start = f"setpriv --reuid={USER} --regid={USER} --clear-groups env HOME=/home/{USER}"
        start += " QT_QPA_PLATFORM=offscreen leia --data-dir /tmp/running & sleep 3"
        script = f"{start}; {command} 2>&1 && echo WENT-THROUGH; kill -0 $! && echo STILL-THERE"
        answer = self._root.run(script, user="root", network=True)
        expect("WENT-THROUGH" not in answer, "it went through")
        expect("STILL-THERE" in answer, "the running program was hurt")
        said = next((line for line in answer.splitlines() if "Leia is running" in line), "")
        expect(said, f"nobody said why: {answer[-300:]}")
        expect(self._dpkg_version() == EARLIER, "the package was changed")
        return said

    def _upgrade(self) -> str:
        self._apt(f"{INSTALL} {self._package}")
        expect(not (self._root.folder / ONLY_EARLIER).exists(), "an old file was left")
        return f"{EARLIER} to {self._dpkg_version()}, no old file left"

    def _reopen(self) -> str:
        with self._running("--practice") as seen:
            window = seen.wait_for("Leia – locked")
            seen.type(window, PASSPHRASE)
            seen.press(window, "Return")
            window = seen.wait_for("Leia", after=window)
            wait_for(lambda: self._knows(NAME_IN_VAULT), "the people in memory", 30)
            self._quit(seen, window)
        self._kept = self._digests()
        return "unlocked, its people there"

    def _remove(self) -> str:
        self._apt("apt-get remove -y -q leia")
        return self._gone()

    @contextmanager
    def _running(self, options: str) -> Iterator[Screen]:
        """Run the installed program on a screen, with its data where it lies for users."""
        with screen() as seen:
            command = f"leia --language en --data-dir /{DATA} {options}"
            running = self._root.start(command, seen.display)
            try:
                yield seen
            finally:
                running.terminate()
                running.wait()

    def _quit(self, seen: Screen, window: str) -> None:
        seen.press(window, "ctrl+q")
        wait_for(lambda: not memory.processes_of(self._program), "the end of the program", 30)

    def _knows(self, word: str) -> bool:
        return any(memory.holds(each, word) for each in memory.processes_of(self._program))

    def _gone(self) -> str:
        left = [each for each in ("usr/lib/leia", "usr/bin/leia") if self._is_there(each)]
        expect(not left, f"left behind: {left}")
        expect(self._digests() == self._kept, "data in home was touched")
        return f"program gone, {len(self._kept)} files in home untouched"

    def _is_there(self, place: str) -> bool:
        return (self._root.folder / place).exists()

    def _digests(self) -> dict[str, str]:
        files = sorted(each for each in (self._root.folder / DATA).rglob("*") if each.is_file())
        return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}

    def _apt(self, command: str) -> str:
        return self._root.run(command, user="root", network=True)

    def _version(self) -> str:
        said = self._root.run("leia --version").strip()
        expect(said == f"Leia {version()}", f"it says {said}")
        return said

    def _dpkg_version(self) -> str:
        return self._root.run("dpkg-query -Wf '${Version}' leia", user="root").strip()

    @property
    def _program(self) -> Path:
        return self._root.folder / PROGRAM

    @property
    def _suite(self) -> str:
        return self._root.folder.name.removesuffix("-proof")


def _earlier_package() -> Path:
    """Return the same program as an earlier version, with one file that the new one lacks."""
    program = BUILD / "earlier" / "leia"
    shutil.rmtree(program, ignore_errors=True)
    tree.copy_folder(freeze.PROGRAM, program)
    tree.put(program / "_internal" / "only-in-earlier", "gone after the upgrade\n")
    made = deb.wrap(program, EARLIER, packing="none")
    target = BUILD / "earlier" / made.name
    made.replace(target)
    return target
