from datetime import date
from io import BytesIO

import pikepdf
import pyrage
import pytest
import segno

from app.prints.recovery_sheet import KeySheet, recovery_sheet_pdf
from tests.prints.reading import complaints, read, squeezed

FINGERPRINT = "55813 08953 27941 64825 43580 77077"


@pytest.fixture(scope="module")
def secret():
    return str(pyrage.x25519.Identity.generate())


@pytest.fixture(scope="module")
def pdf(secret):
    return recovery_sheet_pdf(
        KeySheet(
            secret=secret,
            fingerprint=FINGERPRINT,
            centre_name="Karriere Salten",
            made_on=date(2026, 3, 3),
            language="en",
        )
    )


def test_the_sheet_is_one_accessible_page(pdf, tmp_path):
    assert complaints(pdf, tmp_path) == []
    assert len(read(pdf).seen) == 1


def test_the_rows_to_type_are_the_key(pdf, secret):
    rows = [each.entries for each in read(pdf).tree.all("P")]
    key = "".join(str(row["ActualText"]) for row in rows if "ActualText" in row)

    assert key == secret
    assert secret in read(pdf).tree.text


def test_on_a_screen_the_row_that_is_asked_for_and_the_code_are_not_shown(secret, tmp_path):
    seen = KeySheet(
        secret=secret,
        fingerprint=FINGERPRINT,
        centre_name="Karriere Salten",
        made_on=date(2026, 3, 3),
        language="en",
        hidden_row=3,
    )
    pdf = recovery_sheet_pdf(seen)

    said = squeezed(read(pdf).tree.text + "".join(read(pdf).seen))
    assert secret[36:56] not in said
    assert secret[16:36] in said
    assert secret[56:] in said
    assert "The code is printed on the paper" in str(read(pdf).tree.all("Figure"))
    assert complaints(pdf, tmp_path) == []


def test_the_words_for_the_code_do_not_give_the_key_away(pdf, secret):
    figure = read(pdf).tree.all("Figure")[0]

    words = str(figure.entries["Alt"])

    assert "QR code" in words
    assert not any(secret[start : start + 4] in words for start in range(len(secret) - 3))


def test_the_squares_are_the_key_as_a_qr_code(pdf, secret):
    squares = _squares(pdf)
    side = min(width for _x, _y, width in squares)
    left = min(x for x, _y, _width in squares)
    top = max(y for _x, y, _width in squares)

    dark = {(round((top - y) / side), round((x - left) / side)) for x, y, _width in squares}

    code = [list(row) for row in segno.make(secret, error="m", micro=False).matrix]
    expected = {(y, x) for y, row in enumerate(code) for x, is_dark in enumerate(row) if is_dark}
    assert dark == expected


def test_the_sheet_shows_the_fingerprint_and_the_day(pdf):
    reading = read(pdf)

    assert reading.section("Fingerprint").startswith(FINGERPRINT)
    assert "Made on 3 March 2026" in reading.tree.text


def test_the_key_is_nowhere_but_on_the_page(pdf, secret):
    with pikepdf.open(BytesIO(pdf)) as file:
        assert secret[20:] not in str(file.docinfo)
        assert secret[20:].encode() not in file.Root.Metadata.read_bytes()


def _squares(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        found, is_figure = [], False
        for operands, operator in pikepdf.parse_content_stream(file.pages[0]):
            if str(operator) == "BDC":
                is_figure = str(operands[0]) == "/Figure"
            elif is_figure and str(operator) == "re":
                found.append(tuple(float(each) for each in operands[:3]))
        return found
