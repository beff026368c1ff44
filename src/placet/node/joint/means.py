"""The clock and the chance that acts of a node draw on. Arguments everywhere, so that a script gives the same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from placet.node.clock import now


@dataclass(frozen=True, slots=True)
class Means:
    """`now` answers an aware instant; `chance` as many random bytes as it is asked for."""

    now: Callable[[], datetime]
    chance: Callable[[int], bytes]

    def stamp(self) -> str:
        """The present second in UTC, as entries carry it: a label."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


REAL = Means(now, os.urandom)
"""This machine's clock and its source of randomness."""
