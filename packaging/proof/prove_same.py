"""Proves that the same source gives the same package: builds it once more and compares."""

import shutil

import builds
from linux import deb, freeze
from project import BUILD, DIST, ChoreError, say, version
from proof.expecting import expect
from proof.record import Record


def prove() -> None:
    """Build the .deb that dist/ holds a second time, from nothing."""
    package = DIST / deb.file_name(version())
    if not package.exists():
        raise ChoreError("There is no package yet: run build deb first.")
    digest = builds.digest(package)
    say(f"{package.name}, built again:")
    kept = shutil.copy2(package, BUILD / "first.deb")
    record = Record(package.name, digest, "a second build")
    try:
        record.try_out("the same source gives the same bytes", lambda: _again(digest))
    finally:
        shutil.move(kept, package)


def _again(digest: str) -> str:
    again = builds.digest(deb.wrap(freeze.freeze(), version()))
    expect(again == digest, f"the second one is {again}")
    return "equal to the last byte"
