"""`placet` on the day of the tutorial: the 4th of March 2027, nine o'clock, whatever day it is."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime

from placet.node import clock

DAY = datetime(2027, 3, 4, 9, tzinfo=UTC)

if __name__ == "__main__":
    clock.now = lambda: DAY  # before anything else takes it from there
    clock.today = DAY.date
    runpy.run_module("placet", run_name="__main__")
