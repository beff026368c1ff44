"""Nobody is on the way while nobody knows where they are.

The palace and the ministry are 27 minutes apart, door to door: 20 measured minutes, and 7 for loading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.rules.cases import broken, case, verdicts, with_programme
from tests.visits.toml import entry

from placet.model.ids import MovementId
from placet.model.movements import Transport
from placet.model.profile import Grade
from placet.model.programme import Basis, Journey, KeptBlock, Programme
from placet.model.spans import Window
from placet.rules.case import Case
from placet.rules.finding import Answer

RULE = "way-in-one-piece"


def engagement(name: str, at: str, ends: str | None, venue: str | None = None, **more: object) -> str:
    venues = [venue] if venue is not None else None
    fields = {"title": name.title(), "who": ["minister-se"], "day": 1, "at": at, "ends": ends, "venues": venues}
    return entry("engagements", name, **fields | more)


def between(call: str, *, begins: str = "11:00", **more: object) -> str:
    """A visit until 10:00 at the palace, a call in between, and another from 11:00 on at the ministry."""
    opens, closes = call.split("–")
    return (
        engagement("first", "09:00", "10:00", "palace")
        + engagement("call", opens, closes, **more)
        + engagement("second", begins, "12:00", "ministry")
    )


def planned(subject: Case, **changes: Any) -> Case:
    """The same as a plan of ours."""
    return with_programme(subject, basis=Basis.PLANNED, **changes)


def answers(subject: Case) -> dict[str, int]:
    """How often the rule gives each answer."""
    return dict(Counter(verdict.answer.value for verdict in verdicts(RULE, subject)))


def told(subject: Case) -> Mapping[str, Any]:
    """What it knows of the one way that it finds."""
    (verdict,) = verdicts(RULE, subject)
    return verdict.facts


@pytest.mark.parametrize("call", ["10:27–10:50", "10:10–10:33"])
def test_the_way_may_lie_before_it_or_after_it(call: str) -> None:
    # 10:00 + 27 = 10:27, and 11:00 - 27 = 10:33
    assert answers(planned(case(between(call)))) == {"satisfied": 1}


@pytest.mark.parametrize("call", ["10:26–10:50", "10:10–10:34", "10:26–10:34"])
def test_a_minute_too_little_on_either_side_breaks_it(call: str) -> None:
    # 26 minutes in one piece at the most
    subject = planned(case(between(call)))
    assert broken(RULE, subject) == [("first", "second")]
    facts = told(subject)
    assert (facts["needed"], facts["there_is"]) == (timedelta(minutes=27), timedelta(minutes=26))
    assert [str(ref) for ref in facts["beside"]] == ["call"]


def test_in_a_programme_of_others_it_is_advisable_at_most() -> None:
    # What is not printed may lie along the way.
    (verdict,) = verdicts(RULE, case(between("10:20–10:40")))
    assert (verdict.case, verdict.certain) == ("violated", False)


def test_an_estimated_way_around_a_place_that_nobody_knows_cannot_be_judged() -> None:
    text = '[venues.garden]\nname = "Garden"\nleg = "city"\n' + between("10:10–10:50").replace("ministry", "garden")
    (verdict,) = verdicts(RULE, case(text))
    assert verdict.facts["missing"] == "call.venue"


def test_an_end_that_nobody_states_leaves_it_open() -> None:
    # Without an end the first may have been short.
    text = between("10:20–10:40").replace('at = "09:00"\nends = "10:00"', 'at = "09:40"')
    (verdict,) = verdicts(RULE, case(text))
    assert verdict.facts["missing"] == "call.venue"


def test_between_two_such_it_may_lie_too() -> None:
    # 27 minutes from 10:15 to 10:42
    calls = between("10:00–10:15") + engagement("other", "10:42", "11:00")
    assert answers(planned(case(calls))) == {"satisfied": 1}
    assert broken(RULE, planned(case(calls.replace("10:42", "10:41")))) == [("first", "second")]


def test_one_that_lies_in_the_other_gives_no_time() -> None:
    # 10:10–10:50 covers 10:20–10:21: what is left are ten minutes on either side.
    subject = planned(case(between("10:10–10:50") + engagement("other", "10:20", "10:21")))
    assert told(subject)["there_is"] == timedelta(minutes=10)


def test_only_of_those_who_have_all_three() -> None:
    assert verdicts(RULE, planned(case(between("10:20–10:40", who=["minister-ar"])))) == []


def test_at_one_place_there_is_no_way() -> None:
    assert verdicts(RULE, planned(case(between("10:20–10:40").replace("ministry", "palace")))) == []


def test_a_journey_that_states_no_place_may_be_the_way_itself() -> None:
    drive = entry(
        "movements",
        "drive",
        title="Drive",
        who=["minister-se"],
        departs={"day": 1, "at": "10:20"},
        arrives={"day": 1, "at": "10:40"},
    )
    text = engagement("first", "09:00", "10:00", "palace") + engagement("second", "11:00", "12:00", "ministry")
    assert verdicts(RULE, planned(case(text + drive))) == []


def test_how_who_only_interprets_gets_to_work_is_advisable() -> None:
    text = between("10:20–10:40", who=["interpreter-1"])
    subject = case(text)
    placements = {
        name: replace(put, interpreters=("interpreter-1",)) if name != "call" else put
        for name, put in subject.programme.placements.items()
    }
    (verdict,) = verdicts(RULE, planned(subject, placements=placements))
    assert (verdict.answer, verdict.at_most) == (Answer.VIOLATED, Grade.SHOULD)


@pytest.mark.parametrize(("between_", "answer"), [("10:27–10:50", "satisfied"), ("10:26–10:50", "violated")])
def test_what_takes_people_elsewhere_counts_as_well(between_: str, answer: str) -> None:
    text = engagement("first", "09:00", "10:00", "palace") + engagement("second", "11:00", "12:00", "ministry")
    busy = entry("busy", "cabinet", title="Cabinet", who=["minister-se"], day=1, between=between_)
    assert answers(planned(case(text + busy))) == {answer: 1}


def test_what_rests_on_our_own_diary_is_private() -> None:
    text = engagement("first", "09:00", "10:00", "palace") + engagement("second", "11:00", "12:00", "ministry")
    diary = entry("diary", "cabinet", title="Cabinet", who=["minister-se"], day=1, between="10:20–10:40")
    assert told(planned(case(text, private=diary)))["private"] is True
    # What both sides know of is enough by itself: nothing of the diary is told.
    facts = told(planned(case(between("10:20–10:40"), private=diary.replace("10:20–10:40", "10:45–10:50"))))
    assert [str(ref) for ref in facts["beside"]] == ["call"]
    assert facts["private"] is False


def test_two_that_are_kept_free_are_looked_at_together() -> None:
    # Each of them leaves 30 minutes for the way by itself; both together 15, 10 and 15.
    text = engagement("first", "09:00", "10:00", "palace") + engagement("second", "11:00", "12:00", "ministry")
    blocks = "".join(
        f'[blocks.{name}]\nkind = "rest"\nwho = ["minister-se"]\nbetween = "10:00–11:00"\nlength = "10m"\n'
        for name in ("rest", "pause")
    )
    subject = case(text + blocks)
    at = subject.programme.placements["first"].ends_at
    assert at is not None
    kept = [
        KeptBlock(block=name, party="minister-se", window=Window(at + _min(opens), at + _min(opens + 10)))
        for name, opens in (("rest", 15), ("pause", 35))
    ]
    assert broken(RULE, planned(subject, blocks=tuple(kept))) == [("first", "second")]
    assert answers(planned(subject, blocks=(kept[0],))) == {"satisfied": 1}


def _min(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(("leaves", "expected"), [(33, {"satisfied": 1}), (32, {"satisfied": 1, "violated": 1})])
def test_a_way_of_a_plan_does_not_lie_over_it(leaves: int, expected: dict[str, int]) -> None:
    # The call ends at 10:33, so that there is time after it.
    subject = case(between("10:10–10:33"))
    assert answers(planned(subject, journeys=(_drive(subject.programme, leaves),))) == expected


def _drive(programme: Programme, leaves: int) -> Journey:
    at = programme.placements["first"].ends_at
    assert at is not None
    return Journey(
        id=MovementId("go:first>second"),
        movement=None,
        parties=("minister-se",),
        by=Transport.CAR,
        origin="palace",
        destination="ministry",
        leaves_at=at + _min(leaves),
        arrives_at=at + _min(leaves + 27),
        basis=Basis.PLANNED,
    )
