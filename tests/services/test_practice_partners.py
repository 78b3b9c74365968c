from datetime import date

from app.domain.partners import Partner, PartnerContact
from app.services.code_lists import code_lists
from app.services.program.practice_partners import fill_partners
from app.services.reference import municipality_short_name

TODAY = date(2026, 11, 27)


def test_practice_begins_with_partners_some_of_whom_nobody_has_confirmed_lately(own_vault):
    fill_partners(own_vault, TODAY)

    with own_vault.work() as work:
        partners, people = work.all(Partner), work.all(PartnerContact)
    kinds = {each.code for each in code_lists()["partner_kinds"].codes}
    assert len(partners) == len(people) >= 5
    assert {each.kind for each in partners} <= kinds
    assert all(municipality_short_name(n) != n for each in partners for n in each.municipalities)
    assert {each.partner_id for each in people} == {each.id for each in partners}
    assert None in {each.confirmed_on for each in people}
    assert min(each.confirmed_on for each in people if each.confirmed_on).year < TODAY.year
    assert all(each.phone.startswith("990 00 0") for each in people)
