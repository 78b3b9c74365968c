"""What is said in a meeting, by three voices: invented people, in the words a note is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.choices import Party
from app.domain.voices import Voice


@dataclass(frozen=True)
class Promise:
    """What the line becomes by Ctrl+Return, written down by hand before any rule reads it."""

    title: str
    party: Party
    stays: str
    """The line in the note afterwards."""
    in_days: int = 0
    """How far ahead the day lies that is said; 0 where none is."""
    weekday: int | None = None
    """The day of the week that is said, Monday being 0."""

    def due(self, today: date) -> date | None:
        """Return by when it is to be done, where it was said today."""
        if self.weekday is not None:
            return today + timedelta(days=(self.weekday - today.weekday() - 1) % 7 + 1)
        return today + timedelta(days=self.in_days) if self.in_days else None


@dataclass(frozen=True)
class Said:
    """One line of the note."""

    words: str
    voice: Voice | None = None
    promise: Promise | None = None
    is_question: bool = False

    def words_on(self, today: date) -> str:
        """Return the words as they are said today."""
        if self.promise is None or not self.promise.in_days:
            return self.words
        day = today + timedelta(days=self.promise.in_days)
        return f"{self.words} innen {day.day}. {_MONTHS[day.month - 1]}"


@dataclass(frozen=True)
class Person:
    """Whose meeting it is, and what is said in it."""

    name: str
    lines: tuple[Said, ...]


CLIENT, NAV, CENTRE, AGREED = Voice.CLIENT, Voice.NAV, Voice.CENTRE, Voice.AGREED
_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def _dated(words: str, title: str, party: Party, in_days: int) -> Said:
    return Said(words, None, Promise(title, party, words, in_days))


def _soon(words: str, title: str, weekday: int, name: str) -> Said:
    promise = Promise(title, Party.CLIENT, words, weekday=weekday)
    return Said(f"{words} til {name}", None, promise)


def _plain(title: str) -> Said:
    return Said(title, None, Promise(title, Party.CLIENT, title))


def _asked(words: str) -> Said:
    return Said(words, None, is_question=True)


PEOPLE = (
    Person(
        "Randi Myrhaug",
        (
            Said("Jeg vil finne ut om jeg kan bruke hendene mine til noe annet", CLIENT),
            Said("Det beste med salongen er folkene, ikke saksa", CLIENT),
            Said("Hospitering et halvt dagsverk kan dekkes av tiltaket", NAV),
            Said("Svennebrevet gjelder, men ikke i et annet fag uten mer", CENTRE),
            Said("Vi ser på dette igjen om åtte uker", AGREED),
            _dated("Nav ringer arbeidsgiveren", "Ringe arbeidsgiveren", Party.NAV, 20),
            _soon(
                "Randi bestiller time på dagsenteret", "Bestille time på dagsenteret", 3, "torsdag"
            ),
            _dated("Vi sender søknaden om kurs", "Sende søknaden om kurs", Party.CENTRE, 45),
            _plain("Avklare gradert tilbakeføring med salongen"),
            _asked("Dekkes kurset i veiledning av lærlinger?"),
        ),
    ),
    Person(
        "Meron Haile",
        (
            Said("Fire år på verksted, men ingen papirer på det", CLIENT),
            Said("Tempoet i norsk er for høyt på kurset", CLIENT),
            Said("Praksisplass kan avtales for tre måneder om gangen", NAV),
            Said("Ni års skole gir rett til videregående opplæring", CENTRE),
            Said("Ett mål nå: fagbrev som bilmekaniker", AGREED),
            _dated(
                "Nav finner en praksisplass på verksted",
                "Finne en praksisplass på verksted",
                Party.NAV,
                100,
            ),
            _soon(
                "Meron øver til den skriftlige prøven", "Øve til den skriftlige prøven", 4, "fredag"
            ),
            _dated(
                "Vi melder på til realkompetansevurdering",
                "Melde på til realkompetansevurdering",
                Party.CENTRE,
                60,
            ),
            _plain("Lese om modulene i bilfaget"),
            _asked("Hvem skaffer tolk til prøven?"),
        ),
    ),
    Person(
        "Jonas Lillevoll",
        (
            Said("Nav sa jeg måtte komme, men jeg vet ikke helt hvorfor", CLIENT),
            Said("Slippe skolebenken, men få papir på noe", CLIENT),
            Said("Ungdomsgarantien gjelder til du er i gang med noe", NAV),
            Said("Lærling eller voksenopplæring: du kan velge fra høsten", CENTRE),
            Said("Vi prøver anlegget først, og bestemmer oss etterpå", AGREED),
            _dated(
                "Nav ringer oppdrettsanlegget",
                "Ringe oppdrettsanlegget",
                Party.NAV,
                12,
            ),
            _soon(
                "Du bestiller kompetansebeviset på skolen",
                "Bestille kompetansebeviset på skolen",
                0,
                "mandag",
            ),
            _dated(
                "Vi sender søknaden om læreplass",
                "Sende søknaden om læreplass",
                Party.CENTRE,
                75,
            ),
            _plain("Hospitere to dager på oppdrettsanlegget"),
            _asked("Går det buss til anlegget før sju?"),
        ),
    ),
    Person(
        "Camilla Storjord",
        (
            Said("Fem år og åtte måneder på sykehjemmet, i en stilling på 80 prosent", CLIENT),
            Said("Først fagbrev, og kanskje sykepleier siden", CLIENT),
            Said("Barnepass i eksamensuka kan det søkes om", NAV),
            Said("To veier: praksiskandidat, eller fagbrev på jobb", CENTRE),
            Said("Vi sammenligner de to veiene på en side", AGREED),
            _dated(
                "Nav sjekker om praksis i hjemmetjenesten teller",
                "Sjekke om praksis i hjemmetjenesten teller",
                Party.NAV,
                30,
            ),
            _soon("Camilla henter attestene", "Hente attestene", 2, "onsdag"),
            _dated(
                "Vi skriver til skolen om vitnemålet",
                "Skrive til skolen om vitnemålet",
                Party.CENTRE,
                25,
            ),
            _plain("Spørre sykehjemmet om en kontrakt"),
            _asked("Teller deltid som heltid i fylket?"),
        ),
    ),
)
