"""All day headings of a paper together: which day of the visit each is, and on what date the visit begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from placet.formats.limits import MAX_DAYS
from placet.model.spans import LEAP_YEAR
from placet.reading.day import Heading, days_between, first_day_in, settled, years_in
from placet.reading.findings import About, DayRead, Doubt
from placet.reading.grid import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Numbered:
    """The days of a paper, one for each heading in order, and the questions about them."""

    days: tuple[DayRead, ...] = ()
    starts_on: date | None = None
    doubts: tuple[Doubt, ...] = field(default=())


def numbered(
    headings: Sequence[tuple[Where, Heading]], texts: Iterable[str], starts_on: date | None = None
) -> Numbered:
    """Days by their headings (each with its place). `texts` are the other lines, which may name the year or the dates.

    `starts_on` is the first day as the reader of the paper gave it: it settles the year, and beats what a title says.
    """
    lines = list(texts)
    years = [starts_on.year] if starts_on is not None else [*years_in([*(h.said for _, h in headings), *lines])]
    known = settled([heading for _, heading in headings], years)
    first, doubts = _first(known, headings, lines, starts_on)
    days: list[DayRead] = []
    last: Heading | None = None
    for (where, _), heading in zip(headings, known, strict=True):
        on = heading.dates[0] if heading.dates and heading.case != "no-such-day" else None
        before = days[-1] if days else None
        number = _number(heading, on, first, before, last)
        last = heading
        if not 1 <= number <= MAX_DAYS:
            number = before.number if before is not None else 1
            doubts.append(_doubt(where, "far-away", heading, on, number))
            on = None
        dated = on if on is not None else (first + timedelta(days=number - 1) if first is not None else None)
        doubts += _doubts(where, heading, on, number)
        if heading.number is not None and on is not None and heading.number != number:
            doubts.append(_doubt(where, "number", heading, on, number))
        days.append(DayRead(where=where, number=number, on=dated, said=heading.said, place=heading.rest))
    return Numbered(tuple(days), first, tuple(doubts))


def _first(
    known: Sequence[Heading],
    headings: Sequence[tuple[Where, Heading]],
    lines: Sequence[str],
    starts_on: date | None,
) -> tuple[date | None, list[Doubt]]:
    dated = [(heading.dates[0], heading) for heading in known if heading.dates]
    if dated:
        earliest, of = min(dated, key=lambda pair: pair[0])
        skipped = (of.number or 1) - 1
        return earliest - timedelta(days=skipped), []
    if starts_on is not None:
        return starts_on, []
    told = list(dict.fromkeys(first_day_in(lines)))
    count = max(len({heading.number or number for number, heading in enumerate(known, 1)}), 1)
    where = headings[0][0] if headings else NOWHERE
    if not told:
        return None, []
    fits = (told[-1] - told[0]).days + 1 == count and len(told) <= 2
    named = tuple(day.isoformat() for day in told[1:])
    case = "" if fits else "day-title"
    doubt = Doubt(where=where, about=About.DAY, case=case, said=told[0].isoformat(), chosen=str(told[0]), others=named)
    return told[0], [doubt] if case else []


def _number(heading: Heading, on: date | None, first: date | None, before: DayRead | None, last: Heading | None) -> int:
    if on is not None and first is not None:
        return days_between(first, on)
    if heading.number is not None:
        return heading.number
    if before is None or last is None:
        return 1
    return before.number + _apart(last, heading)


def _apart(last: Heading, heading: Heading) -> int:
    """Days from one heading without a year to the next: by day and month, else by weekday, else one."""
    if last.said == heading.said:
        return 0
    if last.month_day is not None and heading.month_day is not None and last.month_day[0] is heading.month_day[0]:
        ordinal = [_day_of_year(month, day) for _, month, day in (last.month_day, heading.month_day)]
        return ordinal[1] - ordinal[0]
    if last.weekday is not None and heading.weekday is not None:
        return (heading.weekday - last.weekday) % 7
    return 1


def _day_of_year(month: int, day: int) -> int:
    """Good for two days that lie close together; the months of a Hijri year are not all as long as these."""
    return (date(LEAP_YEAR, month, 1) + timedelta(days=day - 1)).toordinal()


def _doubts(where: Where, heading: Heading, on: date | None, number: int) -> list[Doubt]:
    if heading.case:
        return [_doubt(where, heading.case, heading, on, number)]
    if on is None and heading.month_day is not None:
        return [_doubt(where, "no-year", heading, on, number)]
    return []


def _doubt(where: Where, case: str, heading: Heading, on: date | None, number: int) -> Doubt:
    chosen = on.isoformat() if on is not None else ""
    others = tuple(day.isoformat() for day in heading.dates if day != on)
    if case == "weekday" and on is not None and heading.weekday is not None:
        ahead = (heading.weekday - on.weekday()) % 7
        near = on + timedelta(days=ahead if ahead <= 3 else ahead - 7)
        others = (*others, near.isoformat())
    return Doubt(
        where=where, about=About.DAY, case=f"day-{case}", said=heading.said, chosen=chosen, others=others, day=number
    )
