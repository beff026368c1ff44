"""The scorer tells right from doubtful from wrong; and what it may not forgive, it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.corpus.score import Entry, Score, score

TALKS = {
    "date": "2026-05-04",
    "day": 2,
    "year_shown": True,
    "start": "10:00",
    "end": "10:45",
    "about": False,
    "titles": ["Talks", "Переговоры"],
    "places": ["White Hall", "Белый зал"],
    "must_doubt": "",
    "may_doubt": "",
}
ENTRY = Entry(
    date="2026-05-04",
    day=2,
    start="10:00",
    end="10:45",
    about=False,
    place="White Hall",
    titles=("Talks",),
    doubtful=False,
)
WRONG = {
    "date": "2026-04-05",
    "start": "22:00",
    "end": None,
    "about": True,
    "place": "Blue Hall",
    "titles": ("Talks, White Hall",),
}


def counts(of: Score) -> tuple[int, int, int, int]:
    return of.right, of.doubtful, of.wrong, of.asked


@pytest.mark.parametrize("entry", [ENTRY, replace(ENTRY, titles=(" Переговоры\n",), place="Белый  зал")])
def test_what_is_to_the_letter_but_for_white_space_is_right(entry):
    assert score([TALKS], [entry], []) == Score(engagements=1, right=1)


@pytest.mark.parametrize("field", WRONG)
def test_one_wrong_field_is_wrong_and_with_a_doubt_doubtful(field):
    entry = replace(ENTRY, **{field: WRONG[field]})
    assert counts(score([TALKS], [entry], [])) == (0, 0, 1, 0)
    assert counts(score([TALKS], [replace(entry, doubtful=True)], [])) == (0, 1, 0, 0)


def test_a_doubt_about_what_is_right_is_counted_as_a_needless_question():
    assert counts(score([TALKS], [replace(ENTRY, doubtful=True)], [])) == (1, 0, 0, 1)


def test_an_engagement_that_is_nowhere_is_wrong_and_one_that_was_listed_as_left_is_doubtful():
    lost = score([TALKS], [], ["Dress: dark suit"])
    assert (lost.wrong, lost.faults) == (1, ("lost: 2026-05-04, 10:00–10:45, 'Talks' at 'White Hall'",))
    assert counts(score([TALKS], [], ["10.00 Talks, White Hall"])) == (0, 1, 0, 0)


def test_an_invented_entry_is_wrong_unless_it_is_doubted():
    # One engagement, found; beside it an entry that answers to nothing.
    invented = replace(ENTRY, date="2026-05-09", start=None, end=None, titles=("Page 1 of 3",), place="")
    assert counts(score([TALKS], [ENTRY, invented], [])) == (1, 0, 1, 0)
    assert counts(score([TALKS], [ENTRY, replace(invented, doubtful=True)], [])) == (1, 0, 0, 0)


def test_where_a_reader_must_doubt_a_lucky_guess_is_wrong_and_any_doubt_right():
    open_date = TALKS | {"must_doubt": "the month may be the day"}
    assert counts(score([open_date], [ENTRY], [])) == (0, 0, 1, 0)
    swapped = replace(ENTRY, date="2026-04-05", doubtful=True)
    assert counts(score([open_date], [swapped], [])) == (1, 0, 0, 0)


def test_where_a_reader_may_doubt_the_answer_and_the_doubt_are_both_right():
    open_place = TALKS | {"may_doubt": "several commas"}
    cut = replace(ENTRY, titles=("Talks, White",), place="Hall")
    assert counts(score([open_place], [ENTRY], [])) == (1, 0, 0, 0)
    assert counts(score([open_place], [replace(cut, doubtful=True)], [])) == (1, 0, 0, 0)
    assert counts(score([open_place], [cut], [])) == (0, 0, 1, 0)


def test_without_a_year_the_number_of_the_day_is_right_and_a_year_must_be_doubted():
    undated = TALKS | {"year_shown": False}
    assert counts(score([undated], [replace(ENTRY, date=None)], [])) == (1, 0, 0, 0)
    assert counts(score([undated], [replace(ENTRY, date=None, day=3)], [])) == (0, 0, 1, 0)
    assert counts(score([undated], [ENTRY], [])) == (0, 0, 1, 0)
    assert counts(score([undated], [replace(ENTRY, date="2027-05-04", doubtful=True)], [])) == (1, 0, 0, 0)


def test_to_ask_for_an_hour_that_is_not_there_is_not_in_vain():
    untimed = TALKS | {"start": None, "end": None}
    entry = replace(ENTRY, start=None, end=None, doubtful=True)
    assert counts(score([untimed], [entry], [])) == (1, 0, 0, 0)


def test_two_engagements_of_one_title_are_paired_with_the_entries_most_like_them():
    later = TALKS | {"start": "15:00", "end": None}
    entries = [replace(ENTRY, start="15:00", end=None), ENTRY]
    assert score([TALKS, later], entries, []) == Score(engagements=2, right=2)


def test_shares_are_of_engagements():
    # Three right and one wrong of four.
    total = score([TALKS] * 4, [ENTRY] * 3, [])
    assert (total.share_right, total.share_wrong) == (0.75, 0.25)
