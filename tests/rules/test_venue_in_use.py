"""Venues are free."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said, verdicts

from placet.rules.finding import Answer

HALL = {"length": "60m", "venues": ["hall"]}


def two(second: str, **more: object) -> str:
    fields = HALL | {"kind": "talks"} | more
    return engagement("one", "10:00", **fields) + engagement("two", second, **fields, who=["minister-ar"])


def test_one_at_a_time() -> None:
    # 10:00 + 60 min = 11:00; a site visit needs no room to be set up
    assert broken("venue-in-use", case(two("11:00", kind="site-visit"))) == []
    assert broken("venue-in-use", case(two("10:59", kind="site-visit"))) == [("one", "two")]
    assert certain("venue-in-use", case(two("10:59", kind="site-visit"))) == [True]


def test_as_many_as_it_holds() -> None:
    third = engagement("three", "10:30", **HALL, who=["minister-se"])
    text = two("10:15") + third
    assert broken("venue-in-use", case(entry("venues", "hall", simultaneous=3) + text)) == []
    assert said("venue-in-use", case(entry("venues", "hall", simultaneous=2) + text)) == [
        "At once in Hall, which holds 2: One, Two, Three."
    ]


def test_a_usual_turnover_is_15_minutes_and_only_a_wish() -> None:
    # 11:00 + 15 min = 11:15
    assert broken("venue-in-use", case(two("11:15"))) == []
    assert certain("venue-in-use", case(two("11:14"))) == [False]


def test_a_stated_turnover_is_kept() -> None:
    stated = entry("venues", "hall", turnover="20m")
    assert broken("venue-in-use", case(stated + two("11:20"))) == []
    assert certain("venue-in-use", case(stated + two("11:19"))) == [True]


def test_the_same_people_may_stay() -> None:
    text = engagement("one", "10:00", **HALL, kind="talks") + engagement("two", "11:00", **HALL, kind="talks")
    assert broken("venue-in-use", case(text)) == []


def test_whoever_interprets_makes_no_other_company() -> None:
    spoken = {"interpretation": {"mode": "consecutive", "languages": ["fa", "ru"], "named": ["interpreter-1"]}}
    text = engagement("one", "10:00", **HALL, kind="talks", **spoken)
    text += engagement("two", "11:00", **HALL, kind="talks")
    assert broken("venue-in-use", case(text)) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    # talks last 30 min at least: 10:30 + 15 = 10:45
    assert missing("venue-in-use", case(two("10:45", length=None))) == ["one.ends"]
    assert broken("venue-in-use", case(two("10:44", length=None))) == [("one", "two")]


def test_at_a_residence_everybody_has_a_room() -> None:
    residence = entry("venues", "hall", residence=True)
    assert verdicts("venue-in-use", case(residence + two("10:30", kind="private"))) == []


def test_about_the_same_hour_is_not_certain() -> None:
    text = engagement("one", "10:00", **HALL) + engagement("two", "about 11:10", venues=["hall"], who=["minister-ar"])
    assert True not in certain("venue-in-use", case(text))


def test_a_residence_has_rooms_for_what_is_private_and_nothing_else() -> None:
    residence = entry("venues", "hall", residence=True)
    assert broken("venue-in-use", case(residence + two("10:30"))) == [("one", "two")]
    assert broken("venue-in-use", case(two("10:30", kind="private"))) == [("one", "two")]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min; the other is on another track and does not end them
    one = engagement("one", "10:00", kind="talks", venues=["hall"])
    other = entry("tracks", "b", name="B") + engagement("two", "10:59", **HALL, who=["minister-ar"], track="b")
    assert certain("venue-in-use", case(one + other)) == [False]


def test_a_venue_is_told_of_once() -> None:
    # nothing is set up between two that are there at once
    assert [one.answer for one in verdicts("venue-in-use", case(two("10:59")))] == [Answer.VIOLATED]
    assert [one.answer for one in verdicts("venue-in-use", case(two("11:00", kind="site-visit")))] == [Answer.SATISFIED]
