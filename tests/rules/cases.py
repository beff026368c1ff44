"""Small cases for the rules: a visit in a few lines of TOML, judged by one rule.

The common ground: two sides, AR (host, Arvandia) and SE (guest, Severia), both fictional; one leg `city` in Asia/Tehran
with two days; venues `palace`, `hall` (one compound `court`), `ministry` (20 min measured from the palace) and `airport`
(stated 30 min from the palace); principals `president-ar` and `president-se`, ministers `minister-ar` and `minister-se`,
interpreter `interpreter-1` (fa-ru). A test adds what it needs, and may replace a table by writing it again.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from placet.almanac.timeline import Timeline
from placet.formats.toml import Tree
from placet.formats.visitfile import VisitFile, read_visit
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.rules.case import Case
from placet.rules.catalogue import BY_NAME
from placet.rules.finding import Answer, Verdict
from placet.rules.stated import stated_programme

COMMON = """
format_version = 1
title = "Official visit of the President of Severia to Arvandia"
[sides.AR]
name = "Arvandia"
role = "host"
country = "IR"
languages = ["fa"]
[sides.SE]
name = "Severia"
role = "guest"
country = "RU"
languages = ["ru"]
[legs.city]
city = "Arvand"
country = "IR"
zone = "Asia/Tehran"
first_day = 1
last_day = 2
latitude = 35.7
longitude = 51.4
prayer_method = "tehran"
[venues.palace]
name = "Palace"
leg = "city"
compound = "court"
[venues.hall]
name = "Hall"
leg = "city"
compound = "court"
[venues.ministry]
name = "Ministry"
leg = "city"
[venues.airport]
name = "Airport"
leg = "city"
[[travel]]
origin = "palace"
destination = "ministry"
time = "20m"
basis = "measured"
[[travel]]
origin = "palace"
destination = "airport"
time = "30m"
[people.president-ar]
side = "AR"
office = "President of Arvandia"
principal = true
level = 1
speaks = ["fa"]
[people.president-se]
side = "SE"
office = "President of Severia"
principal = true
level = 1
speaks = ["ru"]
[people.minister-ar]
side = "AR"
office = "Minister of Arvandia"
level = 3
speaks = ["fa"]
[people.minister-se]
side = "SE"
office = "Minister of Severia"
level = 3
speaks = ["ru"]
[people.interpreter-1]
side = "AR"
office = "Interpreter"
interprets = [["fa", "ru"]]
speaks = ["fa", "ru"]
"""


def visit_file(text: str = "", **top: Any) -> VisitFile:
    """The common visit with more TOML laid over it; `top` replaces values at the top of the file."""
    return read_visit(Tree("visit.toml", _laid_over(tomllib.loads(COMMON), tomllib.loads(text)) | top, {}))


def case(text: str = "", on: date | None = None, today: date | None = None) -> Case:
    """The programme that the common visit and `text` state, ready to be judged; dated when `on` is given."""
    file = visit_file(text)
    timeline = Timeline(file.visit, on)
    return case_of(file.visit, stated_programme(file.visit, timeline), timeline, rulebook_for(file.visit), today)


def verdicts(rule: str, subject: Case) -> list[Verdict]:
    """Everything one rule says of a case."""
    return list(BY_NAME[rule].judge(subject, subject.rulebook.entries[rule].parameters))


def broken(rule: str, subject: Case) -> list[tuple[str, ...]]:
    """The subjects of the violations that one rule finds, in its order."""
    return [verdict.subjects for verdict in verdicts(rule, subject) if verdict.answer is Answer.VIOLATED]


def unjudged(rule: str, subject: Case) -> list[tuple[str, ...]]:
    """The subjects of which one rule says that nobody can judge them."""
    return [verdict.subjects for verdict in verdicts(rule, subject) if verdict.answer is Answer.CANNOT_JUDGE]


def _laid_over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    laid = dict(base)
    for key, value in more.items():
        known = laid.get(key)
        laid[key] = _laid_over(known, value) if isinstance(value, dict) and isinstance(known, dict) else value
    return laid
