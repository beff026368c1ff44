"""Whoever does not keep to the rules of a search: each trick, the code it is refused with, and that nothing changed.

Iran keeps to the rules and begins; Russia tries. Where the side that begins is the one that tries, it is Iran.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.parties import parties, secret
from tests.agreement.searching import TERMS, Searcher, play, searchers, window, windows

from placet.agreement import limits
from placet.agreement.dates.approval import approving
from placet.agreement.dates.choice import Choice, blinded, chosen, closed_of, element_of, returned_of, sent_of
from placet.agreement.dates.groups import Statement, key_of, proven, raised, scalar_from
from placet.agreement.dates.letters import Letter, letter_fields, letter_of
from placet.agreement.dates.meeting import Closed, Meeting, Returned, Sent, stated_in_close, stated_in_return
from placet.agreement.dates.search import Search
from placet.agreement.dates.turns import next_fields
from placet.agreement.entry import Kind
from placet.agreement.record import Fork
from placet.agreement.signing import Use
from placet.errors import Refused

NEUTRAL = bytes([1]) + bytes(31)
ORDER_TWO = (2**255 - 20).to_bytes(32, "little")  # y = -1
ORDER_EIGHT = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
NOT_CANONICAL = (2**255 - 19 + 1).to_bytes(32, "little")  # the neutral point with y = p + 1
OFF_THE_CURVE = (2).to_bytes(32, "little")
ORDER = 2**252 + 27742317777372353535851937790883648493


def mixed(point: bytes) -> bytes:
    """The point with one of order two added: (x, y) becomes (-x, -y)."""
    y = int.from_bytes(point, "little") & (2**255 - 1)
    sign = point[31] >> 7
    return ((2**255 - 19 - y) | ((1 - sign) << 255)).to_bytes(32, "little")


def begun() -> tuple[Searcher, Searcher, Choice, Choice, Sent]:
    """Iran has sent; Russia has received it and its choice is made."""
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1, 2, 3)), ru.choose(windows(2, 3, 4))
    ir.say(ours)
    ru.hear(ir)
    return ir, ru, ours, theirs, sent_of(ours)


def answered() -> tuple[Searcher, Searcher, Choice, Choice, tuple[Sent, Returned]]:
    """Russia has returned as well, and Iran has received it."""
    ir, ru, ours, theirs, sent = begun()
    ru.say(theirs)
    ir.hear(ru)
    return ir, ru, ours, theirs, (sent, returned_of(theirs, sent))


def post(searcher: Searcher, message: Sent | Returned | Closed, meeting: Meeting, **letter) -> None:
    """A message as it is, approved for what it is, in answer to the last."""
    rounds = searcher.conduct().rounds
    letter.setdefault("answers", rounds[-1].entries[-1].hash if rounds and not rounds[-1].is_complete else None)
    if not isinstance(message, Closed):
        statement = approving(meeting, searcher.side, (message.key, message.points))
        letter.setdefault("seals", tuple(searcher.seals_over(statement)))
    letter.setdefault("round", meeting.round)
    searcher.post_letter(Letter(message=message, **letter))


def reproven(theirs: Choice, sent: Sent, returned: Returned) -> Returned:
    """The message under the best proof that the sender's scalar can make for it."""
    return replace(returned, proof=proven(stated_in_return(theirs.meeting, sent, returned), blinded(theirs).scalar))


def swapped(points: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return (points[1], points[0], *points[2:])


def ascending(*points: bytes) -> tuple[bytes, ...]:
    return tuple(sorted(points))


OTHER = scalar_from(b"test", b"another scalar")
FIELDS = {
    "round": 1,
    "proof": "00" * 64,
    "key": "00" * 32,
    "points": [],
    "raised": [],
    "answers": "00" * 32,
    "seals": [],
}
"""A body with every field there is."""


@dataclass(frozen=True)
class At:
    """The good messages of a round, to be changed."""

    sent: Sent
    returned: Returned | None = None
    closed: Closed | None = None


RETURNS = {
    "two raised points swapped": ("dates-proof", lambda at: replace(at.returned, raised=swapped(at.returned.raised))),
    "one raised by another scalar": (
        "dates-proof",
        lambda at: replace(at.returned, raised=(raised(OTHER, at.sent.points[0]), *at.returned.raised[1:])),
    ),
    "all raised by another scalar": (
        "dates-proof",
        lambda at: replace(at.returned, raised=tuple(raised(OTHER, point) for point in at.sent.points)),
    ),
    "a key of nobody's": ("dates-proof", lambda at: replace(at.returned, key=key_of(OTHER))),
    "our points as theirs": ("dates-reflected", lambda at: replace(at.returned, points=at.sent.points)),
    "one of our points as theirs": (
        "dates-reflected",
        lambda at: replace(at.returned, points=ascending(at.sent.points[0], *at.returned.points[1:])),
    ),
    "our points not raised": ("dates-reflected", lambda at: replace(at.returned, raised=at.sent.points)),
    "our key as theirs": ("dates-reflected", lambda at: replace(at.returned, key=at.sent.key)),
    "our key as a point": (
        "dates-reflected",
        lambda at: replace(at.returned, points=ascending(at.sent.key, *at.returned.points[1:])),
    ),
    "the neutral point": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, points=(NEUTRAL, *at.returned.points[1:])),
    ),
    "a point of order two": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, points=(ORDER_TWO, *at.returned.points[1:])),
    ),
    "a point of order eight": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, raised=(ORDER_EIGHT, *at.returned.raised[1:])),
    ),
    "a point of mixed order": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, points=ascending(mixed(at.returned.points[0]), *at.returned.points[1:])),
    ),
    "a raised point of mixed order": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, raised=(mixed(at.returned.raised[0]), *at.returned.raised[1:])),
    ),
    "a point off the curve": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, points=(OFF_THE_CURVE, *at.returned.points[1:])),
    ),
    "a point in another notation": (
        "dates-point-unsafe",
        lambda at: replace(at.returned, points=(NOT_CANONICAL, *at.returned.points[1:])),
    ),
    "a key of small order": ("dates-point-unsafe", lambda at: replace(at.returned, key=ORDER_EIGHT)),
    "a point twice": (
        "dates-point-twice",
        lambda at: replace(at.returned, points=(at.returned.points[0], at.returned.points[0], *at.returned.points[2:])),
    ),
    "a raised point twice": (
        "dates-point-twice",
        lambda at: replace(at.returned, raised=(at.returned.raised[0], at.returned.raised[0], *at.returned.raised[2:])),
    ),
    "one point omitted": ("dates-count", lambda at: replace(at.returned, points=at.returned.points[1:])),
    "one raised point omitted": ("dates-count", lambda at: replace(at.returned, raised=at.returned.raised[1:])),
    "one point more": (
        "dates-count",
        lambda at: replace(at.returned, points=ascending(raised(OTHER, at.returned.points[0]), *at.returned.points)),
    ),
    "points in an order of their own": (
        "dates-order",
        lambda at: replace(at.returned, points=swapped(at.returned.points)),
    ),
}
"""Each second message that is not as it must be, under a proof made for it with the sender's scalar."""


@pytest.mark.parametrize("trick", RETURNS)
def test_a_false_second_message_is_refused_and_the_round_goes_on(trick) -> None:
    code, change = RETURNS[trick]
    ir, ru, ours, theirs, sent = begun()
    good = returned_of(theirs, sent)
    bad = change(At(sent, good))
    if code not in ("dates-point-unsafe", "dates-count"):  # of which nothing can be proven
        bad = reproven(theirs, sent, bad)
    post(ru, bad, theirs.meeting)
    ir.hear(ru)
    assert ir.faults() == ru.faults() == [("RU", code)]
    assert ir.conduct().waits_for == "RU"
    with pytest.raises(Refused) as refused:
        next_fields(ir.conduct(), ours)
    assert refused.value.code == "dates-out-of-turn"
    ru.say(theirs)
    ir.hear(ru)
    ir.say(ours)
    assert ir.known(ours) == [window(2), window(3)]


CLOSES = {
    "two raised points swapped": ("dates-proof", lambda at: replace(at.closed, raised=swapped(at.closed.raised))),
    "one raised by another scalar": (
        "dates-proof",
        lambda at: replace(at.closed, raised=(raised(OTHER, at.returned.points[0]), *at.closed.raised[1:])),
    ),
    "their own points handed back": ("dates-proof", lambda at: replace(at.closed, raised=at.returned.points)),
    "what they raised handed back, as if all were in common": (
        "dates-proof",
        lambda at: replace(at.closed, raised=at.returned.raised),
    ),
    "our own points": ("dates-proof", lambda at: replace(at.closed, raised=at.sent.points)),
    "the neutral point": ("dates-point-unsafe", lambda at: replace(at.closed, raised=(NEUTRAL, *at.closed.raised[1:]))),
    "a point twice": (
        "dates-point-twice",
        lambda at: replace(at.closed, raised=(at.closed.raised[0], at.closed.raised[0], *at.closed.raised[2:])),
    ),
    "one omitted": ("dates-count", lambda at: replace(at.closed, raised=at.closed.raised[1:])),
}
"""Each third message by which who has learned already would keep the other from learning."""


@pytest.mark.parametrize("trick", CLOSES)
def test_a_false_third_message_is_refused_and_the_last_mover_still_owes_it(trick) -> None:
    code, change = CLOSES[trick]
    ir, ru, ours, theirs, (sent, returned) = answered()
    bad = change(At(sent, returned, closed_of(ours, sent, returned)))
    if code == "dates-proof":
        statement = stated_in_close(ours.meeting, (sent, returned), bad)
        bad = replace(bad, proof=proven(statement, blinded(ours).scalar))
    post(ir, bad, ours.meeting)
    ru.hear(ir)
    assert ru.faults() == [("IR", code)]
    assert ru.conduct().waits_for == "IR"
    with pytest.raises(Refused) as refused:
        ru.common(theirs)
    assert refused.value.code == "dates-not-closed"
    ir.say(ours)
    ru.hear(ir)
    assert ru.known(theirs) == [window(2), window(3)]


SENDS = {
    "one point omitted": ("dates-count", lambda at: replace(at.sent, points=at.sent.points[1:])),
    "a point twice": (
        "dates-point-twice",
        lambda at: replace(at.sent, points=(at.sent.points[0], at.sent.points[0], *at.sent.points[2:])),
    ),
    "an order that could tell something": ("dates-order", lambda at: replace(at.sent, points=swapped(at.sent.points))),
    "a point of order eight": (
        "dates-point-unsafe",
        lambda at: replace(at.sent, points=ascending(ORDER_EIGHT, *at.sent.points[1:])),
    ),
    "a key that is no point": ("dates-point-unsafe", lambda at: replace(at.sent, key=OFF_THE_CURVE)),
    "a key whose scalar is not known": ("dates-proof", lambda at: replace(at.sent, key=key_of(OTHER))),
    "a proof of nothing": ("dates-proof", lambda at: replace(at.sent, proof=bytes(64))),
}


@pytest.mark.parametrize("trick", SENDS)
def test_a_false_first_message_is_refused(trick) -> None:
    code, change = SENDS[trick]
    ir, ru = searchers()
    ours = ir.choose(windows(1))
    post(ir, change(At(sent_of(ours))), ours.meeting)
    ru.hear(ir)
    assert ru.faults() == [("IR", code)]
    assert ru.conduct().waits_for is None
    ir.say(ours)
    ru.hear(ir)
    assert ru.conduct().waits_for == "RU"


# ---------------------------------------------------------------------------------------------------- out of turn


def test_who_does_not_begin_the_round_cannot_send() -> None:
    _, ru = searchers()
    theirs = ru.choose(windows(1))
    post(ru, sent_of(theirs), theirs.meeting)
    assert ru.faults() == [("RU", "dates-out-of-turn")]


def test_points_chosen_anew_after_ours_were_closed_do_not_count() -> None:
    ir, ru, ours, theirs, _ = answered()
    ir.say(ours)
    ru.hear(ir)
    other = ru.choose(windows(1, 2, 3, 9), chance=secret("again"))
    post(ru, returned_of(other, sent_of(ours)), theirs.meeting, answers=ir.conduct().rounds[0].entries[0].hash)
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-other-round")]
    assert ir.known(ours) == ru.known(theirs) == [window(2), window(3)]


def test_a_second_answer_before_the_close_does_not_count() -> None:
    ir, ru, ours, theirs, (sent, _) = answered()
    other = ru.choose(windows(1), chance=secret("again"))
    post(ru, returned_of(other, sent), theirs.meeting)
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-out-of-turn")]
    ir.say(ours)
    assert ir.known(ours) == [window(2), window(3)]


def test_a_send_after_having_seen_ours_is_no_send() -> None:
    ir, ru, _, theirs, _ = begun()
    post(ru, sent_of(theirs), theirs.meeting, answers=None)
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-out-of-turn")]


def test_who_begins_the_next_round_waits_for_the_close_of_this_one() -> None:
    ir, ru, ours, _, _ = answered()
    ir.say(ours)  # not heard by Russia, which begins the next round already
    early = ru.choose(windows(7), number=2)
    post(ru, sent_of(early), early.meeting, answers=None)
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-out-of-turn")]
    ru.hear(ir)
    ru.say(early)
    ir.hear(ru)
    assert ir.conduct().waits_for == "IR"


def test_an_answer_to_another_message_does_not_count() -> None:
    ir, ru, _, theirs, sent = begun()
    post(ru, returned_of(theirs, sent), theirs.meeting, answers="0" * 64)
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-answers-other")]


def test_a_message_after_the_last_round_does_not_count() -> None:
    ir, ru = searchers(replace(TERMS, rounds=1))
    play((ir, ir.choose(windows(1))), (ru, ru.choose(windows(1))))
    late = Choice(Meeting(ru.search(), 2), "RU", windows(5), secret("late"))
    post(ru, sent_of(late), late.meeting, answers=None)
    assert ru.faults() == [("RU", "dates-rounds-used")]
    with pytest.raises(Refused) as refused:
        ru.choose(windows(5), number=2)
    assert refused.value.code == "dates-rounds-used"


# -------------------------------------------------------------------------------------------------------- replays


def second_round() -> tuple[Searcher, Searcher, Choice, Choice]:
    """Round 1 is over; Russia begins round 2."""
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1, 2)), ru.choose(windows(2, 3))
    play((ir, ours), (ru, theirs))
    return ir, ru, ours, theirs


def test_a_message_of_round_one_does_not_count_in_round_two() -> None:
    ir, ru, ours, theirs = second_round()
    sent = ir.conduct().rounds[0].messages[0]
    post(ru, sent, ours.meeting, answers=None)  # as it was, the number of its round included
    post(ru, sent, replace(ours.meeting, round=2), answers=None)  # and under the new number
    own = sent_of(theirs)
    again = replace(
        own, proof=proven(Statement(Meeting(ru.search(), 2).context_of("RU"), own.key), blinded(theirs).scalar)
    )
    post(ru, again, replace(theirs.meeting, round=2), answers=None)  # their own, proven anew
    ir.hear(ru)
    assert ir.faults() == [("RU", "dates-other-round"), ("RU", "dates-replayed"), ("RU", "dates-replayed")]


def test_an_answer_of_round_one_does_not_count_in_round_two() -> None:
    ir, ru, _, theirs = second_round()
    begins = ru.choose(windows(5), number=2)
    ru.say(begins)
    ir.hear(ru)
    old = ir.conduct().rounds[0].messages[1]
    post(ir, old, replace(theirs.meeting, round=2))
    assert ir.faults() == [("IR", "dates-replayed")]


def test_a_send_made_for_another_visit_does_not_prove_itself_here() -> None:
    ir, ru = searchers()
    here = ir.choose(windows(1))
    elsewhere = chosen(Meeting(replace(ir.search(), visit="9" * 64), 1), "IR", (windows(1), here.chance))
    post(ir, sent_of(elsewhere), here.meeting)
    ru.hear(ir)
    assert ru.faults() == [("IR", "dates-proof")]


def test_windows_of_another_visit_meet_nothing_here() -> None:
    ir, _ = searchers()
    meeting = Meeting(ir.search(), 1)
    assert element_of(meeting, window(1)) != element_of(Meeting(replace(ir.search(), visit="9" * 64), 1), window(1))
    assert element_of(meeting, window(1)) != element_of(replace(meeting, round=2), window(1))
    assert element_of(meeting, window(1)) != element_of(meeting, window(1, 2))


def test_messages_that_name_another_text_are_none_of_this_search() -> None:
    ir, _ = searchers()
    fields = letter_fields(Letter(1, sent_of(ir.choose(windows(1)))))
    ir.party.say(Kind.DATES, fields, point=ir.text[0], revision="0" * 64)
    ir.party.say(Kind.NOTE, fields, point=ir.text[0], revision=ir.text[1])
    assert ir.faults() == []
    assert ir.conduct().rounds == ()


# ------------------------------------------------------------------------------------------------------- approval


def test_nothing_is_claimed_without_an_officers_seal() -> None:
    ir, _ = searchers()
    ours = ir.choose(windows(1))
    with pytest.raises(Refused) as refused:
        next_fields(ir.conduct(), ours)
    assert (refused.value.code, refused.value.facts) == ("dates-not-approved", {"side": "IR"})


def test_an_approval_is_for_these_points_and_no_others() -> None:
    ir, _ = searchers()
    approved = ir.approve(ir.choose(windows(1)))
    for other in (
        ir.choose(windows(2)),
        ir.choose(windows(1), chance=secret("other")),
        ir.choose(windows(1), number=2),
    ):
        with pytest.raises(Refused) as refused:
            next_fields(ir.conduct(), other, approved)
        assert refused.value.code == ("dates-choice-differs" if other.meeting.round == 2 else "dates-not-approved")


def test_a_node_key_alone_claims_nothing() -> None:
    ir, ru = searchers()
    ours = ir.choose(windows(1))
    node = ir.party.keys.node
    statement = approving(ours.meeting, "IR", (blinded(ours).key, blinded(ours).points))
    forged = ((node.public, node.sign(Use.DATES, statement)),)
    post(ir, sent_of(ours), ours.meeting, seals=())
    post(ir, sent_of(ours), ours.meeting, seals=forged)
    post(ir, sent_of(ours), ours.meeting, seals=tuple(ru.seals_over(statement)))
    ru.hear(ir)
    assert ru.faults() == [("IR", "dates-not-approved")] * 3


def test_every_office_that_sealed_the_terms_approves_each_round() -> None:
    needs = [("IR", "council"), ("IR", "protocol"), ("RU", "protocol")]
    ir, ru = searchers(needs=needs, IR=("council", "protocol"))
    ours = ir.choose(windows(1))
    for offices in (["council"], ["protocol"]):
        with pytest.raises(Refused) as refused:
            next_fields(ir.conduct(), ours, ir.approve(ours, offices))
        assert refused.value.code == "dates-not-approved"
    ir.post(next_fields(ir.conduct(), ours, ir.approve(ours, ["council", "protocol"])))
    ru.hear(ir)
    assert ru.conduct().waits_for == "RU"


def test_to_close_a_round_no_approval_is_asked_for() -> None:
    ir, ru, ours, theirs, _ = answered()
    ir.post(next_fields(ir.conduct(), ours))
    ru.hear(ir)
    assert ru.known(theirs) == [window(2), window(3)]


# ------------------------------------------------------------------------------------------- in the wrong place


def test_a_message_before_its_writer_knew_of_the_agreement_does_not_count() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TERMS.to_content(), kind=Kind.DATES.value)
    ir.assent(text)
    search = Search(ir.opening.visit, ("IR", "RU"), *text, TERMS, (), (), (), False)
    ours = chosen(Meeting(search, 1), "IR", (windows(1), secret("early")))
    early = Searcher(ir, text)
    early.post_letter(Letter(1, sent_of(ours), seals=tuple(early.approve(ours))))
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()
    assert early.faults() == [("IR", "dates-not-agreed")]
    early.say(ours)
    assert early.conduct().waits_for == "RU"


def test_a_claim_after_its_writer_knew_of_the_end_does_not_count() -> None:
    ir, ru, _, theirs, sent = begun()
    ir.party.withdraw(ir.text)
    ru.hear(ir)
    post(ru, returned_of(theirs, sent), theirs.meeting)
    assert ru.faults() == [("RU", "dates-ended")]


def test_nothing_more_is_said_while_a_message_lies_in_a_fork() -> None:
    ir, _, ours, _, _ = answered()
    twin = ir.party.record.entry("IR", 1)
    chain = ir.party.record.chains["IR"]
    chain.fork = Fork(chain.entries[ours.meeting.search.since[0][1]], twin)  # from the entry after the receipt on
    assert ir.conduct().is_contested
    with pytest.raises(Refused) as refused:
        next_fields(ir.conduct(), ours)
    assert refused.value.code == "dates-contested"


# ------------------------------------------------------------------------------------- whatever else may come in


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "open"}, "field"),
        ({"type": 1}, "field"),
        ({"round": "1"}, "field"),
        ({"round": 0}, "field-bound"),
        ({"proof": "00"}, "field"),
        ({"key": "zz" * 32}, "field"),
        ({"points": "none"}, "field"),
        ({"points": [1, 2, 3, 4]}, "field"),
        ({"points": ["00"] * 4}, "field"),
        ({"points": ["00" * 32] * 65}, "field-bound"),
        ({"seals": None}, "field"),
        ({"seals": [["00", "00"]]}, "field"),
    ],
)
def test_a_body_that_is_no_message_is_a_fault_and_nothing_else(change, code) -> None:
    ir, _ = searchers()
    fields = letter_fields(Letter(1, sent_of(ir.choose(windows(1))), seals=tuple(ir.approve(ir.choose(windows(1))))))
    changed = {name: value for name, value in {**fields, **change}.items() if value is not None}
    ir.post(changed)
    assert ir.faults() == [("IR", code)]


JSON = st.recursive(
    st.one_of(st.integers(-5, 5), st.booleans(), st.text(max_size=4), st.just("00" * 32), st.just("00" * 64)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=6,
)


def read(fields: object) -> str:
    """The step of a letter, or the code it is refused with."""
    try:
        return letter_of(fields).step.value
    except Refused as refused:
        return refused.code


@settings(max_examples=60)
@given(st.sampled_from(["send", "return", "close"]), st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, max_size=2))
def test_any_body_is_a_message_or_refused(step, fields) -> None:
    assert read({**FIELDS, **fields, "type": step}) in {step, "field", "field-bound", "not-an-object"}


def test_an_answer_must_say_what_it_answers() -> None:
    _, ru, _, theirs, sent = begun()
    fields = letter_fields(Letter(1, returned_of(theirs, sent), "0" * 64, tuple(ru.approve(theirs))))
    for missing in ("answers", "raised", "key"):
        ru.post({name: value for name, value in fields.items() if name != missing})
    assert ru.faults() == [("RU", "field-missing")] * 3


def test_after_so_many_false_messages_nobody_looks_at_another() -> None:
    _, ru, _, theirs, sent = begun()
    bad = replace(returned_of(theirs, sent), proof=bytes(64))
    for _ in range(limits.MAX_DATE_FAULTS):
        post(ru, bad, theirs.meeting)
    ru.say(theirs)
    assert ru.faults() == [("RU", "dates-proof")] * 8 + [("RU", "dates-too-many-faults")]
    assert ru.conduct().waits_for == "RU"


def test_messages_out_of_turn_cost_nobody_patience() -> None:
    ir, ru, ours, theirs, _ = begun()
    for _ in range(limits.MAX_DATE_FAULTS):
        post(ru, sent_of(theirs), theirs.meeting, answers=None)
    ru.say(theirs)
    ir.hear(ru)
    ir.say(ours)
    assert ir.known(ours) == [window(2), window(3)]


# --------------------------------------------------------------------------- what the rules cannot see, and is said


def test_a_window_raised_by_another_scalar_is_learned_by_who_did_so_alone() -> None:
    """The known limit of this search: docs/adr/0012, "What is not promised". Nothing binds who reads in this way."""
    ir, ru = searchers()
    ours, theirs = ir.choose(()), ru.choose(windows(2, 3))
    probe = raised(OTHER, element_of(ours.meeting, window(2)))
    honest = sent_of(ours)
    sent = replace(honest, points=ascending(probe, *honest.points[1:]))
    post(ir, sent, ours.meeting)
    ru.hear(ir)
    ru.say(theirs)
    ir.hear(ru)
    returned = ir.conduct().rounds[0].messages[1]
    post(ir, closed_of(ours, sent, returned), ours.meeting)
    ru.hear(ir)
    assert ru.faults() == []
    assert ru.known(theirs) == []  # Russia does not learn of it ...
    inverse = pow(int.from_bytes(OTHER, "little"), -1, ORDER).to_bytes(32, "little")
    assert raised(inverse, returned.raised[sent.points.index(probe)]) in returned.points  # ... and Iran does
