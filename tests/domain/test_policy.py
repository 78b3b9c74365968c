"""The machine policy: believed only when the county signed it, and never a reason not to start."""

import json
import os

import pytest

from app.i18n import LANGUAGES, use_language
from app.policy.policy import Export, Policy, PolicyReport, Problem, Source, Verdict, source_label
from app.policy.reference import Kind, policy_reference
from app.policy.trust import KEPT, load_policy
from tests.domain.policies import (
    NEXT,
    OTHER,
    RECIPIENT,
    STRICT,
    loaded,
    public,
    signed,
)


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def line(report, name):
    return next(each for each in report.lines if each.name == name)


def test_a_machine_without_policy_has_the_usual_settings_and_no_warning(state):
    report = loaded(state, None)

    assert (report.policy, report.verdict, report.warning) == (Policy(), Verdict.NONE, "")
    assert report.is_clean
    assert {each.source for each in report.lines} == {Source.DEFAULT}
    assert not state.exists()


def test_a_signed_policy_holds_in_every_value(state):
    report = loaded(state, signed(STRICT))

    policy = report.policy
    assert (report.verdict, report.warning, report.findings) == (Verdict.ACCEPTED, "", ())
    assert policy.recovery_recipients == (RECIPIENT,)
    assert (policy.minimum_memory_kib, policy.minimum_passes) == (131_072, 4)
    assert (policy.idle_minutes, policy.languages) == (5, ("nn", "nb"))
    assert policy.retention_months == {"CLIENT": 60, "PLAN": 120}
    assert policy.centres == tuple(STRICT["centres"])
    assert line(report, "idle_minutes").value == "5"
    assert {each.source for each in report.lines if each.name in STRICT} == {Source.POLICY}


def test_only_named_exports_are_allowed_and_all_where_none_is_named(state):
    policy = loaded(state, signed(STRICT)).policy

    assert [code for code in Export if policy.allows_export(code)] == ["PLAN_PDF", "PRINT"]
    assert all(Policy().allows_export(code) for code in Export)
    assert not Policy(allowed_exports=()).allows_export(Export.PRINT)


def test_the_last_good_policy_is_kept_as_it_was_received_and_only_for_its_owner(state):
    raw = signed(STRICT)
    loaded(state, raw)

    assert json.loads((state / KEPT).read_text(encoding="utf-8")) == raw
    if os.name == "posix":
        assert (state / KEPT).stat().st_mode & 0o077 == 0
        assert state.stat().st_mode & 0o077 == 0


def test_the_same_policy_again_writes_nothing(state):
    loaded(state, signed(STRICT))
    before = (state / KEPT).stat().st_mtime_ns

    assert loaded(state, signed(STRICT)).verdict is Verdict.ACCEPTED
    assert (state / KEPT).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        (STRICT, Verdict.UNSIGNED),
        ({**signed(STRICT), "idle_minutes": 60}, Verdict.CHANGED),
        ({**signed(STRICT), "new": 1}, Verdict.CHANGED),
        ({**signed(STRICT), "signature": "00" * 64}, Verdict.CHANGED),
        ({**signed(STRICT), "signature": "short"}, Verdict.CHANGED),
        ({**signed(STRICT), "signature": 7}, Verdict.CHANGED),
        ({**signed(STRICT), "county_key": "no key"}, Verdict.OTHER_KEY),
        ({**signed(STRICT), "county_key": ["list"]}, Verdict.UNSIGNED),
        (signed(STRICT, OTHER), Verdict.OTHER_KEY),
        (signed({**STRICT, "serial": 6}), Verdict.OLDER),
        (signed({k: v for k, v in STRICT.items() if k != "serial"}), Verdict.OLDER),
        (signed({**STRICT, "serial": "9"}), Verdict.OLDER),
        (None, Verdict.VANISHED),
        (b"", Verdict.UNREADABLE),
        (b"{", Verdict.UNREADABLE),
        (b"[]", Verdict.UNREADABLE),
        (b"\xff\xfe", Verdict.UNREADABLE),
        (b'{"idle_minutes": NaN}', Verdict.UNREADABLE),
        (b"[" * 100_000, Verdict.UNREADABLE),
        (b" " * 300_000 + b"{}", Verdict.UNREADABLE),
    ],
)
def test_what_the_county_did_not_make_is_refused_loudly_and_the_last_good_one_holds(
    state, received, verdict
):
    good = loaded(state, signed(STRICT)).policy

    report = loaded(state, received)

    assert (report.verdict, report.policy) == (verdict, good)
    assert "last policy that was in order is still in force" in report.warning
    assert "policy" in report.warning.partition(".")[0]
    assert not report.is_clean
    assert line(report, "idle_minutes").source is Source.LAST_GOOD
    assert loaded(state, signed(STRICT)).is_clean


@pytest.mark.parametrize("received", [STRICT, {**signed(STRICT), "serial": 8}, b"{"])
def test_at_the_very_first_start_an_unsigned_one_is_refused_and_nothing_is_remembered(
    state, received
):
    report = loaded(state, received)

    assert report.policy == Policy()
    assert "as if the county had decided nothing" in report.warning
    assert "encrypted" in report.warning
    assert not (state / KEPT).exists()


def test_a_source_that_cannot_be_read_is_said_and_not_raised(state):
    def broken():
        raise PermissionError

    assert load_policy(state, broken).verdict is Verdict.UNREADABLE


def test_a_changed_policy_of_the_same_key_is_taken(state):
    loaded(state, signed(STRICT))

    report = loaded(state, signed({**STRICT, "idle_minutes": 15, "serial": 8}))

    assert (report.policy.idle_minutes, report.verdict) == (15, Verdict.ACCEPTED)
    assert loaded(state, signed(STRICT)).verdict is Verdict.OLDER


@pytest.mark.parametrize("serial", [{}, {"serial": 0}, {"serial": 7}])
def test_another_policy_with_the_same_serial_could_be_an_older_one_and_is_refused(state, serial):
    first = signed({"idle_minutes": 5, **serial})
    loaded(state, first)

    report = loaded(state, signed({"idle_minutes": 9, **serial}))

    assert (report.verdict, report.policy.idle_minutes) == (Verdict.OLDER, 5)
    assert loaded(state, first).is_clean
    assert loaded(state, dict(reversed(first.items()))).is_clean  # the same, written otherwise


def test_the_county_can_change_its_key_and_the_old_one_is_then_refused(state):
    loaded(state, signed({"serial": 1}))
    assert loaded(state, signed({"serial": 2}, NEXT)).verdict is Verdict.OTHER_KEY

    loaded(state, signed({"serial": 3, "next_county_key": public(NEXT)}))
    assert loaded(state, signed({"serial": 4}, OTHER)).verdict is Verdict.OTHER_KEY
    assert loaded(state, signed({"serial": 4}, NEXT)).policy.county_key == public(NEXT)

    assert loaded(state, signed({"serial": 5})).verdict is Verdict.OTHER_KEY
    assert loaded(state, signed({"serial": 5}, NEXT)).verdict is Verdict.ACCEPTED


def test_a_forged_rotation_is_refused(state):
    loaded(state, signed({"serial": 1}))
    forged = {**signed({"serial": 1}), "next_county_key": public(OTHER)}

    assert loaded(state, forged).verdict is Verdict.CHANGED
    assert loaded(state, signed({"serial": 2}, OTHER)).verdict is Verdict.OTHER_KEY


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 50, b'{"county_key": "x"}'])
def test_a_spoilt_memory_is_said_once_and_mended_by_the_policy_that_is_there(state, content):
    loaded(state, signed(STRICT))
    (state / KEPT).write_bytes(content)

    report = loaded(state, signed(STRICT))

    assert report.verdict is Verdict.FORGOTTEN
    assert "fingerprint" in report.warning
    assert report.policy.idle_minutes == 5
    assert loaded(state, signed(STRICT)).is_clean


@pytest.mark.parametrize(("received", "verdict"), [(None, "VANISHED"), (STRICT, "UNSIGNED")])
def test_with_a_spoilt_memory_and_no_good_policy_the_usual_settings_hold_loudly(
    state, received, verdict
):
    state.mkdir()
    (state / KEPT).write_bytes(b"{}")

    report = loaded(state, received)

    assert (report.verdict, report.policy) == (verdict, Policy())
    assert report.warning


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_policy_that_cannot_be_kept_holds_and_says_so(tmp_path):
    tmp_path.chmod(0o500)
    report = loaded(tmp_path / "state", signed(STRICT))
    tmp_path.chmod(0o700)

    assert report.policy.idle_minutes == 5
    assert "could not keep" in line(report, "county_key").problem


def test_where_something_else_lies_in_the_way_the_policy_holds_and_says_so(tmp_path):
    (tmp_path / "state").write_bytes(b"a file, not a folder")

    report = loaded(tmp_path / "state", signed(STRICT))

    assert report.policy.idle_minutes == 5
    assert [each.problem for each in report.findings] == [Problem.NOT_KEPT]
    assert "could not keep" in line(report, "county_key").problem


BAD_VALUES = [
    ("idle_minutes", 600, 0, "600"),
    ("idle_minutes", -1, 0, "-1"),
    ("idle_minutes", "ten", 0, "ten"),
    ("idle_minutes", True, 0, "True"),
    ("minimum_memory_kib", 10**9, 0, "1000000000"),
    ("minimum_passes", 2.5, 0, "2.5"),
    ("languages", "nb", (), "nb"),
    ("languages", ["nb", "se"], ("nb",), "se"),
    ("centres", ["", "Karriere Salten"], ("Karriere Salten",), ""),
    ("copy_folders", ["kopi"], (), "kopi"),
    ("copy_folders", [7], (), "7"),
    ("retention_months", {"CLIENT": "long"}, {}, "CLIENT=long"),
    ("retention_months", ["CLIENT"], {}, "CLIENT"),
    ("allowed_exports", ["PRINT", "NOTES"], (Export.PRINT,), "NOTES"),
    ("allowed_exports", "PLAN_PDF", (Export.PRINT,), "PLAN_PDF"),
    ("allowed_exports", ["NOTES"], (Export.PRINT,), "NOTES"),
    ("recovery_recipients", RECIPIENT, ("",), RECIPIENT[:20]),
    ("recovery_recipients", [RECIPIENT, 7], ("",), RECIPIENT[:20]),
    ("recovery_recipients", ["age1nonsense"], ("age1nonsense",), "age1nonsense"),
]


@pytest.mark.parametrize(("name", "value", "holds", "said"), BAD_VALUES)
def test_one_bad_value_is_said_and_spoils_no_other(state, name, value, holds, said):
    report = loaded(state, signed({**STRICT, name: value}))

    expected = loaded(state, signed(STRICT)).policy
    for each in STRICT:
        found = getattr(report.policy, each)
        assert found == (holds if each == name else getattr(expected, each))
    assert report.warning == ""
    assert not report.is_clean
    assert said in line(report, name).problem
    assert [each.name for each in report.lines if each.problem] == [name]


def test_an_unknown_value_is_said_and_spoils_no_other(state):
    report = loaded(state, signed({**STRICT, "of_a_later_leia": ["x" * 100]}))

    assert report.policy.idle_minutes == 5
    told = line(report, "of_a_later_leia")
    assert "does not know" in told.problem
    assert len(told.value) < 70


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_source_has_a_sentence_in_every_language(language):
    use_language(language)
    for verdict in Verdict:
        report = PolicyReport(verdict=verdict, place="/etc/policy.json")
        assert bool(report.warning) is (verdict not in {Verdict.NONE, Verdict.ACCEPTED})
        assert "{" not in report.warning
    assert all(source_label(source) for source in Source)


def test_the_reference_tells_of_every_value_there_is():
    fields = {each.name: each for each in policy_reference()}

    assert list(fields) == list(Policy.__struct_fields__)
    assert all(each.label and each.meaning and each.default for each in fields.values())
    assert (fields["idle_minutes"].kind, fields["idle_minutes"].most) == (Kind.NUMBER, 60)
    assert fields["serial"].most == 2**32 - 1
    assert set(fields["languages"].choices) == set(LANGUAGES)
    assert fields["allowed_exports"].choices == tuple(Export)
    assert fields["retention_months"].kind is Kind.TABLE
    assert fields["county_key"].kind is Kind.TEXT
    assert fields["centres"].kind is Kind.LIST
