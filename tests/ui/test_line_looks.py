"""Several say how the lines of one box look."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat

from ui.widgets.notes_field import NotesField


def looks_at(field, place):
    """Return what is drawn over a place of the first line."""
    ranges = field.document().firstBlock().layout().formats()
    return [
        QTextCharFormat(each.format)
        for each in ranges
        if each.start <= place < each.start + each.length
    ]


def test_two_looks_of_one_place_are_both_seen(qtbot):
    field = NotesField()
    qtbot.addWidget(field)
    field.show_text("Nav ringer innen fredag")
    bold, lined = QTextCharFormat(), QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    lined.setFontUnderline(True)

    field.looks.add(lambda _line: [(0, 3, bold)])
    field.looks.add(lambda line: [(0, len(line), lined)])

    assert [(each.fontWeight(), each.fontUnderline()) for each in looks_at(field, 1)] == [
        (QFont.Weight.Bold, True)
    ]
    assert [each.fontUnderline() for each in looks_at(field, 8)] == [True]
    assert field.text == "Nav ringer innen fredag"


def test_what_a_painter_knows_anew_is_seen_when_it_says_so(qtbot):
    field, known = NotesField(), []
    qtbot.addWidget(field)
    field.show_text("Nav")
    look = QTextCharFormat()
    look.setFontItalic(True)
    field.looks.add(lambda _line: [(0, 3, each) for each in known])
    assert not looks_at(field, 0)

    known.append(look)
    field.looks.refresh(field.document().firstBlock())

    assert looks_at(field, 0)
