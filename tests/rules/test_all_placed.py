"""Everything that is wished for is in the programme."""

from tests.rules.cases import broken, case, engagement, entry, plan, said, with_programme

from placet.model.ids import EngagementId
from placet.model.profile import Grade
from placet.rules.catalogue import BY_NAME

RULE = "all-placed"
TWO = engagement("talks") + engagement("gifts")
FLIGHT = entry(
    "movements",
    "flight",
    title="Flight",
    by="plane",
    departs={"place": "Severgrad", "day": 1, "at": "06:00"},
    arrives={"venue": "airport", "day": 1, "at": "09:00"},
)


def test_what_is_missing_and_not_optional_is_named() -> None:
    assert broken(RULE, plan(TWO, talks="10:00-11:00", gifts="11:00-11:10")) == []
    assert said(RULE, plan(TWO, gifts="11:00-11:10")) == ["Talks is not in the programme and is not optional."]


def test_leaving_out_what_is_not_optional_is_no_excuse() -> None:
    subject = with_programme(plan(TWO, gifts="11:00-11:10"), left_out=(EngagementId("talks"),))
    assert broken(RULE, subject) == [("talks",)]


def test_what_is_optional_may_be_left_out_and_is_noted_where_nobody_says_so() -> None:
    subject = plan(engagement("talks", optional=True))
    assert said(RULE, subject) == ["Talks is not in the programme; it is optional."]
    assert [verdict.at_most for verdict in BY_NAME[RULE].judge(subject, None)] == [Grade.COURTESY]
    assert broken(RULE, with_programme(subject, left_out=(EngagementId("talks"),))) == []


def test_what_is_listed_without_a_time_is_in_it() -> None:
    assert broken(RULE, with_programme(plan(TWO, gifts="11:00-11:10"), untimed=("talks",))) == []
    assert broken(RULE, case(TWO)) == []


def test_what_was_cancelled_is_not_looked_at() -> None:
    assert broken(RULE, plan(engagement("talks", status="cancelled"))) == []


def test_a_stated_journey_that_is_missing_is_named() -> None:
    assert broken(RULE, case(FLIGHT)) == []
    assert said(RULE, plan(FLIGHT)) == ["The journey Flight is not in the programme."]
    assert broken(RULE, plan(FLIGHT.replace('title = "Flight"', 'title = "Flight"\nstatus = "cancelled"'))) == []
