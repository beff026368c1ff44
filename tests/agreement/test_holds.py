"""A window is held until a day, confirmed, or let go without anybody having declined it."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, parties
from tests.agreement.searching import window

from placet.agreement.dates.holds import LAPSED, Hold, confirmed, due, hold_of
from placet.agreement.dates.offers import WINDOW
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.projections.standing import Standing
from placet.projections.where_it_stands import standings

UNTIL = "2027-02-12T00:00:00Z"
BEFORE, AFTER = "2027-02-11T23:59:59Z", "2027-02-12T00:00:01Z"
HOLD = Hold(window(5), UNTIL)


def held(hold: Hold = HOLD) -> tuple[Party, Party, Text]:
    """Both sides have signed a hold, and both know it. They write on 4 March 2027."""
    ir, ru = parties("IR", "RU")
    text = ir.propose(hold.to_content(), kind=WINDOW)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    return ir, ru, text


def due_of(party: Party, now: str) -> tuple[Text, ...]:
    return due(party.record, party.fold(), (party.side, now))


def test_a_hold_is_read_as_it_was_written() -> None:
    assert hold_of(HOLD.to_content()) == HOLD
    assert HOLD.to_content() == {
        "type": "hold",
        "until": "2027-02-12T00:00:00Z",
        "window": {"arrival": "2027-03-06", "days": 3},
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "confirm"}, "field"),
        ({"until": "2027-02-30T00:00:00Z"}, "field"),
        ({"until": "2027-02-12"}, "field"),
        ({"until": "2027-02-12T24:00:01Z"}, "field"),
        ({"window": {"arrival": "2027-03-06"}}, "field-missing"),
    ],
)
def test_what_is_no_hold_is_refused(change, code) -> None:
    with pytest.raises(Refused) as refused:
        hold_of(HOLD.to_content() | change)
    assert refused.value.code == code


def test_a_hold_is_due_for_each_side_by_its_own_clock() -> None:
    ir, ru, text = held()
    assert due_of(ir, BEFORE) == due_of(ru, BEFORE) == ()
    assert due_of(ir, UNTIL) == due_of(ru, AFTER) == (text,)


def test_a_hold_lapses_without_a_word() -> None:
    ir, ru, text = held()
    (lapsing,) = due_of(ir, AFTER)
    ir.withdraw(lapsing, reason=LAPSED)
    ru.hear(ir)
    folded = ru.fold()
    assert folded.sayings["IR"].lapsed == {text}
    assert folded.final[text].ended_by == frozenset()  # it ended as all had agreed that it would, and nobody broke it
    (point,) = standings(ru.record, folded)
    assert point.texts[-1].standing is Standing.LAPSED
    assert due_of(ir, AFTER) == ()
    assert [entry for entry in ru.record if entry.header.type == Kind.DECLINE] == []
    assert due_of(ru, BEFORE) == ()  # Russia's own signature goes by Russia's clock
    assert due_of(ru, AFTER) == (text,)


def test_whoever_lets_a_hold_go_at_its_time_has_broken_nothing_and_nobody_is_bound() -> None:
    """Why it is called lapsed, although a lapse ends no agreement: the text itself says until when it binds, and all
    signed that. To call it agreed would bind people to days that nobody keeps; to call it ended or declined would say
    that a side went back on its word, and a postponement is read as a message."""
    ir, ru, text = held()
    ir.withdraw(text, reason=LAPSED)
    ru.hear(ir)
    (point,) = standings(ru.record, ru.fold())
    assert (point.standing, point.in_force, point.turn) == (Standing.LAPSED, None, frozenset())
    assert ru.agreed() == [text]  # that it was agreed remains true, and can be proven


def test_whoever_lets_a_hold_go_before_its_time_has_let_go_of_nothing() -> None:
    """Else a side could leave an agreement without a word, by saying that its time was over: that takes a withdrawal.

    By its own clock, which it wrote under both: no clock of another side is looked at."""
    ir, ru, text = held(Hold(window(40), "2027-03-31T00:00:00Z"))
    ir.withdraw(text, reason=LAPSED)
    ru.hear(ir)
    (point,) = standings(ru.record, ru.fold())
    assert (point.standing, point.in_force.text) == (Standing.AGREED, text)
    ir.withdraw(text)
    ru.hear(ir)
    (point,) = standings(ru.record, ru.fold())
    assert (point.standing, point.in_force) == (Standing.ENDED, None)


def test_what_is_agreed_and_is_no_hold_does_not_lapse() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose({"type": "hold", "until": "soon"}, kind=WINDOW)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.withdraw(text, reason=LAPSED)
    (point,) = standings(ir.record, ir.fold())
    assert (point.standing, point.in_force.text) == (Standing.AGREED, text)


def test_an_offer_to_hold_that_nobody_answered_lapses_too() -> None:
    ir, _ = parties("IR", "RU")
    text = ir.propose(HOLD.to_content(), kind=WINDOW)
    assert due_of(ir, AFTER) == ()  # nothing was signed, so there is nothing to take back
    ir.assent(text)
    assert due_of(ir, AFTER) == (text,)


def test_a_hold_that_only_some_offices_sealed_lapses_too() -> None:
    ir, _ = parties("IR", "RU", offices={"IR": ("council", "protocol")})
    text = ir.propose(HOLD.to_content(), kind=WINDOW, needs=[("IR", "council"), ("IR", "protocol")])
    ir.assent(text, offices=["protocol"])
    assert due_of(ir, AFTER) == (text,)
    ir.withdraw(text, reason=LAPSED)
    assert due_of(ir, AFTER) == ()


def test_a_confirmed_window_does_not_lapse() -> None:
    ir, ru, text = held()
    firm = ir.propose(confirmed(window(5)), kind=WINDOW, point=text[0], base=[text[1]])
    ir.assent(firm)
    assert due_of(ir, AFTER) == (text,)  # the confirmation is an offer yet, and the hold has passed
    ru.hear(ir)
    ru.assent(firm)
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    assert ir.agreed() == ru.agreed() == [text, firm]
    assert due_of(ir, AFTER) == due_of(ru, AFTER) == ()


def test_signing_a_confirmation_takes_back_a_hold_that_was_not_agreed_yet() -> None:
    ir, _ = parties("IR", "RU")
    text = ir.propose(HOLD.to_content(), kind=WINDOW)
    ir.assent(text)
    ir.assent(ir.propose(confirmed(window(5)), kind=WINDOW, point=text[0], base=[text[1]]))
    assert due_of(ir, AFTER) == ()


def test_a_window_that_is_held_again_lapses_by_its_later_time() -> None:
    ir, ru, text = held()
    longer = Hold(window(5), "2027-02-20T00:00:00Z")
    again = ir.propose(longer.to_content(), kind=WINDOW, point=text[0], base=[text[1]])
    ir.assent(again)
    ru.hear(ir)
    ru.assent(again)
    ir.hear(ru)
    ir.acknowledge()
    assert due_of(ir, AFTER) == ()
    assert due_of(ir, "2027-02-20T00:00:00Z") == (again,)


def test_what_looks_like_a_hold_and_is_none_is_passed_over() -> None:
    ir, _ = parties("IR", "RU")
    ir.assent(ir.propose(HOLD.to_content() | {"until": "soon"}, kind=WINDOW))
    ir.assent(ir.propose(HOLD.to_content()))  # of another kind of point
    assert due_of(ir, AFTER) == ()
