"""What the buttons of a page do, given from a menu or by a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from app.i18n import _
from ui.windows.appointment_deeds import AppointmentDeeds
from ui.windows.phrase_deeds import PhraseDeeds
from ui.windows.spelling_deeds import SpellingDeeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractButton, QWidget

    from ui.windows.case_ways import CaseViews
    from ui.workspace import Workspace


class PageDeeds(QObject):
    """Presses the button that is in sight, so that a key never does what no button would.

    Where there is none, it is said what that deed needs.
    """

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        views: CaseViews,
        go_to: Callable[[str], None],
    ) -> None:
        """Remember the window, its views of a case, and its way to a bookmark's place."""
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._appointments = AppointmentDeeds(window, workspace, views, go_to)
        self._views = views
        self._person, self._talk = views.person, views.talk

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {
            "new_meeting": self.new_meeting,
            "start_meeting": self.start_meeting,
            "set_back": self.set_back,
            "no_show": self.mark_no_show,
            "call_off": self.call_off,
            **self._appointments.by_name(),
            **PhraseDeeds(self._window, self._workspace).by_name(),
            **SpellingDeeds(self._window, self._workspace).by_name(),
            "finish_note": partial(self._press, self._talk.head.finish, _under_way()),
            "finish_plan": self.finish_plan,
            "new_version": self.new_version,
            "new_row": self.new_row,
            "decide": self.decide,
            "withdraw": self.withdraw,
            "next_question": self.next_question,
            "contact_to_partners": self.add_contact,
        }

    @Slot()
    def new_meeting(self) -> None:
        """Ask which kind it is, on the page where it then stands."""
        self._meetings().offer_kinds()

    @Slot()
    def next_question(self) -> None:
        """Go to what is worth asking about next, from wherever in the case one is."""
        self._turned_to("intake").next_question()

    @Slot()
    def add_contact(self) -> None:
        """Make a partner's contact person of the one at Nav who was only typed."""
        why = _("Write the office and the contact at Nav first, or they are partners already.")
        self._press(self._turned_to("intake").form.typed_contact.add, why)

    @Slot()
    def start_meeting(self) -> None:
        """Start the meeting one looks at."""
        on_talk = self._talk.isVisible()
        button = self._talk.head.start if on_talk else self._meetings().start
        self._press(button, _("Choose a meeting that is planned first."))

    @Slot()
    def set_back(self) -> None:
        """Set the meeting one looks at back to planned, where nothing is written in it."""
        on_talk = self._talk.isVisible()
        button = self._talk.head.set_back if on_talk else self._meetings().set_back
        self._press(
            button, _("A meeting can be set back to planned as long as nothing is written in it.")
        )

    @Slot()
    def mark_no_show(self) -> None:
        """Note that nobody came."""
        self._press(self._meetings().no_show, _("Choose a meeting that is planned first."))

    @Slot()
    def call_off(self) -> None:
        """Cancel the planned meeting one looks at."""
        self._press(self._meetings().call_off, _("Choose a meeting that is planned first."))

    @Slot()
    def finish_plan(self) -> None:
        """Finish the version that is being written."""
        self._press(self._plan().finish, _("There is no draft of a plan to finish."))

    @Slot()
    def new_version(self) -> None:
        """Begin the plan, or a new version of a finished one."""
        page = self._plan()
        button = page.begin if page.begin.isVisible() else page.new_version
        self._press(button, _("The plan is still a draft; only a finished one gets a new version."))

    @Slot()
    def new_row(self) -> None:
        """Add a row to the page: a reminder, a participant, an activity, a paper."""
        adds: dict[str, Callable[[Any], QAbstractButton]] = {
            "intake": lambda page: page.reminders.add,
            "meetings": lambda page: page.form.add,
            "plan": lambda page: page.form.add,
            "papers": lambda page: page.add,
            "sharing": lambda page: page.again,
        }
        name = self._person.page_name
        why = _("Nothing is added on this page.")
        if name in adds:
            self._press(adds[name](self._person.page(name)), why)
        else:
            self._workspace.tell(why)

    @Slot()
    def decide(self) -> None:
        """Write down what the person wants shared."""
        why = _("Ask what the client wants shared first; what is written down stays.")
        self._press(self._turned_to("sharing").decide, why)

    @Slot()
    def withdraw(self) -> None:
        """Write down that the person has taken it back."""
        why = _("There is nothing to take back: this decision does not hold.")
        self._press(self._turned_to("sharing").withdraw, why)

    def _press(self, button: QAbstractButton, why_not: str) -> None:
        if button.isVisible() and button.isEnabled():
            button.click()
        else:
            self._workspace.tell(why_not)

    def _meetings(self) -> Any:
        return self._turned_to("meetings")

    def _plan(self) -> Any:
        return self._turned_to("plan")

    def _turned_to(self, name: str) -> Any:
        """Return a page of the case, in sight; focus stays where it is on that page."""
        if not self._person.isVisible() or self._person.page_name != name:
            self._views.show_case(name)
        return self._person.page(name)


def _under_way() -> str:
    return _("Open the note of a conversation that is under way first.")
