"""Taking away what was made by mistake, and bringing it back: the deeds and their dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from typing_extensions import override

from app.domain.meetings import Meeting, meeting_words
from app.domain.taking_away import BIN_DAYS, MEETING_PARTS, why_person_stays
from app.errors import NotSaved, UserError
from app.formats import capital, near_moment
from app.i18n import _, ngettext
from app.services.case.bin import bin_content, bin_person, bring_back
from ui.widgets.labels import Label
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.windows.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.domain.clients import Client
    from app.services.case.bin import Binned
    from ui.workspace import Workspace


class BinDeeds(QObject):
    """Puts the person on the desk in the bin, shows it, and brings back."""

    cleared = Signal()
    """The person on the desk went into the bin, and nobody is there any more."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._desk = workspace.desk

    @Slot()
    def take_away(self) -> None:
        """Say what taking the person away means, then do it."""
        if self._desk.editing is None:
            return
        self._desk.settle()
        case = self._desk.case
        name, why = _name(case.client.name), why_person_stays(case)
        TakeAwayDialog(self._window, name, why, self._put_in_bin).open()

    @Slot()
    def show_bin(self) -> None:
        """Show what can be brought back."""
        self._desk.settle()
        BinDialog(self._window, self._workspace, self._bring_back).open()

    def put_aside(self, client: Client, *, really: bool) -> None:
        """Put a file in the bin that turned out to be somebody else's; say what became of it."""
        name = _name(client.name)
        if not really:
            told = _("The other case of {name} stays: there is more in it than a beginning.")
            self._workspace.tell(told.format(name=name))
        elif self._desk.write(lambda: bin_person(self._workspace.vault, client.id)):
            told = ngettext(
                "This is the case that was there. What you had typed stays in the bin for {n} day.",
                "This is the case that was there. What you had typed stays in the bin for {n} "
                "days.",
                BIN_DAYS,
            )
            self._workspace.tell(told.format(n=BIN_DAYS))

    def undo(self) -> bool:
        """Bring back whoever was just taken away, where nothing was done since; say whether."""
        if not self._desk.just_binned or self._desk.folders.front is not None:
            return False
        found = self._in_bin(self._desk.just_binned)
        return found is not None and self._desk.write(lambda: self._bring_back(found))

    def _put_in_bin(self) -> None:
        self._settle()
        client = self._desk.case.client
        bin_person(self._workspace.vault, client.id)
        self._desk.put_away()
        self._desk.just_binned = client.id
        self.cleared.emit()
        self._workspace.tell(
            _("{name} is in the bin. Ctrl+Z brings them back.").format(name=_name(client.name))
        )

    def _settle(self) -> None:
        """Store what came in meanwhile behind a dialog: by dictation, or from a screen reader."""
        self._desk.settle()
        if self._desk.has_unkept:
            raise NotSaved(self._desk.failure)

    def _bring_back(self, binned: Binned) -> None:
        self._settle()
        bring_back(self._workspace.vault, binned.id, self._workspace.today())
        self._desk.just_binned = ""
        editing = self._desk.editing
        if editing is not None and editing.client_id == binned.client_id:
            editing.take_back(Meeting, *MEETING_PARTS)
        if binned.meeting is None:
            told = _("{name} is back.").format(name=_name(binned.name))
        else:
            told = _("{meeting} with {name} is back.").format(
                meeting=capital(meeting_words(binned.meeting)), name=_name(binned.name)
            )
        self._workspace.tell(told)

    def _in_bin(self, thing_id: str) -> Binned | None:
        content = bin_content(self._workspace.vault, self._workspace.today())
        return next((each for each in content if each.id == thing_id), None)


class TakeAwayDialog(Dialog):
    """Says what taking a person away means, or why they stay."""

    def __init__(self, parent: QWidget, name: str, why: str, then: Callable[[], None]) -> None:
        super().__init__(parent, _("Put in the bin"), then)
        who = Label(name, "label", wrap=True)
        if why:
            self.act.hide()
            self.back.setText(_("Close"))
            self.fill(who, Label(why, wrap=True))
            self.back.setFocus()
            return
        text = ngettext(
            "For a client who was entered by mistake. All that is written about them leaves "
            "the lists, the search and Today. For {n} day you can bring them back, from "
            "Clients.",
            "For a client who was entered by mistake. All that is written about them leaves "
            "the lists, the search and Today. For {n} days you can bring them back, from "
            "Clients.",
            BIN_DAYS,
        )
        meant = Label(text.format(n=BIN_DAYS), wrap=True)
        self.fill(who, meant, Label(what_stays(), "quiet", wrap=True))
        self.back.setFocus()

    @override
    @Slot()
    def do(self) -> None:
        try:
            super().do()
        except UserError as error:
            self.say(str(error))


class BinDialog(Dialog):
    """What was taken away and can still be brought back."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, then: Callable[[Binned], None]
    ) -> None:
        super().__init__(parent, _("Bin"), _nothing)
        self._workspace = workspace
        self._bring = then
        self.list = LineListView(_("Bin"))
        self.list.keeps_mark = True
        self._empty = Label(_("The bin is empty."), wrap=True)
        self.act.setText(_("Bring back"))
        self.back.setText(_("Close"))
        self.list.opened.connect(self.do)
        text = ngettext(
            "What was taken away stays here for {n} day.",
            "What was taken away stays here for {n} days.",
            BIN_DAYS,
        )
        told = f"{text.format(n=BIN_DAYS)} {what_stays()}"
        self.fill(self.list, self._empty, Label(told, "quiet", wrap=True))
        self._show()

    @override
    @Slot()
    def do(self) -> None:
        """Bring back the row with the cursor."""
        index = self.list.currentIndex()
        if not index.isValid() or not self.list.lines.lines:
            return
        binned = self.list.lines.lines[index.row()].target
        try:
            self._bring(binned)  # type: ignore[arg-type]
        except UserError as error:
            self.say(str(error))
        else:
            self.say("")
        self._show()

    def _show(self) -> None:
        today = self._workspace.today()
        content = bin_content(self._workspace.vault, today)
        self.list.show_lines(tuple(_line(each, today) for each in content))
        self.list.setVisible(bool(content))
        self._empty.setVisible(not content)
        self.act.setVisible(bool(content))
        (self.list if content else self.back).setFocus()


def what_stays() -> str:
    """Return in words what the bin does not empty."""
    return _(
        "After that Leia does not bring it back. The vault’s history still holds what was written, "
        "encrypted, until the county decides that it is to be erased."
    )


def _line(binned: Binned, today: date) -> Line:
    taken = _("{who} took it away {when}").format(
        who=binned.who or _("Somebody"), when=near_moment(binned.at, today)
    )
    left = ngettext("{n} day left", "{n} days left", binned.days_left)
    meeting = binned.meeting
    return Line(
        title=_name(binned.name),
        title_rest=f" · {meeting_words(meeting)}" if meeting is not None else "",
        subtitle=taken,
        trail=left.format(n=binned.days_left),
        strong=True,
        target=binned,
    )


def _name(name: str) -> str:
    return name or _("(no name yet)")


def _nothing() -> None:
    """Leave the verb to `do`: the dialog stays open."""
