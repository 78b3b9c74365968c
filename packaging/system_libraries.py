"""What Qt needs from Linux itself: finds out by asking the loader, and installs it where it may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from project import ChoreError, has_screen, run_quietly, say

# Qt's own files that a window or an offscreen window loads, inside PySide6/Qt
LIBRARIES = ("Core", "DBus", "Gui", "Network", "Pdf", "PdfWidgets", "PrintSupport", "Svg")
OFFSCREEN_PLUGINS = ("platforms/libqoffscreen.so", "imageformats/*.so", "iconengines/*.so")
SCREEN_PLUGINS = (
    "platforms/libqxcb.so",
    "xcbglintegrations/*.so",
    "platforms/libqwayland*.so",
    "wayland-shell-integration/*.so",
    "platforminputcontexts/libcompose*.so",
    "printsupport/*.so",
)

# the Debian package of each library that Qt takes from the system
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def prepare(environment: Path) -> None:
    """See to it that the Qt of an environment can load, with a window if there is a screen."""
    if not sys.platform.startswith("linux"):
        return
    stamp = environment / "leia-libraries.txt"
    found = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if found == "screen" or (found == "offscreen" and not has_screen()):
        return
    wanted = "screen" if has_screen() or may_install() else "offscreen"
    missing = _missing(environment, wanted)
    if missing:
        install(packages_for(missing))
        missing = _missing(environment, wanted)
    if missing:
        raise ChoreError(f"Qt still misses these libraries of the system: {', '.join(missing)}.")
    stamp.write_text(wanted, encoding="utf-8")


def packages_for(missing: Iterable[str]) -> list[str]:
    """Return the packages that hold the missing libraries."""
    missing = sorted(set(missing))
    unknown = [library for library in missing if library not in PACKAGES]
    if unknown or not shutil.which("apt-get"):
        names = ", ".join(unknown or missing)
        raise ChoreError(f"Please install these libraries, which Qt needs: {names}.")
    return sorted({PACKAGES[library] for library in missing})


def not_found(answer: str) -> Iterator[str]:
    """Read from the loader's answer which libraries it could not find."""
    for line in answer.splitlines():
        library, _, place = line.strip().partition(" => ")
        # a version too old reads "... not found (required by ...)", and no package mends that
        if place == "not found":
            yield library


def packages_likely_needed() -> list[str]:
    """Return what Qt will ask for, judged before Qt is there to be asked."""
    known = known_libraries()
    return sorted({package for library, package in PACKAGES.items() if library not in known})


def known_libraries() -> set[str]:
    """Return the names of the libraries that the loader finds on its own."""
    answer = subprocess.run(["/sbin/ldconfig", "-p"], check=False, capture_output=True, text=True)
    return set(answer.stdout.split())


def may_install() -> bool:
    """Tell whether this user can install system packages without being asked for a password."""
    return _prefix() is not None


def command_for(packages: Sequence[str]) -> str:
    """Return what somebody with the right to do so should type."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def install(packages: Sequence[str]) -> None:
    """Install system packages, or stop with the command that would."""
    if not shutil.which("apt-get"):
        raise ChoreError(f"Please install what Debian calls {', '.join(packages)}.")
    prefix = _prefix()
    if prefix is None:
        raise ChoreError(f"Please run once: {command_for(packages)}")
    say(f"Installing system packages: {' '.join(packages)} ...")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    sentence = f"The system packages could not be installed; please run: {command_for(packages)}"
    run_quietly([*apt, "update"], sentence)
    run_quietly([*apt, "install", "--no-install-recommends", *packages], sentence)


def _prefix() -> list[str] | None:
    """Return what to put before apt-get, or None if this user cannot install anything."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return None if asked.returncode else ["sudo", "-n"]


def _missing(environment: Path, wanted: str) -> list[str]:
    """Return the libraries that the loader cannot find for Qt's files."""
    files = [str(file) for file in _files_of_qt(environment, wanted)]
    answer = subprocess.run(["ldd", *files], check=False, capture_output=True, text=True)
    return sorted(set(not_found(answer.stdout)))


def _files_of_qt(environment: Path, wanted: str) -> Iterator[Path]:
    plugins = OFFSCREEN_PLUGINS + (SCREEN_PLUGINS if wanted == "screen" else ())
    for qt in environment.glob("lib/python3*/site-packages/PySide6/Qt"):
        for library in LIBRARIES:
            yield from qt.glob(f"lib/libQt6{library}.so.6")
        for plugin in plugins:
            yield from qt.glob(f"plugins/{plugin}")
