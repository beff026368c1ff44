"""What planning may end in, for those who reach the core through the node."""

from placet.planner.outcome import Clash, Infeasible, LeftOut, NoAnswer, Outcome, Planned
from placet.planner.placing.slack import Slack
from placet.planner.repair.outcome import Repaired
from placet.planner.request import Progress
from placet.planner.tasks.problem import Requirement

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
