"""Starts Leia with `python -m ui`, or as a script that looks for Leia beside itself only."""

import sys
from pathlib import Path

if not __package__ and not getattr(sys, "frozen", False):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ui.main import main

sys.exit(main())
