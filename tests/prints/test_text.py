import pytest

from app.prints.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD, can_print, text_width, widths
from app.prints.lines import Run, Style, break_lines, elided, paragraphs, runs
from app.prints.text import REPLACEMENT, clean, spelled, unprintable

STYLE = Style(REGULAR, 12, 16, "#000000")
SAMI = "ÁáČčĐđŊŋŠšŦŧŽžÏïŃńÅåÄäÖöÆæØøÂâÕõƷʒǮǯǤǥǦǧǨǩŽžʼ"


def _said(lines):
    return ["".join(run.text for run in line) for line in lines]


def test_every_sami_letter_prints():
    assert unprintable(SAMI + SAMI.lower() + SAMI.upper()) == ""


def test_cyrillic_and_the_signs_of_the_plan_print():
    cyrillic = "".join(map(chr, range(0x400, 0x460)))

    assert unprintable(cyrillic + "☐☑✓→●■▲◆–—·•«»“”’…") == ""


def test_every_weight_has_the_same_signs():
    assert len({frozenset(widths(font)) for font in (REGULAR, SEMIBOLD, BOLD, ITALIC)}) == 1


def test_each_unprintable_sign_is_named_once():
    assert unprintable("a🙂b🙂 سس") == "🙂س"


def test_signs_that_cannot_be_seen_need_no_warning():
    assert unprintable("a\u200b\u202e\x07\ud800\ufe0f\tb\r\n") == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("a\x00b\x1b\ud800c", "abc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb\u2003c", "a b c"),
        ("99\u00a000", "99\u00a000"),
        ("A\u030a", "Å"),
        ("ǩ", "k\u030c"),
        ("e\x1epost", "e\u2011post"),
        ("Sta\x1ftens", "Statens"),
        ("a\x1cb\x1dc", "abc"),
        ("15\u202f000\u2007kr", "15\u00a0000\u00a0kr"),
    ],
)
def test_text_is_cleaned_and_keeps_what_was_written(written, printed):
    assert clean(written) == printed


def test_a_run_of_signs_without_glyph_is_replaced_as_one():
    assert spelled("Hei 🙂🚀!") == [("Hei ", ""), (REPLACEMENT, "🙂🚀"), ("!", "")]


def test_a_private_sign_is_replaced_even_where_the_typeface_has_one():
    assert not can_print("\ue000")


def test_words_fill_lines_that_end_in_a_space_until_the_last():
    width = text_width("en to tre ", REGULAR, 12)

    assert _said(break_lines(runs("en to tre fire fem", STYLE), width)) == [
        "en to tre ",
        "fire fem",
    ]


def test_a_word_longer_than_a_line_is_cut_without_a_hyphen_or_a_space():
    width = text_width("xxxxx", REGULAR, 12)

    assert _said(break_lines(runs("a xxxxxxxxxxxx b", STYLE), width)) == [
        "a ",
        "xxxxx",
        "xxxxx",
        "xx b",
    ]


def test_a_mark_above_a_letter_is_never_cut_from_it():
    lines = _said(break_lines(runs("k\u030c" * 20, STYLE), text_width("kk", REGULAR, 12)))

    assert all(line.startswith("k") for line in lines)


def test_a_hard_space_holds_words_together():
    width = text_width("ring 990", REGULAR, 12)

    assert _said(break_lines(runs("ring 990\u00a000", STYLE), width)) == ["ring ", "990\u00a000"]


def test_a_sum_with_hard_spaces_is_never_parted():
    for sign in "\u00a0\u202f\u2007":
        for room in range(30, 120, 3):
            lines = _said(break_lines(runs(f"Det koster 15{sign}000{sign}kr nå", STYLE), room))
            assert room < 60 or any("15\u00a0000\u00a0kr" in line for line in lines)


def test_what_has_no_room_on_its_line_ends_in_an_ellipsis():
    name = "Karriereplan for Anne Risten Elisabeth av Nordre Bråtaheim"

    cut = "".join(run.text for run in elided(name, STYLE, 180))

    assert cut.endswith("…")
    assert name.startswith(cut[:-1])
    assert text_width(cut, REGULAR, 12) <= 180
    assert "".join(run.text for run in elided(name, STYLE, 900)) == name
    assert "".join(run.text for run in elided("x" * 200, STYLE, 60)).endswith("x…")


def test_styles_may_change_inside_a_word():
    bold = Style(BOLD, 12, 16, "#000000")

    lines = break_lines([Run("●", bold), Run("\u00a0Jeg nå", STYLE)], 30)

    assert [[run.style.font for run in line] for line in lines] == [[BOLD, REGULAR], [REGULAR]]


def test_enter_starts_a_paragraph_and_an_empty_line_is_kept():
    found = paragraphs("en\n\nto", STYLE)

    assert [[run.text for run in each] for each in found] == [["en"], [], ["to"]]
