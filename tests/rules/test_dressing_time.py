"""Time to dress."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "dressing-time"


def evening(ends: str | None, more: str = "", **banquet: object) -> str:
    fields = {"kind": "banquet", "length": "2h", "venues": ["palace"]} | banquet
    before = engagement("talks", "17:00", kind="talks", ends=ends, venues=["palace"])
    return before + engagement("banquet", "20:00", **fields) + more


def test_an_hour_is_enough() -> None:
    # 19:00 to 20:00
    assert broken(RULE, case(evening("19:00"))) == []


def test_a_minute_less_is_not() -> None:
    assert said(RULE, case(evening("19:01"))) == [
        "Before Banquet there is 59 min free for President of Arvandia; 1 h 00 are needed to dress."
    ]


def test_the_way_is_taken_out() -> None:
    # 20 min measured + 7 min loading: 20:00 - 27 - 60 = 18:33
    assert broken(RULE, case(evening("18:33", venues=["ministry"]))) == []
    assert broken(RULE, case(evening("18:34", venues=["ministry"]))) == [("banquet",)]


def test_an_estimated_way_is_not_certain() -> None:
    # palace to hall about 5 min: 20:00 - 5 - 60 = 18:55
    assert certain(RULE, case(evening("18:56", venues=["hall"]))) == [False]


def test_a_reception_just_before_belongs_to_the_banquet() -> None:
    reception = engagement("reception", "19:30", kind="reception", ends="20:00", venues=["palace"])
    assert broken(RULE, case(evening("18:30", reception))) == []
    assert broken(RULE, case(evening("18:31", reception))) == [("banquet",)]


def test_time_that_is_protected_is_judged_elsewhere() -> None:
    fields = {"kind": "dressing", "who": ["president-ar"], "between": "15:00–17:00", "length": "60m"}
    assert broken(RULE, case(evening("19:30", entry("blocks", "dress", **fields)))) == []


def test_without_the_end_of_talks_nobody_can_say() -> None:
    # talks from 18:15 last 30 min at least, 60 usually: 18:45 leaves 75 min, 19:15 leaves 45
    assert missing(RULE, case(evening(None).replace('"17:00"', '"18:15"'))) == ["talks.ends"]


def test_a_reception_that_leaves_the_hour_is_not_part_of_the_evening() -> None:
    # 19:00 to 20:00 is the hour; from 19:01 on it belongs to the banquet, and people dress from 18:20 to 18:30
    def reception(ends: str) -> str:
        return engagement("reception", "18:30", kind="reception", ends=ends, venues=["palace"])

    assert broken(RULE, case(evening("18:20", reception("19:00")))) == []
    assert broken(RULE, case(evening("18:20", reception("19:01")))) == [("banquet",)]


def test_a_way_that_was_measured_is_certain() -> None:
    # 20:00 - 27 - 60 = 18:33
    assert certain(RULE, case(evening("18:34", venues=["ministry"]))) == [True]
