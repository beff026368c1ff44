"""The day view: where each bar, band and label of a day stands, in hundredths of the width.

Times run along the line of reading. Labels stand under the bars on steps that descend towards the start of the day, so
that no leader crosses a label: the last label takes the first step, and each earlier one the first step that is free.
Widths are reckoned for the narrowest page on which the drawing is shown without scrolling.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from placet.documents.programme_page.details import block_name, is_agreed
from placet.documents.programme_page.phrases import Phrases
from placet.documents.programme_page.sheet import ways_of
from placet.model.ids import TrackId
from placet.model.profile import Grade
from placet.model.spans import Window
from placet.projections.current import span_of
from placet.projections.programme import BlockRow, Day, EngagementRow, Late, MovementRow

NARROWEST = 660.0
"""Pixels that the hours have on the narrowest page."""
CHARACTER = 5.6
"""Pixels of an average character of a label."""
ONE_LINE = 36
"""Characters of a label that is not broken into two lines."""
LONGEST_LABEL = 64
"""Characters up to which a label grows wider rather than being cut."""
MOST_STEPS = 12
"""Steps of labels beyond which leaders may run behind labels."""
MINUTES = 2.6
"""Hundredths of the width that the minutes need which an engagement may run late."""
ROOM_AFTER = 4
"""Hours that may be added after the last end, so that the last labels have room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something drawn. `style` is `engagement`, `movement`, `block` or `late`: how late an engagement may run.

    `side` is `ours`, `theirs` or empty.

    `start` and `width` are hundredths of the drawing's width, `lane` counts from 0, `grade` is that of the gravest
    finding. `minutes` stand above a bar of how late, where they have room.
    """

    style: str
    start: float
    width: float
    lane: int = 0
    number: str = ""
    side: str = ""
    agreed: bool = False
    grade: str = ""
    about: bool = False
    minutes: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words under a bar of `lane`, on step `step` (0 is the uppermost), led to it by a hairline.

    It takes `lines` lines; `above` are the lines that the steps above it take.
    """

    start: float
    width: float
    lane: int = 0
    step: int = 0
    lines: int = 1
    above: int = 0
    time: str
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One track: its bars in lanes, and its labels on steps that take `lines` lines together.

    `crossing` tells whether leaders run behind labels.
    """

    name: str
    lanes: int
    steps: int
    lines: int
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    crossing: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour of the ruler."""

    start: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The day view. `night` are the dark ends of the day."""

    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    night: tuple[tuple[float, float], ...]
    says: str


class Axis:
    """Hours of one day, in hundredths of a width. `first` and `last` are whole hours after local midnight."""

    def __init__(self, midnight: datetime, first: int, last: int) -> None:
        """`last` may lie beyond 24: an engagement crosses midnight."""
        self.midnight = midnight
        self.first = first
        self.last = last

    def hour(self, instant: datetime) -> float:
        """Hours after local midnight, as they pass (a change of the clocks does not bend the axis)."""
        return (instant - self.midnight) / timedelta(hours=1)

    def at(self, hour: float) -> float:
        """Where an hour stands."""
        return round((hour - self.first) / (self.last - self.first) * 100, 3)

    def place(self, instant: datetime) -> float:
        """Where an instant stands."""
        return self.at(self.hour(instant))

    def bar(self, span: Window) -> tuple[float, float]:
        """Start and width of a span."""
        start = self.place(span.opens)
        return start, round(self.place(span.closes) - start, 3)


def axis_of(phrases: Phrases, day: Day, windows: Iterable[Window]) -> Axis | None:
    """The whole hours around everything of a day; None for a day on which there is nothing."""
    spans = list(windows)
    if not spans:
        return None
    zone = phrases.projection.timeline.zone(day.zone)
    midnight = datetime.combine(phrases.projection.timeline.date_of(day.number), time(0), tzinfo=zone)
    whole = Axis(midnight, 0, 24)
    first = math.floor(min(whole.hour(span.opens) for span in spans))
    last = math.ceil(max(whole.hour(span.closes) for span in spans))
    return Axis(midnight, first, max(last, first + 4))


def numbers_of(day: Day) -> dict[str, str]:
    """The numbers of a day's engagements, in the order in which they begin: the same in drawing and sheet."""
    engagements = [row.id for row in day.rows if isinstance(row, EngagementRow)]
    return {name: str(number) for number, name in enumerate(engagements, start=1)}


def drawing_of(phrases: Phrases, day: Day, numbers: Mapping[str, str]) -> Drawing | None:
    """The day view; None for a day on which there is nothing."""
    axis = axis_of(phrases, day, (span_of(row) for row in day.rows))
    if axis is None:
        return None
    end = axis.last
    for room in range(ROOM_AFTER + 1):
        axis.last = end + room
        strips = [_strip(phrases, day, track, axis, numbers) for track in _tracks(day)]
        if all(label.start + label.width <= 100 for strip in strips for label in strip.labels):
            break
    return Drawing(
        _ticks(phrases, axis),
        tuple(replace(strip, labels=tuple(_inside(label) for label in strip.labels)) for strip in strips),
        _night(day, axis),
        _says(phrases, day, axis),
    )


def _tracks(day: Day) -> tuple[TrackId, ...]:
    """The tracks of the day; those that only have protected time have no strip of their own."""
    if day.tracks:
        return day.tracks
    return tuple(dict.fromkeys(track for row in day.rows if isinstance(row, BlockRow) for track in row.tracks))


def _inside(label: Label) -> Label:
    """A label that would leave the drawing is cut at its edge."""
    return replace(label, width=round(min(label.width, 100 - label.start), 3))


def _strip(phrases: Phrases, day: Day, track: TrackId, axis: Axis, numbers: Mapping[str, str]) -> Strip:
    engagements = [row for row in day.rows if isinstance(row, EngagementRow) and row.track == track]
    lanes = _lanes(engagements)
    bars = [_engagement(phrases, row, axis, lanes[row.id], numbers) for row in engagements]
    labels = [_label(phrases, row, axis, lanes[row.id]) for row in engagements]
    for way in _ways(phrases, day, track):
        start, width = axis.bar(span_of(way))
        lane = _lane_beside(way, engagements, lanes)
        bars.append(Bar(style="movement", start=start, width=width, lane=lane))
        if way.movement is not None:
            labels.append(_named_way(phrases, day, way, axis, lane))
    for engagement in engagements:
        if engagement.late is not None:
            room = _room_after(engagement, engagements, axis, lanes)
            bars.append(_late(phrases, engagement, engagement.late, axis, lanes[engagement.id], room))
    named: set[str] = set()
    for row in day.rows:
        if isinstance(row, BlockRow) and track in row.tracks:
            start, width = axis.bar(row.window)
            bars.append(Bar(style="block", start=start, width=width))
            if row.id not in named:
                labels.append(_block(phrases, row, axis))
            named.add(row.id)
    stepped, crossing = _stepped(labels)
    return Strip(
        phrases.track(track),
        max(lanes.values(), default=0) + 1,
        max((label.step for label in stepped), default=-1) + 1,
        max((label.above + label.lines for label in stepped), default=0),
        tuple(sorted(bars, key=lambda bar: (bar.style != "block", bar.style != "movement", bar.start))),
        stepped,
        crossing,
    )


def _lanes(rows: Sequence[EngagementRow]) -> dict[str, int]:
    """A lane for each engagement, such that no two of a lane are at the same time."""
    free_from: list[datetime] = []
    lanes: dict[str, int] = {}
    for row in rows:
        lane = next((n for n, free in enumerate(free_from) if free <= row.likely.opens), len(free_from))
        free_from[lane : lane + 1] = [row.likely.closes]
        lanes[row.id] = lane
    return lanes


def _ways(phrases: Phrases, day: Day, track: TrackId) -> list[MovementRow]:
    """One way of each group that arrives together."""
    people = phrases.visit.people
    principals = frozenset(name for name, person in people.items() if person.principal)
    return [group[0] for group in ways_of((row for row in day.rows), principals) if group[0].track == track]


def _lane_beside(way: MovementRow, rows: Sequence[EngagementRow], lanes: Mapping[str, int]) -> int:
    """The lane of the engagement that a journey leads to; the first one for a journey that leads to none."""
    ends = span_of(way).closes
    ahead = [row for row in rows if row.likely.opens >= ends and set(row.parties) & set(way.parties)]
    return lanes[min(ahead, key=lambda row: (row.likely.opens, row.id)).id] if ahead else 0


def _engagement(phrases: Phrases, row: EngagementRow, axis: Axis, lane: int, numbers: Mapping[str, str]) -> Bar:
    start, width = axis.bar(row.likely)
    asked = row.engagement.proposed_by
    grades = [finding.grade for finding in row.findings if finding.grade in (Grade.MUST, Grade.SHOULD)]
    return Bar(
        style="engagement",
        start=start,
        width=width,
        lane=lane,
        number=numbers[row.id],
        side="" if asked is None else ("ours" if asked == phrases.sides[0] else "theirs"),
        agreed=is_agreed(row.engagement),
        grade=(Grade.MUST.value if Grade.MUST in grades else Grade.SHOULD.value) if grades else "",
        about=row.about,
        tip=f"{phrases.time_of(row, row.zone)} {row.engagement.title.in_language(phrases.language)}",
    )


def _late(phrases: Phrases, row: EngagementRow, late: Late, axis: Axis, lane: int, room: float) -> Bar:
    """A thin bar after an engagement, as long as it may run late, within the drawing; minutes if there is `room`."""
    start, width = axis.bar(Window(row.likely.closes, row.likely.closes + late.by))
    within = max(0.0, min(width, 100 - start)) if late.by else 0.0
    minutes = phrases.minutes(late.by) if room >= MINUTES and not late.further else ""
    return Bar(style="late", start=start, width=round(within, 3), lane=lane, minutes=minutes, tip=late.said)


def _room_after(row: EngagementRow, rows: Sequence[EngagementRow], axis: Axis, lanes: Mapping[str, int]) -> float:
    """Hundredths of the width from the end of an engagement to the next one in its lane, or to the end of the day."""
    ends = row.likely.closes
    ahead = (axis.place(it.likely.opens) for it in rows if lanes[it.id] == lanes[row.id] and it.likely.opens >= ends)
    return min(ahead, default=100.0) - axis.place(ends)


def _label(phrases: Phrases, row: EngagementRow, axis: Axis, lane: int) -> Label:
    words = row.engagement.title.in_language(phrases.language)
    at = phrases.clock(row.starts_at, row.zone, row.day)
    return _label_for(axis.place(row.likely.opens), at, words, "engagement", lane)


def _named_way(phrases: Phrases, day: Day, way: MovementRow, axis: Axis, lane: int) -> Label:
    words = way.movement.title.in_language(phrases.language) if way.movement is not None else ""
    at = phrases.clock(span_of(way).opens, day.zone, way.day)
    return _label_for(axis.place(span_of(way).opens), at, words, "movement", lane)


def _block(phrases: Phrases, row: BlockRow, axis: Axis) -> Label:
    return _label_for(axis.place(row.window.opens), "", block_name(phrases, row), "block")


def _label_for(start: float, at: str, words: str, style: str, lane: int = 0) -> Label:
    """A label as wide as its words: on one line while they are short, on two beyond; as wide as the longest word."""
    characters = len(at) + 1 + min(len(words), LONGEST_LABEL)
    lines = 1 if characters <= ONE_LINE else 2
    wide = characters if lines == 1 else math.ceil(characters / 2) + 4
    longest = max((len(word) for word in words.split()), default=0)
    width = (max(wide, min(longest, LONGEST_LABEL // 2)) * CHARACTER + 9) / NARROWEST * 100
    return Label(start=start, width=round(width, 3), lane=lane, lines=lines, time=at, words=words, style=style)


def _stepped(labels: Sequence[Label]) -> tuple[tuple[Label, ...], bool]:
    """Labels on steps such that no leader runs through a label; on a crowded day leaders may, and then True."""
    clear = _on_steps(labels, crossing=False)
    if max((label.step for label in clear), default=0) < MOST_STEPS:
        return clear, False
    return _on_steps(labels, crossing=True), True


def _on_steps(labels: Sequence[Label], *, crossing: bool) -> tuple[Label, ...]:
    """From last to first, each label on the uppermost step that is free up to what was put there before it."""
    leftmost: list[float] = []
    stepped = []
    for label in sorted(labels, key=lambda label: (-label.start, label.words)):
        ends = label.start + label.width
        free = (n for n in range(len(leftmost)) if ends <= (leftmost[n] if crossing else min(leftmost[n:])))
        step = next(free, len(leftmost))
        leftmost[step : step + 1] = [label.start]
        stepped.append(replace(label, step=step))
    lines = [max(label.lines for label in stepped if label.step == step) for step in range(len(leftmost))]
    return tuple(replace(label, above=sum(lines[: label.step])) for label in reversed(stepped))


def _ticks(phrases: Phrases, axis: Axis) -> tuple[Tick, ...]:
    """Every hour, named while there is room for it."""
    every = 1 if axis.last - axis.first <= 20 else 2
    digits = phrases.spoken.in_digits
    return tuple(
        Tick(axis.at(hour), digits(f"{hour % 24:02d}") if (hour - axis.first) % every == 0 and hour < axis.last else "")
        for hour in range(axis.first, axis.last + 1)
    )


def _night(day: Day, axis: Axis) -> tuple[tuple[float, float], ...]:
    if day.daylight is None:
        return ()
    bands = []
    if day.daylight.sunrise is not None and axis.place(day.daylight.sunrise) > 0:
        bands.append((0.0, min(axis.place(day.daylight.sunrise), 100.0)))
    if day.daylight.sunset is not None and axis.place(day.daylight.sunset) < 100:
        dusk = max(axis.place(day.daylight.sunset), 0.0)
        bands.append((dusk, round(100 - dusk, 3)))
    return tuple(bands)


def _says(phrases: Phrases, day: Day, axis: Axis) -> str:
    engagements = sum(isinstance(row, EngagementRow) for row in day.rows)
    return phrases.say(
        "day",
        "drawing",
        first=phrases.spoken.in_digits(f"{axis.first % 24:02d}:00"),
        last=phrases.spoken.in_digits(f"{axis.last % 24:02d}:00"),
        engagements=phrases.count("summary", "engagements", engagements),
        tracks=phrases.count("day", "tracks", len(day.tracks)),
    )
