"""What planning may end in, for those who reach the core through the node."""

from placet.planner.outcome import Clash, Infeasible, LeftOut, NoAnswer, Outcome, Planned
from placet.planner.problem import Requirement
from placet.planner.repair.outcome import Repaired
from placet.planner.request import Progress
from placet.planner.slack import Slack

__all__ = [
    "Clash",
    "Infeasible",
    "LeftOut",
    "NoAnswer",
    "Outcome",
    "Planned",
    "Progress",
    "Repaired",
    "Requirement",
    "Slack",
]
