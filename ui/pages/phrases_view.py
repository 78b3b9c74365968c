"""What the page of phrases shows: the list, the phrase the cursor is on, and the examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.permissions import Deed
from app.domain.phrases import OwnPhrase, Phrase
from app.domain.register import Register
from app.i18n import _, language, ngettext
from app.services.phrases import PhraseSearch
from app.services.starter_phrases import StarterPhrase, offered_phrases, taken_in
from ui.forms.phrase_form import PhraseForm, is_centres
from ui.models.phrase_table import GIVING_WAY, WHOSE, PhraseTable, longest_whose
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import (
    BAR_PX,
    EDGE_PX,
    Card,
    column,
    folding,
    holding,
    inset,
    row,
    scrolled,
)
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.domain.phrases import AnyPhrase
    from ui.workspace import Workspace

SEARCH_MS = 60
_LEAST_LIST_PX, _LEAST_FORM_PX, _SHORTCUT_PX = 140, 300, 96


class PhrasesView(QWidget):
    """The list and the examples at the left; the phrase the cursor is on at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self._here = ""
        self._is_listing, self._search = False, PhraseSearch()
        self.search = TextField()
        self.search.setAccessibleName(_("Search among the phrases"))
        self.search.setPlaceholderText(_("Shortcut, or a word of the text"))
        self.new = KeyButton(_("New phrase"), "Ctrl+Shift+N", "primary")
        self._count = Label("", "quiet")
        self.table = PhraseTable()
        shares = [each.share for each in self.table.columns]
        whole = {WHOSE: longest_whose()}
        self.view = WideView(self.table, _("Phrases"), shares, GIVING_WAY, whole)
        self.view.setMinimumHeight(theme.px(_LEAST_LIST_PX))
        self.nothing = Label("", "quiet", wrap=True)
        self.offers = LineListView(_("Examples"), lead_px=_SHORTCUT_PX)
        self._listed: Card
        self._offered: Card
        self.form = PhraseForm(self._desk)
        self.remove = Button(_("Take the phrase out"), "link")
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._lay_out()
        self._connect()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu does here, under the names of its commands."""
        return {"new_phrase": self.begin, "take_out_phrase": self.take_out}

    @Slot()
    def refresh(self) -> None:
        """Read the phrases again; what is being written stays as it is."""
        self._desk.register.renew()
        self._list()

    def focus_start(self) -> None:
        """Put the caret in the search box."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def begin(self) -> None:
        """Begin a phrase of one's own."""
        made = OwnPhrase(counsellor_id=self._register.me.id)
        if self._desk.change([made]):
            self._show_phrase(made.id)
            self.form.shortcut.setFocus()

    @Slot()
    def take_out(self) -> None:
        """Take out the phrase that is shown."""
        self._desk.settle()
        phrase = self._phrase
        if phrase is None:
            self._workspace.tell(_("Choose a phrase first."))
        elif not self._may_write(phrase):
            self._workspace.tell(_("The centre’s phrases are written by its lead."))
        elif self._desk.change([], removed=[phrase]):
            told = _("{name} is taken out. Ctrl+Z brings it back.")
            name = phrase.abbreviation.strip() or _("(no name yet)")
            self._workspace.tell(told.format(name=name))
            self.view.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc from what is written to the row it is about, and then to the search."""
        if event.key() != Qt.Key.Key_Escape or self.search.hasFocus():
            super().keyPressEvent(event)
        elif self.view.hasFocus() or not self.table.phrases:
            self.focus_start()
        else:
            self.view.setFocus()

    @property
    def _register(self) -> Register:
        folder = self._desk.register.folder
        if not isinstance(folder, Register):
            raise TypeError("the centre's own folder is no register")
        return folder

    @property
    def _phrase(self) -> AnyPhrase | None:
        found = self._register.entities.get(self._here)
        return found if isinstance(found, Phrase | OwnPhrase) else None

    def _may_write(self, phrase: AnyPhrase) -> bool:
        return self._register.may_edit(phrase, "abbreviation")

    @Slot(object)
    def _take_in(self, starter: object) -> None:
        """Take an example in as one's own."""
        if isinstance(starter, StarterPhrase):
            made = taken_in(starter, self._register.me.id)
            if self._desk.change([made]):
                self._show_phrase(made.id)
                told = _("“{shortcut}” is yours now, to change as you like.")
                self._workspace.tell(told.format(shortcut=made.abbreviation))

    @Slot(str)
    def _move(self, whose: str) -> None:
        """Make a phrase the centre's, or one's own, in one step."""
        self._desk.settle()
        phrase = self._phrase
        if phrase is None or isinstance(phrase, Phrase) == is_centres(whose):
            return
        texts = {name: getattr(phrase, name) for name in ("abbreviation", "nb", "nn", "en")}
        made: AnyPhrase
        if is_centres(whose):
            made = Phrase(**texts)
        else:
            made = OwnPhrase(counsellor_id=self._register.me.id, **texts)
        if self._desk.change([made], removed=[phrase]):
            self._show_phrase(made.id)

    def _show_phrase(self, phrase_id: str) -> None:
        self._here = phrase_id
        self._list()
        if phrase_id not in [each.id for each in self.table.phrases]:
            self.search.show_text("")
            self._list()

    def _lay_out(self) -> None:
        titles = column(Label(_("Phrases"), "title"), self._count, spacing=0)
        top = folding(titles, row(None, self.new), below=440, shares=(1, 0))
        self._listed = Card(column(self.view, spacing=0), margin=1)
        examples = inset(Label(_("Examples, as a start: Enter takes one in"), "label", wrap=True))
        self._offered = Card(column(10, examples, self.offers, spacing=6), margin=1)
        lists = column(self.search, self.nothing, self._listed, self._offered, spacing=8)
        lists.setStretch(2, 1)
        left = holding(lists, (0, 0, BAR_PX, 0))
        card = Card(column(self.form, row(self.remove, None), spacing=12))
        self._right = holding(column(card, None, spacing=12), (0, 0, 0, 4))
        self._side = scrolled(self._right, keeps_room=True)
        self._side.setMinimumHeight(theme.px(_LEAST_FORM_PX))
        body = folding(left, self._side, below=700, spacing=16 - BAR_PX, shares=(4, 5))
        whole = column(holding(column(top), (0, 0, BAR_PX, 0)), body, spacing=14)
        whole.setStretch(1, 1)
        around = holding(whole, (EDGE_PX, 20, EDGE_PX - 2 * BAR_PX, 20))  # two bars keep room
        self.setLayout(column(scrolled(around, keeps_room=True)))

    def _connect(self) -> None:
        self.search.edited.connect(self._later.start)
        self.search.returnPressed.connect(self._go_to_list)
        self._later.timeout.connect(self._found)
        self.new.clicked.connect(self.begin)
        self.remove.clicked.connect(self.take_out)
        self.offers.opened.connect(self._take_in)
        self.form.moved.connect(self._move)
        self.view.selectionModel().currentRowChanged.connect(self._point)
        self.view.row_opened.connect(self.form.shortcut.setFocus)
        self._desk.watch(self, {Phrase: (), OwnPhrase: ()}, self._list)

    @Slot()
    def _found(self) -> None:
        self._list()
        announce(self._count, self._count.text())

    @Slot()
    def _go_to_list(self) -> None:
        self._later.stop()
        self._list()
        if self.table.phrases:
            self.view.setFocus()

    @Slot()
    def _list(self) -> None:
        """Show the phrases asked for; the one that is written in stays in sight."""
        register = self._register
        found = self._search.found(register, self.search.text())
        ids = [each.id for each in found]
        before = self.view.currentIndex().row()
        self._is_listing = True
        self.table.show(found)
        focused = self.window().focusWidget() or self
        is_written_in = self._phrase is not None and self._right.isAncestorOf(focused)
        if self._here not in ids and not is_written_in:
            self._here = ids[min(max(before, 0), len(ids) - 1)] if ids else ""
        if self._here in ids:
            self.view.selectRow(ids.index(self._here))
        self._is_listing = False
        count = len(found)
        self._count.setText(ngettext("{n} phrase", "{n} phrases", count).format(n=count))
        self._say_nothing(bool(found))
        self._offer()
        self._show()

    def _say_nothing(self, any_found: bool) -> None:  # noqa: FBT001 - what is said depends on it
        is_narrow = bool(self.search.text().strip())
        none = _("No phrase is like that.") if is_narrow else _("No phrases yet.")
        self.nothing.setText(none)
        self.nothing.setVisible(not any_found)
        self._listed.setVisible(any_found)

    def _offer(self) -> None:
        offered = offered_phrases(self._register)
        self.offers.show_lines(tuple(map(_example, offered)))
        self._offered.setVisible(bool(offered))

    @Slot(QModelIndex)
    def _point(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_listing:
            self._here = self.table.phrases[index.row()].id
            self._show()

    def _show(self) -> None:
        phrase = self._phrase
        self._side.setVisible(phrase is not None)  # else the list has the whole width
        self.form.show_phrase(phrase, may_move=self._workspace.vault.may(Deed.SET_CENTRE))
        self.remove.setVisible(phrase is not None and self._may_write(phrase))


def _example(starter: StarterPhrase) -> Line:
    text = {"nb": starter.nb, "nn": starter.nn, "en": starter.en}.get(language(), starter.nb)
    return Line(
        lead=starter.abbreviation,
        title=text,
        trail=_("Take in"),
        trail_role="link",
        target=starter,
    )
