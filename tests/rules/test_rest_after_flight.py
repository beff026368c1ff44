"""Rest after a long flight."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "rest-after-flight"
FAR = entry("legs", "far", city="Farhaven", zone="America/New_York", first_day=1, last_day=1)
STRIP = entry("venues", "strip", name="Farhaven airport", leg="far")


def flight(origin: dict[str, object] | None = None, lands: str = "06:00") -> str:
    departs = origin if origin is not None else {"venue": "strip"}
    arrives = {"venue": "airport", "day": 1, "at": lands}
    who = ["president-se"]
    return entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)


def then(at: str, kind: str = "talks", **fields: object) -> str:
    return engagement("next", at, **({"kind": kind, "who": ["president-se"], "length": "45m"} | fields))


def test_ten_hours_after_the_landing_talks_may_begin() -> None:
    # nominal offsets: New York -5 h, Tehran +3.5 h, shift 8.5 h; 06:00 + 10 h = 16:00
    assert broken(RULE, case(FAR + STRIP + flight() + then("16:00"))) == []


def test_a_minute_earlier_they_may_not() -> None:
    assert said(RULE, case(FAR + STRIP + flight() + then("15:59"))) == [
        "Next begins at D 15:59; President of Severia landed at D 06:00 after a long flight and rest until D 16:00."
    ]


def test_a_shift_of_less_than_six_hours_is_no_long_flight() -> None:
    # London 0 h, Tehran +3.5 h
    near = FAR.replace("America/New_York", "Europe/London")
    assert broken(RULE, case(near + STRIP + flight() + then("08:00"))) == []


def test_nothing_is_signed_on_the_day_of_the_landing_even_after_ten_hours() -> None:
    assert broken(RULE, case(FAR + STRIP + flight() + then("17:00", "signing"))) == [("flight", "next")]
    assert broken(RULE, case(FAR + STRIP + flight() + then("10:00", "signing", day=2))) == []


def test_other_engagements_and_other_people_are_free() -> None:
    assert broken(RULE, case(FAR + STRIP + flight() + then("08:00", "courtesy-call"))) == []
    assert broken(RULE, case(FAR + STRIP + flight() + then("08:00", who=["president-ar"]))) == []


def test_home_decides_where_the_take_off_is_unknown() -> None:
    home = '[people.president-se]\nhome_zone = "America/New_York"\n'
    somewhere = flight({"place": "abroad"})
    assert broken(RULE, case(somewhere + then("08:00") + home)) == [("flight", "next")]


def test_without_either_nobody_can_say() -> None:
    assert missing(RULE, case(flight({"place": "abroad"}) + then("08:00"))) == ["flight.departs.venue"]


def test_talks_that_begin_at_the_landing_are_too_early_and_those_before_it_are_not_looked_at() -> None:
    assert broken(RULE, case(FAR + STRIP + flight() + then("06:00"))) == [("flight", "next")]
    assert broken(RULE, case(FAR + STRIP + flight() + then("06:00", "signing"))) == [("flight", "next")]
    assert broken(RULE, case(FAR + STRIP + flight() + then("05:59", "signing"))) == []


def test_a_shift_of_six_hours_is_a_long_flight() -> None:
    # Dubai +4 h; Noronha -2 h is six hours away, the Azores -1 h five
    def found(zone: str) -> list[tuple[str, ...]]:
        away = entry("legs", "city", zone="Asia/Dubai") + FAR.replace("America/New_York", zone)
        return broken(RULE, case(away + STRIP + flight() + then("08:00")))

    assert found("America/Noronha") == [("flight", "next")]
    assert found("Atlantic/Azores") == []


def test_only_what_is_stated_to_the_minute_breaks_it_for_certain() -> None:
    def at(lands: str, talks: str) -> str:
        return FAR + STRIP + flight(lands=lands) + then(talks)

    assert certain(RULE, case(at("06:00", "08:00"))) == [True]
    assert certain(RULE, case(at("about 06:00", "08:00"))) == [False]
    assert certain(RULE, case(at("06:00", "about 08:00"))) == [False]


def test_who_drives_needs_no_rest() -> None:
    driven = flight().replace('by = "plane"', 'by = "car"')
    assert broken(RULE, case(FAR + STRIP + driven + then("08:00"))) == []
