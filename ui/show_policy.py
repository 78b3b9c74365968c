"""`leia --show-policy`: each value county IT decides, where it comes from, and what is wrong."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from app.i18n import _, use_language
from app.policy.policy import source_label
from app.policy.source import place_of_policy
from app.policy.trust import load_policy
from app.private_files import write_private
from app.services.vault.county import county_key_fingerprint
from app.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.policy.policy import PolicyReport
    from ui.arguments import Arguments

CLEAN, NOT_CLEAN = 0, 3
FILE = "policy.txt"
_PARENTS_CONSOLE = -1


def show_policy(arguments: Arguments) -> int:
    """Print the policy that holds on this machine; returns 3 when there is something to mend.

    A program without a console writes it beside the log instead.
    """
    settings = load_settings(arguments.settings_file)
    use_language(arguments.language or settings.language)
    report = load_policy(arguments.pin_folder)
    text = "\n".join(policy_text(report)) + "\n"
    console = sys.stdout or _parents_console()
    if console is None:
        write_private(arguments.log_folder / FILE, text.encode())
    else:
        if isinstance(console, TextIOWrapper):
            console.reconfigure(errors="replace")  # an old console does not know every letter
        with suppress(OSError):  # nobody listens any more
            print(text, end="", file=console, flush=True)
    return CLEAN if report.is_clean else NOT_CLEAN


def policy_text(report: PolicyReport) -> Iterator[str]:
    """Yield the report line by line, in the language of the moment."""
    yield _("Machine policy: {place}").format(place=report.place or place_of_policy())
    fingerprint = county_key_fingerprint(report.policy)
    if fingerprint:
        yield _("Fingerprint of the county’s signing key: {figures}").format(figures=fingerprint)
    if report.warning:
        yield _("Important: {warning}").format(warning=report.warning)
    yield ""
    for line in report.lines:
        yield f"{line.name} = {line.value}  ({source_label(line.source)})"
        if line.problem:
            yield f"    ! {line.problem}"


def _parents_console() -> TextIO | None:
    """Return the console a program with windows was started from, where there is one."""
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.AttachConsole(_PARENTS_CONSOLE):
            with suppress(OSError):
                return open("CONOUT$", "w", encoding="utf-8")  # noqa: PTH123 - no path on disk
    return None
