"""Nothing runs out."""

from tests.rules.cases import broken, case, certain, engagement, entry, said, verdicts

from placet.rules.finding import Answer

CARS = entry("resources", "cars", name="Cars", capacity=5)


def use(name: str, at: str, cars: int, length: str | None = "60m", **more: object) -> str:
    return engagement(name, at, uses={"cars": cars}, length=length, **more)


def test_as_many_as_there_are() -> None:
    assert broken("resources", case(CARS + use("one", "10:00", 3) + use("two", "10:30", 2))) == []


def test_one_too_many() -> None:
    assert said("resources", case(CARS + use("one", "10:00", 3) + use("two", "10:30", 3))) == [
        "Cars: 6 needed at once, 5 there. Used by: One, Two."
    ]


def test_those_that_touch_do_not_add_up() -> None:
    assert broken("resources", case(CARS + use("one", "10:00", 3) + use("two", "11:00", 3))) == []
    assert broken("resources", case(CARS + use("one", "10:00", 3) + use("two", "10:59", 3))) == [("one", "two")]


def test_three_together_may_be_too_many_where_two_are_not() -> None:
    text = CARS + use("one", "10:00", 2) + use("two", "10:15", 2) + use("three", "10:30", 2)
    assert broken("resources", case(text)) == [("one", "two", "three")]


def test_one_alone_may_be_too_much() -> None:
    assert broken("resources", case(CARS + use("one", "10:00", 6, None))) == [("one",)]


def test_journeys_use_them_too() -> None:
    drive = entry(
        "movements",
        "drive",
        title="Drive",
        uses={"cars": 4},
        departs={"venue": "palace", "day": 1, "at": "10:50"},
        arrives={"venue": "airport", "at": "11:20"},
    )
    assert broken("resources", case(CARS + drive + use("one", "10:00", 2))) == [("one", "drive")]
    assert broken("resources", case(CARS + drive + use("one", "10:00", 1))) == []


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min; the other is on another track and does not end them
    track = entry("tracks", "b", name="B")
    text = CARS + track + use("one", "10:00", 3, None, kind="talks") + use("two", "10:30", 3, track="b")
    assert certain("resources", case(text)) == [False]


def test_a_resource_is_told_of_once() -> None:
    enough = CARS + use("one", "10:00", 3)
    assert [one.answer for one in verdicts("resources", case(enough))] == [Answer.SATISFIED]
    short = enough + use("two", "10:30", 3)
    assert [one.answer for one in verdicts("resources", case(short))] == [Answer.VIOLATED]
