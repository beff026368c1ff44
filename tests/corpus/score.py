"""How well a draft meets the truth of a file: right, doubtful, or wrong without a mark.

A draft is plain data: entries as `Entry`, and the texts that the reader listed as left. Nothing here knows a reader.
An engagement is right if day, time, place and title are, each to the letter but for white space. It is doubtful if it
is not right and the reader said so: by a doubt on the entry, or by listing the title among what it left. All else is
wrong and unmarked, and so is an entry without a doubt that no engagement answers to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of a draft. `date` is in ISO, `day` counts from 1, hours are `HH:MM`; None is unsaid."""

    date: str | None
    day: int | None
    start: str | None
    end: str | None
    about: bool
    place: str
    titles: tuple[str, ...]
    """The title in each language that the entry has it in."""
    doubtful: bool


@dataclass(frozen=True, kw_only=True)
class Score:
    """Counts of engagements; `asked` counts doubts about entries that are right and leave nothing open."""

    engagements: int = 0
    right: int = 0
    doubtful: int = 0
    wrong: int = 0
    asked: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            engagements=self.engagements + other.engagements,
            right=self.right + other.right,
            doubtful=self.doubtful + other.doubtful,
            wrong=self.wrong + other.wrong,
            asked=self.asked + other.asked,
            faults=self.faults + other.faults,
        )

    @property
    def share_right(self) -> float:
        return self.right / self.engagements if self.engagements else 1.0

    @property
    def share_wrong(self) -> float:
        return self.wrong / self.engagements if self.engagements else 0.0


Truth = Mapping[str, Any]


def score(engagements: Sequence[Truth], entries: Sequence[Entry], left: Sequence[str]) -> Score:
    """Compare one file. `faults` says of each wrong one what it is, and what it should be."""
    pairs, extra = _paired(engagements, entries)
    total = Score()
    for truth, entry in pairs:
        total += _one(truth, entry, left)
    invented = [entry for entry in extra if not entry.doubtful]
    return total + Score(
        wrong=len(invented), faults=tuple(f"nothing like it stands there: {_said(e)}" for e in invented)
    )


def _one(truth: Truth, entry: Entry | None, left: Sequence[str]) -> Score:
    if entry is None:
        if any(_plain(title) in _plain(text) for text in left for title in truth["titles"]):
            return Score(engagements=1, doubtful=1)
        return Score(engagements=1, wrong=1, faults=(f"lost: {_told(truth)}",))
    is_right = all(test(truth, entry) for test in (day_is_right, time_is_right, place_is_right, title_is_right))
    if truth["must_doubt"]:
        if entry.doubtful:
            return Score(engagements=1, right=1)
        return Score(engagements=1, wrong=1, faults=(f"guessed: {_said(entry)}",))
    if is_right or (entry.doubtful and truth["may_doubt"]):
        return Score(engagements=1, right=1, asked=int(entry.doubtful and not _is_open(truth)))
    if entry.doubtful:
        return Score(engagements=1, doubtful=1)
    return Score(engagements=1, wrong=1, faults=(f"{_said(entry)} should be {_told(truth)}",))


def _is_open(truth: Truth) -> bool:
    """The file leaves something to ask: the venue, the year or the hour."""
    return bool(truth["may_doubt"]) or not truth["year_shown"] or truth["start"] is None


def day_is_right(truth: Truth, entry: Entry) -> bool:
    """The date; or, where no year is shown, the number of the day, and a date only with a doubt."""
    if truth["year_shown"]:
        return entry.date == truth["date"]
    if entry.date is None:
        return bool(entry.day == truth["day"])
    return entry.doubtful and date.fromisoformat(entry.date).strftime("%m-%d") == truth["date"][5:]


def time_is_right(truth: Truth, entry: Entry) -> bool:
    """Start, end and whether they are approximate."""
    return bool((entry.start, entry.end, entry.about) == (truth["start"], truth["end"], truth["about"]))


def place_is_right(truth: Truth, entry: Entry) -> bool:
    """One of the places that the row shows, or none if it shows none."""
    return _plain(entry.place) in map(_plain, truth["places"])


def title_is_right(truth: Truth, entry: Entry) -> bool:
    """One of the titles that the row shows."""
    return any(_plain(title) in map(_plain, truth["titles"]) for title in entry.titles)


_ALIKE: tuple[tuple[Callable[[Truth, Entry], bool], ...], ...] = (
    (title_is_right, day_is_right, time_is_right, place_is_right),
    (title_is_right, day_is_right, time_is_right),
    (title_is_right, day_is_right),
    (day_is_right, time_is_right),
    (title_is_right,),
    (time_is_right, place_is_right),
)


def _paired(
    engagements: Sequence[Truth], entries: Sequence[Entry]
) -> tuple[list[tuple[Truth, Entry | None]], Iterable[Entry]]:
    """Each engagement with the entry most like it; and the entries that are left over."""
    found: dict[int, Entry] = {}
    free = list(entries)
    for tests in _ALIKE:
        for number, truth in enumerate(engagements):
            if number not in found:
                alike = next((entry for entry in free if all(test(truth, entry) for test in tests)), None)
                if alike is not None:
                    found[number] = alike
                    free.remove(alike)
    return [(truth, found.get(number)) for number, truth in enumerate(engagements)], free


def _plain(text: str) -> str:
    return " ".join(text.split())


def _said(entry: Entry) -> str:
    return _line(
        entry.date or f"day {entry.day}", entry.start, entry.end, entry.about, " / ".join(entry.titles), entry.place
    )


def _told(truth: Truth) -> str:
    day = truth["date"] if truth["year_shown"] else f"day {truth['day']}"
    return _line(day, truth["start"], truth["end"], truth["about"], truth["titles"][0], truth["places"][0])


def _line(day: str, start: str | None, end: str | None, about: bool, title: str, place: str) -> str:
    hours = "–".join(hour for hour in (start, end) if hour) or "no hour"
    return f"{day}, {'about ' if about else ''}{hours}, {_plain(title)!r} at {_plain(place)!r}"
