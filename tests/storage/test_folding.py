import pytest

from app.storage.folding import fold, sort_key


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
        ("Anne-Kari  Moe", "anne kari moe"),
        ("A\u030ase", "ase"),
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
