"""What building asks of the machine beside Python: finds it, and installs it where it may."""

import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import system_libraries
from project import ChoreError

# the Debian packages that bring each program
PACKAGES = {
    "Xvfb": "xvfb",
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
