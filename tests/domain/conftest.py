"""English on screen, unless a test says otherwise."""

import pytest

from app.i18n import use_language


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")
