"""What is said once the vault has new keys: which copies got them, and which could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.formats import near_moment
from app.i18n import _
from ui.widgets.labels import Bullets, Label
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.storage.values.copies import Removal, StillOpen
    from ui.workspace import Workspace


class StillOpenDialog(TaskDialog):
    """Says what got the new key, and what the one of before still opens."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        title: str,
        told: Sequence[str],
        removal: Removal,
    ) -> None:
        super().__init__(parent, title, workspace.tasks)
        items: list[QWidget] = [Label(each, wrap=True) for each in told]
        if removal.still_open:
            heading = Label(self.still_open_heading(), "heading", wrap=True)
            lines = [_still_open(each, workspace.today()) for each in removal.still_open]
            advice = _(
                "Connect what was away and choose “Back up now”: Leia then gives these "
                "copies the new key too. Or destroy them."
            )
            items += [heading, Bullets(lines), Label(advice, wrap=True)]
        self.fill(*items)
        self.back.hide()
        self.act.setText(_("Close"))
        self.act.setFocus()

    def still_open_heading(self) -> str:
        """Return who or what may still open the copies that did not get the new key."""
        raise NotImplementedError

    @override
    @Slot()
    def do(self) -> None:
        self.accept()


def _still_open(each: StillOpen, today: date) -> str:
    made = _("copy of {when}").format(when=near_moment(each.made_at, today)) if each.made_at else ""
    place = f"{each.place} ({made})" if made else str(each.place)
    return f"{place}: {each.why}"
