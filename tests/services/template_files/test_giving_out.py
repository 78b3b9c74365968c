"""A template goes out as one file that anybody can read, logged before, or not at all."""

import json
from dataclasses import replace

import pytest
from nacl.signing import VerifyKey

from app.domain.access_codes import Action, Detail
from app.domain.permissions import Role
from app.errors import NotAllowed, NotFinished, NotSaved
from app.policy.policy import Export, Policy
from app.services.template_files.file_form import signed_bytes
from app.services.template_files.giving_out import (
    check_templates_allowed,
    export_template,
    file_name,
)
from app.services.template_files.reading import read_template
from app.services.templates.finding import parts_of
from app.services.templates.writing import next_version
from app.storage.values.accesses import AccessQuery
from tests.builders import TODAY
from tests.services.template_files.centres import (
    a_suggestion,
    a_template,
    file_of,
    keep,
    register_of,
    taken,
)


def logged(vault) -> list[str]:
    wanted = AccessQuery(actions=frozenset({Action.EXPORTED.value}))
    with vault.work() as work:
        return [each.detail for each in work.access.page(wanted, 10)]


def test_the_file_can_be_read_by_people(own_vault):
    sent = a_template(own_vault)
    text = file_of(own_vault, sent.id).decode()

    lines = text.splitlines()
    assert lines[1:3] == ['  "leia_template": 1,', lines[2]]
    assert "Dette er en mal for samtaler" in lines[2]
    assert '  "from": "Karriere Øvingsdal",' in lines
    assert max(len(line) for line in lines[3:]) < 200
    assert [*json.loads(text)][-1] == "suggestions"


def test_anybody_can_check_the_signature_with_the_key_in_the_file(own_vault):
    file = read_template(file_of(own_vault, a_template(own_vault).id)).file

    signed = b"leia conversation template 1\n" + signed_bytes(file)

    assert file.signer == own_vault.counsellor.signing_key
    VerifyKey(bytes.fromhex(file.signer)).verify(signed, bytes.fromhex(file.signature))


def test_suggestions_go_along_only_when_they_are_asked_for(own_vault):
    sent = a_template(own_vault)
    a_suggestion(own_vault, sent, from_whom="Eli Strand")

    assert export_template(own_vault, sent.id, TODAY).suggestions == 0
    out = export_template(own_vault, sent.id, TODAY, suggestions=True)
    assert out.suggestions == 1
    assert out.number == read_template(out.content).number


def test_it_is_logged_before_and_what_cannot_be_logged_does_not_leave(own_vault, monkeypatch):
    sent = a_template(own_vault)
    file_of(own_vault, sent.id)
    assert logged(own_vault) == [Detail.TEMPLATE]

    def full(*_about, **_more):
        raise NotSaved("The disk is full.")

    monkeypatch.setattr("app.storage.access.AccessLog.log", full)
    with pytest.raises(NotSaved):
        file_of(own_vault, sent.id)


def test_county_it_can_forbid_it(own_vault):
    check_templates_allowed(own_vault, Policy())
    check_templates_allowed(own_vault, Policy(allowed_exports=(Export.TEMPLATES,)))
    with pytest.raises(NotAllowed, match="County IT"):
        check_templates_allowed(own_vault, Policy(allowed_exports=(Export.PRINT,)))


def test_a_role_without_cases_gives_nothing_out(own_vault, staffed):
    with staffed.unlocked("Siri") as vault:
        assert Role.AUDITOR in vault.counsellor.roles
        with pytest.raises(NotAllowed):
            export_template(vault, "closing.2", TODAY)
        assert logged(vault) == []


def test_a_draft_is_not_given_out(own_vault):
    sent = a_template(own_vault)
    made = next_version(register_of(own_vault), sent)
    keep(own_vault, *made)

    with pytest.raises(NotFinished, match="draft"):
        file_of(own_vault, made[0].id)
    assert logged(own_vault) == []


def test_signs_that_no_file_may_hold_stay_at_home(own_vault, elsewhere):
    register = register_of(own_vault)
    sent = a_template(own_vault)
    made = next_version(register_of(own_vault), sent)
    keep(own_vault, *made)
    register = register_of(own_vault)
    part = parts_of(register, made[0].id)[0]
    keep(own_vault, replace(part, nb="Ett\vog\x07 to\u202e", purpose_nb="a\x0bb "))
    from tests.services.template_files.centres import in_use

    second = in_use(own_vault, made[0])

    read = read_template(file_of(own_vault, second.id)).file.template.parts[0]

    assert (read.title.nb, read.purpose.nb) == ("Ett og to", "a\nb")
    assert taken(elsewhere, file_of(own_vault, second.id)).is_new
    assert not taken(own_vault, file_of(own_vault, second.id)).is_new


def test_a_template_too_long_for_a_file_says_so(own_vault):
    sent = a_template(own_vault, name={"nb": "x" * 301})

    with pytest.raises(NotFinished, match="too long"):
        file_of(own_vault, sent.id)


def test_the_file_is_called_what_the_template_is_called(own_vault):
    sent = a_template(own_vault, name={"nb": "Vår samtale: 2/3 å ../"})

    assert file_name(register_of(own_vault), sent.id) == "samtalemal-vår-samtale-2-3-å-1.json"
    assert file_name(register_of(own_vault), "closing.2") == (
        "samtalemal-avsluttende-samtale-2.json"
    )
