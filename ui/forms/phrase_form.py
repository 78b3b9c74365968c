"""Write a phrase: its shortcut, whose it is, and its text in each language, with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from typing_extensions import override

from app.domain.phrases import LANGUAGES, OwnPhrase, Phrase
from app.i18n import LANGUAGE_NAMES, _
from app.services.phrases import place_words, preview, shortcut_problem
from app.services.starter_phrases import example_values
from ui.forms.form import Form
from ui.forms.spelling import spelling
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding
from ui.widgets.notes_field import NotesField
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from app.domain.phrases import AnyPhrase
    from ui.desk import Desk

_OWN, _CENTRE = "own", "centre"
_SHORTCUT_PX = 150
_LINES = 3
_FOLDS_BELOW = 460


class PhraseForm(Form):
    """Bound to one's own phrases and the centre's alike: their fields have the same names."""

    moved = Signal(str)
    """Whose it shall be from now on: one's own, or the centre's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._phrase_id = ""
        self._shown_in = LANGUAGES[0]
        self.shortcut = TextField()
        self.shortcut.setFixedWidth(theme.px(_SHORTCUT_PX))
        self._row = self.labelled("phrase", "abbreviation", self.shortcut)
        self.whose = ChoiceField(
            [(_OWN, _("Mine: nobody else sees it")), (_CENTRE, _("The centre’s: for everybody"))]
        )
        describe(self.whose, _("Whose"))
        self.boxes = {each: NotesField(_LINES) for each in LANGUAGES}
        self._preview = Label("", wrap=True)
        self._preview_of = Label("", "label", wrap=True)
        self._lay_out()
        self.whose.edited.connect(self._move)
        for box in self.boxes.values():
            box.installEventFilter(self)
            box.edited.connect(self._show_preview)
        self.shortcut.installEventFilter(self)
        desk.settled.connect(self._say_shortcut)

    @property
    def phrase(self) -> AnyPhrase | None:
        """What is edited, as it stands on the desk."""
        found = self.desk.register.folder.entities.get(self._phrase_id)
        return found if isinstance(found, Phrase | OwnPhrase) else None

    def show_phrase(self, phrase: AnyPhrase | None, *, may_move: bool) -> None:
        """Edit a phrase, or nothing; `may_move` says whether it may become the centre's."""
        self._phrase_id = phrase.id if phrase else ""
        self.show_entity(phrase, "phrase")
        self.whose.show_text(_OWN if isinstance(phrase, OwnPhrase) else _CENTRE)
        self.whose.set_locked(locked=not may_move)
        self._say_shortcut()
        self._show_preview()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for language, box in self.boxes.items():
                if box is watched:
                    self._shown_in = language
                    self._show_preview()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        rows = {each: self.labelled("phrase", each, self.boxes[each]) for each in LANGUAGES}
        whose = column(Row(_("Whose"), self.whose, wrap=False), None, spacing=0)
        shortcut = column(self._row, None, spacing=0)  # a problem below it moves nothing beside it
        places = _("Filled in for the client: {places}. Anything else in braces stays as a mark.")
        self.setLayout(
            column(
                folding(shortcut, whose, below=_FOLDS_BELOW, spacing=16, shares=(1, 1)),
                folding(rows["nb"], rows["nn"], below=_FOLDS_BELOW, spacing=16, shares=(1, 1)),
                rows["en"],
                Label(places.format(places=" ".join(place_words())), "small", wrap=True),
                column(self._preview_of, self._preview, spacing=4),
                spacing=12,
            )
        )

    @Slot()
    def _say_shortcut(self) -> None:
        """Say what is wrong with the shortcut, once its field is left."""
        phrase = self.phrase
        if phrase is None or self.shortcut.hasFocus():
            return
        is_word = spelling(self.desk).is_a_word
        problem = shortcut_problem(phrase, self.desk.register.folder, is_word)
        if problem != self._row.problem:
            self._row.say(problem)
            announce(self.shortcut, problem, assertive=True)

    @Slot()
    def _show_preview(self) -> None:
        phrase, example = self.phrase, example_values()
        told = _("For {name}, an invented client, in {language}:")
        self._preview_of.setText(
            told.format(name=example["navn"], language=LANGUAGE_NAMES[self._shown_in])
        )
        text = preview(phrase, self._shown_in, example) if phrase else ""
        self._preview.setText(text or _("Nothing is written yet."))

    @Slot(str)
    def _move(self, whose: str) -> None:
        self.moved.emit(whose)


def is_centres(whose: str) -> bool:
    """Whether what was chosen says that a phrase shall be the centre's."""
    return whose == _CENTRE
