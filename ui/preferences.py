"""The settings of the moment, and what they do to the whole program."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import QLocale, QObject

from app.i18n import LANGUAGES, use_language
from app.settings import load_settings, save_settings
from ui.style.fonts import load_fonts
from ui.style.theme import theme
from ui.system.hygiene import CaptureGuard
from ui.system.qt_texts import QtTexts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Literal

    from PySide6.QtWidgets import QApplication

    from app.settings import Settings

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


class Preferences(QObject):
    """Keeps the settings on disk and the look of the application alike."""

    def __init__(
        self, app: QApplication, file: Path, language: str = "", allowed: Sequence[str] = ()
    ) -> None:
        """Read the settings; a language that is not among the allowed ones gives way to them."""
        super().__init__()
        self._app = app
        self._file = file
        self._texts: QtTexts | None = None
        self.languages = tuple(allowed) or LANGUAGES
        self.settings = load_settings(file)
        spoken = language or self.settings.language
        self._set(language=spoken if spoken in self.languages else self.languages[0])
        use_language(self.settings.language)
        load_fonts()
        self._capture = CaptureGuard(app)
        self._capture.set_on(on=self.settings.hide_from_capture)
        self._apply()

    def speak(self, language: str) -> None:
        """Change the language of the program."""
        self._set(language=language)
        self.store()
        self._apply()

    def open_here(self, folder: str) -> None:
        """Remember which vault is opened at the next start."""
        self._set(vault_folder=folder)
        self.store()

    def change(self, settings: Settings) -> None:
        """Use other settings from now on; windows are built again by whoever shows them."""
        looks_other = look_of(settings) != look_of(self.settings)
        self.settings = settings
        self.store()
        self._capture.set_on(on=settings.hide_from_capture)
        if looks_other:
            self._apply()

    def move(self, file: Path) -> None:
        """Keep the settings in another file from now on; the one before stays as it is."""
        self._file = file
        self.store()

    def store(self) -> None:
        """Write the settings; a full disk must not keep anybody from locking."""
        with suppress(OSError):
            save_settings(self.settings, self._file)

    def _set(self, *, language: str = "", vault_folder: str | None = None) -> None:
        spoken = cast("Literal['nb', 'nn', 'en']", language or self.settings.language)
        folder = self.settings.vault_folder if vault_folder is None else vault_folder
        self.settings = replace(self.settings, language=spoken, vault_folder=folder)

    def _apply(self) -> None:
        use_language(self.settings.language)
        QLocale.setDefault(QLocale(_LOCALES[self.settings.language]))
        if self._texts is not None:
            self._app.removeTranslator(self._texts)
        self._texts = QtTexts()
        self._app.installTranslator(self._texts)
        theme.apply(self._app, self.settings.theme, self.settings.text_size)


def look_of(settings: Settings) -> tuple[object, ...]:
    """Return what a window has to be built anew for."""
    return settings.language, settings.theme, settings.text_size
