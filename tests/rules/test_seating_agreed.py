"""Seating of equals is agreed."""

from tests.rules.cases import broken, case, engagement, entry, said, unjudged

RULE = "seating-agreed"
SECOND = entry("people", "premier-se", side="SE", office="Prime Minister of Severia", principal=True, level=2)
ALL = ["president-ar", "president-se", "premier-se"]


def talks(who: list[str], **fields: object) -> str:
    return SECOND + engagement("talks", "10:00", **({"kind": "talks", "who": who} | fields))


def test_two_principals_of_one_side_need_an_agreed_seating() -> None:
    assert said(RULE, case(talks(ALL))) == [
        (
            "At Talks sit several principals of one side, and the seating is not agreed: "
            "Prime Minister of Severia, President of Severia."
        )
    ]


def test_agreed_in_so_many_words_it_is_agreed() -> None:
    assert broken(RULE, case(talks(ALL, seating_agreed=True))) == []
    assert broken(RULE, case(talks(ALL, seating_agreed=False))) == [("talks",)]


def test_one_of_each_side_needs_nothing() -> None:
    assert broken(RULE, case(talks(ALL[:2]))) == []


def test_where_people_stand_nothing_is_needed() -> None:
    assert broken(RULE, case(talks(ALL, kind="wreath"))) == []


def test_whoever_may_come_leaves_it_open() -> None:
    assert broken(RULE, case(talks(ALL[:2], optional_who=ALL[2:]))) == []
    assert unjudged(RULE, case(talks(ALL[:2], optional_who=ALL[2:]))) == [("talks",)]


def test_whoever_may_come_without_being_a_principal_changes_nothing() -> None:
    assert unjudged(RULE, case(talks(ALL[:2], optional_who=["minister-se"]))) == []


def test_agreed_whoever_comes() -> None:
    assert unjudged(RULE, case(talks(ALL[:2], optional_who=ALL[2:], seating_agreed=True))) == []
