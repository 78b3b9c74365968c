"""What a change may say of itself beside its values: codes that history reads, never words."""

from __future__ import annotations

AT_BIRTH = "AT_BIRTH"
"""It came with the case itself, which is told already."""
AT_UPGRADE = "AT_UPGRADE"
"""A migration wrote it: told to the journal afterwards, and to nobody else."""
OVERTAKEN = "OVERTAKEN"
"""It was typed before a colleague changed the field, and came in after: it does not stand."""
PUT_BACK = "PUT_BACK"
"""The colleague's value, right after what it had overtaken."""
CARRIED = "CARRIED"
"""A restored copy carried it beside its rows, as it was where its key came from: whoever opened the
copy first wrote it, and vouches for nothing of it. Or it was taken over from the vault that lay
on the computer already, so that nobody got more rights by restoring."""
BINNED = "BINNED"
"""It was put in the bin, from where it can be brought back for some time."""
