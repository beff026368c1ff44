"""Headings of days: weekdays and months in five languages, three calendars, `Day 1`, «День первый», `D+1`.

Decides what a heading states, and by all headings together which dates they are. A date that can be two days, a weekday
that contradicts its date, and a date of the lunar calendar (which a sighting may move) are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from placet.almanac.calendars import Calendar, LunarReading, from_lunar, from_solar
from placet.reading.letters import folded
from placet.reading.words import either, words

LONGEST_REST = 90
"""Characters that may stand beside a date before a line is no longer a heading."""
_WORDS = words("days")
_CALENDARS = (
    (Calendar.GREGORIAN, _WORDS["gregorian"]),
    (Calendar.SOLAR_HIJRI, _WORDS["solar-hijri"]),
    (Calendar.LUNAR_HIJRI, _WORDS["lunar-hijri"]),
)
_GREGORIAN_YEARS, _HIJRI_YEARS = range(1900, 2101), range(1300, 1500)


def _forms(listed: str) -> list[str]:
    return [form.strip() for form in listed.split(",")]


_MONTHS = {
    folded(form): (calendar, number)
    for calendar, languages in reversed(_CALENDARS)
    for months in languages.values()
    for number, listed in enumerate(months, 1)
    for form in _forms(listed)
}
_MONTH_OF = [(re.compile(either([form])), meant) for form, meant in _MONTHS.items()]
_MONTH = rf"(?P<month>{either(list(_MONTHS))})"
_YEAR = r"(?P<y>(?:19|20|13|14)\d\d)(?!\d|\s?(?:hrs|hours|h\b))"
_NOT_MORE = r"(?![\w:]|\.\d)"
_NAMED = (
    re.compile(
        rf"(?<![\d.:/])(?P<d>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|ого|го|е|-го|-е|م|ام|م ین))?"
        rf"[\s\u200c.,/-]*(?:of|de|من)?\s*"
        rf"{_MONTH}(?!\w)\.?(?:[\s,./-]*(?:ماه|سال)?[\s,./-]*{_YEAR})?"
    ),
    re.compile(rf"(?<!\w){_MONTH}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\.\d)(?:\s*,?\s*{_YEAR})?"),
)
_NUMBERED = re.compile(
    r"(?<![\d:/.-])(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\d:]|[./-]\d)"
)
_SHORT = re.compile(r"(?<![\d:/.-])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})\.?(?![\d:]|[./-]\d)")
_SEVERAL = re.compile(
    rf"(?<![\d.:/])\d{{1,2}}(?:\s?(?:st|nd|rd|th|-го))?(?:\s+{either(list(_MONTHS))})?\.?\s*(?:[–—-]|{either(_WORDS['headings']['range'])})"
    rf"\s*(?P<last>\d{{1,2}}(?:st|nd|rd|th|-го)?[\s\u200c]*{either(list(_MONTHS))}(?!\w)(?:[\s,]*(?P<y>(?:19|20|13|14)\d\d))?)"
)
_ANY_YEAR = re.compile(
    r"(?<![\d.:/+-])((?:19|20)\d\d|1[34]\d\d(?=\s*(?:$|[)ه،,.-])))(?![\d:/]|\.\d|\s?(?:hrs|hours|h\b))"
)
_WEEKDAYS = [
    (number, re.compile(rf"(?<!\w){either([form])}(?!\w)\.?"))
    for number, form in sorted(
        (
            (number, form)
            for listed in _WORDS["weekdays"].values()
            for number, forms in enumerate(listed)
            for form in _forms(forms)
        ),
        key=lambda pair: -len(pair[1]),
    )
]
_ORDINALS = {
    folded(form): number
    for name, listed in _WORDS["headings"].items()
    if name in ("en", "fr", "ru", "fa", "ar")
    for number, forms in enumerate(listed, 1)
    for form in _forms(forms)
}
_DAY = either(_WORDS["headings"]["day"])
_ORDINAL = either(list(_ORDINALS))
_COUNTED = (
    re.compile(rf"(?<!\w){_DAY}[\s\u200c]*[:№#-]?\s*(?P<n>\d{{1,2}})(?!\w|[:.]\d)"),
    re.compile(rf"(?<!\w)(?P<n>\d{{1,2}})\s?(?:st|nd|rd|th|er|e|ème|eme|-?й|-?ый|-?ой)\s+{_DAY}(?!\w)"),
    re.compile(rf"(?<!\w){_DAY}[\s\u200c]+(?P<word>{_ORDINAL})(?!\w)"),
    re.compile(rf"(?<!\w)(?P<word>{_ORDINAL})[\s\u200c]+{_DAY}(?!\w)"),
)
_FROM_D = re.compile(r"(?<!\w)d\s?(?:\+\s?(?P<n>\d{1,2})|-day)?(?![\w'.-])")
_AROUND = re.compile(rf"(?<!\w){either(_WORDS['headings']['around'])}(?!\w)\.?")
_SEPARATORS = " \t\n,.;:|/()[]–—-_*=~·•#ـ،؛"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a heading states. `dates` has every day it can be; `month_day` stands where no year is written.

    `number` counts days from 1; `rest` is what stands beside the date, most often a city.
    """

    said: str
    dates: tuple[date, ...] = ()
    month_day: tuple[Calendar, int, int] | None = None
    weekday: int | None = None
    number: int | None = None
    rest: str = ""
    case: str = ""
    order: str = ""


def heading_of(text: str, *, in_column: bool = False) -> Heading | None:
    """The heading of a day that a line is, or None. In a column of days less will do: `12.05`."""
    said = folded(text)
    if "\n" in said.strip():
        text, said = " ".join(text.split("\n")), " ".join(said.split("\n"))
    if len(said) > 2 * LONGEST_REST or _SEVERAL.search(said):
        return None
    left = said
    found: list[tuple[int, int]] = []
    named, left = _named(left, found)
    weekday, left = _weekday(left, found)
    numbered, left = _numbers(left, found, short=in_column or weekday is not None)
    number, left = _counted(left, found)
    if not found or (number is None and weekday is None and not named and not numbered):
        return None
    if weekday is not None and not (named or numbered or number) and not _stands_alone(said, found[0]):
        return None
    if _AROUND.sub(" ", said[: min(found)[0]]).strip(_SEPARATORS) and not in_column:
        return None
    rest = _rest(text, left)
    if len(rest) > LONGEST_REST or re.search(r"\d[:.]\d\d", folded(rest)):
        return None
    return _heading(text.strip(), named, numbered, weekday, number, rest)


def _stands_alone(said: str, weekday: tuple[int, int]) -> bool:
    """A weekday heads a day where nothing follows it, or what follows is set apart: `Friday prayers` is no heading."""
    behind = said[weekday[1] :].strip()
    return len(said.split()) <= 4 and (not behind or behind[0] in ",–—-:|(/")


def _taken(left: str, match: re.Match[str], found: list[tuple[int, int]]) -> str:
    found.append(match.span())
    return left[: match.start()] + "\x00" * (match.end() - match.start()) + left[match.end() :]


def _named(left: str, found: list[tuple[int, int]]) -> tuple[list[tuple[Calendar, int, int, int]], str]:
    """Dates with the name of a month: calendar, year (0 if none), month, day."""
    named = []
    for pattern in _NAMED:
        while match := pattern.search(left):
            calendar, month = next(meant for form, meant in _MONTH_OF if form.fullmatch(match["month"]))
            year, day = int(match["y"] or 0), int(match["d"])
            left = _taken(left, match, found)
            if 1 <= day <= 31:
                named.append((calendar, year, month, day))
    return named, left


def _numbers(left: str, found: list[tuple[int, int]], *, short: bool) -> tuple[list[tuple[str, str, str, str]], str]:
    numbered = []
    while match := _NUMBERED.search(left):
        numbered.append((match["a"], match["b"], match["c"], match["sep"]))
        left = _taken(left, match, found)
    if not numbered and short and (match := _SHORT.search(left)):
        numbered.append((match["a"], match["b"], "", match["sep"]))
        left = _taken(left, match, found)
    return numbered, left


def _weekday(left: str, found: list[tuple[int, int]]) -> tuple[int | None, str]:
    weekday: int | None = None
    for number, pattern in _WEEKDAYS:
        while match := pattern.search(left):
            weekday = number if weekday is None else weekday
            left = _taken(left, match, found)
    return weekday, left


def _counted(left: str, found: list[tuple[int, int]]) -> tuple[int | None, str]:
    for pattern in _COUNTED:
        if match := pattern.search(left):
            groups = match.groupdict()
            number = int(groups["n"]) if groups.get("n") else _ordinal(groups.get("word") or "")
            return number, _taken(left, match, found)
    match = _FROM_D.match(left.lstrip())
    if match and re.fullmatch(rf"[{re.escape(_SEPARATORS)}\x00]*", left.lstrip()[match.end() :][:1] or " "):
        found.append((0, match.end()))
        return int(match["n"] or 0) + 1, "\x00" * (len(left) - len(left.lstrip()) + match.end()) + left.lstrip()[
            match.end() :
        ]
    return None, left


def _ordinal(word: str) -> int | None:
    return next((number for form, number in _ORDINALS.items() if re.fullmatch(either([form]), word)), None)


def _rest(text: str, left: str) -> str:
    """What of the text no date has taken, without the words that only introduce one."""
    kept = "".join(letter if mark != "\x00" else "\x00" for letter, mark in zip(text, left, strict=True))
    parts = [part.strip(_SEPARATORS) for part in kept.split("\x00")]
    parts = [part for part in parts if part and not _AROUND.fullmatch(folded(part))]
    return " ".join(part for part in parts if _AROUND.sub(" ", folded(part)).strip(_SEPARATORS))


def _heading(
    text: str,
    named: Sequence[tuple[Calendar, int, int, int]],
    numbered: Sequence[tuple[str, str, str, str]],
    weekday: int | None,
    number: int | None,
    rest: str,
) -> Heading:
    heading = Heading(said=text, weekday=weekday, number=number, rest=rest)
    readings = [_of_named(*one) for one in named] + [_of_numbers(*one) for one in numbered]
    certain = [one for one in readings if one.dates and one.case != "lunar"]
    lunar = [one for one in readings if one.case == "lunar"]
    open_year = next((one.month_day for one in readings if one.month_day), None)
    if not certain and open_year is None and not lunar:
        broken = bool(readings)
        return replace(heading, case="no-such-day" if broken else "")
    if certain:
        first = min(certain, key=lambda one: len(one.dates))
        shared = tuple(day for day in first.dates if all(day in one.dates for one in certain))
        heading = replace(heading, dates=shared or first.dates, order=first.order)
        heading = replace(heading, case="calendars-differ" if not shared else first.case)
    elif open_year is not None:
        heading = replace(heading, month_day=open_year)
    else:
        heading = replace(heading, dates=lunar[0].dates, case="lunar")
    if heading.case == "calendars-differ":
        every = dict.fromkeys(day for one in certain for day in one.dates)
        heading = replace(heading, dates=tuple(every))
    return _with_weekday(heading)


def _with_weekday(heading: Heading) -> Heading:
    """A weekday settles what a date can be, or contradicts all of it."""
    if heading.weekday is None or not heading.dates:
        return heading
    agreeing = tuple(day for day in heading.dates if day.weekday() == heading.weekday)
    if len(agreeing) == 1:
        return replace(heading, dates=agreeing, case="")
    if not agreeing:
        return replace(heading, case="weekday")
    return replace(heading, dates=agreeing)


def _of_named(calendar: Calendar, year: int, month: int, day: int) -> Heading:
    if not year:
        return Heading(said="", month_day=(calendar, month, day))
    if calendar is Calendar.GREGORIAN:
        return Heading(said="", dates=_gregorian(year, month, day))
    if calendar is Calendar.SOLAR_HIJRI:
        solar = from_solar(year, month, day)
        return Heading(said="", dates=(solar,) if isinstance(solar, date) else ())
    return _lunar(year, month, day)


def _lunar(year: int, month: int, day: int) -> Heading:
    lunar = from_lunar(year, month, day)
    if not isinstance(lunar, LunarReading):
        return Heading(said="")
    return Heading(said="", dates=(lunar.expected, lunar.earliest, lunar.latest), case="lunar")


def _gregorian(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),) if year in _GREGORIAN_YEARS else ()
    except ValueError:
        return ()


def _of_numbers(first: str, second: str, third: str, separator: str) -> Heading:
    """Year first, or day and month in the order that dots have everywhere and slashes have not."""
    a, b = int(first), int(second)
    if len(first) == 4:
        return _year_first(a, b, int(third))
    if not third:
        ways = {"dmy": (b, a), "mdy": (a, b)} if separator == "/" and a != b else {"dmy": (b, a)}
        valid = [(order, way) for order, way in ways.items() if 1 <= way[0] <= 12 and 1 <= way[1] <= 31]
        if not valid:
            return Heading(said="")
        return Heading(
            said="",
            month_day=(Calendar.GREGORIAN, *valid[0][1]),
            case="order" if len(valid) > 1 else "",
            order=valid[0][0],
        )
    year = int(third) + (2000 if len(third) == 2 else 0)
    if year in _HIJRI_YEARS:
        return _year_first(year, b, a)
    orders = {"dmy": _gregorian(year, b, a)}
    if separator != ".":
        orders["mdy"] = _gregorian(year, a, b)
    valid_orders = {order: days for order, days in orders.items() if days}
    days = tuple(dict.fromkeys(day for found in valid_orders.values() for day in found))
    order = next(iter(valid_orders)) if len(days) == 1 and a != b else ""
    return Heading(said="", dates=days, case="order" if len(days) > 1 else "", order=order)


def _year_first(year: int, month: int, day: int) -> Heading:
    if year in _GREGORIAN_YEARS:
        return Heading(said="", dates=_gregorian(year, month, day))
    if year >= 1440:  # a solar year so far ahead is not yet planned; a lunar one is now
        return _lunar(year, month, day)
    return _of_named(Calendar.SOLAR_HIJRI, year, month, day)


# ── all headings of a paper ───────────────────────────────────────────────────────────────────────────────────────────


def years_in(texts: Iterable[str]) -> tuple[int, ...]:
    """Every year that a paper writes, of whichever calendar, in order."""
    found = (int(match) for text in texts for match in _ANY_YEAR.findall(folded(text)))
    return tuple(dict.fromkeys(found))


def first_day_in(texts: Iterable[str]) -> Iterator[date]:
    """Dates with a year inside longer lines: what a paper's title says of its days. Of a span, both ends."""
    for text in texts:
        left = folded(text)
        taken: list[tuple[int, int]] = []
        if span := _SEVERAL.search(left):
            yield from _of_span(span)
            continue
        for calendar, year, month, day in _named(left, taken)[0]:
            yield from _of_named(calendar, year, month, day).dates[:1]
        for numbers in _numbers(left, taken, short=False)[0]:
            if len(days := _of_numbers(*numbers).dates) == 1:
                yield days[0]


def _of_span(span: re.Match[str]) -> Iterator[date]:
    last = _named(span["last"], [])[0]
    if not last or not last[0][1]:
        return
    calendar, year, month, day = last[0]
    first = int(re.match(r"\d+", span[0])[0])  # type: ignore[index]  # the pattern begins with digits
    if first < day:
        yield from _of_named(calendar, year, month, first).dates[:1]
    yield from _of_named(calendar, year, month, day).dates[:1]


def settled(headings: Sequence[Heading], years: Sequence[int]) -> list[Heading]:
    """The same headings, each with what the others and the years of the paper say of it.

    An order of day and month is settled by another heading that leaves no choice, and by days that then follow each
    other; a year by another heading, or by the paper if a weekday agrees or the paper writes only one.
    """
    return _with_years(_with_order(list(headings)), years)


def _with_order(headings: list[Heading]) -> list[Heading]:
    known = {heading.order for heading in headings if heading.order and len(heading.dates) == 1}
    if len(known) == 1 and (order := known.pop()):
        return [_in_order(heading, order) if heading.case == "order" else heading for heading in headings]
    close = [order for order in ("dmy", "mdy") if _follow_each_other([_in_order(one, order) for one in headings])]
    if len(close) == 1:
        return [_in_order(heading, close[0]) if heading.case == "order" else heading for heading in headings]
    return headings


def _follow_each_other(headings: Sequence[Heading]) -> bool:
    """Whether several days lie within a fortnight, as those of one visit do."""
    days = {heading.dates[0] for heading in headings if heading.dates}
    return len(days) > 1 and max(days) - min(days) <= timedelta(days=14)


def _in_order(heading: Heading, order: str) -> Heading:
    """Of two dates the first is day before month."""
    if len(heading.dates) < 2:
        return heading
    return replace(heading, dates=heading.dates[:1] if order == "dmy" else heading.dates[1:], case="", order=order)


def _with_years(headings: list[Heading], years: Sequence[int]) -> list[Heading]:
    told = list(dict.fromkeys(day.year for heading in headings for day in heading.dates)) or list(years)
    return [_with_year(heading, told) if heading.month_day is not None else heading for heading in headings]


def _with_year(heading: Heading, told: Sequence[int]) -> Heading:
    if heading.month_day is None:
        return heading
    calendar, month, day_no = heading.month_day
    tried = dict.fromkeys(year for said in told for year in _years_as(calendar, said))
    days = [day for year in tried for day in _of_named(calendar, year, month, day_no).dates[:1]]
    agreeing = [day for day in days if heading.weekday in (None, day.weekday())]
    if len(agreeing) == 1:
        return replace(heading, dates=tuple(agreeing), case="")
    if days and not agreeing:
        return replace(heading, dates=tuple(days[:1]), case="weekday")
    return replace(heading, dates=tuple(agreeing[:1]), case="year") if agreeing else heading


def _years_as(calendar: Calendar, year: int) -> tuple[int, ...]:
    """The years of a calendar that a year of the paper may be: itself, or the two it shares days with."""
    is_hijri = year in _HIJRI_YEARS
    if calendar is Calendar.LUNAR_HIJRI:
        return (year,) if is_hijri else (year - 579, year - 578)
    if is_hijri == (calendar is Calendar.SOLAR_HIJRI):
        return (year,)
    return (year + 621, year + 622) if is_hijri else (year - 621, year - 622)


def days_between(first: date, day: date) -> int:
    """Number of a day, 1 being the first."""
    return (day - first) // timedelta(days=1) + 1
