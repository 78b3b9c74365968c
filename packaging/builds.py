"""Makes what people install: the .deb, the .msi and an archive, with their digests, in dist/."""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import build_tools
import interpreters
from environment import FREEZER
from linux import deb, freeze
from project import DIST, PACKAGING, ChoreError, offscreen, run_quietly, say, source_time, version

SYSTEM_OF = {"deb": "linux", "msi": "win32", "tar": "linux"}
KINDS = tuple(SYSTEM_OF)
DIGESTS = DIST / "SHA256SUMS"


def build(options: list[str]) -> int:
    """Make the kinds that are asked for; with --check, see whether what was made works."""
    named = [each for each in options if each in (*KINDS, "all")]
    wanted = KINDS if "all" in named else tuple(named)
    if not wanted:
        raise ChoreError(f"Say what to build: {', '.join(KINDS)} or all.")
    program = _frozen() if {"deb", "tar"} & set(wanted) else None
    for system in sorted({SYSTEM_OF[kind] for kind in wanted}):
        list_parts(system)
    for kind in wanted:
        began = time.monotonic()
        made = _make(kind, program, options)
        say(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")
    write_digests()
    if "deb" in wanted and "--check" in options:
        check_deb(DIST / deb.file_name(version()))
    return 0


def write_digests() -> None:
    """Write the SHA-256 of every artefact there is, in the form that sha256sum checks."""
    made = sorted(each for each in DIST.iterdir() if each.is_file() and each != DIGESTS)
    lines = [f"{digest(each)}  {each.name}\n" for each in made]
    DIGESTS.write_text("".join(lines), encoding="utf-8", newline="\n")


def list_parts(system: str) -> Path:
    """Return the list of everything inside the installers for a system, in CycloneDX's form."""
    FREEZER.prepare()
    DIST.mkdir(exist_ok=True)
    target = DIST / f"leia-{version()}-{system}.cdx.json"
    command = [FREEZER.python, PACKAGING / "sbom.py", system, target]
    say(f"{target.name}: {run_quietly(command, 'The list of parts could not be made.').strip()}")
    return target


def digest(file: Path) -> str:
    """Return a file's SHA-256."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def check_deb(package: Path) -> None:
    """Unpack a package, and let the program in it test itself, unseen."""
    say(f"Testing what is in {package.name} ...")
    with tempfile.TemporaryDirectory(prefix="leia-deb-") as folder:
        run_quietly(["dpkg-deb", "-x", package, folder], "The package cannot be unpacked.")
        program = Path(folder) / "usr/lib/leia/leia"
        command = [program, "--self-test"]
        answer = subprocess.run(command, check=False, env=offscreen(), stdout=subprocess.PIPE)
    checks = json.loads(answer.stdout)["checks"] if answer.stdout else []
    for check in checks:
        if not check["passed"]:
            say(f"  {check['name']}: {check['said']}")
    if answer.returncode:
        raise ChoreError(
            f"The self-test failed: {json.loads(answer.stdout)['said'] or 'see above'}."
        )
    say(f"The self-test passed: {len(checks)} checks.")


def _frozen() -> Path:
    if not sys.platform.startswith("linux"):
        raise ChoreError("The .deb and the archive are made on Linux.")
    build_tools.need(["objdump", "strip"])
    if interpreters.shipped() == Path(sys.executable):
        build_tools.need_shared_python()
    return freeze.freeze()


def _make(kind: str, program: Path | None, options: list[str]) -> Path:
    DIST.mkdir(exist_ok=True)
    if kind == "msi":
        from windows import installer

        return installer.make(version(), options)
    if program is None:
        raise ChoreError("There is no frozen program to pack.")
    return deb.wrap(program, version()) if kind == "deb" else archive(program)


def archive(program: Path) -> Path:
    """Pack the frozen program for other distributions; the same program gives the same bytes."""
    say("Packing the program as an archive ...")
    name = f"leia-{version()}-linux-{deb.architecture()}"
    target = DIST / f"{name}.tar.xz"
    with tarfile.open(target, "w:xz", preset=6) as archive:
        archive.add(program, name, recursive=False, filter=_neutral)
        for each in sorted(program.rglob("*")):
            place = f"{name}/{each.relative_to(program).as_posix()}"
            archive.add(each, place, recursive=False, filter=_neutral)
    return target


def _neutral(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take out who built it, and when."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = source_time()
    if not entry.issym():
        entry.mode = 0o755 if entry.isdir() or entry.name.endswith("/leia") else 0o644
    return entry
