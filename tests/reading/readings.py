"""What a reading says, as tests compare it."""

from __future__ import annotations

from placet.reading.findings import Reading, times_of


def told(reading: Reading) -> list[tuple[int | None, str, str, str]]:
    """Day, time, title and place of every entry."""
    return [(e.day, times_of(e), next(iter(e.title.values())), e.place) for e in reading.entries]


def cases(reading: Reading) -> list[str]:
    """What is asked, those of the whole paper first."""
    return [doubt.case for doubt in reading.questions]
