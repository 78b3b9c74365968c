"""The help: every topic in every language, with the names that stand on the screen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n import LANGUAGES, _, language, speaking
from app.paths import RESOURCES
from app.services.program.help_topics import (
    TOPICS,
    found_topics,
    help_topic,
    help_topics,
    names_on_screen,
)

every_language = pytest.mark.parametrize("code", LANGUAGES)


@every_language
def test_every_topic_is_a_file_and_every_file_a_topic(code):
    files = {file.stem for file in (RESOURCES / "help" / code).glob("*.md")}
    assert files == set(TOPICS)
    assert len(TOPICS) == len(set(TOPICS))


@every_language
@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_short_dated_and_answers_questions(code, name):
    file = (RESOURCES / "help" / code / f"{name}.md").read_text(encoding="utf-8")
    assert re.match(r"<!-- checked_on: 20\d\d-\d\d-\d\d -->\n# \S", file)
    with speaking(code):
        topic = help_topic(name)
    words = re.sub(r"[|#*-]", " ", f"{topic.title} {topic.text}").split()
    assert 55 <= len(words) <= 140
    assert topic.text.count("**") >= 4
    assert topic.text.count("**") % 2 == 0


@every_language
@pytest.mark.parametrize("name", TOPICS)
def test_what_is_named_is_named_as_it_stands_on_the_screen(code, name):
    names = names_on_screen(code, name)
    with speaking(code):
        text = help_topic(name).text
        marks = "“{}”" if language() == "en" else "«{}»"
        assert all(marks.format(_(each)) in text for each in names)
        assert code == "en" or all(_(each) != each for each in names)
    assert "[[" not in text


@every_language
@pytest.mark.parametrize("name", TOPICS)
def test_the_languages_name_the_same_things(code, name):
    assert names_on_screen(code, name) == names_on_screen("nb", name)


def test_there_is_no_topic_of_another_name():
    with pytest.raises(KeyError):
        help_topic("../privacy-nb")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("overnatting", None),
        ("stjålet", "lost"),
        ("sikkerhetskopi ennå", "copies"),
        ("Ctrl+Z", "saving"),
        ("fredag", "dates"),
        ("slette", "rights"),
        ("fødselsnummer", "intake"),
        ("minnepinne", "vault"),
    ],
)
def test_a_word_finds_its_topics(asked, name):
    with speaking("nb"):
        found = [topic.name for topic in found_topics(asked)]
    assert (name in found) if name else not found


def test_a_topic_with_the_word_in_its_title_comes_first():
    with speaking("nb"):
        assert found_topics("papirer")[0].name == "papers"


@given(st.text())
def test_whatever_is_asked_for_there_is_an_answer(asked):
    with speaking("nb"):
        assert set(found_topics(asked)) <= set(help_topics())
