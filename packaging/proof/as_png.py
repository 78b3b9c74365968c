"""Writes raw pixels as a picture: run as as_png.py RAW WIDTH HEIGHT FILE.png."""

import sys
from pathlib import Path

from PIL import Image

raw, width, height, target = sys.argv[1:]
size = (int(width), int(height))
Image.frombytes("RGB", size, Path(raw).read_bytes(), "raw", "BGRX").save(target, optimize=True)
