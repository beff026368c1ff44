"""What a typed reply says after its codes: `agreed`, `under consideration until 8 April`, `12:20`.

The words are those of the catalogues `joint` under `typed`, in every language that Placet speaks, whatever the office
speaks itself: the paper may come back in another one. Whoever agrees agrees to the text as it is: a reply that says
more than that it agrees is not taken for an agreement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from placet.errors import Refused
from placet.model.evidence import Said
from placet.node.joint.countering import Change
from placet.reading.clock import stated_time
from placet.reading.day import Heading, heading_of, settled
from placet.reading.letters import cleaned, folded
from placet.wording.catalogues import catalogue, languages

SHOWN = 40
"""Characters of a reply that are repeated."""
MONTHS = 12
_AROUND = " \t.,:–—-_،"
_UNTIL, _BECAUSE, _BEGINS, _ENDS = "until", "because", "begins", "ends"


@dataclass(frozen=True, slots=True)
class Saying:
    """What one reply says: words that were understood, or a change of the text."""

    said: Said | None
    until: date | None = None
    because: str = ""
    change: Change | None = None


def saying_of(words: str, today: date) -> Saying | None:
    """What a reply says, None for a blank that nobody filled in. A day without a year is the next there is.

    Raises `Refused`: `reply-not-understood`, `reply-says-more`, `reply-day`.
    """
    said = cleaned(words).strip(_AROUND)
    if not said:
        if words.strip():
            return None
        raise Refused("reply-empty")
    rests = {known: rest for known in Said if (rest := _after(known.value, said)) is not None}
    if rests:  # of `agreed` and `agreed ad referendum` the longer
        known = min(rests, key=lambda each: len(rests[each]))
        return _with_rest(known, rests[known], said, today)
    change = _change(said)
    if change is None:
        raise Refused("reply-not-understood", shown=said[:SHOWN])
    return Saying(None, change=change)


def _with_rest(known: Said, rest: str, said: str, today: date) -> Saying:
    if not rest:
        return Saying(known)
    if known is Said.NOT_NOW:
        because = _after(_BECAUSE, rest)
        return Saying(known, because=rest if because is None else because)
    day = _after(_UNTIL, rest) if known is Said.UNDER_CONSIDERATION else None
    if not day:
        raise Refused("reply-says-more", shown=said[:SHOWN])
    return Saying(known, until=_day(day, today))


def _after(key: str, said: str) -> str | None:
    """What follows on words of the catalogue at the beginning of a reply, or None where it does not begin with them."""
    found = _beginning(key).match(folded(said))
    return said[found.end() :].strip(_AROUND) if found is not None else None


@cache
def _beginning(key: str) -> re.Pattern[str]:
    """Any of the forms of a key in any language, the longest first; its words may stand apart or be joined."""
    forms = {form for code in languages() for form in catalogue(code, "joint")["typed"][key]}
    return re.compile(f"(?:{'|'.join(map(_pattern, sorted(forms, key=len, reverse=True)))})(?!\\w)")


def _pattern(form: str) -> str:
    return r"[\s\u200c,]*".join(map(re.escape, folded(form).replace("\u200c", " ").split()))


def _day(said: str, today: date) -> date:
    heading = heading_of(said, in_column=True)
    days = _days(heading, today) if heading is not None and not heading.rest and heading.number is None else ()
    days = tuple(day for day in days if day >= today)
    if len(days) != 1:
        raise Refused("reply-day", shown=said[:SHOWN])
    return days[0]


def _days(heading: Heading, today: date) -> Sequence[date]:
    """The days that it can be; without a year the next one."""
    if heading.month_day is None:
        return heading.dates
    _, month, day = heading.month_day
    if "/" in heading.said and day <= MONTHS and month != day:
        return ()  # `04/05` is one day here and another there
    years = (today.year, today.year + 1)
    found = sorted({day for year in years for each in settled([heading], [year]) for day in each.dates})
    return [day for day in found if day >= today][:1]


def _change(said: str) -> Change | None:
    """Another beginning, another end, or both."""
    ends_only = _after(_ENDS, said)
    if ends_only is not None:
        found = stated_time(ends_only, expected=True)
        clock = found.at.clock if found is not None and found.stop >= len(ends_only) else None
        return Change(ends=clock.at) if clock is not None else None
    begins = _after(_BEGINS, said)
    words = said if begins is None else begins
    found = stated_time(words, expected=begins is not None)
    if found is None or found.at.clock is None:
        return None
    ends = found.ends.clock.at if found.ends.clock is not None else None
    rest = words[found.stop :].strip(_AROUND)
    if rest:
        later = _change(rest) if _after(_ENDS, rest) is not None else None
        if later is None:
            return None
        ends = later.ends
    return Change(starts=found.at.clock.at, ends=ends)
