"""Stated order is kept."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, plan, said, verdicts


def order(dinner: str, least: str = "10m", most: str = "1h", **talks: object) -> str:
    fields = {"at": "10:00", "length": "60m"} | talks
    follow = {"engagement": "talks", "least": least, "most": most}
    return engagement("talks", **fields) + engagement("dinner", dinner, length="60m", after=[follow])


def test_at_the_least_distance() -> None:
    # 10:00 + 60 min + 10 min = 11:10
    assert broken("stated-order", case(order("11:10"))) == []


def test_a_minute_too_early() -> None:
    assert said("stated-order", case(order("11:09"))) == [
        "Dinner begins at D 11:09, before D 11:10, when it may follow Talks."
    ]


def test_at_the_most_distance_and_a_minute_too_late() -> None:
    # 11:00 + 1 h = 12:00
    assert broken("stated-order", case(order("12:00"))) == []
    assert broken("stated-order", case(order("12:01"))) == [("talks", "dinner")]


def test_before_what_it_follows() -> None:
    assert certain("stated-order", case(order("09:00"))) == [True]


def test_a_start_stated_as_after() -> None:
    text = engagement("talks") + engagement("dinner", "after talks")
    assert broken("stated-order", plan(text, talks="10:00-11:00", dinner="11:00-12:00")) == []
    assert broken("stated-order", plan(text, talks="10:00-11:00", dinner="10:59-12:00")) == [("talks", "dinner")]


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    # of another track, so that the dinner does not end the talks; usual talks last 30 to 120 min, 60 typically
    track = entry("tracks", "evening", name="Evening")
    text = order("AT", least="10m", length=None, kind="talks", track="evening") + track
    assert missing("stated-order", case(text.replace("AT", "11:00"))) == ["talks.ends"]
    # even the shortest talks end 10:30, and 10 min later is 10:40
    assert certain("stated-order", case(text.replace("AT", "10:39"))) == [False]
    assert certain("stated-order", case(text.replace("AT", "09:59"))) == [True]


def test_a_predecessor_without_a_time_is_asked_for() -> None:
    assert missing("stated-order", case(order("11:00", at=""))) == ["talks.at"]


def test_what_follows_something_cancelled_follows_nothing() -> None:
    assert verdicts("stated-order", case(order("09:00", status="cancelled"))) == []


def test_something_may_follow_a_journey() -> None:
    drive = entry(
        "movements",
        "drive",
        title="Drive",
        length="30m",
        departs={"venue": "palace", "day": 1, "at": "10:00"},
        arrives={"venue": "airport"},
    )
    text = drive + engagement("dinner", "after drive")
    assert broken("stated-order", plan(text, dinner="10:00-11:00")) == []  # a plan without the journey: nothing to see
    assert missing("stated-order", plan(text, dinner="10:00-11:00")) == ["drive.at"]
