"""Venues hold everybody."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said, verdicts

THREE = entry("venues", "palace", capacity=3)
DELEGATION = entry("delegations", "staff", name="Staff", members=["minister-ar", "minister-se"])
GUESTS = entry("delegations", "guests", name="Guests", count=2)
UNKNOWN = entry("delegations", "crowd", name="Crowd")


def talks(**more: object) -> str:
    return engagement("talks", "10:00", **({"length": "60m", "venues": ["palace"]} | more))


def test_a_delegation_counts_as_its_members() -> None:
    # president + two ministers = 3
    assert broken("capacity", case(THREE + DELEGATION + talks(who=["president-ar", "staff"]))) == []


def test_one_more_does_not_fit() -> None:
    assert said("capacity", case(THREE + DELEGATION + talks(who=["president-ar", "president-se", "staff"]))) == [
        "Talks: 4 people come, Palace holds 3."
    ]


def test_nobody_is_counted_twice() -> None:
    assert broken("capacity", case(THREE + DELEGATION + talks(who=["president-ar", "minister-ar", "staff"]))) == []


def test_a_delegation_that_is_only_counted_counts() -> None:
    # president + 2 guests = 3
    assert broken("capacity", case(THREE + GUESTS + talks(who=["president-ar", "guests"]))) == []
    assert broken("capacity", case(THREE + GUESTS + talks(who=["president-ar", "president-se", "guests"]))) == [
        ("talks",)
    ]


def test_an_interpreter_needs_a_chair() -> None:
    wanted = {"languages": ["fa", "ru"], "named": ["interpreter-1"]}
    text = THREE + talks(who=["president-ar", "president-se", "minister-ar"], interpretation=wanted)
    assert broken("capacity", case(text)) == [("talks",)]


def test_a_stated_number_is_enough_to_judge() -> None:
    assert broken("capacity", case(THREE + talks(people=3))) == []
    assert broken("capacity", case(THREE + talks(people=4))) == [("talks",)]


def test_those_who_are_only_invited_are_pointed_out() -> None:
    text = THREE + talks(who=["president-ar", "president-se"], optional_who=["minister-ar", "minister-se"])
    assert certain("capacity", case(text)) == [False]


def test_a_delegation_without_a_number_cannot_be_counted() -> None:
    assert missing("capacity", case(THREE + UNKNOWN + talks(who=["president-ar", "crowd"]))) == ["talks.people"]


def test_a_track_without_members_cannot_be_counted() -> None:
    assert missing("capacity", case(THREE + talks(who=None))) == ["talks.people"]


def test_a_venue_without_a_capacity_is_not_looked_at() -> None:
    assert verdicts("capacity", case(talks(people=900))) == []


def test_invited_guests_count_as_far_as_anybody_says_how_many() -> None:
    # president + 2 guests = 3, one more than a hall of 2 holds; a crowd of nobody knows how many is one at least
    def invited(capacity: int, group: str) -> str:
        return entry("venues", "palace", capacity=capacity) + talks(optional_who=[group])

    assert certain("capacity", case(GUESTS + invited(2, "guests"))) == [False]
    assert broken("capacity", case(GUESTS + invited(3, "guests"))) == []
    assert broken("capacity", case(UNKNOWN + invited(2, "crowd"))) == []
    assert certain("capacity", case(UNKNOWN + invited(1, "crowd"))) == [False]
