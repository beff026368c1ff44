"""Sunrise, sunset and civil twilight at a point on Earth.

Decides which daylight belongs to a date: the one around the solar noon nearest to 12:00 of that
date on the zone's clock. So a midsummer sunset at 00:04 belongs to the evening before it, where a
protocol officer looks for it, and not to the date on its clock. Computed for a sea-level horizon;
mountains, buildings and weather are not known here. Days without a sunrise or a sunset are values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import noon, zenith

from placet.almanac.reach import FIRST_DAY, LAST_DAY, OutOfRange, is_within_reach
from placet.almanac.zones import zone_of

_HORIZON = 90.833  # zenith angle of the sun's centre when its upper limb appears, refraction included
_CIVIL_TWILIGHT = 96.0
_DAY = timedelta(days=1)
_HALF_A_DAY = timedelta(hours=12)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on Earth in degrees, north and east positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse a point that is not on Earth, and a number that is none."""
        # Written so that a NaN, which compares false with everything, is refused too.
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"not a point on Earth: {self.latitude}, {self.longitude}")


@dataclass(frozen=True, slots=True)
class SunTimes:
    """An ordinary day, in order; aware times in the zone asked for.

    `dawn` and `dusk` (civil, 6 degrees) are None where the twilight lasts all night.
    """

    day: date
    noon: datetime
    dawn: datetime | None
    sunrise: datetime
    sunset: datetime
    dusk: datetime | None


@dataclass(frozen=True, slots=True)
class PolarDay:
    """The sun does not rise before this noon, or does not set after it: it is up already, or yet.

    On the first and the last such day one of the two is known.
    """

    day: date
    noon: datetime
    sunrise: datetime | None
    sunset: datetime | None


@dataclass(frozen=True, slots=True)
class PolarNight:
    """The sun stays below the horizon; there may be civil twilight around noon."""

    day: date
    noon: datetime
    dawn: datetime | None
    dusk: datetime | None


Sun = SunTimes | PolarDay | PolarNight | OutOfRange


@lru_cache(maxsize=1024)
def sun_times(day: date, place: Coordinates, zone: str) -> Sun:
    """What the sun does at the place around the noon of this day.

    Raises:
        UnknownZone: The zone does not exist.
    """
    info = zone_of(zone)
    if not is_within_reach(day):
        return OutOfRange(FIRST_DAY, LAST_DAY)
    observer = Observer(place.latitude, place.longitude)
    midday = _noon(day, observer, info)
    dawn, sunrise, sunset, dusk = (
        found and found.astimezone(info)
        for found in (
            _crossing(midday, -_HALF_A_DAY, observer, _CIVIL_TWILIGHT),
            _crossing(midday, -_HALF_A_DAY, observer, _HORIZON),
            _crossing(midday, _HALF_A_DAY, observer, _HORIZON),
            _crossing(midday, _HALF_A_DAY, observer, _CIVIL_TWILIGHT),
        )
    )
    shown = midday.astimezone(info)
    if sunrise and sunset:
        return SunTimes(day, shown, dawn, sunrise, sunset, dusk)
    if _zenith(observer, midday) < _HORIZON:
        return PolarDay(day, shown, sunrise, sunset)
    return PolarNight(day, shown, dawn, dusk)


def _noon(day: date, observer: Observer, info: ZoneInfo) -> datetime:
    """The solar noon nearest to 12:00 on the clock, in UTC.

    astral counts by UTC dates, and far from Greenwich its noon of a date is that of a neighbour.
    """
    clock = datetime.combine(day, time(12), tzinfo=info).astimezone(UTC)
    candidates = (noon(observer, day + shift * _DAY) for shift in (-1, 0, 1))
    return min(candidates, key=lambda found: abs(found - clock))


def _crossing(midday: datetime, towards: timedelta, observer: Observer, angle: float) -> datetime | None:
    """When the sun passes an angle between noon and the solar midnight on one side, to the second.

    Halved here rather than asked of `astral.sun.sunrise`: that finds one per UTC date, and where it
    drifts over 00:00 UTC (sunset in Mexico, sunrise in Dhaka) there are two on a date, or none.
    """
    if not _zenith(observer, midday) < angle <= _zenith(observer, midday + towards):
        return None
    above, below = timedelta(0), towards
    while abs(below - above) > _SECOND:
        middle = (above + below) / 2
        if _zenith(observer, midday + middle) < angle:
            above = middle
        else:
            below = middle
    # Fractions of a second are noise, and not the same noise on every machine.
    return (midday + above).replace(microsecond=0)


def _zenith(observer: Observer, at: datetime) -> float:
    return zenith(observer, at, with_refraction=False)
