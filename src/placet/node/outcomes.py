"""What planning may end in, for those who reach the core through the node."""

from placet.planner.outcome import Infeasible, NoAnswer, Outcome, Planned
from placet.planner.request import Progress

__all__ = ["Infeasible", "NoAnswer", "Outcome", "Planned", "Progress"]
