"""Draws Leia's icon as pixels: run as draw_icon.py ICON.svg SIZE=FILE.png ... [ICO=FILE.ico]."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICO_SIZES = (16, 24, 32, 48, 64, 256)


def draw(icon: Path, size: int, target: Path) -> None:
    """Draw the icon in one size."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(icon)).render(painter)
    painter.end()
    if not picture.save(str(target)):
        sys.exit(f"{target} could not be written")


def draw_ico(icon: Path, target: Path) -> None:
    """Put the icon's sizes for Windows into one file."""
    drawn = []
    for size in ICO_SIZES:
        single = target.with_suffix(f".{size}.png")
        draw(icon, size, single)
        drawn.append(Image.open(single).copy())
        single.unlink()
    drawn[-1].save(target, sizes=[(size, size) for size in ICO_SIZES], append_images=drawn[:-1])


def main() -> None:
    """Draw what the command line asks for."""
    application = QGuiApplication(sys.argv[:1])
    icon = Path(sys.argv[1])
    for pair in sys.argv[2:]:
        size, _, target = pair.partition("=")
        if size == "ICO":
            draw_ico(icon, Path(target))
        else:
            draw(icon, int(size), Path(target))
    del application


if __name__ == "__main__":
    main()
