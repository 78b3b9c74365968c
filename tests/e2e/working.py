"""What hands do in a running program, and what became of it."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.clients import Client
from app.storage.vault import open_vault
from tests.building import PASSPHRASE
from tests.e2e.conftest import Run


def type_name(run: Run, text: str) -> QWidget:
    """Type into the name of the one person there is; returns the field."""
    with run.program.session.workspace.vault.work() as work:
        client = work.all(Client)[0]
    run.main.open_client(client.id, "intake")
    field = run.main.findChild(QWidget, f"{client.id}.name")
    field.setFocus()
    field.end(False)
    QTest.keyClicks(field, text)
    return field


def stored_name(folder: Path) -> str:
    """Return the name of the one person in a closed vault that holds no draft."""
    vault = open_vault(folder, PASSPHRASE)
    with vault.work() as work:
        name = work.all(Client)[0].name
        drafts = work.drafts.all()
    vault.close()
    assert drafts == ()
    return name


def ended(run: Run, qtbot: QtBot) -> list[bool]:
    """Wait for the end: True where a fresh process is to follow."""
    qtbot.waitUntil(lambda: bool(run.ends), timeout=20_000)
    return run.ends
