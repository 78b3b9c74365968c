"""An activity as a sentence: who does what, in the present, where its first word is a known verb.

The list is short on purpose: a word that is no verb must never be bent ("Praksisplass").
"""

from __future__ import annotations

from app.domain.choices import LanguageForm

_REGULAR_NB = (
    *("avtale", "begynne", "besøke", "bestille", "betale", "bruke", "delta", "drøfte", "fylle"),
    *("følge", "finne", "formidle", "fortsette", "forberede", "gjennomføre", "gjennomgå", "hente"),
    *("holde", "hospitere", "høre", "informere", "invitere", "jobbe", "kartlegge", "kontakte"),
    *(
        "lage",
        "legge",
        "lese",
        "levere",
        "lære",
        "melde",
        "møte",
        "oppdatere",
        "ordne",
        "planlegge",
    ),
    *("prøve", "purre", "registrere", "ringe", "samle", "sende", "sette", "sjekke", "skaffe"),
    *("skrive", "snakke", "starte", "søke", "tegne", "tilby", "undersøke", "velge", "vurdere"),
    *("øve", "be", "bli", "få", "gi", "gå", "ha", "se", "stå", "ta"),
)
_OTHER_NB = {
    "gjøre": "gjør",
    "klargjøre": "klargjør",
    "spørre": "spør",
    "vite": "vet",
    "være": "er",
}
_REGULAR_NN = (
    *("begynne", "bestille", "betale", "besøkje", "fylle", "følgje", "hospitere", "høyre"),
    *(
        "informere",
        "invitere",
        "levere",
        "lære",
        "melde",
        "møte",
        "oppdatere",
        "prøve",
        "registrere",
    ),
    *("ringe", "ringje", "sende", "søke", "søkje", "tilby", "undersøkje", "vurdere", "øve"),
    *("be", "bli", "få", "gi", "gå", "ha", "stå"),
)
_A_NN = (
    *("avtale", "bruke", "drøfte", "hente", "jobbe", "kontakte", "lage", "ordne", "purre", "samle"),
    *("sjekke", "skaffe", "snakke", "starte"),
)
_OTHER_NN = {
    "finne": "finn",
    "gjere": "gjer",
    "halde": "held",
    "leggje": "legg",
    "lese": "les",
    "setje": "set",
    "sjå": "ser",
    "skrive": "skriv",
    "spørje": "spør",
    "ta": "tek",
    "velje": "vel",
    "vere": "er",
    "vite": "veit",
}
_PRESENT = {
    LanguageForm.NB: {**{verb: f"{verb}r" for verb in _REGULAR_NB}, **_OTHER_NB},
    LanguageForm.NN: {
        **{verb: f"{verb}r" for verb in _REGULAR_NN},
        **{verb: f"{verb[:-1]}ar" for verb in _A_NN},
        **_OTHER_NN,
    },
}


def in_the_present(what: str, form: LanguageForm) -> str:
    """Return "Finne to anlegg." as "finner to anlegg"; nothing where we know no verb in front.

    The words stand as they were typed but for the first, and for a full stop at the end.
    """
    first, space, rest = what.strip().removesuffix(".").partition(" ")
    verb = _PRESENT.get(form, {}).get(first.lower(), "")
    return f"{verb}{space}{rest}" if verb else ""
