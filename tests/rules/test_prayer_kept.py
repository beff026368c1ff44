"""Time for prayer."""

from dataclasses import replace
from datetime import date

from tests.rules.cases import broken, case, engagement, missing, said, verdicts

from placet.model.ids import LegId
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.finding import Answer
from placet.rules.judge import weight

RULE = "prayer-kept"
THURSDAY, FRIDAY = date(2026, 10, 8), date(2026, 10, 9)
NOON = '[people.president-ar]\nprayer = { prayers = ["dhuhr"], length = "20m" }\n'
# dhuhr that Thursday by the method "Tehran": 11:52 to 15:09


def until(ends: str) -> str:
    return engagement("talks", "11:00", kind="talks", ends=ends)


def test_twenty_minutes_within_its_hours_are_enough() -> None:
    # 15:09 - 20 min = 14:49
    assert broken(RULE, case(until("14:49") + NOON, THURSDAY)) == []


def test_a_minute_less_is_not() -> None:
    assert said(RULE, case(until("14:50") + NOON, THURSDAY)) == [
        "Between Thu 8 Oct 11:52 and Thu 8 Oct 15:09 President of Arvandia has no 20 min free for the midday prayer."
    ]


def test_whoever_did_not_ask_is_not_looked_at() -> None:
    assert verdicts(RULE, case(until("16:00"), THURSDAY)) == []


def test_the_friday_prayer_takes_longer() -> None:
    # dhuhr on Friday: 11:52 to 15:08; 15:08 - 45 min = 14:23
    friday = NOON.replace('"dhuhr"', '"friday"')
    assert broken(RULE, case(until("14:23") + friday, FRIDAY)) == []
    assert broken(RULE, case(until("14:24") + friday, FRIDAY)) == [("president-ar",)]
    assert broken(RULE, case(until("15:00") + friday, THURSDAY)) == []


def test_it_binds_for_a_principal_and_is_advice_for_others() -> None:
    weights = []
    for person in ("president-ar", "minister-ar"):
        text = (until("14:50") + NOON).replace("president-ar", person)
        (verdict,) = verdicts(RULE, case(text, THURSDAY))
        assert verdict.answer is Answer.VIOLATED
        weights.append(weight(Grade.MUST, verdict))
    assert weights == [Grade.MUST, Grade.SHOULD]


def test_a_religious_engagement_may_be_the_prayer() -> None:
    mosque = engagement("mosque", "11:00", kind="religious", ends="15:09")
    assert missing(RULE, case(mosque + NOON, THURSDAY)) == ["mosque.serves"]


def test_undated_nobody_can_say() -> None:
    assert missing(RULE, case(until("16:00") + NOON)) == ["visit.starts_on"]


def test_without_a_method_nobody_can_say() -> None:
    city = LegId("city")
    subject = case(until("16:00") + NOON, THURSDAY)
    visit = replace(subject.visit, legs={city: replace(subject.visit.legs[city], prayer_method=None)})
    unstated = Case(
        visit, subject.programme, subject.timeline, subject.rulebook, margins=subject.margins, usual=subject.usual
    )
    assert missing(RULE, unstated) == ["city.prayer_method"]


def test_who_has_not_come_or_has_left_is_not_asked_to_pray_here() -> None:
    asked = NOON.replace("president-ar", "president-se")

    def met(kind: str, starts: str, ends: str) -> str:
        who = ["president-se"]
        other = engagement("talks", ends, ends="18:00", who=who) if kind == "arrival" else ""
        return asked + other + engagement(kind, starts, kind=kind, ends=ends, who=who)

    # dhuhr until 15:09: from 14:49 on there are 20 minutes, from 14:50 on 19
    assert broken(RULE, case(met("arrival", "14:30", "14:49"), THURSDAY)) == [("president-se",)]
    assert broken(RULE, case(met("arrival", "14:30", "14:50"), THURSDAY)) == []
    # dhuhr from 11:52: until 12:11 there are 19 minutes
    busy = engagement("talks", "10:00", ends="12:11", who=["president-se"])
    assert broken(RULE, case(met("departure", "12:11", "19:00") + busy, THURSDAY)) == []


def test_what_nobody_can_judge_of_a_principal_is_told_at_once() -> None:
    others = NOON.replace("president-ar", "minister-ar")
    both = engagement("talks", "11:00", kind="talks", ends="16:00", who=["president-ar", "minister-ar"]) + NOON + others
    # undated: nobody knows the hours of prayer
    assert [(verdict.subjects, verdict.is_pressing) for verdict in verdicts(RULE, case(both))] == [
        (("president-ar",), True),
        (("minister-ar",), False),
    ]
