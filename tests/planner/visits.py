"""Small visits to be planned, in a few lines of TOML, and short ways to say what came of them.

The common ground: one leg `city` in Asia/Tehran (a whole number of half hours from UTC), one day, 08:00–20:00; venues
`a`, `b`, `c`, `d`; door to door 30 minutes a–b, 60 a–c and b–c; `d` lies in one compound with `a`, 5 minutes on foot.
Nothing is added to a drive, no venue needs time to be set up, and every rule that is not a `must` is off unless a test
asks for it: so an optimum can be derived by hand. People: `p` (principal), `q`, `r`; interpreters `i1`, `i2` (fa-ru).
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.planner.oracle import broken
from tests.visits.toml import entry, laid_over

from placet.almanac.timeline import Timeline
from placet.formats.positions import Path
from placet.formats.toml import Tree
from placet.formats.visitfile import VisitFile, read_visit
from placet.model.profile import Grade
from placet.model.programme import Programme
from placet.node.judging import case_of
from placet.node.rulebook import load_profile, rulebook_for
from placet.planner.outcome import Infeasible, Outcome, Planned
from placet.planner.request import PlanRequest, Progress
from placet.planner.solve import plan
from placet.rules.catalogue import RULES
from placet.rules.judge import judge

COMMON = """
format_version = 1
title = "A visit"
[sides.AR]
name = "Arvandia"
role = "host"
languages = ["fa"]
[sides.SE]
name = "Severia"
role = "guest"
languages = ["ru"]
[legs.city]
city = "Arvand"
zone = "Asia/Tehran"
first_day = 1
last_day = 1
day = "08:00–20:00"
[venues.a]
name = "A"
leg = "city"
compound = "court"
turnover = "0m"
[venues.b]
name = "B"
leg = "city"
turnover = "0m"
[venues.c]
name = "C"
leg = "city"
turnover = "0m"
[venues.d]
name = "D"
leg = "city"
compound = "court"
turnover = "0m"
[people.p]
side = "SE"
office = "President"
principal = true
level = 1
[people.q]
side = "SE"
office = "Minister"
level = 3
[people.r]
side = "SE"
office = "Minister"
level = 3
[people.i1]
side = "AR"
office = "Interpreter"
interprets = [["fa", "ru"]]
[people.i2]
side = "AR"
office = "Interpreter"
interprets = [["fa", "ru"]]
[[travel]]
origin = "a"
destination = "b"
time = "30m"
basis = "measured"
[[travel]]
origin = "a"
destination = "c"
time = "60m"
basis = "measured"
[[travel]]
origin = "b"
destination = "c"
time = "60m"
basis = "measured"
[[travel]]
origin = "d"
destination = "b"
time = "30m"
basis = "measured"
[[travel]]
origin = "d"
destination = "c"
time = "60m"
basis = "measured"
"""
PRIVATE = ("value", "withheld")
"""Fields of an engagement that stand in private.toml; the tests write them beside the others."""


def engagement(name: str, at: str | None = None, **fields: Any) -> str:
    """An engagement as TOML: an hour of the principal `p` at `a`, unless it says otherwise; None takes a field out."""
    usual = {"title": name.title(), "who": ["p"], "at": at, "length": "60m", "venues": ["a"]}
    return entry("engagements", name, **usual | fields)


def visit_file(text: str = "", *, soft: tuple[str, ...] = (), data: dict[str, Any] | None = None) -> VisitFile:
    """The common visit with more TOML (or plain data) laid over it; the rules in `soft` keep their grade."""
    laid = laid_over(tomllib.loads(COMMON), tomllib.loads(text))
    laid = laid_over(laid, data or {})
    profile = load_profile("neutral").data["rules"]
    off = {"grade": "off", "reason": "not looked at in this test"}
    rules = {
        rule.name: off
        for rule in RULES
        if Grade(profile[rule.name]["grade"]) is not Grade.MUST
        and rule.name not in soft
        and rule.name != "usual-length"
    }
    rules["enough-travel"] = {"parameters": {"loading": "0m"}, "reason": "ways are door to door"}
    laid["rules"] = rules | laid.get("rules", {})
    private: dict[str, Any] = {"engagements": {}}
    if "diary" in laid:
        private["diary"] = laid.pop("diary")
    for name, stated in laid.get("engagements", {}).items():
        private["engagements"][name] = {field: stated.pop(field) for field in PRIVATE if field in stated}
    private["engagements"] = {name: fields for name, fields in private["engagements"].items() if fields}
    lines: dict[Path, int] = {
        ("engagements", name, field): 1 for name, fields in private["engagements"].items() for field in fields
    }
    lines |= {("diary",): 1, **{("diary", name): 1 for name in private.get("diary", {})}}
    return read_visit(Tree("visit.toml", laid, {}), Tree("private.toml", private, lines))


def request_for(file: VisitFile, on: date | None = None, **asked: Any) -> PlanRequest:
    """The request for a visit; `asked` goes to the planner."""
    asked = {"seconds": 120.0, "clock": time.monotonic} | asked
    return PlanRequest(visit=file.visit, timeline=Timeline(file.visit, on), rulebook=rulebook_for(file.visit), **asked)


def outcome_of(text: str, *, soft: tuple[str, ...] = (), **asked: Any) -> Outcome:
    """Whatever planning ends in."""
    return plan(request_for(visit_file(text, soft=soft), **asked))


def planned(text: str, *, soft: tuple[str, ...] = (), on: date | None = None, **asked: Any) -> Planned:
    """The plan of a visit that has one, after the oracle and the rules have found nothing wrong with it."""
    return sound(visit_file(text, soft=soft), on=on, **asked)


def sound(file: VisitFile, on: date | None = None, **asked: Any) -> Planned:
    """The same for a visit that was read already."""
    outcome = plan(request_for(file, on, **asked))
    assert isinstance(outcome, Planned), outcome
    assert broken(file.visit, outcome.programme) == []
    assert unsound(file, outcome.programme, on) == []
    return outcome


def clash(text: str, **asked: Any) -> Infeasible:
    """Why a visit that cannot be planned cannot be planned."""
    outcome = outcome_of(text, **asked)
    assert isinstance(outcome, Infeasible), outcome
    return outcome


def unsound(file: VisitFile, programme: Programme, on: date | None = None) -> list[str]:
    """What the rules find that makes a programme unsound."""
    case = case_of(file.visit, programme, Timeline(file.visit, on), rulebook_for(file.visit))
    return [f"{f.rule} {f.verdict.subjects}" for f in judge(case).findings if f.is_unsound]


def shown(outcome: Planned) -> dict[str, str]:
    """Each placement as `10:00–11:00 a`."""
    return {
        name: f"{p.starts_at:%H:%M}–{p.ends_at:%H:%M}" + (f" {p.venue}" if p.venue else "")
        for name, p in outcome.programme.placements.items()
    }


def amounts(outcome: Planned) -> dict[str, int]:
    """What each level came to; all of them must be proven."""
    assert outcome.is_proven, outcome.levels
    return {level.name: level.amount for level in outcome.levels}


def kinds(found: Infeasible) -> list[tuple[str, ...]]:
    """A clash as (kind, *subjects), sorted."""
    return sorted((r.kind, *r.subjects) for r in found.clashes[0].requirements)


def progress_into(told: list[Progress]) -> Callable[[Progress], None]:
    """Somebody who writes down what is told."""
    return told.append
