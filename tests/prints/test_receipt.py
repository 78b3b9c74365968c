from dataclasses import replace
from datetime import date

import pytest

from app.prints.receipt import ReceiptSheet, receipt_pdf
from tests.prints.reading import complaints, read

TERJE = ReceiptSheet(
    number="26.11.2026-1",
    client_id="terje",
    client_name="Terje Bakkehaug",
    recipient="Linda Fors, Nav Narvik",
    shared=("My goal", "What is to be done"),
    left_out=("Why", "Plan B"),
    version=1,
    purpose="Avtale oppfølging",
    said_how="orally, read aloud together",
    given_how="on paper",
    given_on=date(2026, 11, 26),
    until=date(2027, 1, 31),
    centre_name="Karrieresenteret Nordmo",
    centre_phone="990 00 001",
    counsellor_name="Kari Nilsen",
    counsellor_phone="990 00 012",
    language="en",
)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_one_tagged_page_in_every_language(language, tmp_path):
    pdf = receipt_pdf(replace(TERJE, language=language))

    assert complaints(pdf, tmp_path) == []
    assert len(read(pdf).headings()) == 1


def test_it_says_what_to_whom_what_not_what_for_how_and_until_when():
    said = read(receipt_pdf(TERJE)).tree.text

    for words in (
        "You have shared part of your plan",
        "Linda Fors, Nav Narvik",
        "My goal and What is to be done (version 1)",
        "Why and Plan B. The notes are never shared.",
        "Avtale oppfølging",
        "on paper · 26 November 2026 · orally, read aloud together",
        "31 January 2027",
    ):
        assert words in said.replace("\N{NO-BREAK SPACE}", " ")


def test_both_parts_bear_the_number_and_it_promises_only_what_the_centre_can_do():
    said = read(receipt_pdf(TERJE)).tree.text.replace("\N{NO-BREAK SPACE}", " ")

    assert "Receipt 26.11.2026-1" in said
    assert "Belongs to receipt 26.11.2026-1" in said
    assert "Ring Kari Nilsen on 990 00 012, or hand in the slip." in said
    assert "We ask for what is out already to be put away." in said
    assert "You need not say why." in said


def test_a_whole_plan_until_it_is_taken_back():
    whole = replace(TERJE, shared=(), left_out=(), until=None, counsellor_phone="", centre_phone="")

    said = read(receipt_pdf(whole)).tree.text

    assert "You have shared your plan" in said
    assert "until you take it back" in said
    assert "Hand in the slip below." in said
