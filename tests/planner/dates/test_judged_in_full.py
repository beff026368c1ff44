"""On every day of a year the rules say of a programme what they say of it when all of them are asked anew."""

from __future__ import annotations

import random  # noqa: TID251  # seeded: the same commitments every time
from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from tests.visits import load

from placet.almanac.timeline import Timeline
from placet.model.ids import AttendeeId
from placet.model.programme import Programme
from placet.model.spans import Hours
from placet.model.visit import Busy, Visit
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.planner import verdicts
from placet.planner.dates.answers import Exists
from placet.planner.dates.deciding import Decider
from placet.planner.dates.frames import only_required
from placet.planner.verdicts import BY_DATE, Verdicts
from placet.rules.case import Case
from placet.rules.judge import Judgement, judge

DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]


def crowded() -> Visit:
    """A visit of one day without a date, and somebody of it taken for an hour on every second day."""
    visit = replace(load("working_visit").visit, starts_on=None)
    draw = random.Random("in full")
    people = [AttendeeId(name) for name in visit.people]
    taken = {}
    for on in DAYS[::2]:
        opens = draw.randrange(8, 19)
        taken[on.isoformat()] = Busy(who=(draw.choice(people),), on=on, between=Hours(time(opens), time(opens + 1)))
    return replace(visit, busy={**visit.busy, **taken})


def test_whatever_is_not_asked_again_would_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = crowded()
    rulebook = only_required(rulebook_for(visit))
    judged, asked = Verdicts.is_sound, Counter[bool]()
    said: list[tuple[bool, bool]] = []

    def counted(case: Case, rules: Any) -> Judgement:
        asked[all(rule.name in BY_DATE for rule in rules)] += 1
        return judge(case, rules)

    def watched(self: Verdicts, on_day: Visit, programme: Programme, timeline: Timeline, frame: Any) -> bool:
        is_sound = judged(self, on_day, programme, timeline, frame)
        said.append((is_sound, judge(case_of(on_day, programme, timeline, rulebook)).is_sound))
        return is_sound

    monkeypatch.setattr(verdicts, "judge", counted)
    monkeypatch.setattr(Verdicts, "is_sound", watched)
    decider = Decider(visit, rulebook_for(visit))
    found = Counter(decider.decide(on).exists for on in DAYS)
    assert [one for one in said if one[0] != one[1]] == []
    assert len(said) >= found[Exists.YES] > 182  # the days on which nobody is taken, at least: 365 // 2
    assert asked[True] == len(said)  # what looks at the date is asked on each
    assert asked[False] < len(said) // 2  # and the others on fewer than half of them
