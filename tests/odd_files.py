"""What may lie under a file's name without being one."""

import os
from pathlib import Path

ODD = ("pipe", "folder", "dangling", "loop")


def put_odd(path: Path, kind: str) -> None:
    """Put something of a kind of `ODD` under a name."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        (path / "inside").mkdir(parents=True)
    else:
        path.symlink_to(path if kind == "loop" else path.with_name("nowhere"))
