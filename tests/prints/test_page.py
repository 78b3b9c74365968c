from io import BytesIO

import pikepdf
import pytest

from app.i18n import speaking
from app.prints import styles
from app.prints.blocks import Cell, Drawing, Look, Row, own_words, text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import Item, add_list
from app.prints.structure import Tag
from tests.prints.reading import complaints, read, squeezed

FRAME = Frame(title="Test", language="en", running="Test")


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def test_an_empty_paper_is_one_page():
    assert len(read(Paper(FRAME).finish()).seen) == 1


def test_a_heading_never_stands_alone_at_the_foot():
    for lines in range(25, 50):
        paper = Paper(FRAME)
        for number in range(lines):
            paper.add(text(paper.root.child("P"), f"line {number}", styles.BODY, WIDTH))
        paper.add(text(paper.root.child("H1"), "Heading", styles.HEADING, WIDTH))
        paper.add(*own_words(paper.root, "words " * 60, styles.BODY, WIDTH))
        heading = text(paper.root.child("H2"), "Under", styles.HEADING, WIDTH)
        paper.add(Row((Cell(0, (heading,)),), WIDTH, keep=40))
        paper.add(*own_words(paper.root, "more " * 60, styles.BODY, WIDTH))

        for page in read(paper.finish()).seen:
            assert not page.split("Page")[0].endswith("Under")


def test_a_high_row_is_cut_and_stays_one_cell(tmp_path):
    paper = Paper(FRAME)
    paper.add(text(paper.root.child("H1"), "Rows", styles.TITLE, WIDTH))
    row = paper.root.child("Table").child("TR")
    words = own_words(row.header_cell(), "left " * 900, styles.BODY, 200)
    other = own_words(row.child("TD"), "right " * 2000, styles.BODY, 200)
    paper.add(Row((Cell(0, words), Cell(250, other)), WIDTH, Look(above=5, has_rule=True)))

    pdf = paper.finish()

    assert complaints(pdf, tmp_path) == []
    reading = read(pdf)
    assert [squeezed(cell) for cell in reading.rows()[0]] == ["left" * 900, "right" * 2000]
    assert len(reading.seen) > 2


def test_a_drawing_higher_than_a_page_is_a_bug():
    paper = Paper(FRAME)
    paper.add(Drawing(2000, lambda canvas, x, top: None))

    with pytest.raises(ValueError, match="higher than a page"):
        paper.finish()


def test_a_list_says_how_it_is_numbered():
    paper = Paper(FRAME)
    for mark in ("☐", "•", "1.", ""):
        add_list(paper, [Item("thing", mark)])

    lists = read(paper.finish()).tree.all("L")

    numbering = [str(each.entries["A"].ListNumbering) for each in lists]
    assert numbering == ["/Square", "/Disc", "/Decimal", "/None"]


def test_nothing_is_drawn_outside_the_structure_and_the_artifacts():
    paper = Paper(Frame(title="Test", language="en", running="Test", is_draft=True))
    with pikepdf.open(BytesIO(paper.finish())) as file:
        depth = 0
        for _operands, operator in pikepdf.parse_content_stream(file.pages[0]):
            depth += {"BDC": 1, "EMC": -1}.get(str(operator), 0)
            assert depth or str(operator) not in {"Tj", "f", "S", "B", "f*", "n"}
        assert file.pages[0].Tabs == "/S"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_unused_codes_stand_for_no_sign():
    paper = Paper(FRAME)
    paper.add(text(paper.root.child("P"), "abc", styles.BODY, WIDTH))
    with pikepdf.open(BytesIO(paper.finish())) as file:
        for font in file.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                signs = font.ToUnicode.read_bytes()
                assert b"<00> <FFFD>" in signs
                assert b"<0000>" not in signs


def test_only_the_embedded_typeface_is_used():
    paper = Paper(FRAME)
    paper.add(text(paper.root.child("P"), "abc", styles.BODY, WIDTH))
    with pikepdf.open(BytesIO(paper.finish())) as file:
        for font in file.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.FontDescriptor


def test_an_element_without_content_is_still_whole():
    root = Tag("Document")
    child = root.child("P", Alt="x")

    assert root.parts == [child]
    assert child.parts == []


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        *[
            (each, "#FFFFFF")
            for each in (styles.INK, styles.INK_2, styles.FJORD, styles.FJORD_DARK)
        ],
        *[(each, "#FFFFFF") for each in styles.PARTY_COLOURS.values()],
        (styles.INK_2, styles.GROUND),
        (styles.SUN, styles.SUN_GROUND),
    ],
)
def test_text_stands_out_from_its_ground(colour, ground):
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
