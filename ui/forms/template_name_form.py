"""Write what a template is called in each language, and which kinds of meeting it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.centre_templates import SERVES
from app.i18n import LANGUAGES, _
from ui.forms.form import Form, field_for
from ui.forms.three_languages import FOLDS_BELOW, lacking_words, language_heads, side_by_side
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding

if TYPE_CHECKING:
    from app.domain.centre_templates import TemplateVersion
    from ui.desk import Desk

_VERSION = "template_version"


class TemplateNameForm(Form):
    """Bound to one version."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lacking = lacking_words()
        self.names = {each: TextField() for each in LANGUAGES}
        for each, field in self.names.items():
            field.setPlaceholderText(lacking[each])
            self.bind(_VERSION, each, field)
        self.kinds = {name: field_for(_VERSION, name) for name in SERVES.values()}
        for name, field in self.kinds.items():
            self.bind(_VERSION, name, field)
        one, two, three, four = self.kinds.values()
        self.setLayout(
            column(
                language_heads(),
                side_by_side(list(self.names.values())),
                12,
                Label(_("Which meetings it is for"), "label"),
                folding(one, two, below=FOLDS_BELOW, spacing=16, shares=(1, 1)),
                folding(three, four, below=FOLDS_BELOW, spacing=16, shares=(1, 1)),
                spacing=6,
            )
        )

    def show_version(self, version: TemplateVersion | None) -> None:
        """Write, or read, the name of a version."""
        self.show_entity(version, _VERSION)
