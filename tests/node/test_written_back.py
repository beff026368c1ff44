"""What an answer changes, in our file as it lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from tests.visits import load

from placet.model.engagements import Engagement, Status
from placet.model.ids import EngagementId
from placet.model.spans import UNKNOWN, Clock, Length, Precision, When
from placet.model.visit import Visit
from placet.node.written_back import written_back

CALL = EngagementId("call")
LASTS = Length.exactly(timedelta(minutes=30))


def at(hour: int, minute: int = 0) -> When:
    return When(Precision.EXACT, Clock(time(hour, minute), "Asia/Tehran"))


def visit(**call: object) -> Visit:
    """A visit in which the call, which our file puts on no day and at no hour, reads as given."""
    own = load("courtesy_call").visit
    bare = replace(
        own.engagements[CALL],
        day=None,
        days=(1, 2),
        at=UNKNOWN,
        ends=UNKNOWN,
        length=LASTS,
        agreed=None,
        status=Status.PROPOSED,
    )
    return replace(own, engagements={**own.engagements, CALL: replace(bare, **call)})


def call_in(written: Visit) -> Engagement:
    return written.engagements[CALL]


LIES = visit()
AGREED = visit(day=1, days=(), at=at(10), ends=at(10, 30), length=None, agreed="P-07", status=Status.AGREED)


def test_what_is_agreed_and_no_answer_touches_is_not_written():
    assert written_back(LIES, replace(AGREED, kind="state"), replace(AGREED, kind="state"), {}) == LIES


def test_an_agreement_that_is_reopened_is_not_taken_out_of_a_file_that_never_had_it():
    moved = {"day": 1, "days": (), "at": at(11), "length": LASTS}
    answered = visit(**moved)
    written = written_back(LIES, AGREED, answered, {})
    # The new hour stands with its day; of `ends`, `agreed` and `status` the file said nothing, and says nothing.
    assert call_in(written) == replace(call_in(LIES), **moved)


def test_what_moves_within_its_margin_has_its_hour_written_and_not_its_agreement():
    moved = {"day": 1, "days": (), "at": at(10, 5), "ends": at(10, 35), "length": None}
    answered = visit(**moved, agreed="P-07", status=Status.AGREED)
    assert call_in(written_back(LIES, AGREED, answered, {})) == replace(call_in(LIES), **moved)


def test_where_it_takes_as_long_as_before_and_as_the_file_says_no_end_is_written():
    moved = {"day": 1, "days": (), "at": at(10, 5)}
    answered = visit(**moved, ends=at(10, 35), length=None, agreed="P-07", status=Status.AGREED)
    said = LASTS.typical
    assert call_in(written_back(LIES, AGREED, answered, {CALL: said})) == replace(call_in(LIES), **moved)
    # The file says another length than was agreed: then the end that moved along is all that is true.
    shorter = replace(LIES, engagements={CALL: replace(call_in(LIES), length=Length.exactly(said / 2))})
    written = call_in(written_back(shorter, AGREED, answered, {CALL: said}))
    assert (written.ends, written.length) == (at(10, 35), None)


def test_what_is_asked_for_anew_is_written_whole_and_the_first_day_is_the_answers():
    new = EngagementId("press")
    answered = replace(
        AGREED, starts_on=date(2030, 5, 6), engagements={**AGREED.engagements, new: AGREED.engagements[CALL]}
    )
    written = written_back(LIES, AGREED, answered, {})
    assert (written.starts_on, written.engagements[new]) == (date(2030, 5, 6), AGREED.engagements[CALL])
