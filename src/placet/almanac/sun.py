"""Sunrise, sunset and civil twilight at a point on Earth.

Decides which daylight belongs to a date: the one around the solar noon nearest to 12:00 of that
date on the zone's clock. So a midsummer sunset at 00:04 belongs to the evening before it, where a
protocol officer looks for it, and not to the date on its clock. Computed for a sea-level horizon;
mountains, buildings and weather are not known here. Days without a sunrise or a sunset are values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from astral import Observer, SunDirection
from astral.sun import SUN_APPARENT_RADIUS, elevation, noon, time_of_transit

from placet.almanac.reach import FIRST_DAY, LAST_DAY, OutOfRange, is_within_reach
from placet.almanac.zones import zone_of

_HORIZON = 90.0 + SUN_APPARENT_RADIUS  # zenith angle at which the upper limb appears
_CIVIL_TWILIGHT = 96.0
_DAY = timedelta(days=1)
_NO_TIME = timedelta(0)
_REACH = timedelta(hours=12, minutes=10)  # how far from its noon a sunrise or sunset can lie


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
    dawn = _before(midday, observer, _CIVIL_TWILIGHT)
    sunrise = _before(midday, observer, _HORIZON)
    sunset = _after(midday, observer, _HORIZON)
    dusk = _after(midday, observer, _CIVIL_TWILIGHT)
    if sunrise and sunset:
        return SunTimes(day, midday, dawn, sunrise, sunset, dusk)
    if elevation(observer, midday) > 90.0 - _HORIZON:
        return PolarDay(day, midday, sunrise, sunset)
    return PolarNight(day, midday, dawn, dusk)


def _noon(day: date, observer: Observer, info: ZoneInfo) -> datetime:
    """The solar noon nearest to 12:00 on the clock.

    astral counts by UTC dates, and far from Greenwich its noon of a date is that of a neighbour.
    """
    clock = datetime.combine(day, time(12), tzinfo=info).astimezone(UTC)
    candidates = (noon(observer, day + shift * _DAY) for shift in (-1, 0, 1))
    return min(candidates, key=lambda found: abs(found - clock)).astimezone(info)


def _before(midday: datetime, observer: Observer, zenith: float) -> datetime | None:
    found = _crossings(midday, observer, zenith, SunDirection.RISING)
    return max((at for at in found if -_REACH < at - midday <= _NO_TIME), default=None)


def _after(midday: datetime, observer: Observer, zenith: float) -> datetime | None:
    found = _crossings(midday, observer, zenith, SunDirection.SETTING)
    return min((at for at in found if _NO_TIME <= at - midday < _REACH), default=None)


def _crossings(midday: datetime, observer: Observer, zenith: float, direction: SunDirection) -> Iterator[datetime]:
    day = midday.astimezone(UTC).date()
    for shift in (-1, 0, 1):
        try:
            at = time_of_transit(observer, day + shift * _DAY, zenith, direction)
        except ValueError:  # astral's way to say that the sun does not get there on that date
            continue
        # Fractions of a second are noise, and not the same noise on every machine.
        yield at.astimezone(midday.tzinfo).replace(microsecond=0)
