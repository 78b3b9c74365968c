"""Roles as what they allow."""

import pytest

from app.domain.permissions import Role, Roles

COUNSELLOR, LEAD, ADMIN, AUDITOR = Role.COUNSELLOR, Role.LEAD, Role.ADMIN, Role.AUDITOR
NEWER = Role.kept("ARCHIVIST")


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ({COUNSELLOR, ADMIN}, {COUNSELLOR, LEAD}, {COUNSELLOR}),
        ({LEAD}, {COUNSELLOR}, {COUNSELLOR}),
        ({LEAD}, {AUDITOR}, {AUDITOR}),
        ({LEAD, ADMIN}, {ADMIN}, {ADMIN}),
        ({COUNSELLOR}, {ADMIN}, set()),
        ({COUNSELLOR, NEWER}, {LEAD, NEWER}, {COUNSELLOR, NEWER}),
        ({COUNSELLOR, NEWER}, {COUNSELLOR}, {COUNSELLOR}),
        ({ADMIN}, set(), set()),
    ],
)
def test_roles_within_others_allow_nothing_but_what_both_allow(one, other, common):
    one, other = Roles(one), Roles(other)

    assert one.within(other) == other.within(one) == Roles(common)
    assert one.within(other).deeds <= one.deeds & other.deeds


@pytest.mark.parametrize("role", [ADMIN, AUDITOR])
def test_a_role_without_cases_says_what_that_is_worth(role):
    assert "anybody with a key and a copy can read them" in role.meaning
