"""The machine policy: believed only when the county signed it, and never a reason not to start."""

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.i18n import LANGUAGES, use_language
from app.paths import policy_file
from app.policy.policy import Export, Policy, PolicyReport, Problem, Source, Verdict, source_label
from app.policy.reference import Kind, policy_reference
from app.policy.source import from_file, from_registry, parse, received_policy
from app.policy.trust import KEPT, canonical_bytes, load_policy

COUNTY, OTHER, NEXT = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))
RECIPIENT = "age1" + "q" * 58
STRICT = {
    "recovery_recipients": [RECIPIENT],
    "minimum_memory_kib": 131_072,
    "minimum_passes": 4,
    "idle_minutes": 5,
    "copy_folders": [os.path.abspath("/srv/kopi æøå")],  # noqa: PTH100 - as it is written
    "allowed_exports": ["PLAN_PDF", "PRINT"],
    "languages": ["nn", "nb"],
    "centres": ["Karriere Salten", "Karriere Čáhcesuolu"],
    "retention_months": {"CLIENT": 60, "PLAN": 120},
    "serial": 7,
}


@pytest.fixture(autouse=True)
def english():
    use_language("en")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def public(key):
    return bytes(key.verify_key).hex()


def signed(values, key=COUNTY):
    raw = {**values, "county_key": public(key)}
    return {**raw, "signature": key.sign(canonical_bytes(raw)).signature.hex()}


def loaded(state, raw):
    """Start with a policy; bytes are what the file holds."""
    if isinstance(raw, bytes):
        return load_policy(state, lambda: parse(raw))
    return load_policy(state, lambda: raw)


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


# --- tampering


def test_every_byte_changed_in_a_signed_file_is_refused(tmp_path):
    state, raw = tmp_path / "state", signed(STRICT)
    content = json.dumps(raw, ensure_ascii=False).encode()
    good = loaded(state, content).policy
    kept = (state / KEPT).read_bytes()
    refused = 0
    for place in range(len(content)):
        for flip in (0x01, 0x20, 0x80):
            changed = bytearray(content)
            changed[place] ^= flip
            report = loaded(state, bytes(changed))
            assert report.policy == good
            refused += report.verdict is not Verdict.ACCEPTED
            (state / KEPT).write_bytes(kept)

    assert refused == len(content) * 3


def test_every_byte_changed_at_the_very_first_start_is_refused(tmp_path):
    content = json.dumps(signed(STRICT), ensure_ascii=False).encode()
    good = loaded(tmp_path / "good", content).policy
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x01
        report = loaded(tmp_path / f"{place}", bytes(changed))
        assert report.policy == Policy() != good
        assert report.warning


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from([*STRICT, "county_key", "next_county_key", "signature"])


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.dictionaries(NAMES | st.text(max_size=12), JSON, max_size=6))
def test_no_policy_whatever_is_raised_and_none_unsigned_is_believed(tmp_path, values):
    report = loaded(tmp_path / "never", values)

    assert report.policy == Policy()
    assert report.warning
    assert report.lines


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.dictionaries(st.sampled_from([*STRICT]), JSON, max_size=6))
def test_whatever_the_county_signs_gives_values_that_can_be_used(tmp_path, values):
    report = loaded(Path(tmp_path, "none", "x" * 300), _signable(values))

    policy = report.policy
    assert 0 <= policy.idle_minutes <= 60
    assert set(policy.languages) <= set(LANGUAGES)
    assert all(isinstance(each, str) for each in policy.recovery_recipients)
    assert all(code in set(Export) for code in policy.allowed_exports or ())
    assert report.lines


def _signable(values):
    try:
        return signed(values)
    except UnicodeEncodeError:  # a lone surrogate, which no file can hold either
        return values


# --- where it comes from


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path):
    file = tmp_path / "policy.json"
    assert from_file(file) is None
    file.write_text('{"idle_minutes": 5}', encoding="utf-8-sig")

    assert from_file(file) == {"idle_minutes": 5}


@pytest.fixture
def machines(tmp_path, monkeypatch):
    """Where the machine's policy lies in this test, written by root alone."""
    file = tmp_path / "etc" / "policy.json"
    file.parent.mkdir()
    file.write_text(json.dumps(signed(STRICT)), encoding="utf-8")
    monkeypatch.setattr("app.policy.source.policy_file", lambda: file)
    return file


needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="makes files of root's"
)


@needs_root
def test_the_machines_own_policy_lies_where_administrators_put_it(machines, tmp_path):
    assert received_policy() == signed(STRICT)
    assert load_policy(tmp_path / "state").verdict is Verdict.ACCEPTED


@needs_root
@pytest.mark.parametrize("spoil", ["owner", "group", "others", "folder"])
def test_a_policy_that_others_may_change_is_not_believed(machines, tmp_path, spoil):
    if spoil == "owner":
        os.chown(machines, 65534, 65534)
    elif spoil == "folder":
        machines.parent.chmod(0o777)
    else:
        machines.chmod({"group": 0o664, "others": 0o646}[spoil])

    report = load_policy(tmp_path / "state")

    assert report.verdict is Verdict.NOT_PROTECTED
    assert not report.decided
    assert "others than administrators" in report.warning


@pytest.mark.skipif(sys.platform != "linux", reason="a variable of Linux")
def test_no_variable_of_the_users_moves_the_policy(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert policy_file() == Path("/etc/xdg/Leia/policy.json")


def test_the_registry_says_the_same_as_the_file(state):
    raw = signed(STRICT)
    written = {**raw, "retention_months": ["CLIENT=60", "PLAN=120"]}

    received = from_registry([*written.items(), ("", "unnamed")])

    assert received == raw
    assert loaded(state, received).verdict is Verdict.ACCEPTED
    assert from_registry([]) is None


@pytest.mark.parametrize("lines", [["CLIENT"], ["CLIENT=many"], ["CLIENT=²"], ["=", "A=1"]])
def test_a_spoilt_table_in_the_registry_stays_a_list_and_is_said(state, lines):
    received = from_registry(signed({"retention_months": lines}).items())

    report = loaded(state, received)
    assert report.policy.retention_months == {}
    assert "retention_months" in {each.name for each in report.findings} or report.warning


def test_a_kind_of_value_only_the_registry_knows_is_no_crash(state):
    assert loaded(state, from_registry([("idle_minutes", b"\x05")])).warning
    changed = {**signed(STRICT), "idle_minutes": b"\x05"}
    assert loaded(state, changed).verdict is Verdict.UNREADABLE


# --- the table


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
