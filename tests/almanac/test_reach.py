"""The years the almanac answers for."""

import subprocess
import sys
from datetime import date, timedelta

from placet.almanac.reach import FIRST_DAY, LAST_DAY, is_within_reach

DAY = timedelta(days=1)


def test_the_reach_includes_both_ends():
    assert is_within_reach(FIRST_DAY)
    assert is_within_reach(LAST_DAY)
    assert not is_within_reach(FIRST_DAY - DAY)
    assert not is_within_reach(LAST_DAY + DAY)
    assert not is_within_reach(date.max)


def test_importing_the_package_loads_no_library():
    heavy = "{'holidays', 'astral', 'hijridate', 'persiantools', 'muslim_prayer_time'}"
    ask = f"import placet.almanac, sys; assert not {heavy} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
