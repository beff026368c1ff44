"""Guests have something only between their arrival and their departure."""

from dataclasses import replace

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said, verdicts, with_programme

from placet.model.ids import EngagementId

RULE = "while-here"
GUESTS = ["president-se", "minister-se"]
BOTH = ["president-ar", "president-se"]


def arrival(at: str = "10:00", **more: object) -> str:
    fields = {"kind": "arrival", "length": "15m", "who": [*GUESTS, "minister-ar"], "venues": ["airport"]} | more
    return engagement("arrival", at, **fields)


def departure(at: str = "16:00", **more: object) -> str:
    fields = {"kind": "departure", "length": "15m", "who": [*GUESTS, "minister-ar"], "venues": ["airport"]} | more
    return engagement("departure", at, **fields)


def talks(at: str, **more: object) -> str:
    return engagement("talks", at, **({"length": "30m", "who": BOTH, "venues": ["palace"]} | more))


def test_from_the_arrival_on() -> None:
    assert broken(RULE, case(arrival() + talks("10:15"))) == []


def test_a_minute_before_the_arrival() -> None:
    assert said(RULE, case(arrival() + talks("09:59"))) == [
        "Talks begins at D 09:59, before Arrival; not here yet: President of Severia."
    ]


def test_until_the_departure() -> None:
    assert broken(RULE, case(departure() + talks("15:30"))) == []
    assert said(RULE, case(departure() + talks("16:01"))) == [
        "Talks begins at D 16:01, after Departure; no longer here: President of Severia."
    ]


def test_hosts_who_receive_may_have_something_before_and_after() -> None:
    cabinet = talks("08:00", who=["president-ar", "minister-ar"])
    assert broken(RULE, case(arrival() + cabinet)) == []
    assert broken(RULE, case(departure() + cabinet.replace("08:00", "18:00"))) == []


def test_in_a_leg_it_is_the_leg_s_own_host_who_is_at_home() -> None:
    # Severia receives in this leg: its president is the host, and the others are the guests.
    subject = case('[legs.city]\nhost = "SE"\n' + arrival() + talks("09:00") + talks("09:00").replace("talks", "more"))
    assert broken(RULE, subject) == []
    subject = case('[legs.city]\nhost = "SE"\n' + arrival() + talks("09:00", who=["minister-ar"]))
    assert broken(RULE, subject) == [("talks", "arrival")]


def test_whoever_greets_is_at_home_too() -> None:
    assert broken(RULE, case(arrival(roles={"president-se": "greets"}) + talks("09:00"))) == []


def test_guests_on_another_track_have_come_with_the_arrival_too() -> None:
    track = entry("tracks", "ministers", name="Ministers")
    aside = talks("09:00", who=["minister-se"], track="ministers")
    assert broken(RULE, case(track + arrival() + aside)) == [("talks", "arrival")]


def test_who_comes_later_alone_is_bound_by_that_arrival_alone() -> None:
    later = arrival("14:00", who=["minister-se"]).replace("arrival]", "later]")
    first = arrival(who=["president-se"])
    assert broken(RULE, case(first + later + talks("11:00"))) == []
    assert broken(RULE, case(first + later + talks("11:00", who=["minister-se"]))) == [("talks", "later")]


def test_who_is_at_two_arrivals_is_bound_by_neither() -> None:
    again = arrival("14:00").replace("arrival]", "again]")
    assert verdicts(RULE, case(arrival() + again + talks("09:00"))) == []


def test_an_advance_party_comes_before() -> None:
    assert broken(RULE, case(arrival() + talks("08:00", kind="advance-visit"))) == []


def test_a_welcome_after_a_departure_begins_another_stay() -> None:
    welcome = engagement("welcome", "17:00", kind="welcome", who=BOTH, venues=["palace"])
    assert broken(RULE, case(departure() + talks("18:00") + welcome)) == []
    assert broken(RULE, case(departure() + talks("16:30") + welcome)) == [("talks", "departure")]


def test_about_the_hour_of_arrival_breaks_it_only_perhaps() -> None:
    # about 10:00 may be 09:45
    assert certain(RULE, case(arrival("about 10:00") + talks("09:46"))) == [False]
    assert certain(RULE, case(arrival("about 10:00") + talks("09:44"))) == [True]


def test_an_arrival_without_an_hour_leaves_it_open() -> None:
    assert missing(RULE, case(arrival("") + talks("09:00"))) == ["arrival.at"]
    assert verdicts(RULE, case(arrival("") + talks("09:00", who=["president-ar"]))) == []


def test_a_cancelled_arrival_binds_nobody() -> None:
    assert verdicts(RULE, case(arrival(status="cancelled") + talks("09:00"))) == []


# ── several legs ─────────────────────────────────────────────────────────────────────────────────────────────────────

COAST = entry("legs", "coast", city="Coast", zone="Asia/Tehran", first_day=2, last_day=2)


def test_an_arrival_that_may_be_a_return_binds_nobody() -> None:
    # On the second day the guests may have been on the coast: the arrival may be that of their return.
    assert verdicts(RULE, case(COAST + arrival("18:00", day=2) + talks("09:00"))) == []
    assert broken(RULE, case(COAST + arrival("18:00", day=1) + talks("09:00"))) == [("talks", "arrival")]


def test_a_departure_binds_in_its_own_leg() -> None:
    there = entry("venues", "harbour", name="Harbour", leg="coast")
    leaves = departure("16:00", day=2, venues=["harbour"])
    assert broken(RULE, case(COAST + there + leaves + talks("18:00", day=2))) == []
    assert broken(RULE, case(COAST + there + leaves + talks("18:00", day=2, venues=["harbour"]))) == [
        ("talks", "departure")
    ]


def test_who_may_be_received_in_either_of_two_legs_is_bound_in_neither() -> None:
    there = entry("venues", "harbour", name="Harbour", leg="coast")
    assert verdicts(RULE, case(COAST + there + arrival(venues=["airport", "harbour"]) + talks("09:00"))) == []


def test_who_is_only_invited_comes_in_a_plan_after_the_arrival_too() -> None:
    text = arrival() + talks("{}", who=["president-ar"], optional_who=["minister-se"])
    for at, found in (("09:59", [("talks", "arrival")]), ("10:15", [])):
        subject = case(text.replace("{}", at))
        assert broken(RULE, subject) == []  # nobody says that they come
        put = replace(subject.programme.placements[EngagementId("talks")], attending=("minister-se",))
        placements = {**subject.programme.placements, EngagementId("talks"): put}
        assert broken(RULE, with_programme(subject, placements=placements)) == found
