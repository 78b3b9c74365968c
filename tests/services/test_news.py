import re

import pytest

from app import __version__
from app.i18n import LANGUAGES, use_language
from app.paths import RESOURCES
from app.services.program.news import mark_seen, news, news_since


@pytest.mark.parametrize("language", LANGUAGES)
def test_this_version_is_told_in_every_language(language):
    use_language(language)

    assert news_since("0.0.9").startswith("- **")


def test_every_language_tells_of_the_same_versions_newest_first():
    told = [
        re.findall(r"^## (.+)$", (RESOURCES / "news" / f"{code}.md").read_text("utf-8"), re.M)
        for code in LANGUAGES
    ]

    assert told[0] == told[1] == told[2]
    assert told[0][0] == __version__


def test_what_was_seen_is_not_told_again():
    assert news_since(__version__) == ""
    assert news_since("99.0") == ""


def test_versions_go_by_number_and_not_by_letter():
    assert news_since("0.1.9", until="0.10.0")


def test_a_newcomer_is_told_nothing_and_an_old_hand_once(vault):
    assert news(vault) == ""
    with vault.work() as work:
        work.memory.put("version", "0.1.0")

    assert news(vault)
    mark_seen(vault)

    assert news(vault) == ""
