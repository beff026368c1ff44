"""The press is in place."""

from tests.rules.cases import broken, case, certain, engagement, missing, said

RULE = "press-in-place"


def press(**fields: object) -> str:
    fields = {"kind": "press", "length": "30m", "venues": ["hall"], "press_call": "30m"} | fields
    return engagement("press", "11:00", **fields)


def earlier(ends: str | None = None, **fields: object) -> str:
    return engagement("talks", "10:00", **({"kind": "talks", "ends": ends, "venues": ["hall"]} | fields))


def test_half_an_hour_before_is_early_enough() -> None:
    assert broken(RULE, case(press())) == []


def test_a_minute_less_is_too_late() -> None:
    assert said(RULE, case(press(press_call="29m"))) == ["The press is called 29 min before Press; 30 min needed."]


def test_what_cameras_do_not_see_from_the_start_needs_no_call() -> None:
    assert broken(RULE, case(press(kind="talks", press="closed", press_call="5m"))) == []
    assert broken(RULE, case(press(kind="talks", press="pool-at-end", press_call="5m"))) == []
    assert broken(RULE, case(press(kind="talks", press="pool-at-start", press_call="5m"))) == [("press",)]


def test_the_venue_is_free_meanwhile() -> None:
    # 11:00 - 30 min = 10:30
    assert broken(RULE, case(earlier("10:30") + press())) == []
    assert said(RULE, case(earlier("10:31") + press())) == [
        "The press cannot set up for Press in the 30 min before it: Talks is still going on there."
    ]
    assert certain(RULE, case(earlier("10:31") + press())) == [True]


def test_another_room_does_not_matter() -> None:
    assert broken(RULE, case(earlier("11:00", venues=["palace"]) + press())) == []


def test_a_press_that_is_there_already_may_stay() -> None:
    assert broken(RULE, case(earlier("11:00", press="pool", press_call="30m") + press())) == []


def test_without_a_call_or_an_end_nobody_can_say() -> None:
    # talks from 10:00 usually last 60 min
    assert missing(RULE, case(press(press_call=None))) == ["press.press_call"]
    assert missing(RULE, case(earlier() + press())) == ["talks.ends"]
