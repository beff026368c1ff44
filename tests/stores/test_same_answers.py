"""All stores answer alike, whatever they are asked: random batches over memory, SQLite and PostgreSQL at once."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stores.places import MemoryPlace, SqlitePlace
from tests.stores.talks import Talks, bytes_of, envelope, fork, rival

from placet.agreement.entry import Kind
from placet.errors import NotFoundError, Refused
from placet.node.joint.ports import Batch
from placet.stores.examining import flaws_of

ENTRIES = 14
NUMBERS = st.tuples(st.sampled_from(["own", "other"]), st.integers(1, 9))
TEXTS = st.sampled_from(
    ["", "draft", "DRAFT", "drāft", "dra\u0304ft", "draft ", "ß", "ss", "\U0001f54a", "\0", "\ud800"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
APPENDS = st.fixed_dictionaries(
    {
        "entries": st.lists(st.integers(0, ENTRIES - 1), max_size=ENTRIES),
        "rivals": st.lists(st.integers(0, ENTRIES - 1), max_size=1),
        "forks": st.lists(st.integers(0, ENTRIES - 1), max_size=2),
        "envelope": st.none()
        | st.builds(
            envelope,
            st.integers(1, 3),
            outgoing=st.booleans(),
            other=TEXTS,
            id=st.sampled_from(["a", "A", "b", "ä", "a\u0308", "\0"]),
        ),
    }
)
ERASURES = st.lists(NUMBERS, max_size=3)
STEPS = st.lists(APPENDS | st.integers(1, ENTRIES) | ERASURES, min_size=1, max_size=8)
FILES = count(1)


@pytest.fixture
def shelves(tmp_path, on_server):
    places = [MemoryPlace(), SqlitePlace(tmp_path), on_server]
    yield [place.record() for place in places]
    for place in places:
        place.close()


@pytest.fixture
def private_stores(tmp_path, on_server):
    places = [MemoryPlace(), SqlitePlace(tmp_path), on_server]
    yield [place.private() for place in places]
    for place in places:
        place.close()


def joint_file() -> Talks:
    """One that no store has seen: new sides, some odd words, and every kind of body."""
    number = next(FILES)
    talks = Talks(f"A{number}", f"B{number}")
    own, other = talks.parties
    talks.say_oddly(own)
    talks.assent(own)
    talks.say(other, "of-a-later-version", new=[1, "two"])
    talks.heard()
    talks.assent(other)
    talks.say(own, Kind.DECLINE, reason="")
    talks.heard()
    talks.spoken(ENTRIES - len(talks.log))
    return talks


def answer(act: Any) -> Any:
    try:
        return act()
    except (Refused, NotFoundError) as error:
        return type(error), error.args


def done(shelf: Any, talks: Talks, step: Any) -> Any:
    """One step: a number is a batch of that many entries from the beginning; a list is of bodies to erase."""
    own, other = talks.parties
    if isinstance(step, int):
        return answer(lambda: shelf.append(Batch(talks.visit, talks.log[:step])))
    if isinstance(step, list):
        numbers = [({"own": own, "other": other}[side], seq) for side, seq in step]
        return answer(lambda: shelf.erase_bodies(talks.visit, numbers))
    log = talks.log
    rivals = [rival(talks.parties[log[at].header.side], log[at]) for at in step["rivals"]]
    forks = [fork(talks.parties[log[at].header.side], log[at]) for at in step["forks"]]
    batch = Batch(talks.visit, [*(log[at] for at in step["entries"]), *rivals], forks, step["envelope"])
    return answer(lambda: shelf.append(batch))


def kept(shelf: Any, talks: Talks) -> Any:
    forks = list(shelf.forks(talks.visit))
    return (
        bytes_of(shelf.entries(talks.visit)),
        bytes_of(each.kept for each in forks),
        bytes_of(each.other for each in forks),
        shelf.envelopes(talks.visit),
        [shelf.head(talks.visit, side) for side in talks.parties],
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])  # a new joint file each time
@given(steps=STEPS)
def test_stores_of_records(shelves, steps):
    talks = joint_file()
    for shelf in shelves:
        shelf.open_file(talks.visit, talks.opening)
    for step in steps:
        before = kept(shelves[0], talks)
        answers = [done(shelf, talks, step) for shelf in shelves]
        assert answers[1] == answers[0]
        assert answers[2] == answers[0]
        after = [kept(shelf, talks) for shelf in shelves]
        assert after[1] == after[0]
        assert after[2] == after[0]
        if answers[0] is not None:  # refused
            assert after[0] == before
    assert all(shelf.visits() == shelves[0].visits() for shelf in shelves)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])  # numbers go on counting
@given(steps=st.lists(st.tuples(TEXTS, TEXTS, st.dictionaries(st.text(), VALUES, max_size=3)) | st.integers(0, 40)))
def test_private_stores(private_stores, steps):
    for step in steps:
        if isinstance(step, int):
            answers = [answer(lambda store=store, step=step: store.forget([step])) for store in private_stores]
        else:
            answers = [answer(lambda store=store, step=step: store.keep(*step)) for store in private_stores]
        assert answers[1] == answers[0]
        assert answers[2] == answers[0]
    names = {step[:2] for step in steps if not isinstance(step, int)}
    for visit, kind in names:
        found = [answer(lambda s=s, v=visit, k=kind: list(s.documents(v, k))) for s in private_stores]
        assert found[1] == found[0]
        assert found[2] == found[0]


def test_the_same_talk_verifies_in_each(shelves):
    talks = joint_file()
    for shelf in shelves:
        shelf.open_file(talks.visit, talks.opening)
        shelf.append(Batch(talks.visit, talks.log))
        assert [flaw for flaw in flaws_of(shelf) if flaw.place == talks.visit] == []
    assert len(talks.log) == ENTRIES
