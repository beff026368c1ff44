"""What each day and hour is, in each place: the almanac of a visit.

Weekends, public holidays, fasts and feasts, prayer times, the sun, changes of the clock and three
calendars. The almanac wraps libraries and hides them: it takes plain values (a date, a zone's name,
an ISO country code, degrees) and returns frozen values that say how sure they are.

It knows no visit, reads no clock, asks no network, and writes no prose. What it cannot know it says
as a value: `Certainty.UNKNOWN`, `OutOfRange`, `NotComputable`, `NoHolidayTable`. Only a zone that
does not exist and a wall time that does not exist (or occurs twice) are raised as errors.

One module per question::

    zones            what a wall clock means in a zone, and when the clock changes
    weekends         which days of the week are free, since when, and who says so
    feasts           when lunar feasts and Ramadan fall, a day early, as computed, a day late
    public_holidays  whether a country's offices keep a holiday
    sun              sunrise, sunset and civil twilight
    prayer           prayer windows by a named method
    calendars        one day in the Gregorian, the Solar Hijri and the Lunar Hijri calendar
    day              all of it for one date at one place

Importing this package loads none of them.
"""
