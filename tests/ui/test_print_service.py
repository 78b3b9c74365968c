"""The list of printers comes over a local socket, or from the server that somebody named."""

import os
import sys

import pytest

from ui.system.print_service import SERVER, SOCKET, ask_locally

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")


@pytest.fixture(autouse=True)
def nobody_has_chosen(monkeypatch):
    monkeypatch.setenv(SERVER, "")  # so that it is put back afterwards
    monkeypatch.delenv(SERVER)


def test_the_local_socket_is_asked(tmp_path):
    ask_locally((tmp_path / "none",))

    assert os.environ[SERVER] == SOCKET


def test_a_server_that_was_named_is_left_alone(tmp_path):
    file = tmp_path / "client.conf"
    file.write_text("# ours\n  ServerName print.example.invalid\n", encoding="utf-8")

    ask_locally((tmp_path / "none", file))

    assert SERVER not in os.environ


def test_a_server_in_the_environment_stays(tmp_path, monkeypatch):
    monkeypatch.setenv(SERVER, "elsewhere")

    ask_locally((tmp_path / "none",))

    assert os.environ[SERVER] == "elsewhere"
