"""A made-up register: Norwegian, Sámi and foreign names, the common ones more often, all by a seed.

One of 25 who come new bears a whole name that somebody here bears already: more than in life, where
families bear more names than this file lists, so that what is measured with it is on the hard side.
"""

import json
import random
import unicodedata
from dataclasses import replace
from pathlib import Path

from app.storage.values.lines import PersonLine as Person

_NAMES = json.loads(Path(__file__).with_name("made_up_names.json").read_text("utf-8"))
NORWEGIAN, FAMILIES = _NAMES["norwegian"].split(), _NAMES["families"].split()
SAMI, SAMI_FAMILIES = _NAMES["sami"].split(), _NAMES["sami_families"].split()
FOREIGN, FOREIGN_FAMILIES = _NAMES["foreign"].split(), _NAMES["foreign_families"].split()
FARMS = [a + z for z in _NAMES["farms_end"].split() for a in _NAMES["farms_begin"].split()]
"""Names of farms, which most families in Norway bear: many names, each of few."""
_KINDS = ((NORWEGIAN, FAMILIES, 78), (SAMI, SAMI_FAMILIES, 9), (FOREIGN, FOREIGN_FAMILIES, 13))
_IN_TWO = {"å": "aa", "ø": "oe", "æ": "ae", "Å": "Aa", "Ø": "Oe", "Æ": "Ae"}
_OTHERWISE = (("ss", "s"), ("ns", "nns"), ("Ch", "K"), ("K", "C"), ("th", "t"), ("W", "V"))
_OTHERWISE += (("ll", "l"), ("ph", "f"), ("z", "s"), ("ou", "u"), ("ei", "i"), ("tt", "t"))
_KEYS = "abcdefghijklmnoprstuvyæøå"
_UNSEEN = "\u200b\u00ad\ufeff\u200e"


def _family(kind: list[str], chance: random.Random) -> str:
    if kind is FAMILIES and chance.random() < 0.72:
        return chance.choice(FARMS)
    return _common_first(kind, chance)


def _common_first(names: list[str], chance: random.Random) -> str:
    weights = [1 / (place + 40) for place in range(len(names))]
    return chance.choices(names, weights)[0]


def somebody(number: int, chance: random.Random) -> Person:
    """Return a new person with nobody in mind."""
    given, families, _share = chance.choices(_KINDS, [kind[2] for kind in _KINDS])[0]
    parts = [_common_first(given, chance)]
    if chance.random() < 0.25:
        middle = chance.random() < 0.6
        parts.append(_family(families, chance) if middle else _common_first(given, chance))
    parts.append(_family(families, chance))
    year = chance.randint(1955, 2009) if chance.random() < 0.7 else None
    phone = f"9{chance.randrange(10**7):07}" if chance.random() < 0.7 else ""
    return Person(id=f"{number:06}", name=" ".join(parts), phone=phone, birth_year=year)


def a_register(count: int, seed: int) -> list[Person]:
    """Return so many people."""
    chance = random.Random(seed)  # noqa: S311 - a seed
    return [somebody(number, chance) for number in range(count)]


def _plain(name: str, _chance: random.Random) -> str:
    bare = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _in_two(name: str, _chance: random.Random) -> str:
    return "".join(_IN_TWO.get(letter, letter) for letter in name)


def _swedish(name: str, _chance: random.Random) -> str:
    return name.translate(str.maketrans("øæØÆ", "öäÖÄ"))


def _small(name: str, _chance: random.Random) -> str:
    return name.lower()


def _unhyphened(name: str, chance: random.Random) -> str:
    return name.replace("-", chance.choice((" ", "", "\u2011")))


def _with_unseen(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name) + 1)
    return name[:place] + chance.choice(_UNSEEN) + name[place:]


def _swapped(name: str, chance: random.Random) -> str:
    *given, family = name.split()
    return f"{family}{chance.choice((',', ''))} {' '.join(given)}"


def _without_middle(name: str, _chance: random.Random) -> str:
    parts = name.split()
    return f"{parts[0]} {parts[-1]}"


def _with_initial(name: str, _chance: random.Random) -> str:
    parts = name.split()
    middle = [f"{part[0]}." for part in parts[1:-1]]
    return " ".join([parts[0], *middle, parts[-1]])


def _written_otherwise(name: str, chance: random.Random) -> str:
    fitting = [pair for pair in _OTHERWISE if pair[0] in name]
    return name.replace(*chance.choice(fitting), 1) if fitting else name


def _slip(name: str, chance: random.Random) -> str:
    parts = name.split()
    places = [n for n in (0, -1) if len(parts[n]) > 3]
    if not places:
        return name
    which = chance.choice(places)
    parts[which] = _slipped(parts[which], chance)
    return " ".join(parts)


def _slips_in_both(name: str, chance: random.Random) -> str:
    parts = name.split()
    return " ".join(
        _slipped(p, chance) if len(p) > 4 and n in {0, len(parts) - 1} else p
        for n, p in enumerate(parts)
    )


def _slipped(part: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(part) - 1)
    here, after = part[place], part[place + 1]
    return part[:place] + chance.choice(
        (
            part[place + 1 :],
            chance.choice(_KEYS) + part[place:],
            chance.choice(_KEYS) + part[place + 1 :],
            after + here + part[place + 2 :],
        )
    )


WAYS = (
    _plain, _in_two, _swedish, _small, _unhyphened, _with_unseen, _swapped, _without_middle,
    _with_initial, _written_otherwise, _slip, _slip, _slip, _slips_in_both,
)  # fmt: skip
"""How a name is written another time; slips of the finger come most often."""


def written_again(person: Person, chance: random.Random) -> Person:
    """Return the same person as somebody else takes them in: a name otherwise, the rest perhaps."""
    names = [way(person.name, chance) for way in chance.sample(WAYS, len(WAYS))]
    name = next((each for each in names if each != person.name), person.name)
    phone = person.phone and chance.choice(("", "", f"+47 {person.phone[:3]} {person.phone[3:]}"))
    year = person.birth_year if chance.random() < 0.5 else None
    return replace(person, id="new", name=name, phone=phone, birth_year=year)
