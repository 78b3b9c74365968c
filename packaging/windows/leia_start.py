"""What Leia.exe runs: the installed program, in a folder of its own."""

import sys

sys.frozen = True  # type: ignore[attr-defined]  # starting anew is this very program, as on Linux

from ui.main import main  # noqa: E402 - the mark comes first

sys.exit(main())
