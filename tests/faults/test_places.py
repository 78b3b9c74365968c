"""R5: the vault's place may only be read, moves, vanishes, or is held by another program."""

import sys

import pytest

from tests.faults.lanes import own_folder
from tests.faults.placing import PlacesLane


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
@pytest.mark.fault(id="R5", what="folder or file read-only, moved, gone, closed or held by another")
def test_whatever_becomes_of_the_place_is_told_in_a_sentence(tally, counts, few, quick, lanes):
    work = own_folder(quick, "places")

    tally.add(lanes.run([PlacesLane(str(few.folder), work, counts["places"])]))

    tally.check()
