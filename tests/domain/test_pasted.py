"""What other programs put on the clipboard arrives as words."""

import pytest

from app.domain.pasted import one_line, plain_words


@pytest.mark.parametrize(
    ("copied", "words"),
    [
        ("Ring Nav\r\ni dag\rkl. 9", "Ring Nav\ni dag\nkl. 9"),
        ("Første linje\x0bandre linje", "Første linje\nandre linje"),
        ("Ny side\x0cher\u2028og her\u2029og her\x85slutt", "Ny side\nher\nog her\nog her\nslutt"),
        ("e\x1epost", "e\u2011post"),
        ("karriere\x1fveileder", "karriere\u00adveileder"),
        ("\x01\x13\ufeffLiv\x7f", "\x01\x13\ufeffLiv\x7f"),
        ("15\u00a0000\u00a0kr\tog\nmer", "15\u00a0000\u00a0kr\tog\nmer"),
    ],
)
def test_signs_of_other_programs_become_plain_ones(copied, words):
    assert plain_words(copied) == words


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("Liv\r\nHansen\r\n", "Liv Hansen"),
        ("Liv\tHansen", "Liv Hansen"),
        ("\n\nLiv \n\t Hansen", "Liv Hansen"),
        ("Liv\u2028Hansen\u2029", "Liv Hansen"),
        ("Liv ", "Liv "),
        (" Liv  Hansen", " Liv  Hansen"),
        ("990\u00a000\u00a0012", "990\u00a000\u00a0012"),
        ("", ""),
    ],
)
def test_a_line_has_no_breaks(pasted, line):
    assert one_line(pasted) == line
