"""What is on the table."""

from tests.rules.cases import broken, case, engagement, missing, said

RULE = "meal-served"
DRY = '[people.president-ar]\ndiet = ["no-alcohol-on-table"]\n'
HALAL = '[people.president-ar]\ndiet = ["halal"]\n'


def lunch(*served: str, **fields: object) -> str:
    return engagement("lunch", "13:00", **({"kind": "meal", "length": "60m", "served": list(served)} | fields))


def test_no_alcohol_where_somebody_asked_for_none() -> None:
    assert broken(RULE, case(lunch("halal") + DRY)) == []
    assert said(RULE, case(lunch("alcohol") + DRY)) == [
        "alcohol is served at Lunch; President of Arvandia asked: no alcohol on the table."
    ]


def test_what_was_asked_for_is_served() -> None:
    assert broken(RULE, case(lunch("halal", "alcohol") + HALAL)) == []
    assert said(RULE, case(lunch("vegetarian") + HALAL)) == [
        "No halal is served at Lunch; President of Arvandia asked for it."
    ]


def test_whoever_may_come_counts_as_a_guest() -> None:
    assert broken(RULE, case(lunch("alcohol", who=["minister-ar"]) + DRY)) == []
    assert broken(RULE, case(lunch("alcohol", who=["minister-ar"], optional_who=["president-ar"]) + DRY)) == [
        ("lunch",)
    ]


def test_nobodys_instructions_are_inferred() -> None:
    assert broken(RULE, case(lunch("alcohol"))) == []


def test_also_a_meal_without_an_hour_is_judged() -> None:
    assert broken(RULE, case(lunch("alcohol").replace('at = "13:00"\n', "") + DRY)) == [("lunch",)]


def test_while_nobody_says_what_is_served_nobody_can_say() -> None:
    assert missing(RULE, case(lunch() + DRY)) == ["lunch.served"]
