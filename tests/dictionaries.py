"""Small dictionaries of our own, written as Hunspell reads them."""

from pathlib import Path

RULES = """\
SET {encoding}
TRY esianrt
COMPOUNDFLAG z
COMPOUNDMIN 4
REP 1
REP kj skj
SFX A Y 2
SFX A e er e
SFX A 0 er [^e]
SFX B Y 2
SFX B 0 en [^e]
SFX B 0 n e
SFX C N 1
SFX C 0 t .
PFX u Y 1
PFX u 0 u .
"""
WORDS = """\
13
arbeid/Bz
arbeidsliv
hun
jobb/ABz
karriere/B
mulig/Cu
mulighet/ABz
hetter
og
skjema
skrive/A
vil
rådgiver/z
"""


def write_dictionary(
    folder: Path,
    name: str = "nb_NO",
    rules: str = RULES,
    words: str = WORDS,
    encoding: str = "ISO8859-1",
) -> Path:
    """Put a dictionary into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_bytes(rules.format(encoding=encoding).encode(encoding))
    (folder / f"{name}.dic").write_bytes(words.encode(encoding))
    return folder
