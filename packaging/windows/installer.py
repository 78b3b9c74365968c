"""Makes the .msi: per machine, silent, with a start-menu entry, upgrading whatever is older."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import build_tools
from linux import tree
from project import DIST, PACKAGING, ChoreError, run_quietly, say, source_time
from windows import finishing
from windows.assemble import assemble
from windows.runtime import WINDOWS

TEMPLATE = PACKAGING / "windows" / "leia.wxs"
# the two never change: Windows knows Leia by the first, and each file by the second
UPGRADE_CODE = "5D0C3A52-6B7B-4C5E-9C37-2F3C7B8A61D4"
FAMILY = uuid.UUID("b6f3b0c4-0f0e-4f7c-9a53-7d9f0c5a2e11")
MOST_PACKED = 70_000_000


def make(version: str, options: list[str]) -> Path:
    """Return the installer of the program, around the Python that the options name."""
    build_tools.need(["wixl", "msiinfo", "msibuild"])
    program = assemble(_given(options))
    return wrap(program, version, DIST / f"Leia-{version}-x64.msi")


def wrap(program: Path, version: str, target: Path) -> Path:
    """Return an installer of a program folder."""
    say("Wrapping the program as a Windows installer ...")
    tree.settle(program, set(), source_time())
    source = target.with_suffix(".wxs")
    icon = os.path.relpath(WINDOWS / "launcher" / "leia.ico", target.parent)
    files = Files(program, target.parent)
    values = {
        "VERSION": version,
        "PRODUCT_CODE": _code(f"product {version}"),
        "UPGRADE_CODE": UPGRADE_CODE,
        "MENU_CODE": _code("menu"),
        "ICON": icon,
        "FILES": "\n".join(files.lines(program, 6)),
        "COMPONENTS": "\n".join(f'   <ComponentRef Id="{each}"/>' for each in files.components),
    }
    tree.put(source, tree.filled(TEMPLATE, values))
    made = target.with_suffix(".part")
    command = ["wixl", "-a", "x64", "-o", made.name, source.name]
    run_quietly(command, "The installer could not be made.", folder=target.parent)
    finishing.finish(made)
    shutil.move(made, target)
    source.unlink()
    _check_size(target)
    return target


def product_code(version: str) -> str:
    """Return what Windows calls this version of Leia."""
    return "{" + _code(f"product {version}") + "}"


class Files:
    """Writes a folder as WiX wants it, one component for each file."""

    def __init__(self, program: Path, beside: Path) -> None:
        self._program = program
        self._beside = beside
        self.components: list[str] = []

    def lines(self, folder: Path, indent: int) -> Iterator[str]:
        """Yield the folder's files and folders; their ids depend on their places alone."""
        space = " " * indent
        for each in sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name)):
            place = each.relative_to(self._program).as_posix()
            name = quoteattr(each.name)
            if each.is_dir():
                yield f"{space}<Directory Id={quoteattr(_id('d', place))} Name={name}>"
                yield from self.lines(each, indent + 1)
                yield f"{space}</Directory>"
            else:
                component = _id("c", place)
                self.components.append(component)
                source = quoteattr(os.path.relpath(each, self._beside))
                yield (
                    f'{space}<Component Id="{component}" Guid="{_code(place)}" Win64="yes">'
                    f'<File Id="{_id("f", place)}" Name={name} Source={source} KeyPath="yes"/>'
                    "</Component>"
                )


def _given(options: list[str]) -> Path | None:
    if "--embed" not in options:
        return None
    place = options[options.index("--embed") + 1 :][:1]
    if not place or not Path(place[0]).is_file():
        raise ChoreError("Name the official package after --embed.")
    return Path(place[0]).resolve()


def _code(place: str) -> str:
    return str(uuid.uuid5(FAMILY, place)).upper()


def _id(kind: str, place: str) -> str:
    return kind + hashlib.sha256(place.encode()).hexdigest()[:24]


def _check_size(installer: Path) -> None:
    size = installer.stat().st_size
    say(f"The installer is {size / 1e6:.1f} MB; at most {MOST_PACKED / 1e6:.0f} are allowed.")
    if size > MOST_PACKED:
        raise ChoreError("The installer is too big: look at what windows/assemble.py leaves out.")
