"""Whatever comes in: an envelope, or refused with a code. Nothing else, ever."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.agreement.breaking import draft, good
from tests.agreement.pouches import Draft, entry_frame, frame, lines_of, offices, padded, reader_without_record

from placet.agreement.envelopes.pouch import Addressee, pouch_of
from placet.errors import Refused

FIRST_LINE = b"PLACET-POUCH/1\n"
thorough = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def reader() -> Addressee:
    return reader_without_record(offices("IR", "RU")[1])


@cache
def envelope() -> bytes:
    return good()


@cache
def letter() -> Draft:
    return draft(fill=lambda content: content)


@cache
def contents() -> bytes:
    return letter().content()


def outcome_of(raw: bytes) -> str:
    """The code of the refusal, or that it was read; everything else fails the test."""
    try:
        pouch_of(raw, reader())
    except Refused as refusal:
        event(refusal.code)
        return refusal.code
    event("read")
    return "read"


@st.composite
def mutated(draw: st.DrawFn, of: bytes) -> bytes:
    """These bytes with a few pieces cut out, put in, doubled or overwritten."""
    raw = of
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(raw)))
        end = draw(st.integers(begin, min(len(raw), begin + 600)))
        piece = draw(st.one_of(st.binary(max_size=40), st.just(raw[begin:end] * 2), st.just(b"")))
        raw = raw[:begin] + piece + raw[end:]
    return raw


@thorough
@given(st.binary(max_size=4000))
def test_any_bytes(raw: bytes) -> None:
    assert outcome_of(raw) != "read"


@thorough
@given(st.binary(max_size=400), st.sampled_from([b"", FIRST_LINE]))
def test_any_bytes_after_a_good_beginning(raw: bytes, line: bytes) -> None:
    assert outcome_of((line or lines_of(envelope())[0]) + raw) != "read"


@thorough
@given(st.data())
def test_a_good_envelope_in_disorder(data: st.DataObject) -> None:
    raw = data.draw(mutated(envelope()))
    assert (outcome_of(raw) == "read") == (raw == envelope())


@thorough
@given(st.data())
def test_good_contents_in_disorder_and_sealed_well(data: st.DataObject) -> None:
    changed = padded(data.draw(mutated(contents())))  # a zero more at the end is filling
    assert (outcome_of(letter().seal(changed)) == "read") == (changed == padded(contents()))


@thorough
@given(st.binary(max_size=3000))
def test_any_contents_sealed_well(content: bytes) -> None:
    assert outcome_of(letter().seal(padded(content + bytes(20)))) != "read"


LETTERS = st.one_of(st.sampled_from("OEFRBxyz"), st.characters(codec="latin-1")).map(
    lambda letter: letter.encode("latin-1")
)


@st.composite
def frames(draw: st.DrawFn) -> list[bytes]:
    """Good frames and others, for all of which a manifest answers."""
    whole = [frame("O", letter().sender.opening.raw), *map(entry_frame, letter().sender.record)]
    some = st.sampled_from(whole)
    inside = some.flatmap(lambda each: mutated(each[5:]).map(lambda held: each[:1] + len(held).to_bytes(4) + held))
    any_frame = st.builds(frame, LETTERS, st.binary(max_size=300))
    return draw(st.lists(st.one_of(some, inside, any_frame), max_size=8).map(lambda found: [whole[0], *found]))


@thorough
@given(frames())
def test_any_frames_that_their_sender_signed(found: list[bytes]) -> None:
    it = letter()
    outcome_of(Draft(it.sender, it.recipient, found).sealed())


JSON = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.text(st.characters(codec="utf-8"), max_size=70)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["a", "E", "IR", "v", "x-1"]), inner, max_size=4),
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    "answers asks counts forks frames from have heads id kem number suite to v visit".split()  # noqa: SIM905  # read at a glance
)


@thorough
@given(st.dictionaries(FIELDS, JSON, min_size=1, max_size=3))
def test_any_manifest_that_its_sender_signed(fields: dict[str, Any]) -> None:
    it = letter()
    outcome_of(Draft(it.sender, it.recipient, it.frames, fields=fields).sealed())


@thorough
@given(st.dictionaries(st.sampled_from(["id", "kem", "n", "suite", "more"]), JSON, min_size=1, max_size=3))
def test_any_clear_line(clear: dict[str, Any]) -> None:
    it = letter()
    outcome_of(Draft(it.sender, it.recipient, it.frames, clear=clear).sealed())
