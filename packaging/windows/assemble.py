"""Puts Leia's Windows folder together on Linux: Python, the packages, the program, a launcher."""

import re
import shutil
import zipfile
from pathlib import Path

import build_tools
from environment import FREEZER
from linux import tree
from linux.freeze import compile_catalogues
from project import PACKAGING, ROOT, ChoreError, run_quietly, say, version
from windows import pe
from windows.runtime import (
    LINE,
    WINDOWS,
    Interpreter,
    fetch_interpreter,
    fetch_wheels,
    need_line,
)

PARTS = PACKAGING / "windows"
PROGRAM = WINDOWS / "Leia"
DIGITS = LINE.replace(".", "")
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"

# of Python's own files; without the network and what we have no use for
INTERPRETER = re.compile(
    rf"^(python{DIGITS}\.dll|python3\.dll|libffi-8\.dll|(pyexpat|select|unicodedata|_asyncio|_ctypes"
    r"|_decimal|_elementtree|_multiprocessing|_overlapped|_queue|_socket|_zoneinfo)\.pyd"
    r"|(vcruntime140|vcruntime140_1|msvcp140|msvcp140_1|msvcp140_2)\.dll)$"
)
QT = re.compile(
    r"^PySide6/(__init__\.py|_config\.py|_git_pyside_version\.py|pyside6\.abi3\.dll"
    r"|(Qt|Qt6)(Core|Gui|Widgets|Network|Pdf|PrintSupport)\.(pyd|dll)|Qt6Svg\.dll"
    r"|plugins/(platforms/q(windows|offscreen)|imageformats/q(svg|jpeg|ico)|iconengines/qsvgicon)"
    r"\.dll)$"
)
LEFT_OUT = re.compile(
    r"\.dist-info/|\.data/|/tests?/|\.(pyi|c|h|pyx|pxd|lib|typed|txt|pfb|afm)$"
    r"|(^|/)(vcruntime140|msvcp140|concrt140|vcamp140|vccorlib140|vcomp140)\w*\.dll$"
    r"|^(cffi|pycparser)/|^alembic/(testing|templates)/|^mako/(testing|ext)/"
    r"|^sqlalchemy/(testing|dialects/(mysql|oracle|mssql)|ext/(asyncio|mypy))/"
    r"|^PIL/_(avif|webp|imagingft|imagingtk|imagingmath|imagingmorph)\.|^reportlab/fonts/"
)


def assemble(given: Path | None = None) -> Path:
    """Return a folder that runs on Windows as it is."""
    FREEZER.prepare()
    compile_catalogues()
    interpreter, wheels = fetch_interpreter(given), fetch_wheels()
    say(f"Putting the Windows program together around Python {interpreter.version} ...")
    shutil.rmtree(PROGRAM, ignore_errors=True)
    _place_interpreter(interpreter)
    for wheel in sorted(wheels.glob("*.whl")):
        _extract(wheel)
    _place_program()
    compile_modules("folder", PROGRAM / "lib")
    build_launchers()
    _check_complete()
    return PROGRAM


def compile_modules(*what: str | Path) -> None:
    """Let the Python that goes along compile; what: see compiling.py."""
    command = [FREEZER.python, PARTS / "compiling.py", *what]
    run_quietly(command, "The modules for Windows could not be compiled.")


def build_launchers() -> None:
    """Compile Leia.exe, which has a window, and leia-cli.exe, which has a console."""
    build_tools.need([COMPILER, RESOURCES])
    folder = WINDOWS / "launcher"
    folder.mkdir(parents=True, exist_ok=True)
    values = {"VERSION": version(), "NUMBERS": version().replace(".", ",")}
    tree.put(folder / "leia.rc", tree.filled(PARTS / "leia.rc", values))
    shutil.copy2(PARTS / "leia.manifest", folder)
    icon = ROOT / "resources" / "icons" / "leia.svg"
    draw = [FREEZER.python, PACKAGING / "draw_icon.py", icon, f"ICO={folder / 'leia.ico'}"]
    run_quietly(draw, "The icon could not be drawn.")
    resources = folder / "leia.o"
    sentence = "The launcher could not be compiled."
    run_quietly([RESOURCES, "leia.rc", "-O", "coff", "-o", resources], sentence, folder=folder)
    options = [
        "-municode",
        "-O2",
        "-s",
        f'-DPYTHON_DLL=L"python{DIGITS}.dll"',
        "-Wl,--no-insert-timestamp",
    ]
    for name, kind in (("Leia.exe", ["-mwindows", "-DWINDOWED"]), ("leia-cli.exe", [])):
        source = [PARTS / "launcher.c", resources, "-o", PROGRAM / name]
        run_quietly([COMPILER, *options, *kind, *source], sentence, folder=folder)


def _place_interpreter(interpreter: Interpreter) -> None:
    (PROGRAM / "lib").mkdir(parents=True)
    for file in interpreter.folder.iterdir():
        if INTERPRETER.match(file.name):
            shutil.copyfile(file, PROGRAM / file.name)
    if not (PROGRAM / "python3.dll").exists():
        _build_forwarder()
    packed = PROGRAM / f"python{DIGITS}.zip"
    if interpreter.is_official:
        shutil.copyfile(interpreter.folder / packed.name, packed)
    else:
        compile_modules("library", packed)
    # nothing but these three places is ever searched
    tree.put(PROGRAM / f"python{DIGITS}._pth", f"{packed.name}\n.\nlib\n")


def _build_forwarder() -> None:
    """Make python3.dll, which extensions for every Python 3 ask for, of the real one's names."""
    build_tools.need([COMPILER])
    folder = WINDOWS / "forwarder"
    names = pe.exports_of(PROGRAM / f"python{DIGITS}.dll")
    lines = [f"  {name} = python{DIGITS}.{name}\n" for name in names]
    tree.put(folder / "python3.def", 'LIBRARY "python3.dll"\nEXPORTS\n' + "".join(lines))
    entry = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"
    tree.put(folder / "python3.c", entry)
    command = [COMPILER, "-shared", "-nostdlib", "-s", "-e", "DllMainCRTStartup"]
    command += ["-Wl,--no-insert-timestamp", "-o", str(PROGRAM / "python3.dll")]
    run_quietly(
        [*command, "python3.c", "python3.def"], "python3.dll could not be made.", folder=folder
    )


def _extract(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            wanted = QT.match(name) if name.startswith("PySide6/") else not LEFT_OUT.search(name)
            if wanted and not name.endswith("/"):
                archive.extract(name, PROGRAM / "lib")


def _place_program() -> None:
    without = shutil.ignore_patterns("__pycache__", "*.po", "*.pyc")
    for name in ("app", "ui", "resources"):
        shutil.copytree(ROOT / name, PROGRAM / "lib" / name, ignore=without)
    shutil.copyfile(PARTS / "leia_start.py", PROGRAM / "lib" / "leia_start.py")


def _check_complete() -> None:
    missing = pe.missing_libraries(PROGRAM)
    if missing:
        said = "; ".join(f"{name} for {', '.join(sorted(by))}" for name, by in missing.items())
        raise ChoreError(f"The Windows folder lacks {said}.")
    need_line()
