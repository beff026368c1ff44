"""Days off of the host."""

from datetime import date

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said, verdicts

TALKS = engagement("talks", "10:00", kind="talks", venues=["palace"])
# 2026: 18 May is a Monday, 22 May a Friday (the weekly day off in Iran); Nowruz is 21 March
MONDAY, FRIDAY, NOWRUZ = date(2026, 5, 18), date(2026, 5, 22), date(2026, 3, 21)


def test_a_working_day() -> None:
    assert broken("days-off", case(TALKS, on=MONDAY)) == []


def test_the_weekly_day_off() -> None:
    assert said("days-off", case(TALKS, on=FRIDAY)) == ["Talks is on 22 May 2026, a weekly day off of its host."]
    assert certain("days-off", case(TALKS, on=FRIDAY)) == [True]


def test_a_day_that_only_some_report_to_be_off() -> None:
    # 21 May 2026 is a Thursday, of which reports differ for Iran
    thursday = case(TALKS, on=date(2026, 5, 21))
    assert said("days-off", thursday) == ["Talks is on 21 May 2026, by some reports a weekly day off of its host."]
    assert certain("days-off", thursday) == [False]


def test_a_public_holiday() -> None:
    assert broken("days-off", case(TALKS, on=NOWRUZ)) == [("talks",)]
    assert "a public holiday" in said("days-off", case(TALKS, on=NOWRUZ))[0]


def test_a_lunar_feast_is_uncertain() -> None:
    # Eid al-Fitr 1447 is computed for 20 March 2026; Ashura 1448 for 25 or 26 June
    assert certain("days-off", case(TALKS, on=date(2026, 6, 25))) == [False]


def test_the_weekend_of_a_side_beats_the_table() -> None:
    weekend = entry("sides", "AR", weekends=[{"days": ["monday"]}])
    assert broken("days-off", case(weekend + TALKS, on=FRIDAY)) == []
    assert broken("days-off", case(weekend + TALKS, on=MONDAY)) == [("talks",)]


def test_an_institution_may_have_its_own() -> None:
    own = entry("sides", "AR", weekends=[{"days": ["monday"], "institution": "majlis"}])
    assert broken("days-off", case(own + TALKS, on=MONDAY)) == []
    member = entry("people", "president-ar", institution="majlis")
    assert broken("days-off", case(own + member + TALKS, on=MONDAY)) == [("talks",)]


def test_a_holiday_may_be_added_or_taken_away() -> None:
    added = entry("sides", "AR", holidays=[{"on": MONDAY, "name": "Founders' Day"}])
    assert said("days-off", case(added + TALKS, on=MONDAY)) == [
        "Talks is on 18 May 2026, a public holiday: Founders' Day."
    ]
    # 21 March 2026 is a Saturday, on which Iran works or not by the year's decree; so the weekend is stated too
    taken = entry("sides", "AR", holidays=[{"on": NOWRUZ, "kept": False}], weekends=[{"days": ["friday"]}])
    assert "a public holiday:" not in "".join(said("days-off", case(taken + TALKS, on=NOWRUZ)))


def test_a_year_beyond_the_tables_cannot_be_judged() -> None:
    # the tables of Sri Lanka end with 2026; 17 May 2027 is a Monday
    colombo = entry("legs", "city", country="LK")
    assert missing("days-off", case(colombo + TALKS, on=date(2027, 5, 17))) == ["LK.holidays"]


def test_an_undated_visit_cannot_be_judged() -> None:
    assert missing("days-off", case(TALKS)) == ["visit.starts_on"]


def test_a_banquet_may_be_held_on_a_day_off() -> None:
    assert verdicts("days-off", case(engagement("banquet", "20:00", kind="banquet"), on=FRIDAY)) == []


def test_an_institution_of_the_guest_has_no_say() -> None:
    own = entry("sides", "AR", weekends=[{"days": ["monday"], "institution": "majlis"}])
    member = entry("people", "president-se", institution="majlis")
    both = engagement("talks", "10:00", kind="talks", venues=["palace"], who=["president-ar", "president-se"])
    assert broken("days-off", case(own + member + both, on=MONDAY)) == []


def test_a_leg_that_another_side_receives_in_keeps_the_days_of_its_own_country() -> None:
    # Severia's institutions work on a Friday; Arvand, where they receive, does not
    received = entry("legs", "city", host="SE")
    assert broken("days-off", case(received + TALKS, on=FRIDAY)) == [("talks",)]
