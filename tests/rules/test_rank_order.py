"""Head of state before head of government."""

from tests.rules.cases import broken, case, engagement, entry, missing, said

RULE = "rank-order"


def premier(level: int | None = 2) -> str:
    fields = {"side": "AR", "office": "Prime Minister of Arvandia", "principal": True, "speaks": ["fa"]}
    return entry("people", "premier-ar", **fields, **({"level": level} if level else {}))


def calls(premier_at: str, president_at: str) -> str:
    return engagement(
        "premier", premier_at, kind="talks", length="30m", who=["premier-ar", "president-se"]
    ) + engagement("call", president_at, kind="courtesy-call", length="30m", who=["president-ar", "president-se"])


def test_the_head_of_state_receives_first() -> None:
    assert broken(RULE, case(premier() + calls("11:00", "10:59"))) == []


def test_a_minute_later_the_order_is_turned() -> None:
    assert said(RULE, case(premier() + calls("11:00", "11:01"))) == [
        "President of Severia is received in Premier before Call, by the lower office first."
    ]


def test_ministers_are_no_heads() -> None:
    assert broken(RULE, case(premier(3) + calls("11:00", "12:00"))) == []


def test_a_level_that_nobody_states_leaves_it_open() -> None:
    assert missing(RULE, case(premier(None) + calls("11:00", "12:00"))) == ["premier-ar.level"]


def test_two_who_receive_at_once_turn_no_order() -> None:
    assert broken(RULE, case(premier() + calls("11:00", "11:00"))) == []


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # premier about 10:45 may be at 11:00; at 10:44 it is before 11:00 however late
    assert broken(RULE, case(premier() + calls("about 10:45", "11:00"))) == []
    assert broken(RULE, case(premier() + calls("about 10:44", "11:00"))) == [("premier", "call")]


def test_other_meetings_are_no_reception() -> None:
    meals = calls("11:00", "12:00").replace('kind = "talks"', 'kind = "meal"')
    assert broken(RULE, case(premier() + meals)) == []
