"""Innstillinger: how Leia looks and locks on this computer, and what the centre calls things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.permissions import Deed
from app.domain.register import Register
from app.domain.staff import chosen_words
from app.i18n import LANGUAGE_NAMES, LANGUAGES, _
from app.services.reference import counties
from app.settings import TEXT_SIZES, Settings
from ui.forms.form import Form
from ui.forms.municipality_field import MunicipalityField
from ui.forms.spelling import spelling
from ui.system.hygiene import can_hide_from_capture
from ui.widgets.fields import CheckField, ChoiceField
from ui.widgets.key_button import KeyButton
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, page, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.policy.policy import Policy
    from ui.workspace import Workspace

IDLE_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class SettingsPage(Form):
    """Every choice takes effect at once; what the centre and oneself are called is edited."""

    look_changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.desk)
        self._workspace = workspace
        spoken = workspace.policy.languages or LANGUAGES
        self.language = ChoiceField([(each, LANGUAGE_NAMES[each]) for each in spoken])
        self.theme = ChoiceField([("light", _("Light")), ("dark", _("Dark"))])
        self.text_size = ChoiceField([(str(size), f"{size} %") for size in TEXT_SIZES])
        self.idle = ChoiceField(
            [(str(m), _("{n} minutes").format(n=m)) for m in _minutes(workspace.policy)]
        )
        self.spelling = CheckField(_("Mark misspelt words in notes and plans"))
        self._dictionaries = Label("", "small", wrap=True)
        self.own_words = KeyButton(_("Words of your own …"), "Shift+F4", "small")
        self.own_words.setVisible(workspace.vault.may(Deed.WORK_WITH_CASES))
        self.capture = CheckField(_("Keep the windows out of screenshots and shared screens"))
        body = column(
            Label(_("Settings"), "title"),
            Card(
                column(
                    Label(_("This computer"), "heading"),
                    self._look(),
                    self._capture(),
                    self._spelled(),
                    spacing=12,
                )
            ),
            Card(column(Label(_("The centre"), "heading"), *self._centre(), spacing=12)),
            Card(column(Label(_("You"), "heading"), self._counsellor(), spacing=12)),
            None,
            spacing=14,
        )
        self.setLayout(page(body))
        self._words = chosen_words(self._register.centre)
        workspace.desk.settled.connect(self._use_words)

    def focus_start(self) -> None:
        """Put the focus on the first choice."""
        self.language.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show the choices as they stand."""
        self.desk.register.renew()
        self.show_entity(self._register.centre)
        self.show_entity(self._register.me)
        settings = self._workspace.settings
        for field, name in self._look_fields():
            field.show_text(str(getattr(settings, name)))
        self.spelling.show_text("1" if settings.spelling else "")
        self._say_dictionaries()
        policy = self._workspace.policy
        if policy.idle_minutes:
            self.idle.show_text(str(policy.idle_minutes))
            self.idle.set_locked(locked=True)
            self.idle.setToolTip(_("County IT has decided this."))

    def _look_fields(self) -> list[tuple[ChoiceField, str]]:
        return [
            (self.language, "language"),
            (self.theme, "theme"),
            (self.text_size, "text_size"),
            (self.idle, "idle_minutes"),
        ]

    def _capture(self) -> QLayout:
        """Return the choice to hide from capture; where it cannot be had, that is said."""
        self.capture.setObjectName("settings.hide_from_capture")
        self.capture.show_text("1" if self._workspace.settings.hide_from_capture else "")
        self.capture.edited.connect(lambda text: self._choose("hide_from_capture", text))
        if can_hide_from_capture():
            return column(self.capture)
        self.capture.show_text("")
        self.capture.set_locked(locked=True)
        return column(self.capture, Label(_("This system does not offer it."), "small"), spacing=4)

    def _spelled(self) -> QLayout:
        """Return the choice to mark misspelt words, and which dictionaries there are."""
        self.spelling.setObjectName("settings.spelling")
        self.spelling.edited.connect(self._choose_spelling)
        known = spelling(self.desk)
        known.changed.connect(self._say_dictionaries)
        self.own_words.clicked.connect(known.own_words_wanted)
        own = row(self.own_words, None)
        return column(self.spelling, self._dictionaries, own, spacing=4)

    @Slot(str)
    def _choose_spelling(self, text: str) -> None:
        self._choose("spelling", text)
        spelling(self.desk).renew()

    @Slot()
    def _say_dictionaries(self) -> None:
        found = spelling(self.desk).loaded
        told = [found[each].sentence for each in LANGUAGES if each in found]
        told += [_("Words of your own are kept in the vault; nobody else sees them.")]
        self._dictionaries.setText("\n".join(told))

    def _look(self) -> QWidget:
        for field, name in self._look_fields():
            field.setObjectName(f"settings.{name}")  # a new look comes back to the same choice
            field.edited.connect(lambda text, at=name: self._choose(at, text))
        return folding(
            Row(_("Language"), self.language, wrap=False),
            Row(_("Theme"), self.theme, wrap=False),
            Row(_("Text size"), self.text_size, wrap=False),
            Row(_("Locks itself after"), self.idle, wrap=False),
            below=620,
            shares=(1, 1, 1, 1),
        )

    def _choose(self, name: str, text: str) -> None:
        value: Any = int(text) if name in {"text_size", "idle_minutes"} else text
        value = bool(text) if name in {"hide_from_capture", "spelling"} else value
        settings: Settings = msgspec.structs.replace(self._workspace.settings, **{name: value})
        self._workspace.settings = settings
        self.look_changed.emit(settings)

    @property
    def _register(self) -> Register:
        folder = self.desk.register.folder
        if not isinstance(folder, Register):
            raise TypeError("the centre's own folder is no register")
        return folder

    def _centre(self) -> list[QWidget]:
        centre = self._register.centre
        county = ChoiceField([(c.number, c.official_name or c.name) for c in counties()])
        client_word = ChoiceField(
            [("veisøker", "veisøker · vegsøkjar"), ("bruker", "bruker · brukar")]
        )
        nav_word = ChoiceField([("Nav", "Nav"), ("NAV", "NAV")])
        for word in (client_word, nav_word):
            word.edited.connect(self.store)
        municipality = MunicipalityField(centre.county)
        return [
            self._pair(
                self.labelled("centre", "name", self._centre_names()),
                self.labelled("centre", "phone"),
            ),
            self._pair(
                self.labelled("centre", "county", county),
                self.labelled("centre", "municipality", municipality),
            ),
            self._pair(
                self.labelled(
                    *("centre", "client_word", client_word),
                    _("In windows, templates and help, and on paper."),
                ),
                self.labelled(
                    "centre", "nav_word", nav_word, _("What somebody has typed stays as it is.")
                ),
            ),
        ]

    def _centre_names(self) -> ChoiceField | None:
        """Return the names the county has given, or nothing where the name is typed."""
        names = self._workspace.policy.centres
        return ChoiceField([(name, name) for name in names]) if names else None

    def _counsellor(self) -> QWidget:
        return self._pair(self.labelled("counsellor", "name"), self.labelled("counsellor", "phone"))

    def _pair(self, left: QLayout, right: QLayout) -> QWidget:
        return folding(left, right, below=520, spacing=16, shares=(1, 1))

    @Slot()
    def store(self) -> None:
        """Store what was typed; what cannot be stored waits for the next time."""
        self.desk.settle()

    @Slot()
    def _use_words(self) -> None:
        """Say it in the centre's own words from now on."""
        words = chosen_words(self._register.centre)
        if words != self._words and self.desk.register.is_settled:
            self._words = words
            self.look_changed.emit(self._workspace.settings)


def _minutes(policy: Policy) -> tuple[int, ...]:
    return tuple(sorted({*IDLE_MINUTES, policy.idle_minutes} - {0}))
