"""The host is there first."""

from tests.rules.cases import broken, case, certain, engagement, missing, plan, said

RULE = "host-first"
BOTH = ["president-ar", "president-se"]


def talks(at: str, before: list[str] | None = None, **earlier: object) -> str:
    fields = {"length": "45m", "venues": ["ministry"], "who": before or ["president-ar"]} | earlier
    own = engagement("cabinet", "10:00", **fields)
    host = {"president-ar": "host"}
    return own + engagement("talks", at, kind="talks", length="60m", venues=["palace"], who=BOTH, roles=host)


def test_five_minutes_before_the_start_the_host_is_there() -> None:
    # cabinet ends 10:45; 20 min measured + 7 min loading + 5 min lead = 32; 10:45 + 32 = 11:17
    assert broken(RULE, case(talks("11:17"))) == []


def test_a_minute_less_is_too_late() -> None:
    assert said(RULE, case(talks("11:16"))) == [
        "President of Arvandia comes from Cabinet and is at Talks 4 min before its start; 5 min needed."
    ]
    assert certain(RULE, case(talks("11:16"))) == [True]


def test_in_the_same_house_only_the_lead_counts() -> None:
    assert broken(RULE, case(talks("10:50", venues=["palace"]))) == []
    assert broken(RULE, case(talks("10:49", venues=["palace"]))) == [("talks", "cabinet")]


def test_an_estimated_way_breaks_it_only_perhaps_and_surely_in_a_plan() -> None:
    # hall to palace is a walk of about 5 min: 10:45 + 5 + 5 = 10:55
    text = talks("10:54", venues=["hall"])
    assert certain(RULE, case(text)) == [False]
    assert certain(RULE, plan(text, cabinet="10:00-10:45", talks="10:54-11:54")) == [True]
    assert certain(RULE, plan(text, cabinet="10:00-10:45", talks="10:55-11:55")) == []


def test_whoever_comes_with_the_guest_comes_with_the_guest() -> None:
    assert broken(RULE, case(talks("11:12", before=BOTH))) == []


def test_without_a_place_or_an_end_nobody_can_say() -> None:
    assert missing(RULE, case(talks("11:17", venues=[]))) == ["cabinet.venue"]
    # of no stated length: 30 min usually, 10 at least; 10:10 + 32 = 10:42 would do
    assert missing(RULE, case(talks("10:50", length=None))) == ["cabinet.ends"]


def test_what_the_host_does_afterwards_does_not_count() -> None:
    assert broken(RULE, case(talks("11:17") + engagement("dinner", "20:00", venues=["ministry"]))) == []


def test_less_than_the_lead_is_too_late_whatever_the_way() -> None:
    # 10:45 + 5 = 10:50: with no way at all he would be there in time
    assert certain(RULE, case(talks("10:50", venues=["hall"]))) == [False]
    assert certain(RULE, case(talks("10:49", venues=["hall"]))) == [True]
