"""Choices that differ from file to file and are the same on every run: a draw is a hash of what it is drawn for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from tests.corpus.programmes import Day, Engagement, Programme

ABOUT_ONE_IN = 12
"""The sources mark eight hours of 569 as approximate; the corpus marks one in so many more."""
LENGTH = timedelta(minutes=45)
"""Of an engagement whose end the source does not print, in files that print ends."""
YEARS = ("each heading", "each heading", "title only", "nowhere")

T = TypeVar("T")


def drawn(among: Sequence[T], *occasion: object) -> T:
    """One of them, always the same one for one occasion."""
    digest = hashlib.sha256(" ".join(map(str, occasion)).encode()).digest()
    return among[int.from_bytes(digest[:8], "big") % len(among)]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the office that wrote one file chose. `year` says where the year stands."""

    year: str
    weekday: bool
    ends: bool


def choices(layout: str, programme: Programme, *, year: str | None = None, weekday: bool | None = None) -> Choices:
    """The choices of one file; a layout that leaves none says what it prints."""
    occasion = (layout, programme.name)
    return Choices(
        year=year or drawn(YEARS, *occasion, "year"),
        weekday=drawn((True, True, False), *occasion, "weekday") if weekday is None else weekday,
        ends=drawn((True, False), *occasion, "ends"),
    )


def varied(programme: Programme, layout: str, *, ends: bool, abouts: bool = True) -> Programme:
    """The programme with more approximate hours, or with none, and with ends, which sources seldom print."""
    days = (_varied_day(programme, day, layout, ends=ends, abouts=abouts) for day in programme.days)
    return replace(programme, days=tuple(days))


def _varied_day(programme: Programme, day: Day, layout: str, *, ends: bool, abouts: bool) -> Day:
    made = []
    for number, one in enumerate(day.engagements):
        rare = drawn(range(ABOUT_ONE_IN), layout, programme.name, day.date, number, "about") == 0
        about = abouts and one.start is not None and one.end is None and (one.about or rare)
        end = _end(one, day.engagements[number + 1 :]) if ends and not about else one.end
        made.append(replace(one, about=about, end=end))
    return replace(day, engagements=tuple(made))


def _end(one: Engagement, later: Sequence[Engagement]) -> time | None:
    """Until the next start, at most 45 minutes; none where the next hour is not later, or midnight is passed."""
    if one.start is None or one.end is not None:
        return one.end
    end = (datetime(2000, 1, 1, one.start.hour, one.start.minute, tzinfo=UTC) + LENGTH).time()
    following = next((other.start for other in later if other.start is not None), None)
    if following is not None:
        end = min(end, following) if end > one.start else following
    return end if end > one.start else None
