"""Placet: the common part written down as a visit, read, made a model by the planner, and searched as it searches.

Every rule that is not a `must` is off, so that the only level is the weighted deviation. It stands where a plan's
levels stand otherwise; the search is the planner's: a first programme, then its recipes in turn, one worker, days that
say nothing to each other one by one, and a few engagements at a time rearranged while nothing is proven. What Placet
does beyond the common part (alternate venues, ranges of lengths, optional engagements, interpreters, rest, meals) has
nothing to do here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from benchmarks.peers.problem import DAY, GRID, Answer, Instance
from ortools.sat.python import cp_model

from placet.almanac.timeline import Timeline
from placet.formats.toml import Tree
from placet.formats.visitfile import read_visit
from placet.model.profile import Grade
from placet.node.rulebook import load_profile, rulebook_for
from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels.objective import Goal, Weighs
from placet.planner.levels.parts import settle_parts
from placet.planner.levels.rearrange import rearrange
from placet.planner.request import PlanRequest
from placet.planner.run import Search
from placet.planner.search import PLAIN, PROOF, Found, Recipe
from placet.planner.solve import FIRST
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of
from placet.rules.catalogue import RULES

GUEST = "guest"
TURN = ((PROOF, 1.5), (PLAIN, 0.1))
"""Cores mostly prove it, so they begin. What they have not proven with so much work they prove in no time that is given
here, and it is looked at for a better programme.
"""


def missing() -> str | None:
    """It is there."""
    return None


def about() -> str:
    """What runs."""
    return f"Placet {version('placet')}, OR-Tools {version('ortools')}"


def solve(
    instance: Instance,
    seconds: float,
    turn: tuple[tuple[Recipe, float], ...] = TURN,
    clock: Callable[[], float] = time.perf_counter,
) -> Answer:
    """Plan once; `turn` is what is tried after the first programme. Reading the visit counts as building."""
    began = clock()
    visit = read_visit(Tree("visit.toml", _visit(instance), {})).visit
    request = PlanRequest(
        visit=visit, timeline=Timeline(visit), rulebook=rulebook_for(visit), seconds=seconds, clock=clock
    )
    search = Search(request, problem_of(request), Cuts(), began)
    is_proven, bound = _searched(search, instance, turn)
    took = clock() - began
    if search.best is None:
        return Answer(None, None, False, took, says_infeasible=is_proven)
    tasks, names = search.model.tasks, _names(instance)
    starts = {e.id: value_of(tasks[names[e.id]].start, search.best) - _midnight(search) for e in instance.engagements}
    off = {e: abs(starts[e.id] - e.preferred) // GRID for e in instance.engagements if e.preferred is not None}
    claimed = sum(e.weight * steps for e, steps in off.items())
    return Answer(starts, claimed, is_proven, took, search.first_after, bound)


def _searched(search: Search, instance: Instance, turn: tuple[tuple[Recipe, float], ...]) -> tuple[bool, int]:
    """Search until it is proven or the time is over; whether it is, and the bound."""
    goal = _goal(search, instance)
    found = Found(cp_model.UNKNOWN)
    for recipe, work in FIRST:
        found = search.solve(recipe, work, "first")
        if found.has_solution:
            search.keep(found)
        if found.has_solution or found.is_proven or search.is_over():
            break
    if search.best is None:
        return found.status == cp_model.INFEASIBLE, 0
    if isinstance(goal.expression, int):
        return True, 0
    search.model.cp.minimize(goal.expression)
    amount, bound = value_of(goal.expression, search.best), 0
    while not search.is_over():
        for recipe, work in turn:
            apart = settle_parts(search, goal, recipe, work, amount, bound) if recipe is PROOF else None
            if apart is not None:
                amount, bound = apart
            else:
                found = search.solve(recipe, work, goal.name)
                bound = max(bound, found.bound) if found.has_solution else bound
                if found.has_solution and found.objective < amount:
                    amount = found.objective
                    search.keep(found)
            if amount <= bound or search.is_over():
                return amount <= bound, bound
        amount = rearrange(search, goal, amount, bound)
    return False, bound


def _goal(search: Search, instance: Instance) -> Goal:
    """The weighted deviation over the starts of the planner's model."""
    model, midnight, names, cost = search.model, _midnight(search), _names(instance), []
    for e in instance.engagements:
        if e.preferred is not None:
            start = model.tasks[names[e.id]].start - midnight
            off = model.cp.new_int_var(0, (max(e.closes - e.preferred, e.preferred - e.opens)) // GRID, f"{e.id} off")
            model.cp.add(GRID * off >= start - e.preferred)
            model.cp.add(GRID * off >= e.preferred - start)
            model.about[off.index] = (names[e.id],)
            cost.append(e.weight * off)
    return Goal("deviation", cp_model.LinearExpr.sum(cost) if cost else 0, Weighs.MINUTES)


def _midnight(search: Search) -> int:
    """The planner's minute with which the first day begins."""
    return search.problem.days[1][0]


# ── the common part as a visit file ───────────────────────────────────────────────────────────────────────────────────


def _names(instance: Instance) -> dict[str, str]:
    """Identifiers that a visit file takes, by engagement."""
    return {e.id: f"e{number:03d}" for number, e in enumerate(instance.engagements)}


def _visit(instance: Instance) -> dict[str, Any]:
    """As somebody would have typed it."""
    venues = sorted({e.venue for e in instance.engagements})
    name = {venue: f"v{number}" for number, venue in enumerate(venues)}
    parties = sorted({party for e in instance.engagements for party in e.parties})
    person = {party: f"p{number}" for number, party in enumerate(parties)}
    ids, crowd = _names(instance), len(instance.engagements)
    entries: dict[str, Any] = {}
    for e in instance.engagements:
        day, opens = divmod(e.opens, DAY)
        closes = e.closes - day * DAY
        entries[ids[e.id]] = {
            "title": e.id,
            "who": [person[party] for party in e.parties],
            "venues": [name[e.venue]],
            "length": f"{e.length}m",
            "day": day + 1,
            "at": _clock(opens) if opens == closes else f"{_clock(opens)}–{_clock(closes)}",
        }
    for wait in instance.waits:
        most = {"most": f"{wait.most}m"} if wait.most is not None else {}
        follow = {"engagement": ids[wait.before], "least": f"{wait.least}m", **most}
        entries[ids[wait.after]].setdefault("after", []).append(follow)
    ways = [way for way in instance.ways if way.origin in name and way.destination in name]
    return {
        "format_version": 1,
        "title": instance.name,
        "sides": {
            "host": {"name": "Arvandia", "role": "host", "languages": ["fa"]},
            GUEST: {"name": "Severia", "role": "guest", "languages": ["ru"]},
        },
        "legs": {
            "city": {
                "city": "Arvand",
                "zone": "Asia/Tehran",
                "first_day": 1,
                "last_day": instance.days,
                "day": "00:00–23:55",
            }
        },
        "venues": {
            name[venue]: {
                "name": venue,
                "leg": "city",
                "simultaneous": instance.capacity.get(venue, crowd),
                "turnover": "0m",
            }
            for venue in venues
        },
        "travel": [
            {
                "origin": name[way.origin],
                "destination": name[way.destination],
                "time": f"{way.minutes}m",
                "basis": "measured",
                "one_way": True,
            }
            for way in ways
        ],
        "people": {
            p: {"side": GUEST, "office": "Minister", "principal": party in ("principal", "main"), "level": 3}
            for party, p in person.items()
        },
        "engagements": entries,
        "rules": _rules(),
    }


def _rules() -> dict[str, Any]:
    """Only what must be is asked for, and ways are from door to door already."""
    grades = load_profile("neutral").data["rules"]
    off = {"grade": "off", "reason": "not part of what is compared"}
    rules: dict[str, Any] = {rule.name: off for rule in RULES if Grade(grades[rule.name]["grade"]) is not Grade.MUST}
    rules["enough-travel"] = {"parameters": {"loading": "0m"}, "reason": "ways are from door to door"}
    return rules


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
