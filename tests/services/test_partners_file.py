"""Partners out as a file and in again: nothing is lost, nothing doubled, and bad lines are said."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.code_sets import Codes
from app.domain.partners import Partner, PartnerContact
from app.domain.register import Register
from app.domain.staff import Centre, Counsellor
from app.i18n import LANGUAGES, speaking
from app.services.partners.columns import guarded, plain, unguarded
from app.services.partners.giving_out import as_csv
from app.services.partners.taking_in import preview

TODAY = date(2026, 11, 27)
HEAD = "Slag;Samarbeidspartner;Kommuner;Telefon;Kontaktperson;Direkte telefon;Sist bekreftet"


@pytest.fixture(autouse=True)
def norwegian():
    with speaking("nb"):
        yield


def register(*entities):
    centre = Centre(county="18")
    return Register(Counsellor(), {each.id: each for each in (centre, *entities)})


def read(text, *entities, encoding="utf-8"):
    return preview(text.encode(encoding), register(*entities), TODAY)


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))
names = words.filter(bool)
days = st.dates(min_value=TODAY - timedelta(days=4000), max_value=TODAY)
partners = st.builds(
    Partner,
    kind=st.sampled_from(["", "NAV", "SCHOOL", "GP", "NEWER_KIND"]),
    name=names,
    phone=words,
    email=words,
    municipalities=st.sets(st.sampled_from(["1804", "1841", "1818", "1515", "1850"])).map(Codes),
)


@st.composite
def registers(draw):
    found = draw(st.lists(partners, max_size=4, unique_by=lambda each: plain(each.name)))
    contacts = [
        each
        for partner in found
        for each in draw(
            st.lists(
                st.builds(
                    PartnerContact,
                    partner_id=st.just(partner.id),
                    name=names,
                    role=words,
                    phone=words,
                    email=words,
                    confirmed_on=st.none() | days,
                ),
                max_size=3,
                unique_by=lambda each: plain(each.name),
            )
        )
    ]
    return register(*found, *contacts)


def told(folder):
    """What a register says, whatever the ids are."""
    by_id = {each.id: each for each in folder.all(Partner)}
    return {
        *((p.kind, p.name, p.phone, p.email, p.municipalities) for p in by_id.values()),
        *(
            (by_id[c.partner_id].name, c.name, c.role, c.phone, c.email, c.confirmed_on)
            for c in folder.all(PartnerContact)
        ),
    }


@given(registers(), st.sampled_from(LANGUAGES))
def test_what_goes_out_comes_in_again_in_any_language(folder, language):
    with speaking(language):
        content = as_csv(folder, TODAY)
    with speaking("nb"):
        found = preview(content, register(), TODAY)
        again = preview(content, folder, TODAY)

    assert told(register(*found.entities)) == told(folder)
    assert again.entities == ()


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_answered_in_sentences(content):
    with speaking("nb"):
        found = preview(content, register(), TODAY)

    assert all(isinstance(each, str) and each for each in found.remarks)


@pytest.mark.parametrize("cell", ["=1+1", "+47 990", "-", "@x", "\tx", "'=1", "'", "it's", ""])
def test_no_cell_is_a_formula_and_each_comes_back(cell):
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


def test_it_opens_in_norwegian_excel():
    office = Partner(kind="NAV", name="=Nav Øvingsdal", municipalities=Codes({"1841", "1818"}))
    eli = PartnerContact(partner_id=office.id, name="Eli", phone="+47 990", confirmed_on=TODAY)
    content = as_csv(register(office, eli), TODAY)

    assert content.startswith(b"\xef\xbb\xbf")
    head, row = rows(content)
    assert head[:3] == ["Slag", "Samarbeidspartner", "Kommuner"]
    assert row[:3] == ["Nav-kontor", "'=Nav Øvingsdal", "1818, Fauske"]
    assert row[7] == "'+47 990"
    assert row[-1] == "27.11.2026"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_letters_and_separators_are_found(encoding, separator):
    text = f"{HEAD}\nNav-kontor;Nav Ås;1841;55;Åse;990;3.5.2026\n".replace(";", separator)
    found = read(text, encoding=encoding)

    assert [found.name_of(each) for each in found.added] == ["Nav Ås", "Åse · Nav Ås"]
    assert found.remarks == ()


def test_the_line_excel_begins_with_is_no_row():
    assert len(read(f"sep=,\n{HEAD.replace(';', ',')}\n,Nav Ås,,,,,\n").added) == 1


def test_who_is_there_already_is_changed_and_not_doubled():
    office = Partner(kind="NAV", name="Nav Ås", phone="55", note="Kort vei")
    ase = PartnerContact(partner_id=office.id, name="Åse Li", role="Leder", phone="1")
    text = f"{HEAD}\n;NAV  ÅS;;;åse li;990 00 021;\n;Nav Ås;;;Odd;2;\n;Nav Ås;;;ODD;3;\n"
    found = read(text, office, ase)

    (changed,) = found.changed
    assert (changed.id, changed.name, changed.role, changed.phone) == (
        *(ase.id, "Åse Li", "Leder", "990 00 021"),
    )
    (odd,) = found.added
    assert (odd.partner_id, odd.name, odd.phone) == (office.id, "Odd", "3")


def test_bad_lines_are_said_with_their_number_and_lose_nothing():
    text = "\n".join(
        [
            HEAD,
            "Nav-kontor;Nav Ås;Herøy, 1850, Ingensby;55;Åse;990;31.2.2026",
            "",
            ";;;;Uten sted;990;",
            "NEWER_KIND;Ny;;;;;",
            "Tull;Skolen;;;;900;",
            ";Kari bygg;;;Per;;1.1.2099",
            ";Arve;;;Per;;1.1.2020;for mye",
        ]
    )
    found = read(text)

    assert found.remarks == (
        "Linje 2: 1850 er ingen kommune i dag, kanskje et gammelt nummer. Det beholdes.",
        "Linje 2: «Ingensby» er ingen kommune.",
        "Linje 2: «31.2.2026» er ingen dato.",
        "Linje 4: Det står ikke noe navn på en samarbeidspartner, så linja blir ikke med.",
        "Linje 5: «NEWER_KIND» er et slag som denne Leia ikke kjenner. Det beholdes.",
        "Linje 6: «Tull» er ikke et slag samarbeidspartner.",
        "Linje 6: Det står ikke noe navn på en kontaktperson: «900».",
        "Linje 7: «1.1.2099» er en dag som ikke har vært ennå.",
        "Linje 8: Det er flere celler enn overskrifter: «for mye».",
    )
    by_name = {each.name: each for each in found.added}
    assert by_name["Nav Ås"].municipalities == {"1818", "1850"}
    assert by_name["Nav Ås"].note == "Kommune: Ingensby"
    assert by_name["Åse"].note == "Sist bekreftet: 31.2.2026"
    assert by_name["Åse"].confirmed_on is None
    assert by_name["Ny"].kind == "NEWER_KIND"
    assert by_name["Skolen"].note == "Slag: Tull\n900"
    assert by_name["Arve"].note == "for mye"


def test_a_file_without_known_headings_says_so():
    (said,) = read("a;b\n1;2\n").remarks

    assert said.startswith("Linje 1: Ingen kolonne heter «Samarbeidspartner»")


def test_a_column_nobody_knows_is_named_and_stays_out():
    found = read("Samarbeidspartner;Skostørrelse\nArve;43\n")

    assert found.remarks == ("Linje 1: Kolonnen «Skostørrelse» er ikke kjent og blir ikke med.",)
    assert [each.name for each in found.added] == ["Arve"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"\x81\x8d\xff\xfe\x90"])
def test_what_is_no_table_is_said(content):
    (said,) = preview(content, register(), TODAY).remarks

    assert "CSV" in said


def test_a_quotation_mark_that_is_not_closed_keeps_what_came_before():
    found = read(f'{HEAD}\n;Arve;;;;;\n;"Bygg;;;;;\n;Borte;;;;;\n')

    assert [each.name for each in found.added] == ["Arve"]
    assert "anførselstegn" in found.remarks[-1]


def test_a_cell_of_several_lines_counts_them():
    found = read(f'{HEAD}\n;"Arve\nbygg";;;;;\n;;;;;;7\n')

    assert found.added[0].name == "Arve bygg"
    assert found.remarks[0].startswith("Linje 4: ")


def test_an_empty_file_does_nothing():
    assert read("").entities == ()
