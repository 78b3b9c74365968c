"""Who is offered as the same person: nearly all who are, and hardly any who are not."""

import random

import pytest

from app.services.case.likeness import Likenesses, Reason, phone_digits
from app.storage.folding import name_words
from app.storage.values.lines import PersonLine as Person
from tests.services.made_up_people import a_register, somebody, written_again

SIZE = 4_000
AGAIN, NEW = 200, 1_000


@pytest.fixture(scope="module")
def register():
    return a_register(SIZE, seed=1)


@pytest.fixture(scope="module")
def known(register):
    return Likenesses(register, {})


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_of_people_who_are_there_already_at_least_95_of_100_are_offered(register, known, seed):
    chance = random.Random(seed)  # noqa: S311 - a seed
    people = chance.sample(register, AGAIN)

    again = [written_again(each, chance) for each in people]
    missed = [
        (person.name, new.name)
        for person, new in zip(people, again, strict=True)
        if person.id not in {each.id for each in known.of(new)}
    ]

    assert len(missed) <= AGAIN * 0.05


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_of_people_who_are_new_fewer_than_2_of_100_are_taken_for_somebody(register, known, seed):
    """New is who bears no whole name that is in the register already, however it is written."""
    chance = random.Random(seed)  # noqa: S311 - a seed
    names = {tuple(sorted(name_words(each.name))) for each in register}
    people = (somebody(SIZE + number, chance) for number in range(NEW * 3))
    new = [each for each in people if tuple(sorted(name_words(each.name))) not in names][:NEW]
    assert len(new) == NEW

    taken = [
        (each.name, register[int(found[0].id)].name) for each in new if (found := known.of(each))
    ]

    assert len(taken) < NEW * 0.02


SMALL = [
    Person(id="liv", name="Liv Hansen", phone="990 00 055", birth_year=1990),
    Person(id="anne", name="Anne-Marie Hætta Sæther", birth_year=1980),
    Person(id="meron", name="Meron"),
    Person(id="ola", name="Ola Nordmann"),
    Person(id="nobody", name=""),
]
ALIKE = [
    ("Liv Hansen", "", None, {"liv": Reason.NAME}),
    ("Hansen, Liv", "", None, {"liv": Reason.NAME}),
    ("liv hanssen", "", None, {"liv": Reason.NAME_ALIKE}),
    ("Lic Hansen", "", 1990, {"liv": Reason.NAME_ALIKE}),
    ("Live Hansen", "", None, {"liv": Reason.NAME_ALIKE}),
    ("Liv Hansen", "+47 99000055", None, {"liv": Reason.BOTH}),
    ("Siv Berg", "0047 99 00 00 55", None, {"liv": Reason.PHONE}),
    ("", "99000055", None, {"liv": Reason.PHONE}),
    ("Ann\u200be Marie Hætta Sæther", "", None, {"anne": Reason.NAME}),
    ("Annemarie Saether", "", None, {"anne": Reason.NAME_ALIKE}),
    ("Sather Anne-Marie Hætta", "", None, {"anne": Reason.NAME}),
    ("Meron", "", None, {"meron": Reason.NAME}),
    ("Liv", "", None, {}),
    ("Hansen", "", None, {}),
    ("Liv Berg", "", None, {}),
    ("Ola Hansen", "", None, {}),
    ("Kari Nordmann", "990 00", None, {}),
    ("", "", None, {}),
    ("Lix Hansen", "", 1960, {}),
]


@pytest.mark.parametrize(("name", "phone", "year", "offered"), ALIKE)
def test_what_weighs(name, phone, year, offered):
    asked = Person(id="new", name=name, phone=phone, birth_year=year)

    assert {each.id: each.reason for each in Likenesses(SMALL, {}).of(asked)} == offered


def test_nobody_is_their_own_double():
    assert Likenesses(SMALL, {}).of(SMALL[0]) == ()


def test_names_that_several_bear_are_no_slips_of_each_other():
    people = [Person(id=f"{n}", name=each) for n, each in enumerate(
        ["Anna Lund", "Anna Vik", "Anna Moe", "Anne Strand", "Anne Dahl", "Anne Berg"]
    )]  # fmt: skip
    known = Likenesses(people, {})

    assert known.of(Person(id="new", name="Anne Lund")) == ()
    assert [each.id for each in known.of(Person(id="new", name="Anba Lund"))] == ["0"]


def test_the_most_alike_come_first_and_no_more_than_asked_for():
    people = [Person(id=f"{n}", name="Liv Hansen") for n in range(5)]
    people.append(Person(id="same", name="Liv Hansen", phone="99000055"))

    found = Likenesses(people, {}).of(Person(id="new", name="Liv Hansen", phone="990 00 055"))

    assert [each.id for each in found] == ["same", "0", "1"]


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("990 00 055", "99000055"), ("+47 99000055", "99000055"), ("0047-99.00.00.55", "99000055"),
     ("99000", ""), ("", ""), ("ukjent", "")],
)  # fmt: skip
def test_a_telephone_is_known_by_its_last_eight_digits(phone, digits):
    assert phone_digits(phone) == digits
