"""What building asks of the machine beside Python: finds it, and installs it where it may."""

import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import system_libraries
from project import ChoreError, say

FOR_TESTS = ("Xvfb", "setxkbmap", "xdotool", "dbus-daemon")
"""What tests on a screen and on the accessibility bus of Linux run beside the program."""
ACCESSIBILITY_BUS = Path("/usr/libexec/at-spi2-registryd"), "at-spi2-core"
"""What keeps the register of that bus, and its Debian package."""

# the Debian packages that bring each program
PACKAGES = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "msibuild": "msitools",
    "msiinfo": "msitools",
    "objdump": "binutils",
    "openbox": "openbox",
    "osslsigncode": "osslsigncode",
    "setxkbmap": "x11-xkb-utils",
    "strace": "strace",
    "strip": "binutils",
    "wine": "wine wine64",
    "wixl": "wixl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-objdump": "binutils-mingw-w64-x86-64",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "xdotool": "xdotool",
}


def need(programs: Iterable[str]) -> None:
    """See to it that these programs can be run."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        packages = " ".join(PACKAGES[program] for program in missing).split()
        system_libraries.install(sorted(set(packages)))
    still = [program for program in missing if not shutil.which(program)]
    if still:
        raise ChoreError(f"Still not there after installing: {', '.join(still)}.")


def need_for_tests() -> None:
    """Install what tests of screens and speech need, where it may; without it they are skipped."""
    if not system_libraries.may_install():
        return
    missing = [PACKAGES[each] for each in FOR_TESTS if not shutil.which(each)]
    registry, package = ACCESSIBILITY_BUS
    missing += [] if registry.exists() else [package]
    if missing:
        try:
            system_libraries.install(sorted(set(missing)))
        except ChoreError as error:
            say(str(error))


def need_shared_python() -> None:
    """See to it that this Python is there as a library; Debian keeps that in a package apart."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" not in name:
        raise ChoreError("This Python was built without a shared library; please use another one.")
    folders = (Path(sysconfig.get_config_var(each) or "/") for each in ("LIBDIR", "LIBPL"))
    if any((folder / name).exists() for folder in folders):
        return
    if name in system_libraries.known_libraries():
        return
    system_libraries.install([f"libpython{sys.version_info.major}.{sys.version_info.minor}"])
