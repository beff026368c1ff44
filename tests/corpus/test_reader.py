"""The answer of `placet read --json` becomes what the scorer wants."""

from __future__ import annotations

from tests.corpus.reader import entries_of, left_of
from tests.corpus.score import Entry


def test_an_entry_with_everything_and_one_with_a_title_only():
    everything = {
        "day": 2,
        "time": "about 10:00–10:45",
        "title": {"en": "Talks", "ru": "Переговоры"},
        "place": "White Hall",
        "doubtful": True,
    }
    bare = {"day": None, "time": "", "title": {"en": "Lunch"}, "place": "", "doubtful": False}
    assert entries_of({"starts_on": "2026-05-12", "entries": [everything, bare]}) == [
        Entry(
            date="2026-05-13",
            day=2,
            start="10:00",
            end="10:45",
            about=True,
            place="White Hall",
            titles=("Talks", "Переговоры"),
            doubtful=True,
        ),
        Entry(date=None, day=None, start=None, end=None, about=False, place="", titles=("Lunch",), doubtful=False),
    ]


def test_without_a_first_day_there_are_only_numbers():
    entry = {"day": 2, "time": "10:00", "title": {"en": "Talks"}, "place": "", "doubtful": False}
    (found,) = entries_of({"starts_on": None, "entries": [entry]})
    assert (found.date, found.day, found.end) == (None, 2, None)


def test_what_was_left_is_text_with_or_without_its_place():
    assert left_of({"left": ["Page 1", {"where": "line 9", "text": "Subject to change"}]}) == [
        "Page 1",
        "Subject to change",
    ]
    assert left_of({}) == []
