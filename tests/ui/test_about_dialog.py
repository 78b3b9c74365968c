"""About Leia: every licence can be read, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.services.program.licences import Work, licence_text, own_licence, works
from tests.building import dress, drop
from ui.windows.about_dialog import AboutDialog


@pytest.fixture
def dialog(qapp, qtbot):
    dress(qapp)
    parent = QWidget()
    parent.resize(1366, 768)
    dialog = AboutDialog(parent)
    with qtbot.waitExposed(dialog):
        dialog.open()
    yield dialog
    drop(parent)


def test_it_begins_with_our_own_licence(dialog):
    assert dialog.text.toPlainText().strip() == own_licence().strip()


def test_the_arrows_lead_through_every_licence(dialog):
    for work in works():
        QTest.keyClick(dialog.works, Qt.Key.Key_Down)

        assert dialog.text.toPlainText().strip() == licence_text(work).strip()


def test_what_a_package_does_not_bring_is_there():
    texts = {work.name: licence_text(work) for work in works("linux")}

    assert "ZETETIC LLC" in texts["sqlcipher3"]
    assert "The OpenSSL Project Authors" in texts["OpenSSL"]
    assert "Apache License" in texts["OpenSSL"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["Qt"]
    assert "how to use another Qt" in texts["PySide6_Essentials"]


def test_a_system_is_told_what_it_has():
    linux, windows = ({work.name for work in works(system)} for system in ("linux", "win32"))

    assert "ICU" in linux - windows
    assert "Microsoft Visual C++ Runtime" in windows - linux


def test_a_work_is_a_value():
    assert all(isinstance(work, Work) and work.licence and work.texts for work in works())
