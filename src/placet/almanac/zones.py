"""What a wall clock means in a zone, and when the clock changes.

Decides which instant a stated wall time is, or says precisely why it is none or two. Knows zones by
their full names only: an abbreviation (EST, CET, IST) or a sign-inverted Etc/GMT name is not a zone
for people, whatever the tz database keeps for old programs; `UTC` is. Refuses to guess: a doubled
hour needs its fold, a skipped one is an error. The list of names is that of the `tzdata` package,
so that the same file is accepted on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from placet.almanac.reach import FIRST_DAY, LAST_DAY, is_within_reach
from placet.errors import Fact

NOMINAL_YEAR = 2026
"""The year whose standard offsets stand in for those of an undated visit. Fixed: results must not
depend on when they are computed. Raised by hand, with a changelog entry."""

_SHOWN = 60  # characters of a refused name that are kept: enough to recognise, too few to flood a log
_SECOND = timedelta(seconds=1)


class ZoneFault(StrEnum):
    """Why a name is refused as a zone."""

    ABBREVIATION = "abbreviation"  # known to the tz database, but not to be trusted from a person
    UNKNOWN = "unknown"


class UnknownZone(ValueError):  # noqa: N818 - as in placet.errors: names what is wrong in the world
    """The name is not a zone. `name` is shortened; print it with `!r`, it came from a file."""

    def __init__(self, name: str, fault: ZoneFault) -> None:
        self.name = name[:_SHOWN]
        self.fault = fault
        super().__init__(f"not a zone ({fault}): {self.name!r}")


class UnclearWallTime(ValueError):  # noqa: N818 - as above
    """On a day the clock of a zone does not show a wall time once. `reason` and `facts` are for whoever tells of it."""

    reason: str
    facts: Mapping[str, Fact]


class NonexistentWallTime(UnclearWallTime):
    """The clock jumped over this wall time.

    `gap_starts` and `gap_ends` are the same instant, read on the clock before and after the jump:
    02:00+01:00 and 03:00+02:00. Wall times from the first up to, not including, the second are
    never shown.
    """

    reason = "no-such-time"

    def __init__(self, day: date, wall: time, zone: str, change: OffsetChange) -> None:
        self.day, self.wall, self.zone = day, wall, zone
        self.gap_starts = change.at.astimezone(timezone(change.before))
        self.gap_ends = change.at.astimezone(timezone(change.after))
        self.facts = {"day": day, "starts": self.gap_starts.time(), "ends": self.gap_ends.time()}
        super().__init__(
            f"{day} {wall} does not exist in {zone}: the clock jumps from {self.gap_starts} to {self.gap_ends}"
        )


class AmbiguousWallTime(UnclearWallTime):
    """The clock shows this wall time twice. `earlier` is fold 0, `later` is fold 1."""

    reason = "time-twice"

    def __init__(self, wall: time, zone: str, earlier: datetime, later: datetime) -> None:
        self.day, self.wall, self.zone = earlier.date(), wall, zone
        self.earlier, self.later = earlier, later
        self.facts = {"day": self.day, "at": f"{wall:%H:%M}"}
        super().__init__(f"{self.day} {wall} occurs twice in {zone}: {earlier} and {later}")


@dataclass(frozen=True, slots=True)
class OffsetChange:
    """The clock of a zone changes: `at` (UTC), from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta


def is_zone(name: str) -> bool:
    """Whether a person may name this zone."""
    return name in _names() and _is_for_people(name)


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of that name.

    Raises:
        UnknownZone: For anything else than the full name of a zone, whatever it contains.
    """
    if name not in _names():
        raise UnknownZone(name, ZoneFault.UNKNOWN)
    if not _is_for_people(name):
        raise UnknownZone(name, ZoneFault.ABBREVIATION)
    return ZoneInfo(name)


def offset(zone: str, instant: datetime) -> timedelta:
    """How far the zone's clock is ahead of UTC at an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return _offset(zone_of(zone), instant)


@lru_cache(maxsize=512)
def nominal_offset(zone: str) -> timedelta:
    """The zone's standard offset, for a visit that has no date yet.

    The smaller of the offsets on 1 January and 1 July of `NOMINAL_YEAR`: this is standard time on
    both hemispheres, and does not depend on whether a build of the tz database calls Irish summer
    time "standard" (it may) or Morocco's Ramadan clock "daylight saving" (it does).
    """
    info = zone_of(zone)
    return min(_offset(info, datetime(NOMINAL_YEAR, month, 1, tzinfo=UTC)) for month in (1, 7))


def resolve(day: date, wall: time, zone: str, fold: int | None = None) -> datetime:
    """The instant at which a clock in the zone shows this wall time on this day.

    Args:
        day: As printed on the zone's own calendar.
        wall: Without a zone; its own `fold` is not read.
        zone: A full name.
        fold: 0 for the earlier, 1 for the later of two; ignored where the time occurs once.

    Raises:
        UnknownZone: The zone does not exist.
        NonexistentWallTime: The clock skips this time.
        AmbiguousWallTime: The time occurs twice and no fold is given.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone of its own")
    if fold not in (None, 0, 1):
        raise ValueError(f"a fold is 0 or 1, not {fold!r}")
    info = zone_of(zone)
    earlier = datetime.combine(day, wall.replace(fold=0), tzinfo=info)
    later = earlier.replace(fold=1)
    before, after = _offset(info, earlier), _offset(info, later)
    if before < after:
        as_if_utc = datetime.combine(day, wall, tzinfo=UTC)
        change = _change_around(as_if_utc, info, before, after)
        raise NonexistentWallTime(day, wall, zone, change)
    if before > after and fold is None:
        raise AmbiguousWallTime(wall, zone, earlier, later)
    return later if before > after and fold == 1 else earlier


def changes_between(first: date, last: date, zone: str) -> tuple[OffsetChange, ...]:
    """Every change of the zone's clock in the local days `first` to `last`, both included.

    Raises:
        ValueError: The days are in the wrong order or beyond the almanac's reach.
    """
    if not (first <= last and is_within_reach(first) and is_within_reach(last)):
        raise ValueError(f"not a span of days within {FIRST_DAY}..{LAST_DAY}: {first}..{last}")
    return tuple(_changes(first, last, zone_of(zone)))


def _changes(first: date, last: date, info: ZoneInfo) -> Iterator[OffsetChange]:
    day = first
    # One second early, so that a jump at midnight belongs to the day that begins with it.
    begins = _midnight(day, info) - _SECOND
    while day <= last:
        day += timedelta(days=1)
        ends = _midnight(day, info) - _SECOND
        before, after = _offset(info, begins), _offset(info, ends)
        if before != after:
            yield OffsetChange(_bisect(begins, ends, info), before, after)
        begins = ends


def _midnight(day: date, info: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=info).astimezone(UTC)


def _change_around(wall: datetime, info: ZoneInfo, before: timedelta, after: timedelta) -> OffsetChange:
    """The jump that skips this wall time, which is given as if in UTC."""
    return OffsetChange(_bisect(wall - after - _SECOND, wall - before, info), before, after)


def _bisect(low: datetime, high: datetime, info: ZoneInfo) -> datetime:
    """The first whole second (UTC) at which the offset is no longer that of `low`."""
    first = int(low.replace(microsecond=0).timestamp())
    last = int(high.replace(microsecond=0).timestamp()) + 1
    old = _offset(info, low)
    while last - first > 1:
        middle = (first + last) // 2
        if _offset(info, datetime.fromtimestamp(middle, tz=UTC)) == old:
            first = middle
        else:
            last = middle
    return datetime.fromtimestamp(last, tz=UTC)


def _offset(info: ZoneInfo, instant: datetime) -> timedelta:
    # An instant already in this zone keeps its fold, and its wall time even where it is skipped.
    local = instant if instant.tzinfo is info else instant.astimezone(info)
    return local.utcoffset() or timedelta(0)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def _is_for_people(name: str) -> bool:
    # Etc/GMT+3 is three hours *behind* Greenwich: nobody outside POSIX reads it so.
    return name == "UTC" or ("/" in name and not name.startswith("Etc/GMT"))
