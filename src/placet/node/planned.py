"""What planning a visit ended in; apart from how it is done, so that who shows it does not load the solver."""

from __future__ import annotations

from dataclasses import dataclass

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.planner.outcome import Outcome
from placet.rules.case import Case
from placet.rules.judge import Judgement
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What planning a visit ended in, with everything needed to show it.

    `case` and `judgement` are there when there is a programme; the judgement of a plan never breaks a `must`.
    """

    visit_file: VisitFile
    timeline: Timeline
    rulebook: Rulebook
    outcome: Outcome
    case: Case | None = None
    judgement: Judgement | None = None
