"""Walk through the real windows without a screen and leave pictures and every plan in build/tour/.

Run by `tasks.py tour`, inside the project's environment. Prints one line per file.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.choices import MeetingState
from app.domain.staff import Centre, Counsellor
from app.i18n import use_language
from app.services import practice, printing
from app.services.planning import last_position
from app.settings import Settings
from app.storage.keyfiles import FLOOR
from app.storage.sealing import new_recovery_identity
from app.storage.vault import create_vault
from ui.desk import Desk
from ui.style.fonts import load_fonts
from ui.style.theme import theme
from ui.tasks import Tasks
from ui.windows.main_window import MainWindow
from ui.windows.unlock_window import UnlockWindow
from ui.windows.welcome_window import WelcomeWindow
from ui.windows.wizard_window import WizardWindow
from ui.workspace import ChangeNotifier, Workspace

if TYPE_CHECKING:
    from app.storage.vault import Vault

OUT = Path(__file__).resolve().parents[1] / "build" / "tour"
PASSPHRASE = "øv deg trygt i leia"
CAMILLA, JONAS, MARIT = "Camilla Storjord", "Jonas Lillevoll", "Marit Bråten Li"
