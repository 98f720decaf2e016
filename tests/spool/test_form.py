"""An ending as it lies on the disk: whatever an attempt may end with comes back as it was."""

# ruff: noqa: DTZ001 - the stamps of rows are naive

import json
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.jobs import Done, Ending, Fail, Halt, Job, JobStatus, Lease, Outcome, Release, Retry, Snooze, Token, Usage
from patrond.spool.form import VERSION, Unreadable, from_bytes, to_bytes

TEXT = st.text(st.characters())  # half surrogate pairs too: a model's JSON may hold them
TOKENS = st.builds(
    Token,
    instance=st.text("0123456789abcdef", min_size=12, max_size=12),
    pid=st.integers(1, 4_194_304),
    seq=st.integers(1, 10**12),
)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(Token, TOKENS)
st.register_type_strategy(Decimal, st.decimals(0, 1000, places=6))
ENDINGS = st.builds(Ending, outcome=st.from_type(Outcome))

LEASE = Lease(
    Job(5, "generate_pattern", JobStatus.PROCESSING, 1, 3, datetime(2026, 11, 24, 12), datetime(2026, 11, 24, 12)),
    Token("0123456789ab", 4001, 17),
    datetime(2026, 11, 24, 12, 0, 1, 250_000),
)


@given(ENDINGS)
def test_every_ending_comes_back_as_it_was(ending: Ending) -> None:
    assert from_bytes(to_bytes(ending)) == ending


@pytest.mark.parametrize("kind", [Done, Retry, Snooze, Halt, Fail, Release])
def test_every_outcome_comes_back_as_it_was(kind: type[Outcome]) -> None:
    @given(st.builds(Ending, outcome=st.from_type(kind)))
    def comes_back(ending: Ending) -> None:
        assert from_bytes(to_bytes(ending)) == ending

    assert kind in Outcome.__args__  # and there is no other
    assert len(Outcome.__args__) == 6
    comes_back()


def test_the_file_of_this_version_is_readable_for_ever() -> None:
    """Word for word what version 1 wrote. If this fails, files on customers' disks have become unreadable."""
    written = (
        b'{"version": 1, "lease": {"job": {"id": 5, "type": "generate_pattern", "status": "processing", "attempts": 1,'
        b' "max_attempts": 3, "available_at": "2026-11-24T12:00:00", "created_at": "2026-11-24T12:00:00",'
        b' "payload": "", "error_message": null, "reserved_at": null, "reserved_by": null, "completed_at": null},'
        b' "token": "0123456789ab/4001/17", "started_at": "2026-11-24T12:00:01.250000"},'
        b' "outcome": {"kind": "retry", "reason": "off by one", "sentence": "Encore", "after": 90000000},'
        b' "usage": {"provider": "claude", "model": "m", "calls": 2, "input_tokens": 1, "output_tokens": 2,'
        b' "cache_read_tokens": 3, "cache_write_tokens": 4, "cost_usd": "0.012345", "request_ids": ["req_1"]},'
        b' "report": "{}"}'
    )

    ending = from_bytes(written)

    assert ending.lease == LEASE
    assert ending.outcome == Retry("off by one", "Encore", after=ending.outcome.after)
    assert ending.outcome.after.total_seconds() == 90
    assert ending.usage.cost_usd == Decimal("0.012345")
    since = written.replace(b'.250000"}', b'.250000", "database": ""}')  # a field that came later
    assert to_bytes(ending) == since
    assert from_bytes(since) == ending


def test_what_a_later_version_adds_is_left_out_and_what_an_earlier_one_lacked_has_its_default() -> None:
    tree = json.loads(to_bytes(Ending(LEASE, Done(), Usage(calls=1))))
    tree["usage"]["seconds_of_thinking"] = 3
    tree["lease"]["job"]["priority"] = 7
    del tree["usage"]["cache_write_tokens"]

    assert from_bytes(json.dumps(tree).encode()) == Ending(LEASE, Done(), Usage(calls=1))


WHOLE = to_bytes(Ending(LEASE, Done()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\x00",
        b"null",
        b"[]",
        b"{}",
        WHOLE[:-1],
        WHOLE.replace(b'"version": 1', b'"version": %d' % (VERSION + 1)),
        WHOLE.replace(b'"done"', b'"forgotten"'),
        WHOLE.replace(b"0123456789ab/4001/17", b"worker_7"),
        WHOLE.replace(b'"cost_usd": "0"', b'"cost_usd": "much"'),
        WHOLE.replace(b'"processing"', b'"resting"'),
        WHOLE.replace(b'"id": 5, ', b""),
        WHOLE.replace(b'"id": 5, ', b'"id": "5", '),
        WHOLE.replace(b'"request_ids": []', b'"request_ids": 7'),
        b"[" * 100_000,
    ],
)
def test_what_is_no_ending_is_told_and_breaks_nothing(data: bytes) -> None:
    with pytest.raises(Unreadable):
        from_bytes(data)
