"""What keys are called, in the menus, on the buttons and in the sheet of keys alike."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from app.i18n import _, pgettext


def key_names() -> dict[str, str]:
    """Return what a Norwegian keyboard says on the keys that Qt calls otherwise."""
    return {
        "Return": "Enter",
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
        "PgUp": _("PgUp"),
        "PgDown": _("PgDn"),
        "Del": pgettext("key", "Delete"),
        "Space": pgettext("key", "Space"),
        "Shift": _("Shift"),
    }


def qt_key_names() -> dict[tuple[str, str], str]:
    """Return the same by Qt's context and text, for the menus that Qt writes."""
    return {("QShortcut", key): name for key, name in key_names().items()}


def key_text(key: str) -> str:
    """Return a shortcut in the words on the keyboard: Ctrl+Enter, Ctrl+↓."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    names = key_names()
    return "+".join(names.get(part, part) for part in text.split("+"))
