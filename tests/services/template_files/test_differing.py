"""The difference of equals is empty, and every edit is told."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.i18n import LANGUAGES
from app.services.template_files.differing import Change, differences
from app.services.template_files.file_form import LineIn, PartInFile, TemplateInFile, WordsIn

words = st.text("ab ", max_size=3)
lines = st.builds(LineIn, nb=words, nn=words, en=words)
texts = st.builds(WordsIn, nb=words, nn=words, en=words)
parts = st.builds(
    PartInFile,
    key=st.sampled_from("abcdefgh"),
    title=lines,
    purpose=texts,
    questions=st.lists(texts, max_size=5).map(tuple),
    goes_as=st.sampled_from(["", "activities", "why", "moods"]),
    speaks_first=st.sampled_from(["", "NAV", "CLIENT"]),
    remind=st.booleans(),
    coded=st.booleans(),
)
templates = st.builds(
    TemplateInFile,
    template_id=st.just("own"),
    number=st.integers(1, 9),
    name=lines,
    serves=st.sets(st.sampled_from(["CLOSING", "FOLLOW_UP"])).map(sorted).map(tuple),
    parts=st.lists(parts, min_size=1, max_size=6, unique_by=lambda part: part.key).map(tuple),
)


def a_part(key, *questions, **fields):
    asked = tuple(WordsIn(nb=each) for each in questions)
    return PartInFile(key=key, title=LineIn(nb=key.upper()), questions=asked, **fields)


def a_form(*rows, **fields):
    name = fields.pop("name", LineIn(nb="Mal"))
    return TemplateInFile(template_id="own", number=1, name=name, parts=rows, **fields)


def told(old, new):
    return [(d.change, d.part, d.before, d.after) for d in differences(old, new)]


@given(templates, st.integers(1, 9))
def test_equal_things_do_not_differ(template, number):
    assert differences(template, replace(template, number=number)) == ()


@given(templates, templates)
def test_what_is_not_equal_differs_and_what_differs_is_not_equal(old, new):
    same = (old.name, old.serves, old.parts) == (new.name, new.serves, new.parts)

    assert (differences(old, new) == ()) == same


@settings(max_examples=300)
@given(templates, st.data())
def test_every_single_edit_is_told_where_it_was_made(template, data):
    """One field, one question more or less, one place: at least that part is named."""
    place = data.draw(st.integers(0, len(template.parts) - 1))
    part = template.parts[place]
    name = data.draw(st.sampled_from([each for each in part.__struct_fields__ if each != "key"]))
    value = getattr(data.draw(parts), name)
    edited = replace(part, **{name: value})
    after = (*template.parts[:place], edited, *template.parts[place + 1 :])
    found = differences(template, replace(template, parts=after))

    assert bool(found) == (edited != part)
    title = edited.title.nb or edited.title.nn or edited.title.en or edited.key
    assert {each.part for each in found} <= {title}
    assert Change.MOVED not in {each.change for each in found if not each.what}


@given(templates, st.randoms())
def test_as_few_parts_as_can_be_have_moved(template, chance):
    row = list(template.parts)
    moved = row.pop(chance.randrange(len(row)))
    row.insert(chance.randrange(len(row) + 1), moved)

    found = differences(template, replace(template, parts=tuple(row)))

    assert len(found) == (tuple(row) != template.parts)
    assert {each.change for each in found} <= {Change.MOVED}


def test_parts_that_come_go_and_move_are_told():
    old = a_form(a_part("a"), a_part("b"), a_part("c"))
    new = a_form(a_part("c"), a_part("a"), a_part("d", "Hvem?"))

    assert told(old, new) == [
        (Change.MOVED, "C", "", ""),
        (Change.NEW, "D", "", ""),
        (Change.NEW, "D", "", "Hvem?"),
        (Change.GONE, "B", "", ""),
    ]


def test_a_question_is_itself_in_any_language_or_place():
    old = a_form(
        replace(
            a_part("a"),
            questions=(
                WordsIn(nb="Hvem?", nn="Kven?"),
                WordsIn(nb="Hva?", nn="Kva?"),
                WordsIn(nb="Når?"),
            ),
        )
    )
    new = a_form(
        replace(
            a_part("a"),
            questions=(
                WordsIn(nb="Hva vil du?", nn="Kva?"),
                WordsIn(nb="Hvem?", nn="Kven då?"),
                WordsIn(nb="Når da?"),
                WordsIn(nb="Hvor?"),
            ),
        )
    )

    found = differences(old, new)

    assert [(d.change, d.before, d.after) for d in found if d.change != Change.MOVED] == [
        (Change.CHANGED, "Hva?", "Hva vil du?"),
        (Change.CHANGED, "Kven?", "Kven då?"),
        (Change.CHANGED, "Når?", "Når da?"),
        (Change.NEW, "", "Hvor?"),
    ]
    assert len([d for d in found if d.change == Change.MOVED]) == 1


def test_marks_and_kinds_are_told_in_words():
    old = a_form(a_part("a", goes_as="why"), serves=("CLOSING",))
    new = a_form(a_part("a", goes_as="route", remind=True), serves=("FOLLOW_UP",))

    found = differences(old, new)

    assert all(each.what for each in found)
    assert [(each.before, each.after) for each in found][:2] == [("Yes", "No"), ("No", "Yes")]
    assert len(found) == 4


def test_without_anything_to_compare_with_all_is_new():
    found = differences(None, a_form(a_part("a", "Hvem?"), a_part("b")))

    assert {each.change for each in found} == {Change.NEW}
    assert [each.part for each in found] == ["A", "A", "B"]


def test_each_language_has_words_of_its_own():
    for language in LANGUAGES:
        new = a_form(a_part("a"), name=LineIn(**{"nb": "Mal", language: "Ny"}))
        assert [each.after for each in differences(a_form(a_part("a")), new)] == ["Ny"]
