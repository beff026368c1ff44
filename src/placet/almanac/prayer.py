"""Prayer windows for a day and place, by a named method.

Decides when each of the five prayers can be said, as half-open windows of instants. The methods
differ by up to half an hour, so none is the default and the result always carries its name: the
side chooses. Does not decide who prays, or how much of a window a programme must leave free.

The library behind it knows neither zones nor nights that do not come: it is asked in the local
mean time of the place (so nothing wraps round midnight), its sunset is held against that of
`sun`, and where the sun does not rise, does not set, or the two disagree, the answer is
`NotComputable`. Its functions that look up places on the network are never called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum, StrEnum

from muslim_prayer_time import get_prayer_times

from placet.almanac.calendars import CalendarDate, to_lunar
from placet.almanac.certainty import Certainty
from placet.almanac.feasts import Feast, ObservedFeast, ramadan
from placet.almanac.reach import OutOfRange
from placet.almanac.sun import Coordinates, PolarDay, PolarNight, SunTimes, sun_times

_DAY = timedelta(days=1)
_NO_TIME = timedelta(0)
_TOLERANCE = timedelta(minutes=5)  # the library takes the sun of midnight for the whole day
_MINUTES_PER_DEGREE = 4  # the Earth turns a degree in four minutes
_FRIDAY = 4
_ISHA_IN_RAMADAN_MIN = 120  # Umm al-Qura: two hours after sunset instead of one and a half


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """What defines a method: depressions of the sun in degrees, or minutes after sunset.

    `maghrib_deg` is None where maghrib begins at sunset. Exactly one of `isha_deg`, `isha_min` is
    stated. `night_ends_at_dawn`: the middle of the night is taken to dawn, not to sunrise.
    """

    name: str
    body: str
    fajr_deg: float
    maghrib_deg: float | None
    isha_deg: float | None
    isha_min: int | None = None
    night_ends_at_dawn: bool = False


class Method(Enum):
    """The methods offered.

    The library's "Makkah" is its "UmmAlQura", and its "Moonsighting" lacks the seasonal tables of
    the committee of that name: neither is offered.
    """

    MWL = MethodFacts("MWL", "Muslim World League", 18.0, None, 17.0)
    ISNA = MethodFacts("ISNA", "Islamic Society of North America", 15.0, None, 15.0)
    EGYPT = MethodFacts("Egypt", "Egyptian General Authority of Survey", 19.5, None, 17.5)
    UMM_AL_QURA = MethodFacts("UmmAlQura", "Umm al-Qura University, Makkah", 18.5, None, None, 90)
    KARACHI = MethodFacts("Karachi", "University of Islamic Sciences, Karachi", 18.0, None, 18.0)
    TEHRAN = MethodFacts(
        "Tehran",
        "Institute of Geophysics, University of Tehran",
        17.7,
        4.5,
        14.0,
        night_ends_at_dawn=True,
    )
    JAFARI = MethodFacts("Jafari", "Leva Institute, Qum", 16.0, 4.0, 14.0, night_ends_at_dawn=True)
    FRANCE = MethodFacts("France", "Musulmans de France", 12.0, None, 12.0)
    RUSSIA = MethodFacts("Russia", "Spiritual Administration of Muslims, Russia", 16.0, None, 15.0)
    SINGAPORE = MethodFacts("Singapore", "Majlis Ugama Islam Singapura", 20.0, None, 18.0)

    @property
    def facts(self) -> MethodFacts:
        """What defines the method."""
        return self.value


class AsrShadow(StrEnum):
    """When asr begins: at a shadow of one length (most schools) or of two (Hanafi)."""

    STANDARD = "standard"
    HANAFI = "hanafi"


class Prayer(StrEnum):
    """The five daily prayers, in the order of the day."""

    FAJR = "fajr"
    DHUHR = "dhuhr"
    ASR = "asr"
    MAGHRIB = "maghrib"
    ISHA = "isha"


class Obstacle(StrEnum):
    """Why prayer times cannot be computed; the host's religious authority has to be asked."""

    POLAR_NIGHT = "polar-night"
    POLAR_DAY = "polar-day"
    DISAGREEMENT = "disagreement"  # two computations of sunrise or sunset are far apart
    DISORDER = "disorder"  # the night is too short for the method's angles
    OUT_OF_RANGE = "out-of-range"


@dataclass(frozen=True, slots=True)
class PrayerWindow:
    """One prayer, `[begins, ends)`, aware, to the minute.

    `congregational`: the noon of a Friday. `estimated`: the sun does not reach the method's angle
    that night and a fraction of the night stands in for it.
    """

    prayer: Prayer
    begins: datetime
    ends: datetime
    congregational: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class PrayerTimes:
    """The five windows around the noon of a day; isha may end on the next date."""

    day: date
    method: Method
    shadow: AsrShadow
    windows: tuple[PrayerWindow, ...]

    def __getitem__(self, prayer: Prayer) -> PrayerWindow:
        """The window of one prayer."""
        return self.windows[tuple(Prayer).index(prayer)]


@dataclass(frozen=True, slots=True)
class NotComputable:
    """No prayer times for this day, place and method."""

    day: date
    method: Method
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the library returns, in UTC; `estimated`: placed by a fraction of the night.

    In UTC, because Python reckons within one zone by the wall clock, and gets the night before a
    change of the clock wrong by an hour.
    """

    fajr: datetime
    sunrise: datetime
    dhuhr: datetime
    asr: datetime
    sunset: datetime
    maghrib: datetime
    isha: datetime
    estimated: frozenset[Prayer]

    def middle_of_night(self, method: Method) -> datetime:
        """Until when isha lasts, to the minute; the next morning is taken to be like this one."""
        morning = self.fajr if method.facts.night_ends_at_dawn else self.sunrise
        return (self.sunset + (morning + _DAY - self.sunset) / 2).replace(second=0, microsecond=0)


def prayer_times(
    day: date,
    place: Coordinates,
    zone: str,
    method: Method,
    *,
    shadow: AsrShadow = AsrShadow.STANDARD,
    observed: Iterable[ObservedFeast] = (),
) -> PrayerTimes | NotComputable:
    """The prayer windows around the noon of a day.

    Args:
        day: The date on the zone's clock.
        place: Where; taken at sea level.
        zone: In which the windows are given. A change of the clock that day is accounted for.
        method: Whose angles. Chosen by the side, never by us.
        shadow: Whose asr.
        observed: Stated lunar dates; Umm al-Qura has a later isha in Ramadan.

    Raises:
        UnknownZone: The zone does not exist.
    """
    sun = sun_times(day, place, zone)
    if isinstance(sun, OutOfRange):
        return NotComputable(day, method, Obstacle.OUT_OF_RANGE)
    if isinstance(sun, PolarNight):
        return NotComputable(day, method, Obstacle.POLAR_NIGHT)
    if isinstance(sun, PolarDay):
        return NotComputable(day, method, Obstacle.POLAR_DAY)
    marks = _marks(sun, place, method, shadow, _isha_minutes(day, method, observed))
    if max(abs(marks.sunrise - sun.sunrise), abs(marks.sunset - sun.sunset)) > _TOLERANCE:
        return NotComputable(day, method, Obstacle.DISAGREEMENT)
    windows = _windows(marks, method, sun.noon.tzinfo, friday=day.weekday() == _FRIDAY)
    if windows is None:
        return NotComputable(day, method, Obstacle.DISORDER)
    return PrayerTimes(day, method, shadow, windows)


def _windows(marks: _Marks, method: Method, info: tzinfo | None, *, friday: bool) -> tuple[PrayerWindow, ...] | None:
    """The five windows, or None where they are not one after the other."""
    spans = (
        (Prayer.FAJR, marks.fajr, marks.sunrise),
        (Prayer.DHUHR, marks.dhuhr, marks.asr),
        (Prayer.ASR, marks.asr, marks.sunset),
        (Prayer.MAGHRIB, marks.maghrib, marks.isha),
        (Prayer.ISHA, marks.isha, marks.middle_of_night(method)),
    )
    turns = [at for _, begins, ends in spans for at in (begins, ends)]
    if turns != sorted(turns) or any(begins == ends for _, begins, ends in spans):
        return None
    return tuple(
        PrayerWindow(
            prayer,
            begins.astimezone(info),
            ends.astimezone(info),
            congregational=friday and prayer is Prayer.DHUHR,
            estimated=prayer in marks.estimated,
        )
        for prayer, begins, ends in spans
    )


def _marks(sun: SunTimes, place: Coordinates, method: Method, shadow: AsrShadow, isha_min: int | None) -> _Marks:
    """Ask the library in local mean time, where noon is within 17 minutes of 12:00."""
    minutes = round(place.longitude * _MINUTES_PER_DEGREE)
    mean_time = timezone(timedelta(minutes=minutes))
    day = sun.noon.astimezone(mean_time).date()
    told, by_halves = (
        get_prayer_times(
            day,
            place.latitude,
            place.longitude,
            minutes / 60,
            method=method.facts.name,
            asr_method=shadow.value,
            high_latitude_rule=rule,
            makkah_isha_offset_minutes=isha_min,
        )
        for rule in ("angle", "midnight")
    )

    def instant(wall: str, shift: timedelta = _NO_TIME) -> datetime:
        at = datetime.combine(day, time.fromisoformat(wall), tzinfo=mean_time)
        return (at + shift).astimezone(UTC)

    def in_the_morning(wall: str) -> datetime:
        return instant(wall, -_DAY if wall > told.dhuhr else _NO_TIME)

    def after_noon(wall: str) -> datetime:
        return instant(wall, _DAY if wall < told.dhuhr else _NO_TIME)

    return _Marks(
        fajr=in_the_morning(told.fajr),
        sunrise=in_the_morning(told.sunrise),
        dhuhr=instant(told.dhuhr),
        asr=after_noon(told.asr),
        sunset=after_noon(told.sunset),
        maghrib=after_noon(told.maghrib),
        isha=after_noon(told.isha),
        # A rule for short nights shows itself by its name making a difference.
        estimated=frozenset(
            prayer for prayer in (Prayer.FAJR, Prayer.ISHA) if getattr(told, prayer) != getattr(by_halves, prayer)
        ),
    )


def _isha_minutes(day: date, method: Method, observed: Iterable[ObservedFeast]) -> int | None:
    """Umm al-Qura's isha after sunset; on the doubtful days its own calendar decides."""
    if method is not Method.UMM_AL_QURA:
        return None
    fasting = ramadan(day, observed)
    if fasting is Certainty.POSSIBLY:
        lunar = to_lunar(day)
        computed = isinstance(lunar, CalendarDate) and lunar.month == Feast.RAMADAN_FIRST.month
        fasting = Certainty.YES if computed else Certainty.NO
    return _ISHA_IN_RAMADAN_MIN if fasting is Certainty.YES else method.facts.isha_min
