"""Spelling while one writes: wavy lines under words no dictionary knows.

On the way of a key nothing is looked up: a word is in the list of verdicts, or it is asked about
beside the window and the line is drawn again when the answer is there.
"""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.clients import Client
from app.domain.own_words import OwnWord
from app.domain.register import Register
from app.i18n import language
from app.services.printing import language_of
from app.services.spelling.dictionary_files import Loaded, load_dictionary
from app.services.spelling.words_here import (
    Speller,
    is_touched_by,
    names_in,
    own_words,
    words_beside,
    words_in,
    words_of,
)
from ui.forms.spelled_field import Spelled, SpelledField, Wrong
from ui.forms.spelled_line import SpelledLine
from ui.style.theme import theme
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ui.desk import Desk
    from ui.widgets.notes_field import NotesField
    from ui.workspace import Workspace

_LATER_MS, _SOON_MS = 800, 120
_AT_ONCE_S = 0.008
"""So long lines are drawn anew before the window gets its turn."""
_MOST_VERDICTS = 60_000
_LONGEST_LINE = 4000
"""A line that is longer is none that somebody typed, and is not looked at."""


class Spelling(QObject):
    """Knows which words of the texts of the case are misspelt; there is one for each desk."""

    changed = Signal()
    """A dictionary was read, or found missing."""
    own_words_wanted = Signal()
    asked = Signal(object)
    """The spelling of a word was chosen from the menu of its field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace: Workspace | None = None
        self._folders: Sequence[Path] = ()
        self.loaded: dict[str, Loaded] = {}
        """What was found, by language."""
        self.is_on = False
        """Whether words are marked: it is wished, and there is a dictionary for the case."""
        self._of_language = ""
        self._wanted: set[str] = set()
        self._fields: list[Spelled] = []
        self._verdicts: dict[str, bool] = {}
        self._unknown: set[str] = set()
        self._known: frozenset[str] = frozenset()
        self._of_register: tuple[object, frozenset[str]] = (None, frozenset())
        self._round = 0
        self._then: Callable[[], None] | None = None
        """What waits until the words are looked up."""
        self._stale: deque[tuple[Spelled, int]] = deque()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._redraw = QTimer(self, singleShot=True, interval=0)
        self._redraw.timeout.connect(self._draw_some)
        desk.opened.connect(self.renew)
        theme.changed.connect(self.renew)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def begin(self, workspace: Workspace, folders: Sequence[Path] = ()) -> None:
        """Read the dictionaries of both Norwegian forms, once the window stands."""
        self._workspace, self._folders = workspace, folders
        QTimer.singleShot(_LATER_MS, self, self._load_all)

    def attend(self, field: NotesField | TextField) -> None:
        """Mark misspelt words in a field."""
        if isinstance(field, TextField):
            spelled: Spelled = SpelledLine(self, field)
        else:
            spelled = SpelledField(self, field)
        self._fields = [each for each in self._fields if isValid(each)]
        self._fields.append(spelled)
        self._desk.watch(field, (OwnWord, Client), self._soon.start)

    @property
    def language(self) -> str:
        """The language of the case on the desk."""
        editing = self._desk.editing
        return language_of(editing.case) if editing is not None else language()

    def wrong_in(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Yield where a line is known to have misspelt words; ask about those not known."""
        if len(line) > _LONGEST_LINE:
            return
        verdicts = self._verdicts
        for start, end, word in words_in(line):
            verdict = verdicts.get(word)
            if verdict is None:
                self._unknown.add(word)
            elif not verdict:
                yield start, end, word
        if self._unknown and not self._soon.isActive():
            self._soon.start()

    def here(self) -> Wrong | None:
        """Return the misspelt word at the caret, if it stands in one."""
        field = next((each for each in self._seen() if each.field.hasFocus()), None)
        return field.wrong_at() if field is not None else None

    def after(self, field: Spelled | None) -> Wrong | None:
        """Return the next misspelt word: after the caret of a field, then in the fields after."""
        fields = list(self._seen())
        if field is None or field not in fields:
            field = next((each for each in fields if each.field.hasFocus()), None)
        at = fields.index(field) if field is not None else 0
        for number, each in enumerate((*fields[at:], *fields[:at], *fields[at : at + 1])):
            found = each.next_wrong(from_caret=number == 0 and each is field)
            if found is not None:
                return found
        return None

    def when_known(self, then: Callable[[], None]) -> None:
        """Do something once every word in sight is looked up, the one just typed too."""
        for each in self._seen():
            each.look()
        self._then = then
        self._soon.stop()
        self._ask()

    def speller(self) -> Speller:
        """Return what knows the words of the case."""
        return Speller(
            (each.dictionary for each in self._dictionaries() if each.dictionary is not None),
            self._known,
        )

    def is_a_word(self, word: str) -> bool:
        """Whether a dictionary that is read has a word, of whichever language."""
        read = (each.dictionary for each in self.loaded.values())
        return any(each is not None and each.is_right(word) for each in read)

    def add(self, word: str) -> bool:
        """Take a word into one's own list; say whether it is stored."""
        register = self._desk.register.folder
        if not isinstance(register, Register):
            return False
        return self._desk.change([OwnWord(counsellor_id=register.me.id, word=word)])

    @Slot()
    def renew(self) -> None:
        """Look at everything again: another case, another list, switched on or off."""
        self._load(self.language)
        wished = self._workspace is not None and self._workspace.settings.spelling
        self.is_on = wished and bool(self._dictionaries())
        self._of_language = self.language
        self._known = self._words_known()
        self._round += 1
        self._verdicts.clear()
        self._unknown.clear()
        self._stale = deque((field, number) for field in self._seen() for number in field.lines())
        self._redraw.start()

    def _load_all(self) -> None:
        for each in (self.language, "nb", "nn"):
            self._load(each)

    def _load(self, name: str) -> None:
        if self._workspace is None or name in self._wanted:
            return
        self._wanted.add(name)
        folders = self._folders
        self._workspace.tasks.run(
            lambda: load_dictionary(name, folders), self._have, self, quick=True
        )

    def _have(self, loaded: Loaded) -> None:
        self.loaded[loaded.language] = loaded
        self.changed.emit()
        if any(each is loaded for each in self._dictionaries()):
            self.renew()

    def _dictionaries(self) -> list[Loaded]:
        """Return the dictionaries of the case; beside English, that of the one who writes."""
        names = dict.fromkeys((self.language, language() if self.language == "en" else ""))
        found = (self.loaded.get(name) for name in names)
        return [each for each in found if each is not None and each.dictionary is not None]

    @Slot()
    def _ask(self) -> None:
        """Have the words looked up that came since."""
        if self._workspace is None or not self.is_on:
            self._unknown.clear()
        elif self.language != self._of_language:
            self.renew()
            return
        self._hear_of_names()
        words, self._unknown = tuple(self._unknown), set()
        if not words or self._workspace is None:
            self._go_on()
            return
        speller, turn = self.speller(), self._round
        self._workspace.tasks.run(
            lambda: {word: speller.is_right(word) for word in words},
            lambda found: self._take(found, turn),
            self,
            quick=True,
        )

    def _take(self, found: dict[str, bool], turn: int) -> None:
        if turn != self._round:
            self._go_on()
            return
        if len(self._verdicts) > _MOST_VERDICTS:
            self._verdicts.clear()
        before = self._verdicts
        other = {word for word, is_right in found.items() if before.get(word, True) is not is_right}
        self._verdicts = {**before, **found}
        if other:
            self._stale.extend(
                (field, number) for field in self._seen() for number in field.lines(other)
            )
            self._redraw.start()
        self._go_on()

    def _hear_of_names(self) -> None:
        """Ask anew about words, where somebody or something got a name since, or lost it."""
        known = self._words_known()
        if known != self._known:
            lost, self._known = self._known - known, known
            self._unknown |= {
                word
                for word, is_right in self._verdicts.items()
                if not is_right or (lost and is_touched_by(lost, word))
            }

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def _draw_some(self) -> None:
        """Draw stale lines anew, and let the window live in between."""
        until = perf_counter() + _AT_ONCE_S
        while self._stale and perf_counter() < until:
            field, number = self._stale.popleft()
            if isValid(field):
                field.draw(number)
        if self._stale:
            self._redraw.start()

    def _seen(self) -> Iterator[Spelled]:
        return (each for each in self._fields if isValid(each) and each.field.isVisible())

    def _words_known(self) -> frozenset[str]:
        """Return words that are right here: one's own, of the field, of names in the case."""
        register, editing = self._desk.register.folder, self._desk.editing
        if self._of_register[0] is not register.entities:
            own = {each.word.casefold() for each in own_words(register)}
            self._of_register = register.entities, frozenset(own) | words_of(names_in(register))
        here = words_of(names_in(editing.case)) if editing is not None else frozenset()
        return self._of_register[1] | here | words_beside(self.language)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, _now: QWidget | None) -> None:
        for each in self._fields:
            if isValid(each) and each.field is old:
                each.leave_word()


def spelling(desk: Desk) -> Spelling:
    """Return what knows the spelling of a desk's case."""
    found: Spelling | None = desk.findChild(Spelling)
    return found or Spelling(desk)
