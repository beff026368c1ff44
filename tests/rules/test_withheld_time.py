"""Withheld times are free."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, plan, verdicts

PRIVATE = entry("engagements", "stop", withheld="14:00–15:00")


def stop(**more: object) -> str:
    return engagement("stop", **({"length": "30m", "venues": ["palace"]} | more))


def other(at: str, where: str = "palace", **more: object) -> str:
    return engagement("other", at, **({"length": "60m", "venues": [where]} | more))


def test_up_to_the_first_start_and_from_the_last_end() -> None:
    # the last start 15:00 + 30 min = 15:30
    assert broken("withheld-time", case(stop() + other("13:00"), private=PRIVATE)) == []
    assert broken("withheld-time", case(stop() + other("15:30"), private=PRIVATE)) == []


def test_a_minute_inside() -> None:
    for at in ("13:01", "15:29"):
        subject = case(stop() + other(at), private=PRIVATE)
        assert broken("withheld-time", subject) == [("stop", "other")]
        assert certain("withheld-time", subject) == [True]


def test_the_way_there_and_on_is_counted_in() -> None:
    # 20 min measured + 7 min loading = 27 min: 12:33 + 60 min + 27 min = 14:00, 15:30 + 27 min = 15:57
    for at, found in (("12:33", []), ("12:34", [("stop", "other")]), ("15:57", []), ("15:56", [("stop", "other")])):
        assert broken("withheld-time", case(stop() + other(at, "ministry"), private=PRIVATE)) == found


def test_its_venue_is_open_all_that_while() -> None:
    until = entry("venues", "palace", openings=[{"hours": "09:00–15:30"}])
    assert broken("withheld-time", case(until + stop(), private=PRIVATE)) == []
    closed = case(until.replace("15:30", "15:29") + stop(), private=PRIVATE)
    assert broken("withheld-time", closed) == [("stop",)]
    assert certain("withheld-time", closed) == [True]


def test_what_it_finds_is_private() -> None:
    (verdict,) = verdicts("withheld-time", case(stop() + other("14:00"), private=PRIVATE))
    assert verdict.facts["private"] is True


def test_an_estimated_length_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min: 15:00 + 60 = 16:00
    subject = case(stop(length=None, kind="talks") + other("15:30"), private=PRIVATE)
    assert certain("withheld-time", subject) == [False]


def test_a_placed_stop_is_judged_by_its_hours_all_the_same() -> None:
    text = stop() + other("", length=None)
    assert broken("withheld-time", plan(text, private=PRIVATE, stop="14:00-14:30", other="14:45-15:00")) == [
        ("stop", "other")
    ]


def test_others_are_not_in_the_way() -> None:
    assert broken("withheld-time", case(stop() + other("14:00", who=["minister-ar"]), private=PRIVATE)) == []


def test_without_a_day_nobody_can_say() -> None:
    assert missing("withheld-time", case(stop(day=None), private=PRIVATE)) == ["stop.day"]
