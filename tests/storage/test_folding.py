import random
import unicodedata

import pytest

from app.storage.folding import findable, fold, is_long, sort_key, wanted_words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Áilu Sárá", "ailu sara"),
        ("Đorđe Ŋiella Ŧuomas", "dorde niella tuomas"),
        ("Čáhppes Šiljut Žuvva", "cahppes siljut zuvva"),
        ("Øyvind Ærø Åsen", "oyvind aero asen"),
        ("Ðorð Łukasz Strauß", "dord lukasz strauss"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Anne-Kari  Moe", "annekari moe"),
        ("A\u030ase", "ase"),
        ("Saa\u02b9m Ko\u02bcvddos", "saam kovddos"),
        ("D\u00b4Angelo O`Neill", "dangelo oneill"),
        ("Nordmann,Kari", "nordmann kari"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_what_a_hurried_person_types(name, folded):
    assert fold(name) == folded


def test_folding_twice_changes_nothing():
    once = fold("Ærlend Ðorð-Łukasz O’Ŋ ß")

    assert fold(once) == once


def test_the_norwegian_letters_come_last_in_their_order():
    names = ["Åse", "Ærlig", "Zoe", "Øyvind", "Anne", "Aase", "Đorđe", "Daniel", "Áilu", "Edel"]

    ordered = sorted(names, key=sort_key)

    assert ordered == [
        "Áilu", "Anne", "Daniel", "Đorđe", "Edel", "Zoe", "Ærlig", "Øyvind", "Åse", "Aase",
    ]  # fmt: skip


def test_capitals_and_punctuation_do_not_decide_the_order():
    assert sort_key("anne-kari") == sort_key("Anne Kari")
    assert sort_key("O’Brien") == sort_key("obrien")


INVISIBLE = {
    "zero width space": "\u200b",
    "joiner": "\u200d",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "direction mark": "\u200f",
    "isolate": "\u2068",
    "selector of emoji": "\ufe0f",
    "selector of ideographs": "\U000e0100",
    "Mongolian selector": "\u180b",
    "grapheme joiner": "\u034f",
    "tag": "\U000e0041",
    "filler": "\u3164",
    "control": "\x08",
}


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE)
@pytest.mark.parametrize(
    "name", ["Ka{}ri Nes", "{}Kari Nes", "Kari Nes{}", "A{}\u030ase", "A{}age"]
)
def test_what_cannot_be_seen_does_not_decide(sign, name):
    with_sign, without = name.format(sign), name.format("")

    assert fold(with_sign) == fold(without)
    assert findable(with_sign) == findable(without)
    assert sort_key(with_sign) == sort_key(without)
    assert wanted_words(with_sign) == wanted_words(without)


def test_every_sign_of_a_hidden_class_is_folded_away():
    hidden = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Cf"]

    assert len(hidden) > 100
    assert not [hex(ord(sign)) for sign in hidden if fold(f"a{sign}b") != "ab"]


def is_found(name, query):
    folded = findable(name)
    return all(
        word in folded or (is_long(word) and word in folded.replace(" ", ""))
        for word in wanted_words(query)
    )


ALIKE = [
    ("Anne-Marie Li", "anne marie", "annemarie", "Anne\u2011Marie", "Anne-Marie", "anne-m"),
    ("Annemarie Li", "annemarie", "anne-marie", "anne marie"),
    ("Anne Marie Li", "annemarie", "anne-marie", "Anne\u2013Marie"),
    ("Bjørn Sæther", "bjorn", "bjoern", "björn", "bjørn", "säther", "saether", "sæther", "sather"),
    ("Björn Säther", "bjorn", "bjoern", "björn", "bjørn", "säther", "saether", "sæther", "sather"),
    ("Bjoern Saether", "bjorn", "bjoern", "björn", "bjørn", "säther", "saether", "sæther"),
    ("Åge Haakon", "åge", "aage", "age", "håkon", "haakon", "hakon", "håk", "haa"),
    ("Aage Håkon", "åge", "aage", "age", "håkon", "haakon", "hakon", "håk", "haa"),
    ("Gunn-Åse Øverås", "gunn ase overas", "oeveraas", "øveraas", "overås", "gunnåse"),
    ("Áilu Čáhppe Ŋuorgam", "ailu cahppe nuorgam", "Áilu", "cahppe ailu"),
    ("Jóhann Þórðarson", "johann thordarson"),
    ("Saa\u02b9m Ko\u02bcvddos", "saam kovddos", "Saa\u02b9m"),
    ("Y\u0131ld\u0131r\u0131m Ş", "yildirim s"),
    ("Nguyễn Thị Lan", "nguyen thi lan"),
    ("Łukasz Żak", "lukasz zak"),
    ("Олександр", "олександр"),
    ("O’Brien", "obrien", "o'brien", "O\u02bcBrien"),
    ("Moen", "moen"),
    ("Joel Isaac", "joel isaac", "isa", "joe"),
]


@pytest.mark.parametrize("names", ALIKE, ids=[each[0] for each in ALIKE])
def test_a_name_is_found_however_it_may_be_written(names):
    missed = [query for query in names[1:] if not is_found(names[0], query)]

    assert not missed


@pytest.mark.parametrize(
    ("name", "query"),
    [("Monika Simonsen", "moen"), ("Anne Li", "eli"), ("Berit", "brit"), ("Jon", "joen")],
)
def test_what_is_written_otherwise_is_not_found_by_it(name, query):
    assert not is_found(name, query)


def test_a_name_is_found_by_each_beginning_of_itself():
    letters, seeded = "aåáäeoøöæčđŋ-\u02b9' xk", random.Random(5)  # noqa: S311 - a seed
    names = ["".join(seeded.choices(letters, k=9)) for _each in range(500)]

    missed = [(name, end) for name in names for end in range(10) if not is_found(name, name[:end])]

    assert missed == []
