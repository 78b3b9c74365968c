"""A clean Debian in a folder, and programs run in it as if it were a computer of its own."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import build_tools
from project import BUILD, run_quietly, say

ROOTS = BUILD / "roots"
SYSTEMS = {"bookworm": "Debian 12", "trixie": "Debian 13"}
USER = "ola"
SOCKETS = "tmp/.X11-unix"


class CommandFailed(Exception):  # noqa: N818 - reads as what happened
    """A command in the root did not end well; carries what it printed."""


@dataclass(frozen=True)
class DebianRoot:
    """A folder with nothing but Debian's base system, and one ordinary user."""

    folder: Path

    def run(
        self,
        script: str,
        *,
        user: str = USER,
        network: bool = False,
        display: str = "",
        longest_s: int = 300,
    ) -> str:
        """Run a shell script and return what it printed; its processes end with it.

        Without `network` there is none, not even the computer's own.
        """
        done = subprocess.run(
            self.command(script, user=user, network=network, display=display),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=longest_s,
        )
        answer = done.stdout.decode("utf-8", "replace")
        if done.returncode:
            raise CommandFailed(f"exit {done.returncode}: {answer[-1500:].strip()}")
        return answer

    def command(
        self, script: str, *, user: str = USER, network: bool = False, display: str = ""
    ) -> list[str]:
        """Return what runs a shell script in the root, seen from outside."""
        command = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        command += [] if network else ["--net"]
        return [*command, "sh", "-euc", self._entering(script, user, display)]

    def start(self, script: str, display: str) -> subprocess.Popen[bytes]:
        """Start a program that goes on, as the ordinary user; terminate it to end all of it."""
        command = self.command(script, display=display)
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def bring(self, file: Path) -> str:
        """Copy a file into the root and return its place there."""
        shutil.copy2(file, self.folder / "root" / file.name)
        return f"/root/{file.name}"

    def _entering(self, script: str, user: str, display: str) -> str:
        home = "/root" if user == "root" else f"/home/{user}"
        variables = {"HOME": home, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        variables["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
        if display:
            variables["DISPLAY"] = display
        inside = [f"{name}={value}" for name, value in variables.items()]
        root = shlex.quote(str(self.folder))
        run = shlex.join(["env", "-i", f"--chdir={home}", *inside, "sh", "-euc", script])
        mounts = f"mount -t proc proc {root}/proc\n"
        mounts += f"mount -t tmpfs tmpfs {root}/dev/shm\n"  # noqa: S108 - the root's own
        if display:
            mounts += f"mkdir -p {root}/{SOCKETS}\nmount --bind /{SOCKETS} {root}/{SOCKETS}\n"
        return f"{mounts}exec chroot --userspec={user} {root} {run}\n"


def fresh_root(suite: str) -> DebianRoot:
    """Return a clean root of a Debian; it is fetched once and copied for each proof."""
    build_tools.need(["debootstrap"])
    base, folder = ROOTS / suite, ROOTS / f"{suite}-proof"
    if not base.exists():
        say(f"Fetching {SYSTEMS[suite]} ...")
        fetched = base.with_suffix(".part")
        shutil.rmtree(fetched, ignore_errors=True)
        fetched.parent.mkdir(parents=True, exist_ok=True)
        command: Sequence[str | Path] = ["debootstrap", "--variant=minbase", suite, fetched]
        run_quietly(command, f"{SYSTEMS[suite]} could not be fetched.")
        os.rename(fetched, base)  # noqa: PTH104 - the two-argument move that is one step
    shutil.rmtree(folder, ignore_errors=True)
    run_quietly(["cp", "-a", base, folder], f"{SYSTEMS[suite]} could not be copied.")
    root = DebianRoot(folder)
    root.run(f"useradd --create-home {USER}", user="root")
    return root
