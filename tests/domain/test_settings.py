import json

import msgspec
import pytest
from msgspec.structs import replace

from app.paths import settings_file
from app.settings import TEXT_SIZES, Settings, load_settings, save_settings

CHOSEN = Settings(
    language="nn",
    theme="dark",
    text_size=150,
    idle_minutes=5,
    vault_folder="/data/vault",
    copy_folders=("/media/stick", "//server/share"),
    hide_from_capture=True,
    known_unprotected=("disk",),
)


def test_choices_come_back_as_they_were_stored(tmp_path):
    file = tmp_path / "deep" / "settings.json"

    save_settings(CHOSEN, file)

    assert load_settings(file) == CHOSEN
    assert [f.name for f in file.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_usual_choices_hold(tmp_path):
    assert load_settings(tmp_path / "none.json") == Settings()
    assert load_settings() == Settings()
    assert settings_file().name == "settings.json"


NESTED = b'{"language":' + b"[" * 5_000 + b"]" * 5_000 + b"}"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b"\xff\xfe", b'{"language": "nn"', b'{"language": "\xe5"}', NESTED],
)
def test_a_spoilt_file_gives_the_usual_choices(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    assert load_settings(file) == Settings()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"text_size": 100_000},
        {"text_size": "large"},
        {"idle_minutes": 0},
        {"idle_minutes": 600},
        {"theme": "sepia"},
        {"language": "se"},
        {"copy_folders": "/media/stick"},
        {"copy_folders": [7]},
        {"hide_from_capture": "yes"},
        {"known_unprotected": ["roof"]},
        {"of_a_later_leia": True},
    ],
)
def test_one_spoilt_choice_spoils_no_other(tmp_path, spoilt):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"vault_folder": "/data/vault", **spoilt}), encoding="utf-8")

    assert load_settings(file) == Settings(vault_folder="/data/vault")


def test_every_text_size_offered_can_be_stored(tmp_path):
    for size in TEXT_SIZES:
        save_settings(Settings(text_size=size), tmp_path / "settings.json")
        assert load_settings(tmp_path / "settings.json").text_size == size


def test_what_only_a_newer_leia_reads_stays_until_it_is_chosen_anew(tmp_path):
    file = tmp_path / "settings.json"
    newer = {"theme": "sepia", "text_size": 130, "voice": {"speed": 2}}
    file.write_text(json.dumps(newer), encoding="utf-8")
    settings = load_settings(file)

    save_settings(replace(settings, text_size=150), file)
    assert json.loads(file.read_text(encoding="utf-8")) == {
        **msgspec.to_builtins(Settings()),
        **newer,
        "text_size": 150,
        "copy_folders": [],
        "known_unprotected": [],
    }

    save_settings(replace(settings, theme="dark", text_size=150), file)
    assert load_settings(file) == Settings(theme="dark", text_size=150)
    assert json.loads(file.read_text(encoding="utf-8"))["voice"] == {"speed": 2}
