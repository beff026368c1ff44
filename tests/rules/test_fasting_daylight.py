"""No meals in daylight in Ramadan."""

from datetime import date

from tests.rules.cases import broken, case, certain, engagement, missing, said

RULE = "fasting-daylight"
IN_RAMADAN, PERHAPS, BEFORE = date(2026, 3, 1), date(2026, 2, 18), date(2026, 2, 16)
FASTS = '[people.president-ar]\ndiet = ["fasting"]\n'
ELSEWHERE = '[legs.city]\ncountry = "DE"\n'


def dinner(at: str) -> str:
    return engagement("dinner", at, kind="meal", length="60m")


def test_half_an_hour_before_sunset_people_may_be_seated() -> None:
    # sunset that day 17:59:19; - 30 min = 17:29:19
    assert broken(RULE, case(dinner("17:30") + FASTS, IN_RAMADAN)) == []


def test_a_minute_earlier_they_may_not() -> None:
    assert said(RULE, case(dinner("17:29") + FASTS, IN_RAMADAN)) == [
        "Dinner begins at Sun 1 Mar 17:29 in Ramadan; the sun sets at Sun 1 Mar 17:59."
    ]
    assert certain(RULE, case(dinner("17:29") + FASTS, IN_RAMADAN)) == [True]


def test_before_ramadan_a_lunch_is_a_lunch() -> None:
    assert broken(RULE, case(dinner("13:00") + FASTS, BEFORE)) == []


def test_on_a_doubtful_day_it_is_not_certain() -> None:
    assert certain(RULE, case(dinner("13:00") + FASTS, PERHAPS)) == [False]


def test_who_fasts_is_not_presumed() -> None:
    # the country of the leg keeps the feast after the fast: pointed out, never certain; another does not: nothing
    assert certain(RULE, case(dinner("13:00"), IN_RAMADAN)) == [False]
    assert broken(RULE, case(dinner("13:00") + ELSEWHERE, IN_RAMADAN)) == []
    assert certain(RULE, case(dinner("13:00") + ELSEWHERE + FASTS, IN_RAMADAN)) == [True]


def test_undated_nobody_can_say() -> None:
    assert missing(RULE, case(dinner("13:00") + FASTS)) == ["visit.starts_on"]
