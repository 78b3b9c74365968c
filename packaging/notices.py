"""Keeps resources/licences: run in an environment with the locked packages, write or check.

Python packages bring their texts; what they leave out, and everything that is no package, stands in
licences.toml beside texts that were put into resources/licences by hand.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LICENCES = ROOT / "resources" / "licences"
INDEX = LICENCES / "index.json"
OWN = LICENCES / "leia.txt"
LOCK = ROOT / "packaging" / "locks" / "run.txt"
TOLD = ROOT / "packaging" / "licences.toml"
NOT_SHIPPED = {"pycparser"}
"""Only cffi's compiler needs it, which is not shipped either."""
CRATES = "pyrage-crates.txt"
UNSTATED = "Unicode-3.0"
"""What the one library that states none (tinystr, of the Unicode consortium) is under."""


def locked() -> dict[str, str]:
    """Return the packages that are shipped, each with its version."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: version for name, version in found if name not in NOT_SHIPPED}


def licence_of(name: str, told: dict[str, Any]) -> str:
    """Return a package's licence as an SPDX expression."""
    metadata = distribution(name).metadata
    found = told["packages"].get(name) or metadata.get("License-Expression")
    if not found:
        raise LookupError(f"{name} does not say its licence: add it to licences.toml")
    return str(found)


def text_of(name: str) -> str:
    """Return the texts that a package brings, one after the other."""
    found = distribution(name)
    files = [Path(str(each.locate())) for each in found.files or () if _is_licence(str(each))]
    texts = [each.read_text(encoding="utf-8").replace("\r\n", "\n") for each in sorted(files)]
    return "\n\n".join(text.strip("\n") for text in texts) + "\n" if texts else ""


def crates() -> str:
    """Return the Rust libraries inside pyrage, with their licences, from its own list."""
    found = [each for each in distribution("pyrage").files or () if "sboms/" in str(each)]
    listed = json.loads(Path(str(found[0].locate())).read_text(encoding="utf-8"))
    lines = sorted(
        f"{each['name']} {each['version']}: {spoken_licence(each)}" for each in listed["components"]
    )
    head = (
        "Rust libraries inside pyrage, each with its licence. Where there is a choice, Apache-2.0\n"
    )
    return (
        head
        + "or MIT was chosen; the texts lie in apache-2.0.txt and pyrage.txt.\n\n"
        + "\n".join(lines)
        + "\n"
    )


def spoken_licence(component: dict[str, Any]) -> str:
    """Return the licence that an entry of a CycloneDX list states."""
    stated = component.get("licenses") or [{}]
    first = stated[0]
    return str(first.get("expression") or first.get("license", {}).get("id") or UNSTATED)


def written() -> Iterator[tuple[Path, str]]:
    """Give every generated file, and what it shall say."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    works = []
    for name, version in locked().items():
        text, texts = text_of(name), list(told["texts"].get(name, ()))
        if text:
            texts.insert(0, f"{name}.txt")
            yield LICENCES / f"{name}.txt", text
        if not texts:
            raise LookupError(f"{name} brings no licence text: add one to licences.toml")
        works.append({"name": _proper(name), "version": version, "texts": texts, "on": [],
                      "licence": licence_of(name, told)})  # fmt: skip
    yield LICENCES / CRATES, crates()
    yield OWN, (ROOT / "LICENSE").read_text(encoding="utf-8")
    works += [{"version": "", "on": [], **each} for each in told["native"]]
    works.sort(key=lambda each: str(each["name"]).casefold())
    yield INDEX, json.dumps({"works": works}, indent=1, sort_keys=True) + "\n"


def stale() -> list[str]:
    """Return what is out of date or missing, one sentence each."""
    found = []
    for file, text in written():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            found.append(
                f"{file.relative_to(ROOT).as_posix()} is out of date: run notices.py write"
            )
    listed = json.loads(INDEX.read_text(encoding="utf-8"))["works"] if INDEX.exists() else []
    named = {text for work in listed for text in work["texts"]}
    there = {each.name for each in LICENCES.glob("*.txt")}
    found += [f"{each} is named and not there" for each in named if not (LICENCES / each).exists()]
    found += [f"{each} is there and not named" for each in sorted(there - named - {OWN.name})]
    return found


def write() -> int:
    """Write the generated files anew."""
    for file, text in written():
        file.write_text(text, encoding="utf-8", newline="\n")
    return check()


def check() -> int:
    """Say what is out of date; return 1 if anything is."""
    found = stale()
    for problem in found:
        print(problem)
    return 1 if found else 0


def _is_licence(place: str) -> bool:
    return bool(re.search(r"\.dist-info/(licenses/)?.*(LICEN[SC]E|COPYING|NOTICE)", place))


def _proper(name: str) -> str:
    found: Distribution = distribution(name)
    return str(found.metadata["Name"])


if __name__ == "__main__":
    sys.exit({"write": write, "check": check}[sys.argv[1]]())
