"""Proves what was built: which artefact, on which system."""

from project import ROOT, ChoreError, say
from proof import prove_deb, prove_msi, prove_same
from proof.debian_root import SYSTEMS
from proof.record import draw_table


def prove(options: list[str]) -> int:
    """Prove the .deb or the .msi, and draw the table of all that was seen."""
    kind, named = (options or [""])[0], options[1:]
    if kind == "deb":
        unknown = set(named) - SYSTEMS.keys()
        if unknown:
            raise ChoreError(f"Known systems are {', '.join(SYSTEMS)}.")
        prove_deb.prove(named)
    elif kind == "msi":
        prove_msi.prove()
    elif kind == "same":
        prove_same.prove()
    else:
        raise ChoreError("Say what to prove: deb, msi or same.")
    say(f"The table is in {draw_table().relative_to(ROOT).as_posix()}.")
    return 0
