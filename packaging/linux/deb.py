"""Makes the Debian package from the frozen program."""

import hashlib
import platform
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from math import ceil
from pathlib import Path

import build_tools
import elf
import system_libraries
from environment import FREEZER
from linux import tree
from project import BUILD, DIST, PACKAGING, ROOT, ChoreError, run_quietly, say, source_time

PARTS = PACKAGING / "linux"
STAGE = BUILD / "deb"
MOST_INSTALLED, MOST_PACKED = 160_000_000, 50_000_000
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# in every Debian from 12 on, and under the same name
PRESENT = {
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    **system_libraries.PACKAGES,
}
PARTS_OF_GLIBC = ("ld-linux", "libc.so", "libdl.so", "libm.so", "libpthread.so", "libresolv.so")
PARTS_OF_GLIBC += ("librt.so", "libutil.so")


def wrap(program: Path, version: str, packing: str = "xz") -> Path:
    """Return the package with a frozen program in it; the same program gives the same bytes."""
    build_tools.need(["dpkg-deb", "objdump"])
    say("Wrapping the program as a Debian package ...")
    shutil.rmtree(STAGE, ignore_errors=True)
    _stage(program, version)
    control = STAGE / "DEBIAN"
    tree.put(control / "control", _control(version))
    for name in ("preinst", "prerm"):
        tree.put(control / name, script(name))
    tree.put(control / "md5sums", _digests())
    tree.settle(STAGE, _programs(), source_time())
    return _pack(version, packing)


def file_name(version: str) -> str:
    """Return what the package is called."""
    return f"leia_{version}_{architecture()}.deb"


def architecture() -> str:
    """Return what Debian calls this machine's kind."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        raise ChoreError(f"There is no Debian package for {machine}.")
    return ARCHITECTURES[machine]


def dependencies(program: Path) -> list[str]:
    """Return the packages that hold what the program takes from the system."""
    needs = elf.needs_of(elf.elf_files(program), program)
    outside = {each for each in needs.libraries if not each.startswith(PARTS_OF_GLIBC)}
    unknown = sorted(outside - PRESENT.keys())
    if unknown:
        raise ChoreError(f"No package is known that brings {', '.join(unknown)}.")
    glibc = ".".join(map(str, needs.glibc))
    return [f"libc6 (>= {glibc})", *sorted({PRESENT[each] for each in outside})]


def _stage(program: Path, version: str) -> None:
    share, doc = STAGE / "usr/share", STAGE / "usr/share/doc/leia"
    date = datetime.fromtimestamp(source_time(), UTC)
    values = {"VERSION": version, "DATE": date.date().isoformat(), "LICENCE": _licence()}
    tree.copy_folder(program, STAGE / "usr/lib/leia")
    (STAGE / "usr/bin").mkdir(parents=True)
    (STAGE / "usr/bin/leia").symlink_to("../lib/leia/leia")
    tree.put(share / "applications/leia.desktop", (PARTS / "leia.desktop").read_bytes())
    metainfo = tree.filled(PARTS / "leia.metainfo.xml", values)
    tree.put(share / "metainfo/leia.metainfo.xml", metainfo)
    tree.put(share / "man/man1/leia.1.gz", tree.packed(tree.filled(PARTS / "leia.1", values)))
    tree.put(doc / "copyright", tree.filled(PARTS / "copyright", values))
    tree.put(doc / "changelog.gz", tree.packed(_changelog(version, date)))
    tree.put(
        doc / "examples/policy.json", (PACKAGING / "policy" / "policy.example.json").read_bytes()
    )
    _draw_icons(share / "icons/hicolor")


def _draw_icons(folder: Path) -> None:
    icon = ROOT / "resources" / "icons" / "leia.svg"
    tree.put(folder / "scalable/apps/leia.svg", icon.read_bytes())
    targets = {size: folder / f"{size}x{size}/apps/leia.png" for size in ICON_SIZES}
    for target in targets.values():
        target.parent.mkdir(parents=True)
    pairs = [f"{size}={target}" for size, target in targets.items()]
    command = [FREEZER.python, PACKAGING / "draw_icon.py", icon, *pairs]
    run_quietly(command, "The icon could not be drawn.")


def _control(version: str) -> str:
    files = [each for each in STAGE.rglob("*") if "DEBIAN" not in each.parts]
    size = sum(ceil(each.lstat().st_size / 1024) if each.is_file() else 1 for each in files)
    _check_size("installed", tree.size_of(STAGE), MOST_INSTALLED)
    return f"""\
Package: leia
Version: {version}
Architecture: {architecture()}
Maintainer: the Leia developers <leia@example.invalid>
Installed-Size: {size}
Depends: {", ".join(dependencies(STAGE / "usr/lib/leia"))}
Recommends: cups-client
Section: misc
Priority: optional
Description: career guidance, offline and encrypted
 Leia takes a person from a first question to a printed career plan. It needs no
 network, keeps everything in an encrypted vault, and saves as you type.
"""


def script(name: str) -> str:
    """Return a maintainer's script that refuses to take the files from a running program."""
    cases = {"preinst": "install|upgrade", "prerm": "remove"}
    check = (PARTS / "running.sh").read_text(encoding="utf-8")
    return f'#!/bin/sh\nset -e\ncase "$1" in\n{cases[name]}) ;;\n*) exit 0 ;;\nesac\n{check}'


def _digests() -> str:
    files = sorted(each for each in (STAGE / "usr").rglob("*") if each.is_file())
    return "".join(
        f"{hashlib.md5(each.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {each.relative_to(STAGE).as_posix()}\n"
        for each in files
        if not each.is_symlink()
    )


def _programs() -> set[Path]:
    control = STAGE / "DEBIAN"
    return {STAGE / "usr/lib/leia/leia", control / "preinst", control / "prerm"}


def _changelog(version: str, date: datetime) -> str:
    return f"""\
leia ({version}) stable; urgency=medium

  * What is new stands in the program: Help, What is new.

 -- the Leia developers <leia@example.invalid>  {format_datetime(date)}
"""


def _licence() -> str:
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()[2:]
    return "\n".join(f" {line}" if line else " ." for line in lines)


def _pack(version: str, packing: str) -> Path:
    DIST.mkdir(exist_ok=True)
    target = DIST / file_name(version)
    command: list[str | Path] = ["dpkg-deb", "--root-owner-group", f"-Z{packing}"]
    command += ["-z6"] if packing == "xz" else []
    command += ["--build", STAGE, target]
    environment = {"SOURCE_DATE_EPOCH": str(source_time()), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    run_quietly(command, "The Debian package could not be packed.", env=environment)
    if packing == "xz":
        _check_size("packed", target.stat().st_size, MOST_PACKED)
    return target


def _check_size(what: str, size: int, most: int) -> None:
    say(f"The package is {size / 1e6:.1f} MB {what}; at most {most / 1e6:.0f} are allowed.")
    if size > most:
        raise ChoreError(f"The package is too big {what}: look at what linux/leia.spec drops.")
