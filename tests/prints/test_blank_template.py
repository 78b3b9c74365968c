from io import BytesIO

import msgspec
import pikepdf
import pytest

from app.domain.templates import ConversationTemplate
from app.paths import RESOURCES
from app.prints.blank_template import TemplateSheet, blank_template_pdf
from tests.prints.reading import complaints, read

FILES = sorted((RESOURCES / "templates").glob("*.json"))


def _template(path):
    return msgspec.json.decode(path.read_bytes(), type=ConversationTemplate)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_template_prints_with_each_section_and_prompt(path, tmp_path):
    template = _template(path)

    pdf = blank_template_pdf(TemplateSheet(template, "en", "Karriere Salten"))

    assert complaints(pdf, tmp_path) == []
    reading = read(pdf)
    assert reading.headings() == [
        f"{number}. {section.title['en']}" for number, section in enumerate(template.sections, 1)
    ]
    for number, section in enumerate(template.sections, 1):
        said = reading.section(f"{number}. {section.title['en']}")
        assert section.purpose["en"] in said
        assert all(prompt["en"] in said for prompt in section.prompts)
        assert ("can go to the plan" in said) == (section.plan_field is not None)
        assert ("stays in the note" in said) == (section.plan_field is None)


def test_each_section_has_lines_to_write_on():
    template = _template(FILES[0])

    pdf = blank_template_pdf(TemplateSheet(template, "en", ""))

    with pikepdf.open(BytesIO(pdf)) as file:
        drawn = [
            str(operator)
            for leaf in file.pages
            for _, operator in pikepdf.parse_content_stream(leaf)
        ]
    assert drawn.count("S") >= 3 * len(template.sections)


def test_the_foot_says_that_a_filled_sheet_is_a_note():
    reading = read(blank_template_pdf(TemplateSheet(_template(FILES[0]), "en", "")))

    assert "confidential note" in reading.tree.text


def test_a_sheet_for_suggestions_asks_what_should_be_different_at_every_part(tmp_path):
    template = _template(FILES[-1])

    pdf = blank_template_pdf(TemplateSheet(template, "en", "", for_suggestions=True))

    assert complaints(pdf, tmp_path) == []
    words = read(pdf).tree.text
    assert words.count("What should be different here:") == len(template.sections)
    assert "Write about the template only" in words
    assert "confidential note" not in words
    assert "Suggested by" in words
