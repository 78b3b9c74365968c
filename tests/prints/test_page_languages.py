from datetime import date

import msgspec
import pytest

from app.domain.templates import ConversationTemplate
from app.i18n import PSEUDO, speaking
from app.paths import RESOURCES
from app.prints.blank_template import TemplateSheet, blank_template_pdf
from app.prints.career_plan import career_plan_pdf
from app.prints.recovery_sheet import KeySheet, recovery_sheet_pdf
from tests.prints.papers import a_draft
from tests.prints.reading import read


def _plan():
    return career_plan_pdf(a_draft(language=PSEUDO))


def _sheet():
    return recovery_sheet_pdf(
        KeySheet(
            secret="AGE-SECRET-KEY-1" + "Q" * 58,
            fingerprint="1",
            centre_name="",
            made_on=date(2026, 3, 3),
            language=PSEUDO,
        )
    )


@pytest.mark.parametrize("make", [_plan, _sheet])
def test_every_heading_and_every_artifact_is_translated(make):
    reading = read(make())

    headings = reading.tree.all("H1", "H2", "TH", "Figure")
    assert all("⟦" in each.text + str(each.entries.get("Alt", "")) for each in headings)
    assert all("⟦" in artifacts for artifacts in reading.artifacts)


def test_the_screen_s_language_does_not_matter():
    with speaking(PSEUDO):
        reading = read(career_plan_pdf(a_draft(language="en")))

    assert "⟦" not in reading.tree.text


def test_a_template_speaks_the_language_it_is_printed_in():
    path = RESOURCES / "templates" / "three_party.1.json"
    template = msgspec.json.decode(path.read_bytes(), type=ConversationTemplate)

    reading = read(blank_template_pdf(TemplateSheet(template, PSEUDO, "")))

    assert template.sections[0].title["nb"] in reading.tree.text
    assert "confidential note" in reading.tree.text
