"""What is left of all hands on a day, in one number: whether a task finds its hands is asked very often.

Each resource has bits of its own, and one more above them, its guard, that a subtraction takes away where there is too
little. So `(left - taken) & guards == guards` where there is enough of each.
"""

from __future__ import annotations

from collections.abc import Mapping


class Hands:
    """Hands of every resource. Nobody may take more at once than there is in all."""

    def __init__(self, capacity: Mapping[str, int]) -> None:
        """Give each resource its bits."""
        self._shift: dict[str, int] = {}
        width = free = guards = 0
        for resource, most in capacity.items():
            self._shift[resource] = width
            free |= most << width
            width += most.bit_length() + 1
            guards |= 1 << (width - 1)
        self.guards, self.free = guards, free | guards

    def packed(self, uses: Mapping[str, int]) -> int:
        """What an activity takes on each of its days, as one number."""
        return sum(hands << self._shift[resource] for resource, hands in uses.items())
