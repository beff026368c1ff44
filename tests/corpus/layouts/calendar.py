"""A calendar with zones, as an office suite exports it; engagements without an hour are whole-day entries."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.corpus.drawing import choices, varied
from tests.corpus.programmes import Day, Engagement, Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file. Each zone is written out with the one offset that it has during the visit."""
    drawn = choices("calendar", programme, year="each heading", weekday=False)
    programme = varied(programme, "calendar", ends=drawn.ends, abouts=False)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Office//Calendar//EN",
        f"X-WR-CALNAME:{_text(programme.title)}",
    ]
    truth = []
    for zone in dict.fromkeys(one.zone for day in programme.days for one in day.engagements):
        lines += _zone(zone, programme.days[0].date)
    for day in programme.days:
        for one in day.engagements:
            lines += _event(day, one, len(truth))
            truth.append(shown(programme, day, one, drawn))
    lines.append("END:VCALENDAR")
    return rendered("ics", "".join(f"{_folded(line)}\r\n" for line in lines).encode(), truth, drawn)


def _event(day: Day, one: Engagement, number: int) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{number}@office.example", f"DTSTAMP:{day.date:%Y%m%d}T000000Z"]
    if one.start is None:
        lines += [f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}", f"DTEND;VALUE=DATE:{day.date + timedelta(days=1):%Y%m%d}"]
    else:
        lines.append(f"DTSTART;TZID={one.zone}:{day.date:%Y%m%d}T{one.start:%H%M%S}")
    if one.end is not None:
        lines.append(f"DTEND;TZID={one.zone}:{day.date:%Y%m%d}T{one.end:%H%M%S}")
    lines.append(f"SUMMARY:{_text(one.title)}")
    if one.place:
        lines.append(f"LOCATION:{_text(one.place)}")
    return [*lines, "END:VEVENT"]


def _zone(name: str, day: date) -> list[str]:
    at = datetime.combine(day, time(12), ZoneInfo(name))
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{at:%z}",
        f"TZOFFSETTO:{at:%z}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """No line has more than 75 octets; the sources are in ASCII but for a few letters, so 60 characters will do."""
    return "\r\n ".join(line[at : at + 60] for at in range(0, len(line), 60))
