"""Lists everything inside Leia, as CycloneDX: run in the freezer as sbom.py SYSTEM FILE.

SYSTEM is linux or win32. Packages come from run.txt, native parts from licences.toml, with the
versions they themselves report where they can be asked. What is inside a wheel comes from the
wheel's own list, which for pyrage also names what other systems need.
"""

import ctypes
import decimal
import json
import platform
import re
import sys
import tomllib
import uuid
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any
from xml.parsers import expat

import notices
from project import ROOT, source_time
from project import version as own_version

SPECIFICATION = "1.6"
FAMILY = uuid.UUID("2f0b8a2e-2b0f-4a57-8d0a-64a0a1d4e0c7")
TOLD = ROOT / "packaging" / "windows" / "runtime.toml"
PROVIDER = "PRAGMA cipher_provider_version"
NOT_SHIPPED = {
    "PIL._avif", "PIL._imagingft", "PIL._imagingmath", "PIL._imagingmorph", "PIL._imagingtk",
    "PIL._webp", "FreeType", "FriBiDi", "HarfBuzz", "fribidi-shim", "libavif", "libimagequant",
    "libwebp", "pybind11", "pythoncapi_compat", "raqm",
}  # fmt: skip
"""Parts of Pillow that Leia leaves out."""


def describe(system: str) -> dict[str, Any]:
    """Return what is inside the installer for a system."""
    told = tomllib.loads(notices.TOLD.read_text(encoding="utf-8"))
    parts = [*_packages(told), *_native(told, system), *_data()]
    parts += [*_inside("pyrage"), *_inside("pillow")]
    parts = sorted({part["bom-ref"]: part for part in parts}.values(), key=lambda p: p["bom-ref"])
    itself = {"type": "application", "bom-ref": "leia", "name": "Leia", "version": own_version()}
    itself |= {"licenses": [{"license": {"id": "MIT"}}]}
    made = datetime.fromtimestamp(source_time(), UTC).isoformat()
    named = uuid.uuid5(FAMILY, json.dumps([system, made, parts], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "serialNumber": f"urn:uuid:{named}",
        "version": 1,
        "metadata": {
            "timestamp": made,
            "lifecycles": [{"phase": "build"}],
            "component": itself,
            "properties": [{"name": "leia:system", "value": system}],
        },
        "components": parts,
        "dependencies": [{"ref": "leia", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def check(listed: dict[str, Any]) -> None:
    """Stop if the list does not follow CycloneDX's schema, or lacks what no lock file names."""
    numbered = {part["name"] for part in listed["components"] if part.get("version")}
    if missing := _WATCHED.keys() - numbered:
        sys.exit(f"The list of parts names no version of {', '.join(sorted(missing))}.")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(listed))
    if fault is not None:
        sys.exit(f"The list of parts does not follow its schema: {fault}")


def _packages(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    hashes = _hashes()
    for name, number in notices.locked().items():
        yield {
            **_part(name, number, notices.licence_of(name, told)),
            "purl": f"pkg:pypi/{name}@{number}",
            "hashes": [{"alg": "SHA-256", "content": each} for each in hashes[name]],
        }


def _hashes() -> dict[str, list[str]]:
    """Return the digests of every file that the lock allows for a package."""
    lock = notices.LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    return {
        line.partition("==")[0]: sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
        for line in lock.splitlines()
    }


def _native(told: dict[str, Any], system: str) -> Iterator[dict[str, Any]]:
    for work in told["native"]:
        if system in work.get("on", (system,)):
            ask = _VERSIONS.get(work["name"], lambda _system: "")
            part = _part(work["name"], ask(system), work["licence"])
            yield {**part, **_found_by(work["name"], part.get("version", ""), system)}


def _found_by(name: str, number: str, system: str) -> dict[str, Any]:
    """Return what scanners look for and the date of the two that advisories are written about."""
    if name not in _WATCHED:
        return {}
    maker, tell = _WATCHED[name]
    return {
        "purl": f"pkg:generic/{name.lower()}@{number}",
        "cpe": f"cpe:2.3:a:{maker}:{name.lower()}:{number}:*:*:*:*:*:*:*",
        "properties": [{"name": f"leia:{what}", "value": told} for what, told in tell(system)],
    }


def _inside(package: str) -> Iterator[dict[str, Any]]:
    """Yield the parts of a wheel that brings a list of its own."""
    for file in distribution(package).files or ():
        if ".cdx.json" in file.name or "cyclonedx" in file.name:
            listed = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            for part in listed.get("components", ()):
                if part["name"] in NOT_SHIPPED:
                    continue
                yield _part(part["name"], part.get("version", ""), notices.spoken_licence(part))


def _data() -> Iterator[dict[str, Any]]:
    for place in ("reference", "templates"):
        for file in sorted((ROOT / "resources" / place).glob("*.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            number = told.get("valid_from") or told.get("checked_on") or ""
            yield {**_part(f"resources/{place}/{file.name}", number, "MIT"), "type": "data"}


def _part(name: str, number: str, licence: str) -> dict[str, Any]:
    part = {"type": "library", "bom-ref": f"{name}@{number}" if number else name, "name": name}
    part |= {"version": number} if number else {}
    is_plain = re.fullmatch(r"[\w.+-]+", licence)
    known = "name" if licence.startswith("LicenseRef-") else "id"
    stated = {"license": {known: licence}} if is_plain else {"expression": licence}
    return {**part, "licenses": [stated]}


def database(asked: str) -> Callable[[str], str]:
    """Return what asks the database's library for a number, whatever the system."""
    return lambda _system: re.sub(r"^OpenSSL ", "", _asked(asked)).split(" ")[0]


def _asked(question: str) -> str:
    """Return what the database's library says of itself."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")
    answer = str(connection.execute(question).fetchone()[0])
    connection.close()
    return answer


def _about_openssl(_system: str) -> Iterator[tuple[str, str]]:
    """Tell which release it is: its own words, such as "OpenSSL 3.6.0 1 Oct 2025"."""
    yield "dated", _asked(PROVIDER).split(" ", 2)[2]
    yield "inside", f"sqlcipher3@{version('sqlcipher3')}, statically"


def _about_python(system: str) -> Iterator[tuple[str, str]]:
    if system == "win32":
        yield "dated", str(_everyday()["dated"])
    else:
        number, built = platform.python_build()
        yield "dated", f"built {' '.join(built.split())}, {number}"
        yield "compiler", platform.python_compiler()


def _everyday() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads(TOLD.read_text(encoding="utf-8"))["everyday"]
    return told


def _qt(_system: str) -> str:
    from PySide6.QtCore import qVersion

    return str(qVersion())


def _icu(_system: str) -> str:
    """Ask the library that Qt brings; its names end in its number."""
    libraries = distribution("pyside6-essentials").locate_file("PySide6/Qt/lib")
    file = next(Path(str(libraries)).glob("libicuuc.so.*"))
    answer = (ctypes.c_uint8 * 4)()
    ctypes.CDLL(str(file.with_name(file.name.replace("uc", "data"))), ctypes.RTLD_GLOBAL)
    getattr(ctypes.CDLL(str(file)), f"u_getVersion_{file.suffix[1:]}")(answer)
    return ".".join(map(str, answer[:2]))


def _python(system: str) -> str:
    return str(_everyday()["python"]) if system == "win32" else platform.python_version()


def _font(_system: str) -> str:
    from reportlab.pdfbase.ttfonts import TTFontFile

    face = TTFontFile(str(ROOT / "resources/fonts/SourceSans3_400Regular.ttf"))
    whole, part = face.fontRevision
    return f"{whole + part / 65536:.3f}"


_WATCHED = {"Python": ("python", _about_python), "OpenSSL": ("openssl", _about_openssl)}
"""Who makes them, as scanners write it, and what else is told. No lock file names them."""
_VERSIONS: dict[str, Callable[[str], str]] = {
    "Expat": lambda _system: ".".join(map(str, expat.version_info)),
    "ICU": _icu,
    "Microsoft Visual C++ Runtime": lambda _system: str(_everyday()["microsoft"]["version"]),
    "OpenSSL": database(PROVIDER),
    "PDFium": lambda system: f"of Qt {_qt(system)}",  # it has no number of its own
    "PyInstaller bootloader": lambda _system: version("pyinstaller"),
    "Python": _python,
    "Qt": _qt,
    "SQLCipher": database("PRAGMA cipher_version"),
    "SQLite": database("SELECT sqlite_version()"),
    "Source Sans 3": _font,
    "libmpdec": lambda _system: str(decimal.__libmpdec_version__),  # type: ignore[attr-defined]
    "libsodium": lambda _system: f"of PyNaCl {version('pynacl')}",
    "zlib": lambda _system: zlib.ZLIB_RUNTIME_VERSION,
}


def main() -> None:
    """Write the list and check it."""
    system, target = sys.argv[1:]
    listed = describe(system)
    check(listed)
    text = json.dumps(listed, indent=1, ensure_ascii=False, sort_keys=True)
    Path(target).write_text(text + "\n", encoding="utf-8")
    print(f"{len(listed['components'])} parts")


if __name__ == "__main__":
    main()
