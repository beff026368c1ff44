"""Who is where: for each person and day one line, a strip of bars and when the day begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placet.documents.programme_page.drawing import Axis, Bar, Tick, axis_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import PartyId, PersonId, SideId
from placet.projections.current import span_of
from placet.projections.programme import BlockRow, EngagementRow, MovementRow, Row


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One day of one person: bars in hundredths, and what they come to in words."""

    bars: tuple[Bar, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person's days. `name` is there where the file gives one."""

    office: str
    name: str
    principal: bool
    days: tuple[PersonDay, ...]


@dataclass(frozen=True, slots=True)
class SidePeople:
    """The people of one side; `side` is `ours`, `theirs` or empty. Those with no engagement are only named."""

    name: str
    side: str
    lines: tuple[PersonLine, ...]
    unplaced: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody. `days` heads the columns, `ticks` rules each of them."""

    days: tuple[str, ...]
    ticks: tuple[tuple[Tick, ...], ...]
    sides: tuple[SidePeople, ...]


def people_of(phrases: Phrases) -> People:
    """The people of the sides, the reader's own first."""
    days = [day for day in phrases.projection.days if day.rows]
    axes = {}
    for day in days:
        axis = axis_of(phrases, day, (span_of(row) for row in day.rows))
        if axis is not None:
            axes[day.number] = axis
    return People(
        tuple(phrases.day(day.number) for day in days),
        tuple(_ticks(phrases, axis) for axis in axes.values()),
        tuple(_side(phrases, side, axes) for side in phrases.sides),
    )


def _ticks(phrases: Phrases, axis: Axis) -> tuple[Tick, ...]:
    """Every third hour of the clock."""
    hours = (hour for hour in range(axis.first + 1, axis.last) if hour % 3 == 0)
    return tuple(Tick(axis.at(hour), phrases.spoken.in_digits(f"{hour % 24:02d}")) for hour in hours)


def _side(phrases: Phrases, side: SideId, axes: dict[int, Axis]) -> SidePeople:
    people = [PersonId(name) for name, person in phrases.visit.people.items() if person.side == side]
    last = len(people)
    people.sort(key=lambda name: phrases.visit.people[name].precedence or last + 1)
    items = phrases.projection.items
    busy = [name for name in people if any(not isinstance(row, MovementRow) for row in items.get(name, ()))]
    return SidePeople(
        phrases.side(side),
        "ours" if side == phrases.sides[0] else "theirs",
        tuple(_line(phrases, name, items[name], axes) for name in busy),
        phrases.joined(phrases.attendee(name, full=True) for name in people if name not in busy),
    )


def _line(phrases: Phrases, name: PersonId, rows: Sequence[Row], axes: dict[int, Axis]) -> PersonLine:
    person = phrases.visit.people[name]
    return PersonLine(
        phrases.name(person.office.name),
        person.name.in_language(phrases.language) if person.name is not None else "",
        person.principal,
        tuple(_day(phrases, name, [row for row in rows if row.day == number], axes[number]) for number in axes),
    )


def _day(phrases: Phrases, name: PersonId, rows: Sequence[Row], axis: Axis) -> PersonDay:
    shown = [row for row in rows if not isinstance(row, BlockRow) or PartyId(name) in row.parties]
    engagements = [row for row in shown if isinstance(row, EngagementRow)]
    if not engagements:
        return PersonDay(tuple(_bar(row, axis) for row in shown), phrases.word("people", "nothing"))
    first, last = engagements[0], max(engagements, key=lambda row: row.likely.closes)
    words = phrases.say(
        "people",
        "day_of",
        first=phrases.clock(first.starts_at, first.zone, first.day),
        last=phrases.clock(last.likely.closes, last.zone, last.day),
        n=len(engagements),
    )
    return PersonDay(tuple(_bar(row, axis) for row in shown), words)


def _bar(row: Row, axis: Axis) -> Bar:
    style = {EngagementRow: "engagement", MovementRow: "movement", BlockRow: "block"}[type(row)]
    start, width = axis.bar(span_of(row))
    return Bar(style=style, start=start, width=width)
