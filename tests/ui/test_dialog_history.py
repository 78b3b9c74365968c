"""A chosen folder leaves no trace outside our own folders, and its name may be a person's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ui.system.dialog_history import forget_folders

ROOT = Path(__file__).resolve().parents[2]
CHOOSING = """
import sys
import ui
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.application import new_application
from ui.printing import Way, save_pdf
from ui.widgets.folder_dialog import ask_for_folder

chosen = Path(sys.argv[1])
app = new_application()
dialogs = [
    save_pdf(None, b"%PDF-1.4", "plan.pdf", Way(lambda: print("saved"))),
    ask_for_folder(None, "Where"),
]
dialogs[1].fileSelected.connect(lambda path: print("chosen"))

def choose():
    for dialog in dialogs:
        dialog.setDirectory(str(chosen))
    dialogs[0].selectFile(str(chosen / "plan.pdf"))
    dialogs[1].selectFile(str(chosen))
    for dialog in dialogs:
        dialog.accept()
    QTimer.singleShot(200, app.quit)

QTimer.singleShot(200, choose)
app.exec()
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a registry")
def test_choosing_a_folder_writes_only_what_was_asked_for(tmp_path):
    home = tmp_path / "home"
    (home / "Klienter" / "Liv Hansen").mkdir(parents=True)
    ended = subprocess.run(
        [sys.executable, "-c", CHOOSING, str(home / "Klienter" / "Liv Hansen")],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "HOME": str(home),
            "TMPDIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert sorted(ended.stdout.split()) == ["chosen", "saved"]
    written = [each.relative_to(home) for each in home.rglob("*") if each.is_file()]
    assert written == [Path("Klienter/Liv Hansen/plan.pdf")]
    assert list(tmp_path.iterdir()) == [home]


def test_what_was_kept_is_forgotten_and_the_rest_stays(tmp_path):
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = Path(QSettings(user, "x").fileName()).parent
    QSettings.setPath(native, user, str(tmp_path))
    try:
        kept = QSettings(user, "QtProject")
        for key in ("history", "lastVisited", "viewMode"):
            kept.setValue(f"FileDialog/{key}", "Liv Hansen")
        kept.sync()

        forget_folders()

        kept.sync()
        assert kept.allKeys() == ["FileDialog/viewMode"]
    finally:
        QSettings.setPath(native, user, str(before))
