"""Say how many tests passed in several runs, from the reports that pytest wrote of them (`--junit-xml`).

A test that was skipped has not passed, and one that ran twice is a mistake in how the runs were divided.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

NOT_PASSED = ("failure", "error", "skipped")


def passed_in(report: str) -> list[str]:
    """The tests of a report that passed, by file and name."""
    cases = ElementTree.fromstring(report).iter("testcase")  # noqa: S314  # pytest has just written it
    return [f"{case.get('classname')} {case.get('name')}" for case in cases if not any(map(case.findall, NOT_PASSED))]


def total(reports: Iterable[str]) -> int:
    """How many tests passed in all of them. Raises `ValueError` for one that is in two."""
    passed = [passed_in(report) for report in reports]
    times = Counter(test for run in passed for test in set(run))
    if twice := sorted(test for test in times if times[test] > 1):
        raise ValueError(f"run twice: {', '.join(twice)}")
    return sum(map(len, passed))


def main(arguments: list[str]) -> int:
    """Print the sum, in the words with which pytest closes a run."""
    print(f"{total(Path(name).read_text(encoding='utf-8') for name in arguments)} passed in all")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
