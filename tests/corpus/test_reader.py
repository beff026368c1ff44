"""The answer of `placet read --json` becomes what the scorer wants."""

from __future__ import annotations

from tests.corpus.reader import entries_of, left_of
from tests.corpus.score import Entry

BARE = {"date": None, "day": None, "starts": None, "ends": None, "about": False, "place": "", "doubts": []}


def test_an_entry_with_everything_and_one_with_a_title_only():
    everything = {
        "date": "2026-05-12",
        "day": 1,
        "starts": "about 10:00",
        "ends": "10:45",
        "about": True,
        "titles": {"en": "Talks", "ru": "Переговоры"},
        "place": "White Hall",
        "doubts": ["The end is before the start"],
    }
    assert entries_of({"entries": [everything, {**BARE, "titles": {"en": "Lunch"}}]}) == [
        Entry(
            date="2026-05-12",
            day=1,
            start="10:00",
            end="10:45",
            about=True,
            place="White Hall",
            titles=("Talks", "Переговоры"),
            doubtful=True,
        ),
        Entry(date=None, day=None, start=None, end=None, about=False, place="", titles=("Lunch",), doubtful=False),
    ]


def test_what_was_left_is_text_with_or_without_its_place():
    assert left_of({"left": ["Page 1", {"where": "line 9", "text": "Subject to change"}]}) == [
        "Page 1",
        "Subject to change",
    ]
    assert left_of({}) == []
