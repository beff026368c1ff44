"""Judge a programme of a visit: the file's own times, a plan, or a programme that someone sent."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.rules import enough_travel, usual_length
from placet.rules.case import Case
from placet.rules.judge import Judgement, judge
from placet.rules.rulebook import Rulebook
from placet.rules.stated import stated_programme

SEES_TO_WAYS = "way-there"
"""The rule about ways that are missing: while something is moved they are left to `enough-travel`."""


class Judged(Protocol):
    """What a command ended in, as far as all of them share it. `judgement` is there where there is a programme."""

    @property
    def visit_file(self) -> VisitFile: ...  # noqa: D102  # the class says it
    @property
    def timeline(self) -> Timeline: ...  # noqa: D102  # as above
    @property
    def judgement(self) -> Judgement | None: ...  # noqa: D102  # as above


def case_of(
    visit: Visit, programme: Programme, timeline: Timeline, rulebook: Rulebook, today: date | None = None
) -> Case:
    """Lay a programme out for the rules."""
    return Case(
        visit,
        programme,
        timeline,
        rulebook,
        margins=rulebook.parameters("enough-travel", enough_travel.Parameters).margins(),
        usual=rulebook.parameters("usual-length", usual_length.Parameters).usual(),
        today=today,
    )


def judge_stated(visit_file: VisitFile, rulebook: Rulebook, starts_on: date | None = None) -> tuple[Case, Judgement]:
    """Judge the programme that the file's own times make."""
    timeline = Timeline(visit_file.visit, starts_on)
    case = case_of(visit_file.visit, stated_programme(visit_file.visit, timeline), timeline, rulebook)
    return case, judge(case)
