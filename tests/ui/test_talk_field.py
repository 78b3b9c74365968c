"""The box of a conversation's notes: signs, chips and ground beside lines of any length."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.voices import Voice
from ui.widgets.line_margins import Chip
from ui.widgets.talk_field import TalkField

LONG = "\n".join(["● Hun vil gjerne bli helsefagarbeider og har spurt om praksis der. " * 6] * 200)


def test_what_is_marked_can_be_laid_out_again_and_again(qtbot):
    field = TalkField(1)
    qtbot.addWidget(field)
    field.resize(700, 300)
    field.show()
    for text in (LONG, "", LONG[:5000], LONG):
        field.show_text(text)
        field.set_caret(len(text))
        for width in (700, 400, 900):
            field.show_line(is_on=False)
            field.resize(width, field.height())
            field.set_bare(bare=width == 400)
            field.show_line(is_on=True)
            QTest.keyClicks(field, "a")
            field.show_chips({0: Chip("■ Nav", "nav")})
            qtbot.wait(1)

    assert field.text.endswith("aaa")


def test_a_sign_is_one_thing_for_backspace_and_no_place_for_the_caret(qtbot):
    field = TalkField()
    qtbot.addWidget(field)
    field.show_text("● Ja\n✓ Nei")
    field.show()

    field.set_caret(0)
    assert field.textCursor().position() == 2
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.toPlainText() == "Ja\n✓ Nei"
    field.set_caret(3)
    assert field.say_who(Voice.AGREED) is None
    assert field.toPlainText() == "Ja\nNei"


def test_several_lines_are_marked_at_once(qtbot):
    field = TalkField()
    qtbot.addWidget(field)
    field.show_text("En\nTo\nTre")
    field.show()
    field.selectAll()

    field.say_who(Voice.NAV)

    assert field.toPlainText() == "■ En\n■ To\n■ Tre"
