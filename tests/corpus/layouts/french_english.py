"""Word, French and English mixed: `11 h 40`, `0830 hrs`, `10.15 a.m.`, `noon`, `approx. 17.30`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.drawing import drawn as draw
from tests.corpus.headings import SLASHES, either_way, head, heading
from tests.corpus.languages import ENGLISH, FRENCH, clock
from tests.corpus.programmes import Engagement, Programme
from tests.corpus.truth import Rendered, rendered, shown


def _french(hour: time) -> str:
    return f"{hour.hour} h {hour.minute:02d}" if hour.minute else f"{hour.hour} h"


def _military(hour: time) -> str:
    return f"{hour:%H%M} hrs"


def _halves(hour: time) -> str:
    return f"{(hour.hour - 1) % 12 + 1}.{hour.minute:02d} {'a.m.' if hour.hour < 12 else 'p.m.'}"


def _points(hour: time) -> str:
    return f"{hour:%H.%M}"


NOTATIONS: tuple[Callable[[time], str], ...] = (_french, _military, _halves, _points)


def render(programme: Programme) -> Rendered:
    """One file. Each day is headed in one of the languages, or as 04/05/2026; each line has a notation of its own."""
    slashes = draw((False, False, True), "french-english", programme.name, "slashes")
    drawn = choices("french-english", programme, year="each heading" if slashes else None)
    programme = varied(programme, "french-english", ends=drawn.ends)
    doubt = SLASHES if slashes and either_way(programme) else ""
    made = word.paper(programme.title if slashes else head(ENGLISH, programme, drawn))
    truth = []
    for day in programme.days:
        language = draw((ENGLISH, FRENCH), "french-english", programme.name, day.date)
        written = f"{day.date:%d/%m/%Y}" if slashes else heading(language, programme, drawn, day.date)
        word.line(made, written, bold=True)
        rows = [tuple(language.labels[column] for column in ("time", "event", "place"))]
        for number, one in enumerate(day.engagements):
            notation = draw(NOTATIONS, "french-english", programme.name, day.date, number)
            rows.append((_time(one, notation), one.title, one.place))
            truth.append(shown(programme, day, one, drawn, must_doubt=doubt))
        word.table(made, rows, (4.5, 7.5, 5), head=True)
    return rendered("docx", word.packed(made), truth, drawn, slashes=slashes)


def _time(one: Engagement, notation: Callable[[time], str]) -> str:
    if one.start is None:
        return clock(ENGLISH, one, later=True)
    about = (FRENCH.about if notation is _french else ENGLISH.about) if one.about else ""
    return about + " – ".join(_hour(hour, notation) for hour in (one.start, one.end) if hour is not None)


def _hour(hour: time, notation: Callable[[time], str]) -> str:
    if hour == time(12) and notation is not _military:
        return "midi" if notation is _french else "noon"
    return notation(hour)
