"""Words of which there is a known list: no others mean anything. The lists are with the notations, in `formats`."""

from __future__ import annotations

from typing import NewType

CountryCode = NewType("CountryCode", str)
LanguageTag = NewType("LanguageTag", str)
PrayerMethod = NewType("PrayerMethod", str)
PrayerName = NewType("PrayerName", str)
Weekday = NewType("Weekday", str)

WEEKDAYS = tuple(
    map(Weekday, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")),
)
"""In the order in which calendars count them, Monday first."""
