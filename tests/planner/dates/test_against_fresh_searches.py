"""Every day of a stretch is decided as a search of that day alone decides it, and every yes is a programme that holds.

The invented visits have what makes days differ: venues that open on weekdays, a prayer that follows the sun, protected
time, orders, dated commitments of guests and of interpreters. Nothing learnt from one day may tell on another.
"""

from __future__ import annotations

import itertools
import random  # noqa: TID251  # seeded: the same visits every time
from datetime import date, timedelta
from typing import Any

import pytest
from tests.planner.oracle import broken
from tests.planner.visits import engagement, request_for, unsound, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.node.rulebook import rulebook_for
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.deciding import Decider
from placet.planner.outcome import Infeasible, Planned
from placet.planner.placing import moving
from placet.planner.solve import plan
from placet.planner.verdicts import Verdicts

FIRST = date(2027, 3, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(9)]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KINDS = ("plain", "weekdays", "prayer", "protected", "calls", "two days")
SEEDS = range(3)


def invented(seed: int, kind: str) -> VisitFile:
    """A small visit on the edge of what fits."""
    draw = random.Random(f"{kind}/{seed}")
    days = 2 if kind == "two days" else 1
    text = f"[legs.city]\nlast_day = {days}\nlatitude = 35.7\nlongitude = 51.4\n" if kind == "prayer" else ""
    text += f"[legs.city]\nlast_day = {days}\n" if days > 1 else ""
    text += '[people.q.prayer]\nprayers = ["dhuhr", "asr"]\n' if kind == "prayer" else ""
    if kind == "protected":
        who = draw.choice(["p", "q"])
        text += f'[blocks.rest]\nkind = "rest"\nwho = ["{who}"]\nbetween = "12:00–15:00"\nlength = "60m"\n'
    if kind == "weekdays":
        for venue in ("a", "b", "c"):
            shut = draw.choice(WEEK)
            text += f'[[venues.{venue}.openings]]\nhours = "08:00–{draw.randint(14, 18)}:00"\n'
            text += f"weekdays = {[one for one in WEEK if one != shut]}\n"
    for number in range(draw.randint(3, 5)):
        text += _engagement(draw, number, days)
    if kind == "calls":
        opens = draw.randrange(9, 15)
        who = draw.sample(["p", "q", "r"], 2)
        text += engagement("call", f"{opens:02d}:00–{opens + 2:02d}:00", who=who, venues=None, length="40m")
    for shift in range(-1, len(DAYS) + 1):
        for who in ("p", "q", "r", "i1", "i2"):
            if draw.random() < 0.35:
                opens = draw.randrange(8, 17)
                text += f'[busy.{who}-{shift + 1}]\nwho = ["{who}"]\non = {FIRST + timedelta(days=shift)}\n'
                text += f'between = "{opens:02d}:00–{opens + draw.randint(1, 4):02d}:00"\n'
    return visit_file(text)


def _engagement(draw: random.Random, number: int, days: int) -> str:
    opens = draw.randrange(8, 15)
    more: dict[str, Any] = {}
    if draw.random() < 0.4:
        more["interpretation"] = {"mode": "consecutive", "languages": ["fa", "ru"]}
    if number and draw.random() < 0.3:
        more["after"] = [{"engagement": f"e{number - 1}", "least": "0m", "most": f"{draw.randint(2, 6)}h"}]
    if days > 1:
        more |= {"day": 1} if draw.random() < 0.6 else {"days": [1, 2]}
    return engagement(
        f"e{number}",
        f"{opens:02d}:00–{opens + draw.randint(2, 5):02d}:00",
        who=draw.sample(["p", "q", "r"], draw.randint(1, 2)),
        venues=draw.sample(["a", "b", "c"], draw.randint(1, 2)),
        length=draw.choice(["40m", "50m", "75m"]),
        **more,
    )


def decided(file: VisitFile, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[date, Decision], dict[date, Programme]]:
    """What is decided of each day, one after the other, and the programme that the rules let pass on it."""
    passed: dict[date, Programme] = {}
    judged = Verdicts.is_sound

    def watched(self: Verdicts, visit: Any, programme: Programme, timeline: Timeline, frame: Any) -> bool:
        is_sound = judged(self, visit, programme, timeline, frame)
        if is_sound:
            passed[timeline.date_of(1)] = programme
        return is_sound

    monkeypatch.setattr(Verdicts, "is_sound", watched)
    decider = Decider(file.visit, rulebook_for(file.visit))
    return {on: decider.decide(on) for on in DAYS}, passed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_is_decided_as_if_it_were_the_only_one(seed: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if seed == SEEDS[-1]:  # nothing may be moved: whatever does not fit is searched
        monkeypatch.setattr(moving.Moving, "moved", lambda _: None)
    file = invented(seed, kind)
    found, passed = decided(file, monkeypatch)
    for on in DAYS:
        alone = plan(request_for(file, on))
        assert isinstance(alone, Planned | Infeasible)
        assert found[on].exists is (Exists.YES if isinstance(alone, Planned) else Exists.NO), (on, found[on].how)
        if found[on].exists is Exists.YES:
            assert broken(file.visit, passed[on]) == []
            assert unsound(file, passed[on], on) == []


def test_all_ways_to_decide_a_day_are_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    hows: dict[str, set[How]] = {kind: set() for kind in KINDS}
    for seed, kind in itertools.product(SEEDS, KINDS):
        if seed == SEEDS[-1]:
            monkeypatch.setattr(moving.Moving, "moved", lambda _: None)
        file = invented(seed, kind)
        decider = Decider(file.visit, rulebook_for(file.visit))
        hows[kind] |= {decider.decide(on).how for on in DAYS}
    assert all(How.FITS in found for found in hows.values())
    assert set().union(*hows.values()) >= {How.MENDED, How.PLANNED, How.NO_HOUR, How.PROVEN, How.LEARNT}
