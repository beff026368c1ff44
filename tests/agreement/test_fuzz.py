"""Every parser of foreign bytes, tried with bytes that are nearly right: nothing but a refusal ever comes out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.targets import TARGETS, run, seeds
from tests.thorough import thorough

TOKENS = st.sampled_from([b'"', b"{", b"}", b"[", b"]", b":", b",", b"null", b"1e9", b"-0", b"\xff", b"\n", b"\\ud800"])


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A good example with a few bytes changed, gone, twice, or others put in."""
    data = bytearray(draw(st.sampled_from(seeds(name))))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        how = draw(st.integers(0, 3))
        if how == 0:
            del data[at : at + length]
        elif how == 1:
            data[at:at] = data[at : at + length]
        elif how == 2:
            data[at : at + 1] = draw(st.binary(max_size=3))
        else:
            data[at:at] = draw(TOKENS)
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
@thorough
@given(data=st.data())
def test_nothing_but_a_refusal_comes_out_of_bytes_that_are_nearly_right(name, data):
    run(name, data.draw(damaged(name)))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_nothing_but_a_refusal_comes_out_of_any_bytes(name, data):
    run(name, data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_examples_to_begin_with_are_taken_or_refused_rightly(name):
    for seed in seeds(name):
        run(name, seed)
