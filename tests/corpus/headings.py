"""Where a file says which day it is: in each heading or in its title, with a weekday or without."""

from __future__ import annotations

from datetime import date

from tests.corpus.drawing import Choices
from tests.corpus.languages import Language
from tests.corpus.programmes import Programme

SLASHES = "day and month of a date such as 04/05/2026 may change places, and nothing in the file says which is which"


def head(language: Language, programme: Programme, drawn: Choices) -> str:
    """The title of a file with the days of the visit; the title of the source where the file is in English."""
    first, last = programme.days[0].date, programme.days[-1].date
    name = language.labels["programme"] if language.kinds else programme.title
    end = language.date(last, weekday=False, year=drawn.year != "nowhere")
    start = language.date(first, weekday=False, year=False)
    return f"{name}, {end if first == last else f'{start} – {end}'}"


def heading(language: Language, programme: Programme, drawn: Choices, day: date) -> str:
    """The heading of a day. Over New Year each one has the year, if the file has it at all."""
    several = len({language.year(each.date) for each in programme.days}) > 1
    year = drawn.year == "each heading" or (several and drawn.year == "title only")
    return language.date(day, weekday=drawn.weekday, year=year)


def either_way(programme: Programme) -> bool:
    """No day above 12 shows which number is the month, and some date would be another one the other way round."""
    days = [day.date for day in programme.days]
    return all(day.day <= 12 for day in days) and any(day.day != day.month for day in days)
