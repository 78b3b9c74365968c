"""A template in a file and here are the same template, whatever stands in it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.centre_templates import TemplateState, TemplateVersion
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.services.template_files.file_form import (
    FORMAT,
    LineIn,
    PartInFile,
    SuggestionInFile,
    TemplateFile,
    TemplateInFile,
    WordsIn,
    cleaned,
    misplaced,
    written,
)
from app.services.template_files.holding import (
    as_in_file,
    built_in_as_in_file,
    comparable,
    entities_of,
    held,
    plain,
)
from app.services.template_files.reading import read_template
from app.services.templates.finding import as_template, built_in

any_text = st.text(st.characters(codec="utf-8"), max_size=20)
words = any_text.map(cleaned)
lines = words.map(lambda text: " ".join(text.split()))
titles = st.builds(LineIn, nb=lines.map(lambda text: text or "Navn"), nn=lines, en=lines)
texts = st.builds(WordsIn, nb=words, nn=words, en=words)
keys = st.from_regex(r"\A[a-z0-9_]{1,8}\Z")
parts = st.builds(
    PartInFile,
    key=keys,
    title=titles,
    purpose=texts,
    questions=st.lists(texts, max_size=4).map(tuple),
    goes_as=st.sampled_from(["", "activities", "why", "moods"]),
    speaks_first=st.sampled_from(["", "NAV", "CHAIR"]),
    remind=st.booleans(),
    coded=st.booleans(),
)
templates = st.builds(
    TemplateInFile,
    template_id=keys,
    number=st.integers(1, 2**31 - 1),
    based_on=st.sampled_from(["", "closing.2", "closing.99", "own.1", ".", "a.b", f"a.{9 * '9'}"]),
    name=titles,
    serves=st.lists(st.sampled_from(["CLOSING", "GUIDANCE", "WALK"]), max_size=9).map(tuple),
    parts=st.lists(parts, min_size=1, max_size=4, unique_by=lambda part: part.key).map(tuple),
)
suggestions = st.builds(
    SuggestionInFile,
    part=keys | st.just(""),
    words=words.map(lambda text: text or "Kortere"),
    from_whom=lines,
    made_on=st.none() | st.dates(),
)


def a_file(template, *suggested):
    return TemplateFile(
        leia_template=FORMAT,
        what_this_is="En mal",
        from_whom="Karriere Salten",
        made_on=date(2026, 11, 27),
        template=template,
        suggestions=suggested,
    )


@settings(max_examples=150)
@given(templates, st.lists(suggestions, max_size=3))
def test_what_is_written_is_read_as_it_was(template, suggested):
    file = a_file(template, *suggested)

    assert read_template(written(file)).file == file


@settings(max_examples=150)
@given(templates)
def test_what_is_taken_in_stands_here_as_it_stood_in_the_file(template):
    made = entities_of(a_file(template))
    register = Register(Counsellor(), {each.id: each for each in made})
    (version,) = register.all(TemplateVersion)

    assert as_in_file(register, version) == plain(template)
    assert version.state == TemplateState.RETIRED
    assert held(register, template.template_id, template.number) == plain(template)
    assert comparable(register, template) == plain(template)
    assert [part.key for part in as_template(register, version).sections] == [
        part.key for part in template.parts
    ]
    other = replace(template, template_id="another", based_on="closing.2")
    assert comparable(register, other).template_id == "closing"


@given(any_text)
def test_what_is_cleaned_is_text(text):
    whole = WordsIn(nb=cleaned(text))

    assert misplaced(whole) == ""
    assert cleaned(whole.nb) == whole.nb


def test_what_comes_with_leia_can_stand_in_a_file():
    nothing = Register(Counsellor())
    for each in built_in():
        template = built_in_as_in_file(nothing, each)

        assert read_template(written(a_file(template))).file.template == template
        assert held(nothing, each.id, each.version) == template
