"""One place at a time."""

from tests.rules.cases import broken, case, certain, engagement, entry, said, verdicts
from tests.rules.journeys import TWO, going, way

BOTH = ["president-ar", "president-se"]


def two(second: str, **first: object) -> str:
    fields = {"at": "10:00", "length": "45m", "venues": ["palace"], "who": BOTH} | first
    return engagement("talks", **fields) + engagement("lunch", second, length="60m", venues=["hall"], who=BOTH)


def test_items_that_touch_do_not_collide() -> None:
    # 10:00 + 45 min = 10:45
    assert broken("one-place-at-a-time", case(two("10:45"))) == []


def test_a_minute_earlier_they_do() -> None:
    assert broken("one-place-at-a-time", case(two("10:44"))) == [("talks", "lunch")]
    assert certain("one-place-at-a-time", case(two("10:44"))) == [True]


def test_everybody_concerned_is_in_one_finding() -> None:
    assert said("one-place-at-a-time", case(two("10:44"))) == [
        (
            "In two places at once: President of Arvandia, President of Severia. "
            "Talks lasts until D 10:45, Lunch begins at D 10:44."
        )
    ]


def test_different_people_do_not_collide() -> None:
    assert broken("one-place-at-a-time", case(two("10:00", who=["minister-ar"]))) == []


def test_those_in_no_collision_are_counted_as_satisfied() -> None:
    verdict = verdicts("one-place-at-a-time", case(two("10:45")))
    assert [each.subjects for each in verdict] == [("president-ar",), ("president-se",)]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # minister's talks begin 10:00 and usually last 60 min; nothing else on their track begins before 10:30
    text = engagement("talks", "10:00", kind="talks", track="a") + engagement("lunch", "10:30", track="b")
    tracks = entry("tracks", "a", name="A") + entry("tracks", "b", name="B")
    assert certain("one-place-at-a-time", case(text + tracks)) == [False]


def test_the_same_minute_at_two_places_is_certain_without_any_length() -> None:
    assert certain("one-place-at-a-time", case(two("10:00", length=None))) == [True]


def test_the_same_minute_about_is_not() -> None:
    assert certain("one-place-at-a-time", case(two("10:00", at="about 10:00", length=None))) == [False]


def test_talks_during_a_flight_are_found() -> None:
    flight = entry(
        "movements",
        "flight",
        title="Flight",
        by="plane",
        who=["president-se"],
        departs={"venue": "airport", "day": 1, "at": "08:00"},
        arrives={"place": "Severgrad", "day": 1, "at": "11:00 Europe/Moscow"},
    )
    # 11:00 in Moscow (+3) is 11:30 in Tehran (+3:30)
    assert broken("one-place-at-a-time", case(flight + two("11:30"))) == [("flight", "talks")]
    assert broken("one-place-at-a-time", case(flight + two("12:30", at="11:30"))) == []


def test_an_interpreter_cannot_be_in_two_talks() -> None:
    wanted = {"languages": ["fa", "ru"], "named": ["interpreter-1"]}
    text = engagement("one", "10:00", length="45m", interpretation=wanted) + engagement(
        "two", "10:30", length="45m", interpretation=wanted, who=["minister-ar"]
    )
    assert verdicts("one-place-at-a-time", case(text))[0].facts["parties"] == ("interpreter-1",)


def test_nobody_is_on_the_way_and_at_an_engagement_at_once() -> None:
    # talks until 11:00, the call from 12:00
    assert broken("one-place-at-a-time", going(way("11:00-12:00"))) == []
    assert said("one-place-at-a-time", going(way("11:34-12:01"))) == [
        (
            "President of Arvandia: on the way to Ministry from D 11:34 to D 12:01, and asked for Call "
            "from D 12:00 to D 12:30."
        )
    ]
    assert broken("one-place-at-a-time", going(way("10:59-11:30"))) == [("talks",)]
    assert broken("one-place-at-a-time", going(way("11:34-12:01", party="minister-ar"))) == []


def test_what_has_no_place_may_be_the_way_itself() -> None:
    text = TWO + engagement("move", who=["president-ar"], venues=[])
    subject = going(way("11:10-11:35"), text=text, move="11:15-11:30")
    assert broken("one-place-at-a-time", subject) == []
