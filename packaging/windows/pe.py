"""What Windows programs and libraries ask of each other, read with objdump."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import build_tools

OBJDUMP = "x86_64-w64-mingw32-objdump"
# what every Windows 10 and 11 has
SYSTEM = re.compile(
    r"^(api-ms-win-|ext-ms-)|^(advapi32|authz|avrt|bcrypt|bcryptprimitives|cfgmgr32|combase"
    r"|comctl32|comdlg32|crypt32|cryptbase|d2d1|d3d11|d3d12|d3d9|dcomp|dnsapi|dwmapi|dwrite|dxgi"
    r"|gdi32|gdiplus|icuuc|imm32|iphlpapi|kernel32|mpr|mscms|msvcrt|ncrypt|netapi32|normaliz|ntdll"
    r"|ole32|oleaut32|opengl32|powrprof|propsys|psapi|rpcrt4|secur32|setupapi|shcore|shell32"
    r"|shlwapi|sspicli|synchronization|uiautomationcore|ucrtbase|user32|userenv|usp10|uxtheme|version|winhttp"
    r"|winmm|winspool|wldap32|ws2_32|wtsapi32)\.(dll|drv)$"
)


def missing_libraries(folder: Path) -> dict[str, set[str]]:
    """Return the libraries that nobody brings, each with the files that ask for it."""
    build_tools.need([OBJDUMP])
    files = [each for each in folder.rglob("*") if each.suffix in (".dll", ".exe", ".pyd")]
    there = {each.name.lower() for each in files}
    missing: dict[str, set[str]] = {}
    for file in files:
        for wanted in imports_of([file]):
            if wanted not in there and not SYSTEM.match(wanted):
                missing.setdefault(wanted, set()).add(file.name)
    return missing


def imports_of(files: Iterable[Path]) -> set[str]:
    """Return the names of the libraries that files ask for, in small letters."""
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", _dump(files))}


def exports_of(library: Path) -> list[str]:
    """Return the names a library offers, in order."""
    table = _dump([library]).partition("[Ordinal/Name Pointer] Table")[2]
    return re.findall(r"^\s*\[ *\d+\].*?(\w+)$", table.partition("\n\n")[0], re.MULTILINE)


def _dump(files: Iterable[Path]) -> str:
    command = [OBJDUMP, "--private-headers", *map(str, files)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
