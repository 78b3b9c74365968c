"""Nothing that the county did not sign is ever believed, whatever it is."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.i18n import LANGUAGES
from app.policy.policy import Export, Policy, Verdict
from app.policy.trust import KEPT
from tests.domain.policies import (
    STRICT,
    loaded,
    signed,
)


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
