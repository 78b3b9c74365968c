"""The reference data is complete, and says what nobody has confirmed."""

import re
from datetime import date

from tests.resources.data_files import RESOURCES, assert_complete, counties, municipalities, read


def edits_of(word, letters):
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def test_there_are_2048_short_words():
    words = read(RESOURCES / "reference" / "words.json")["words"]
    assert len(words) == len(set(words)) == 2048
    assert all(re.fullmatch("[a-zæøå]{3,7}", word) for word in words)


def test_words_are_in_norwegian_order():
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    words = read(RESOURCES / "reference" / "words.json")["words"]
    assert words == sorted(words, key=lambda word: [letters.index(letter) for letter in word])


def test_one_slip_never_turns_a_word_into_another():
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    words = set(read(RESOURCES / "reference" / "words.json")["words"])
    slips = {word: words.intersection(edits_of(word, letters)) - {word} for word in words}
    assert not {word: found for word, found in slips.items() if found}


def test_no_word_begins_another():
    words = set(read(RESOURCES / "reference" / "words.json")["words"])
    beginnings = {word: {word[:length] for length in range(3, len(word))} for word in words}
    assert not [word for word, starts in beginnings.items() if starts & words]


def test_every_municipality_of_2026_is_there_once():
    sizes = {number: len(county["municipalities"]) for number, county in counties().items()}
    assert (len(sizes), sizes["18"], sizes["33"], sizes["03"]) == (15, 41, 18, 1)
    assert sum(sizes.values()) == len(municipalities()) == 357
    for number, county in counties().items():
        for item in county["municipalities"]:
            assert re.fullmatch(number + r"\d\d", item["number"])
            assert item["name"] in item["official_name"].split(" – ")


def test_double_names_keep_every_letter():
    found = municipalities()
    double = {
        number: item["official_name"]
        for number, item in found.items()
        if item["official_name"] != item["name"]
    }
    assert len(double) == 29
    nordland = {number: name for number, name in double.items() if number.startswith("18")}
    assert nordland == {
        "1826": "Aarborte – Hattfjelldal",
        "1833": "Rana – Raane",
        "1841": "Fauske – Fuossko",
        "1845": "Sørfold – Fuolldá",
        "1853": "Evenes – Evenášši",
        "1870": "Sortland – Suortá",
        "1875": "Hábmer – Hamarøy",
    }
    assert double["5622"] == "Porsanger – Porsáŋgu – Porsanki"
    assert counties()["18"]["official_name"] == "Nordland – Nordlánnda"


def test_documents_are_complete():
    documents = read(RESOURCES / "reference" / "documents.json")["documents"]
    assert len({item["key"] for item in documents}) == len(documents) > 0
    for item in documents:
        assert set(item) == {"key", "name", "issuer", "source", "verified", "checked_on"}
        assert item["source"].strip()
        assert date.fromisoformat(item["checked_on"])
        assert_complete(item["name"])
        assert_complete(item["issuer"])
        assert isinstance(item["verified"], bool)


def test_nav_offices_are_suggestions_nobody_has_confirmed():
    data = read(RESOURCES / "reference" / "nav_offices.json")
    offices = data["offices"]
    assert not data["verified"]
    assert data["source"]
    assert len({item["key"] for item in offices}) == len(offices) == 32
    for item in offices:
        assert set(item) == {"key", "name", "municipality", "verified"}
        assert item["name"].startswith("Nav ")
        assert item["municipality"] in municipalities()
        assert not item["verified"]


def test_papers_that_people_are_asked_for_are_there():
    documents = {
        item["key"] for item in read(RESOURCES / "reference" / "documents.json")["documents"]
    }
    asked_for = {"police_certificate", "seafarer_health", "residence_permit", "transcript"}
    assert asked_for | {"machine_certificate", "nav_confirmation"} <= documents


def test_the_recognition_that_covers_few_trades_says_so():
    documents = read(RESOURCES / "reference" / "documents.json")["documents"]
    (found,) = [item for item in documents if item["key"] == "foreign_vocational"]
    assert "bare noen land og fag" in found["issuer"]["nb"]


def test_end_goals_say_where_they_are_from_and_which_nobody_has_confirmed():
    data = read(RESOURCES / "reference" / "end_goals.json")
    assert data["source"]
    assert data["end_goals"]
    for goal in data["end_goals"]:
        assert set(goal) == {"nb", "nn", "verified"}
        assert goal["nb"]
        assert goal["nn"]
        assert isinstance(goal["verified"], bool)


def test_the_words_of_the_quiet_check_are_told_in_both_written_forms_and_only_once():
    words = read(RESOURCES / "reference" / "quiet_words.json")
    lists = [*words["kinds"].values(), words["about_money"]]
    names = [name for group in words["names"].values() for name in group]

    assert words["verified"] is False
    assert all(date.fromisoformat(words[day]) for day in ("valid_from", "checked_on"))
    assert words["source"]
    for each in (part for one in lists for part in (one["words"], one["but"])):
        assert set(each) == {"nb", "nn"}
        for found in each.values():
            assert len(found) == len(set(found))
            assert all(
                word == word.lower() and word.count("(") == word.count(")") for word in found
            )
    assert len(names) == len(set(names)) > 400
    assert set(words["also_words"]) <= set(names)
