"""Published programmes as the corpus uses them: days with headings, engagements with what is printed about each."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """One line of a programme. `part` is the part of the day where no hour is printed."""

    title: str
    place: str
    start: time | None
    end: time | None
    about: bool
    part: str
    kind: str
    people: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """A heading and what stands under it."""

    date: date
    city: str
    engagements: tuple[Engagement, ...]


@dataclass(frozen=True, kw_only=True)
class Programme:
    """`name` and `title` hold no year, so that a rendering can leave the year out."""

    name: str
    title: str
    days: tuple[Day, ...]

    def number(self, day: date) -> int:
        """Days of the visit count from 1, by the calendar: two headings may be more than one day apart."""
        return (day - self.days[0].date).days + 1


def load(path: Path) -> Programme:
    """A programme in the form of ../shared/data/programmes; what was cancelled is not printed."""
    data = json.loads(path.read_text(encoding="utf-8"))
    zone = data["timezones"][0]
    days = []
    for day in data["days"]:
        engagements = []
        for item in day["items"]:
            zone = item.get("tz") or zone
            if item.get("status") != "cancelled":
                engagements.append(_engagement(item, zone))
        if engagements:
            days.append(Day(date=date.fromisoformat(day["date"]), city=day["city"], engagements=tuple(engagements)))
    title = re.sub(r"\s*[,(]?\s*\b\d{4}\b\)?", "", data["title"])
    return Programme(name=re.sub(r"-\d{4}", "", path.stem), title=title, days=tuple(days))


def _engagement(item: dict[str, Any], zone: str) -> Engagement:
    return Engagement(
        title=item["text"],
        place=item["place"] or "",
        start=_hour(item["time"]),
        end=_hour(item["end"]),
        about=bool(item.get("approx")) and item["time"] is not None,
        part=item.get("part", ""),
        kind=item["kind"],
        people=item["participants"] or "",
        zone=zone,
    )


def _hour(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
