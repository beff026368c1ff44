"""Balanced sides at talks."""

from tests.rules.cases import broken, case, engagement, entry, missing, said

RULE = "level-balance"


def talks(*who: str, **fields: object) -> str:
    return engagement("talks", "10:00", kind="talks", who=list(who), **fields)


def level(person: str, number: int) -> str:
    return f"[people.{person}]\nlevel = {number}\n"


def test_heads_one_level_apart_are_balanced() -> None:
    assert broken(RULE, case(talks("minister-ar", "president-se") + level("minister-ar", 2))) == []


def test_two_levels_apart_are_not() -> None:
    assert said(RULE, case(talks("minister-ar", "president-se"))) == [
        "At Talks the head of Severia is of level 1, the head of Arvandia of level 3."
    ]


def test_the_sides_are_equal_in_number() -> None:
    assert broken(RULE, case(talks("president-ar", "president-se"))) == []
    assert said(RULE, case(talks("president-ar", "president-se", "minister-se"))) == [
        "At Talks Arvandia has 1, Severia has 2 at the table."
    ]


def test_unless_the_seating_was_agreed() -> None:
    assert broken(RULE, case(talks("president-ar", "president-se", "minister-se", seating_agreed=True))) == []


def test_interpreters_do_not_count() -> None:
    assert broken(RULE, case(talks("president-ar", "president-se", "interpreter-1"))) == []


def test_those_who_are_only_counted_count() -> None:
    experts = entry("delegations", "experts", name="Experts", side="AR", count=1)
    assert broken(RULE, case(experts + talks("president-ar", "experts", "president-se", "minister-se"))) == []


def test_a_group_that_nobody_counted_leaves_the_numbers_open() -> None:
    experts = entry("delegations", "experts", name="Experts", side="AR")
    assert broken(RULE, case(experts + talks("president-ar", "experts", "president-se"))) == []


def test_a_level_that_nobody_states_leaves_it_open() -> None:
    aide = entry("people", "aide-se", side="SE", office="Aide")
    assert missing(RULE, case(aide + talks("minister-ar", "aide-se"))) == ["aide-se.level"]
