"""Three people, two computers, and who may open what: a model beside the real vaults."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.clients import Client
from app.domain.permissions import Role, Roles
from app.domain.staff import Centre, Counsellor
from app.errors import UserError
from app.services.vault.new_keys import renew_copies
from app.services.vault.restoring import (
    Passphrase,
    find_copies,
    needs_present_key,
    open_copy,
    restore,
)
from app.storage.holders.renewing import NewLock
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault, open_vault
from tests.faults.samples import QUICK
from tests.storage.stepping import killed_at

ADMIN = Roles({Role.COUNSELLOR, Role.ADMIN})
NAMES = ("Kari", "Per", "Ola")
LONGEST = 90
"""The step before which a deed is killed at the latest; later, it has come to its end."""


@dataclass(frozen=True)
class Model:
    """Who opens a vault or a copy, with which passphrase, and what was written there."""

    passphrases: dict[str, str]
    """Of those who work there."""
    words: frozenset[str] = frozenset()
    line: tuple[int, ...] = ()
    """The deeds that led here, by numbers of their own."""

    def follows(self, earlier: Model) -> bool:
        """Whether this came of that: else a key file from there need not know the key here."""
        return self.line[: len(earlier.line)] == earlier.line


@dataclass
class Computer:
    """A vault's folder, and what is known of it."""

    folder: Path
    model: Model | None = None


@dataclass
class World:
    """Two computers and their copies; every deed is done for real and in the model."""

    place: Path
    computers: list[Computer] = field(default_factory=list)
    copies: list[tuple[Path, Model]] = field(default_factory=list)
    ever: set[str] = field(default_factory=set)
    """Every passphrase that was ever anybody's."""
    number: int = 0

    @classmethod
    def founded(cls, place: Path) -> World:
        """Make a vault on the first of two computers, with three people in it."""
        world = cls(place)
        first = Computer(place / "one" / "vault")
        world.computers = [first, Computer(place / "two" / "vault")]
        phrases = {name: world.phrase() for name in NAMES}
        kari = Counsellor(name="Kari", roles=ADMIN)
        public = [new_recovery_identity()[1]]
        vault = create_vault(first.folder, phrases["Kari"], Centre(name="C"), kari, public, QUICK)
        with closing(vault):
            for name, roles in (("Per", ADMIN), ("Ola", Roles({Role.COUNSELLOR}))):
                vault.colleagues.add(Counsellor(name=name, roles=roles), _lock(phrases[name]))
        first.model = Model(phrases)
        return world

    def phrase(self) -> str:
        """Return a passphrase nobody had before."""
        self.number += 1
        self.ever.add(f"frase nummer {self.number}")
        return f"frase nummer {self.number}"

    def wrong(self) -> list[str]:
        """Hold every vault against its model: each passphrase ever, and every word written."""
        return [
            f"{each.folder.parent.name}: {why}"
            for each in self.computers
            if each.model is not None
            for why in differences(each.folder, each.model, self.ever)
        ]


def differences(folder: Path, model: Model, ever: set[str]) -> list[str]:
    """Return in what a vault is not as its model says."""
    found = []
    expected = {phrase: name for name, phrase in model.passphrases.items()}
    for phrase in sorted(ever):
        who, words = _looked(folder, phrase)
        if who != expected.get(phrase, ""):
            found.append(f"{phrase} opens it as {who or 'nobody'}, not {expected.get(phrase)}")
        if who and not model.words <= words:
            found.append(f"words {sorted(model.words - words)} are gone")
    return found


def _looked(folder: Path, phrase: str) -> tuple[str, set[str]]:
    try:
        vault = open_vault(folder, phrase)
    except UserError:
        return "", set()
    with closing(vault), vault.work() as work:
        return vault.counsellor.name, {each.name for each in work.all(Client)}


# --- deeds: each returns the model afterwards, and what to do in the vault

Deed = tuple[str, Model, Callable[[Vault], object]]


def write(world: World, model: Model, _dice: object) -> Deed:
    """Write a word."""
    world.number += 1
    word = f"Person {world.number}"

    def deed(vault: Vault) -> None:
        with vault.work() as work:
            work.save(Client(name=word))

    return _any(model), replace(model, words=model.words | {word}), deed


def remove(_world: World, model: Model, dice) -> Deed | None:
    """Take somebody out, if an administrator stays."""
    admins = [name for name in ("Kari", "Per") if name in model.passphrases]
    gone = dice.choice(sorted(model.passphrases))
    staying = [name for name in admins if name != gone]
    if not staying or len(model.passphrases) < 2:
        return None
    own = model.passphrases[staying[0]]
    left = {name: phrase for name, phrase in model.passphrases.items() if name != gone}

    def deed(vault: Vault) -> None:
        vault.colleagues.remove(_person(vault, gone), own)
        renew_copies(vault, ())

    return staying[0], replace(model, passphrases=left), deed


def renew(world: World, model: Model, dice) -> Deed | None:
    """Give somebody who forgot theirs a new passphrase."""
    whose = dice.choice(sorted(model.passphrases))
    admin = next((n for n in ("Kari", "Per") if n in model.passphrases and n != whose), None)
    if admin is None:
        return None
    new = world.phrase()

    def deed(vault: Vault) -> None:
        vault.colleagues.renew(_person(vault, whose), _lock(new))

    return admin, _with(model, whose, new), deed


def change(world: World, model: Model, dice) -> Deed:
    """Choose another passphrase."""
    whose, new = dice.choice(sorted(model.passphrases)), world.phrase()
    old = model.passphrases[whose]
    deed = lambda vault: vault.colleagues.change_passphrase(old, _lock(new), [])  # noqa: E731
    return whose, _with(model, whose, new), deed


def replace_keys(world: World, model: Model, dice) -> Deed:
    """Make new keys, because somebody may know the passphrase."""
    whose, new = dice.choice(sorted(model.passphrases)), world.phrase()
    old, now = model.passphrases[whose], whose != "Ola"
    deed = lambda v: v.colleagues.replace_own_keys(old, _lock(new), now=now)  # noqa: E731
    return whose, _with(model, whose, new), deed


DEEDS = (write, remove, renew, change, replace_keys)


def do(world: World, computer: Computer, dice, *, killed: bool) -> str:
    """Do one of the deeds on a computer, perhaps killed in the middle; return what was wrong."""
    model = computer.model
    planned = dice.choice(DEEDS)(world, model, dice)
    if planned is None:
        return ""
    who, after, deed = planned
    world.number += 1
    after = replace(after, line=(*model.line, world.number))
    phrase = model.passphrases[who]
    if not killed:
        with closing(open_vault(computer.folder, phrase)) as vault:
            deed(vault)
        computer.model = after
        return ""
    step = dice.randrange(1, LONGEST)
    died = killed_at(step, lambda: open_vault(computer.folder, phrase), deed)
    return _settled(world, computer, (after,) if not died else (model, after))


def _settled(world: World, computer: Computer, possible: tuple[Model, ...]) -> str:
    """Take up which of these a vault is after a kill: one of them, wholly."""
    found = [differences(computer.folder, each, world.ever) for each in possible]
    fitting = [each for each, why in zip(possible, found, strict=True) if not why]
    if not fitting:
        return f"killed, and neither before nor after: {found}"
    computer.model = fitting[-1]
    return ""


def copy(world: World, computer: Computer, dice) -> str:
    """Make a copy and put it away, where nothing reaches it."""
    who = dice.choice(sorted(computer.model.passphrases))
    with closing(open_vault(computer.folder, computer.model.passphrases[who])) as vault:
        made = vault.copy()
    world.number += 1
    away = world.place / f"away {world.number}"
    shutil.copytree(made.path, away / made.path.name)
    world.copies.append((away, computer.model))
    return ""


def put_back(world: World, computer: Computer, dice) -> str:
    """Restore one of the copies that were put away, with somebody's passphrase of then."""
    if not world.copies:
        return ""
    away, then = dice.choice(world.copies)
    (found,) = find_copies(away)
    who = dice.choice(sorted(then.passphrases))
    contents = open_copy(found, Passphrase(then.passphrases[who]))
    now = computer.model
    if now is not None and needs_present_key(contents, computer.folder):
        if now.passphrases.get(who) == then.passphrases[who]:
            if now.follows(then):
                return f"{who} works there with the same passphrase, and was asked again"
        elif not _is_refused(contents, computer.folder, then.passphrases[who]):
            return f"{who} put a copy in place with a passphrase of then"
        key = Passphrase(now.passphrases[dice.choice(sorted(now.passphrases))])
        restore(contents, computer.folder, present_key=key)
    else:
        if now is not None and who not in now.passphrases:
            return f"{who} left, and was not asked for a key of today"
        restore(contents, computer.folder)
    computer.model = then
    return ""


def plant(world: World, computer: Computer, dice) -> str:
    """Put the key files of a copy among the vault's, as somebody with access to the folder can."""
    if world.copies:
        away, _then = dice.choice(world.copies)
        for file in sorted(away.glob("*/keys/*.key")):
            world.number += 1
            shutil.copy(file, computer.folder / "keys" / f"planted {world.number}.key")
    return ""


def _is_refused(contents, folder: Path, phrase: str) -> bool:
    for key in (None, Passphrase(phrase)):
        try:
            restore(contents, folder, present_key=key)
        except UserError:
            continue
        return False
    return True


def _any(model: Model) -> str:
    return sorted(model.passphrases)[0]


def _with(model: Model, whose: str, phrase: str) -> Model:
    return replace(model, passphrases={**model.passphrases, whose: phrase})


def _person(vault: Vault, name: str) -> Counsellor:
    with vault.work() as work:
        return next(each for each in work.all(Counsellor, active=True) if each.name == name)


def _lock(phrase: str) -> NewLock:
    return NewLock(phrase, QUICK)
