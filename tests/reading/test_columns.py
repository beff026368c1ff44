"""Columns by their headers and by what is in them."""

from __future__ import annotations

import pytest

from placet.reading.columns import Role, columns_of
from placet.reading.engagement_kinds import kind_of
from placet.reading.lines import Habit, habit_of, split


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        ([["Time", "Event", "Venue", "Participants"], ["10:00", "Talks", "Palace", "Both"]], "time title place people"),
        (
            [["№", "Время", "Мероприятие", "Место проведения"], ["1", "10:00", "Talks", "Palace"]],
            "number time title place",
        ),
        ([["محل", "برنامه", "ساعت"], ["کاخ", "مذاکرات", "۱۰:۳۰"]], "place title time"),
        ([["10:00", "Talks", "Palace"], ["11:00", "Lunch", "Hotel"]], "time title place"),
        ([["Переговоры", "10:00", "مذاکرات"], ["Обед", "11:00", "ناهار"]], "second time title"),
        ([["Tuesday 12 May", "10:00", "Talks"], ["", "11:00", "Lunch"]], "day time title"),
        ([["1", "10:00", "Talks"], ["2", "11:00", "Lunch"]], "number time title"),
        ([["10:00", "11:00", "Talks"], ["11:00", "11:30", "Lunch"]], "time end title"),
    ],
)
def test_the_roles_of_columns(rows, roles):
    assert [role.value for role in columns_of(rows).roles.values()] == roles.split()


def test_two_columns_always_the_same_hours_apart_are_two_clocks():
    rows = [["10:00", "12:30", "Talks"], ["11:00", "13:30", "Lunch"], ["12:00", "14:30", "Visit"]]
    assert columns_of(rows).case == "two-clocks"


def test_columns_known_only_by_their_order_are_asked():
    found = columns_of([["10:00", "Talks", "A. Name"], ["11:00", "Lunch", "B. Name"]])
    assert (found.of(Role.PLACE), found.case) == (2, "columns")


@pytest.mark.parametrize(
    ("line", "title", "place"),
    [
        ("Talks in the White Hall", "Talks", "White Hall"),
        ("Lunch – Granovit Hall", "Lunch", "Granovit Hall"),
        ("Dinner (Palace Hotel)", "Dinner", "Palace Hotel"),
        ("Dinner, Palace Hotel, Tokyo", "Dinner", "Palace Hotel, Tokyo"),
        ("Lunch – hosted by the President", "Lunch – hosted by the President", ""),
        ("Visit to the National Museum", "Visit to the National Museum", ""),
        ("Talks (restricted)", "Talks (restricted)", ""),
        ("Reception at the Embassy for the diplomatic corps", "Reception at the Embassy for the diplomatic corps", ""),
        ("دیدار با رئیس جمهور – کاخ سعدآباد", "دیدار با رئیس جمهور", "کاخ سعدآباد"),
    ],
)
def test_a_place_is_cut_off_only_where_it_is_one(line, title, place):
    found = split(line)
    assert (found.title, found.place, found.maybe) == (title, place, "")


def test_what_is_only_perhaps_a_place_is_named_and_not_taken():
    found = split("Press opportunity – Malta")
    assert (found.title, found.place, found.maybe) == ("Press opportunity – Malta", "", "Malta")


def test_the_habit_of_a_paper_sets_places_apart_and_is_asked():
    plain = ["Talks – White Hall", "Lunch – Palace", "Walk – Riverside", "Dinner – Old Mill"]
    # Four lines of four have the mark, two of the four tails name a place: enough to see a habit.
    habit = habit_of(plain)
    assert habit == Habit(" – ", frozenset())
    found = split("Walk – Riverside", habit)
    assert (found.title, found.place, found.maybe) == ("Walk", "Riverside", "Riverside")


@pytest.mark.parametrize(
    ("line", "place", "others"),
    [
        ("Welcome, Invalides, court of honour", "court of honour", ("Invalides, court of honour",)),
        ("Talks, Elysee, salon des portraits", "Elysee, salon des portraits", ()),
        (
            "Oath, Bhavan forecourt; in rain Durbar Hall",
            "in rain Durbar Hall",
            ("Bhavan forecourt; in rain Durbar Hall",),
        ),
        ("Welcome, guard inspection, National Monument", "National Monument", ()),
    ],
)
def test_where_a_place_may_begin_sooner_it_is_asked(line, place, others):
    found = split(line)
    assert (found.place, found.maybe, found.others) == (place, place if others else "", others)


def test_a_place_too_long_to_be_taken_unasked_is_asked():
    place = "Greek church of the Protection of the Mother of God"
    found = split(f"Visit to the community, {place}")
    assert (found.place, found.maybe, found.others) == ("", place, (place,))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Wreath-laying at the monument", "wreath"),
        ("State banquet", "banquet"),
        ("Обед от имени Президента", "meal"),
        ("Переговоры в узком составе", "talks"),
        ("نثار تاج گل", "wreath"),
        ("Signature des accords", "signing"),
        ("Something else", "other"),
    ],
)
def test_kinds_by_words(title, kind):
    assert kind_of(title).value == kind
