"""Small visits at the edge of what a paper can show, and where their texts stand on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2
from tests.rules.cases import case
from tests.visits.toml import entry

from placet.model.declare import Layer
from placet.projections.current import project
from placet.projections.programme import Projection

LONG = {
    "en": "Ceremonial opening of the Intergovernmental Commission on Trade, Economic, Scientific, Technical and "
    "Cultural Co-operation in the presence of the Presidents, the co-chairs and the representatives of the regions",
    "fa": "آیین گشایش نشست کمیسیون مشترک همکاری‌های بازرگانی، اقتصادی، علمی، فنی و فرهنگی با حضور رؤسای جمهور، "
    "رؤسای مشترک کمیسیون، وزیران، استانداران و نمایندگان بخش خصوصی دو کشور در تالار بزرگ کاخ ریاست‌جمهوری",
    "ru": "Торжественное открытие заседания Межправительственной комиссии по торговому, экономическому, научному, "
    "техническому и культурному сотрудничеству с участием президентов, сопредседателей и представителей регионов",
}
"""About two hundred letters each."""
UNBROKEN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
"""A word of 63 letters, wider than any column."""


def seen(text: str, on: date | None = None) -> Projection:
    """What both sides see of a visit and the programme it states."""
    return project(case(text, on), Layer.SHARED)


def held(name: str, title: str | dict[str, str], at: str, **more: Any) -> str:
    """An engagement of the guest at the palace, of an hour on the first day unless more is said."""
    usual = {"day": 1, "length": "1h", "venues": ["palace"], "who": ["president-se"]}
    return entry("engagements", name, title=title, at=at, **(usual | more))


def long_names() -> str:
    """A visit in which everything has a name that is too long."""
    titles = ", ".join(f"{code} = {json.dumps(said)}" for code, said in LONG.items())
    cues = [{"after": "5m", "what": LONG}]
    guest = {"side": "SE", "principal": True, "office": LONG, "name": LONG, "phone": "+0 000 000 0000"}
    return "".join(
        [
            f"title = {{ {titles} }}\n",
            entry("sides", "SE", name=LONG, role="guest", languages=["ru"]),
            entry("venues", "palace", name=LONG, leg="city"),
            entry("people", "president-se", **guest),
            entry("people", "minister-se", side="SE", office=UNBROKEN, name=UNBROKEN),
            held("opening", LONG, "10:00", dress=LONG, cues=cues, who=["president-se", "minister-se"]),
            held("word", UNBROKEN, "11:00", venues=None, place=UNBROKEN, who=["minister-se"]),
        ]
    )


def empty_fields() -> str:
    """Engagements of which hardly anything is known, and a day with nothing."""
    return "".join(
        [
            entry("engagements", "bare", title="Bare", day=1, at="10:00"),
            entry("engagements", "about", title="About noon", day=1, at="about 12:00", who=["minister-se"]),
            entry("engagements", "untimed", title="Some time", who=["minister-se"]),
        ]
    )


def full_day(rows: int, *, day: int = 1, who: str = "president-se") -> str:
    """A day of so many engagements, one every quarter of an hour from eight, each by a name of its own."""
    return "".join(
        held(
            f"item-{day}-{number}",
            f"Item {day}-{number:02d}",
            f"{8 + number // 4:02d}:{number % 4 * 15:02d}",
            day=day,
            length="15m",
            who=[who],
        )
        for number in range(rows)
    )


def past_midnight() -> str:
    """A ball that ends the day after."""
    return held("ball", "Ball", "22:30", length="2h")


def city(leg: str, name: dict[str, str], zone: str, days: tuple[int, int]) -> str:
    """A city with a clock of its own."""
    return entry("legs", leg, city=name, zone=zone, first_day=days[0], last_day=days[1])


def over_the_date_line() -> str:
    """Talks in Auckland on a Wednesday, a flight, and talks in Honolulu later on the same day of the calendar."""
    return "".join(
        [
            city("city", {"en": "Auckland", "fa": "اوکلند", "ru": "Окленд"}, "Pacific/Auckland", (2, 2)),
            city("islands", {"en": "Honolulu", "fa": "هونولولو", "ru": "Гонолулу"}, "Pacific/Honolulu", (1, 2)),
            entry("venues", "beach", name="Beach house", leg="islands"),
            held("first", "First talks", "09:00", day=2),
            entry(
                "movements",
                "flight",
                title="Flight over the line",
                by="plane",
                departs={"venue": "palace", "day": 2, "at": "12:00"},
                arrives={"venue": "beach", "day": 1, "at": "22:00"},
                who=["president-se"],
            ),
            held("second", "Second talks", "10:00", day=2, venues=["beach"], leg="islands"),
        ]
    )


def on_a_changing_clock() -> str:
    """A watch in Berlin from half past one in the morning: the hour after two is left out, or comes twice."""
    berlin = {"en": "Berlin", "fa": "برلین", "ru": "Берлин"}
    return (
        city("city", berlin, "Europe/Berlin", (1, 2))
        + held("watch", "Watch", "01:30")
        + held("morning", "Morning", "09:00")
    )


def in_other_scripts() -> str:
    """Titles, each in one script only."""
    titles = ("Ceremonial welcome", "Церемония встречи", "مراسم استقبال رسمی")
    return "".join(held(f"welcome-{hour}", title, f"{hour:02d}:00") for hour, title in enumerate(titles, start=9))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on a page and its box, in points."""

    page: int
    letter: str
    left: float
    bottom: float
    right: float
    top: float


def letters_of(pdf: bytes) -> Iterator[Letter]:
    """Everything that is drawn of letters, by PDFium."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            said = text.get_text_range()
            for place, letter in enumerate(said):
                if not letter.isspace() and letter.isprintable():
                    yield Letter(number, letter, *text.get_charbox(place))


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_size() for page in document]
