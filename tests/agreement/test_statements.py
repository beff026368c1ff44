"""The statement by which all sides settle which branch of a chain counts: what it names, its form and its bounds."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, parties
from tests.agreement.resuming import forked, heads, own, resume, signed

from placet.agreement import limits
from placet.agreement.entry import FIRST_PREVIOUS, Kind
from placet.agreement.resuming import resumed
from placet.agreement.resumption import Resumption, SignedResumption, resumption_of, settling, signed_resumption_of
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object


def test_the_statement_names_what_counts_and_what_does_not() -> None:
    ir, twin, _ = forked()
    statement = settling(own(ir), [own(twin)])
    assert statement == Resumption(
        visit=ir.opening.visit,
        side="IR",
        after=1,
        prev=own(ir)[0].hash,
        counts=(own(ir)[1].hash, own(ir)[2].hash),
        dropped=((1, own(twin)[1].hash),),
    )
    assert statement.last == 3
    assert resumption_of(statement.to_bytes()) == statement


def test_a_fork_from_the_first_entry_on_can_be_settled() -> None:
    ir, ru = parties("IR", "RU")
    twin = Party(ir.keys, ir.opening, ticks=50)
    ru.record.admit(twin.join())
    statement = settling(own(ir), [own(twin)])
    assert (statement.after, statement.prev, statement.last) == (0, FIRST_PREVIOUS, 1)
    resume(statement, ir, ru)
    ru.record.admit(ir.acknowledge())
    assert heads(ru) == [("IR", 2), ("RU", 1)]


def test_branches_that_leave_later_share_more_of_what_counts() -> None:
    ir, _ = parties("IR", "RU")
    early = ir.twin()
    early.say(Kind.NOTE, {"twin": 1})
    ir.say(Kind.NOTE, {})
    late = ir.twin()
    late.say(Kind.NOTE, {"twin": 2})
    behind = ir.twin()
    ir.say(Kind.NOTE, {})
    statement = settling(own(ir), [own(early), own(late), own(behind)])
    assert statement.dropped == ((1, own(early)[1].hash), (2, own(late)[2].hash))


def test_where_no_branch_differs_there_is_nothing_to_settle() -> None:
    ir, _ = parties("IR", "RU")
    with pytest.raises(ValueError, match="nothing to settle"):
        settling(own(ir), [own(ir), own(ir)[:1]])


@pytest.mark.parametrize(
    ("lies", "code"),
    [
        ({"v": 2}, "level"),
        ({"after": -1}, "field-bound"),
        ({"after": limits.MAX_ENTRIES + 1}, "field-bound"),
        ({"side": "ir"}, "field"),
        ({"visit": "1"}, "field"),
        ({"prev": "1"}, "field"),
        ({"counts": ["1"]}, "field"),
        ({"counts": ["1" * 64, "1" * 64]}, "field"),
        ({"counts": ["1" * 64], "dropped": [[1, "1" * 64]]}, "field"),
        ({"counts": ["1" * 64] * (limits.MAX_BRANCH + 1)}, "field-bound"),
        ({"dropped": [["1" * 64]]}, "field"),
        ({"dropped": ["1" * 64]}, "field"),
        ({"dropped": [[1, "1"]]}, "field"),
        ({"dropped": [[0, "1" * 64]]}, "field"),  # shares less than everything before the fork
        ({"dropped": [[4, "1" * 64]]}, "field"),  # shares more than counts
        ({"dropped": [[1, "1" * 64], [2, "1" * 64]]}, "field"),
    ],
)
def test_a_statement_that_is_not_as_it_should_be_is_refused(lies: dict[str, object], code: str) -> None:
    ir, twin, _ = forked()
    fields = parse_object(settling(own(ir), [own(twin)]).to_bytes())
    with pytest.raises(Refused) as refused:
        resumption_of(canonical({**fields, **lies}))
    assert refused.value.code == code


def test_a_statement_beyond_its_bound_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        resumption_of(b'{"a":"' + b"a" * limits.MAX_STATEMENT_BYTES + b'"}')
    assert refused.value.code == "too-large"


def test_a_statement_travels_with_its_signatures() -> None:
    ir, twin, ru = forked()
    said = signed(settling(own(ir), [own(twin)]), ir, ru)
    found = signed_resumption_of(said.to_bytes())
    assert (found.resumption, found.to_bytes()) == (said.resumption, said.to_bytes())
    assert resumed(ru.record, found).chains["IR"].fork is None


def test_the_largest_statement_fits_its_bound() -> None:
    ir, _ = parties("IR", "RU")
    names = [f"{number:064x}" for number in range(2 * limits.MAX_BRANCH)]
    last = limits.MAX_ENTRIES - limits.MAX_BRANCH
    dropped = tuple((last, name) for name in names[limits.MAX_BRANCH :])
    statement = Resumption(ir.opening.visit, "IR", last, "1" * 64, tuple(names[: limits.MAX_BRANCH]), dropped)
    pairs = [("1" * 64, "2" * 128)] * limits.MAX_KEYS
    said = SignedResumption(statement, {f"SIDE{number}": pairs for number in range(limits.MAX_SIDES)})
    assert signed_resumption_of(said.to_bytes()).resumption == statement


@pytest.mark.parametrize(
    "lies",
    [
        {"roots": []},
        {"roots": {f"S{number}": [] for number in range(limits.MAX_SIDES + 1)}},
        {"roots": {"IR": [["1" * 64]]}},
        {"roots": {"IR": {}}},
        {"statement": {}},
    ],
)
def test_a_statement_whose_signatures_are_not_in_form_is_refused(lies: dict[str, object]) -> None:
    ir, twin, ru = forked()
    fields = parse_object(signed(settling(own(ir), [own(twin)]), ir, ru).to_bytes())
    with pytest.raises(Refused) as refused:
        signed_resumption_of(canonical({**fields, **lies}))
    assert refused.value.code == "field"
