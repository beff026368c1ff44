"""Enough time to travel."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, plan, said, unjudged, verdicts

BOTH = ["president-ar", "president-se"]


def talks_and_lunch(lunch: str, **talks: object) -> str:
    fields = {"at": "10:00", "length": "45m", "venues": ["palace"], "who": BOTH} | talks
    return engagement("talks", **fields) + engagement(
        "lunch", lunch, kind="meal", length="60m", venues=["ministry"], who=BOTH
    )


def test_a_drive_with_its_margins_fits() -> None:
    # talks end 10:45; 20 min measured + 7 min loading = 27; 10:45 + 27 = 11:12
    assert broken("enough-travel", case(talks_and_lunch("11:12"))) == []


def test_a_minute_less_is_too_little() -> None:
    assert broken("enough-travel", case(talks_and_lunch("11:11"))) == [("talks", "lunch")]


def test_everybody_concerned_is_in_one_finding() -> None:
    (verdict,) = verdicts("enough-travel", case(talks_and_lunch("11:11")))
    assert verdict.facts["parties"] == ("president-ar", "president-se")
    assert said("enough-travel", case(talks_and_lunch("11:11"))) == [
        (
            "From Talks to Lunch there is 26 min; 27 min needed (measured). "
            "For: President of Arvandia, President of Severia."
        )
    ]


def test_only_what_is_stated_breaks_it_for_certain() -> None:
    # hall to ministry: no drive stated, hall and palace are 5 min apart on foot (estimated) + 27 = beyond the usual 20
    estimated = talks_and_lunch("11:00", venues=["hall"])
    assert certain("enough-travel", case(talks_and_lunch("11:11"))) == [True]
    assert certain("enough-travel", case(estimated)) == [False]


def test_an_end_that_nobody_stated_is_asked_for() -> None:
    # talks last 30 min at least: ending 10:30 leaves the 27 min before 11:12, ending at 11:00 (usual) does not
    assert missing("enough-travel", case(talks_and_lunch("11:12", kind="talks", length=None))) == ["talks.ends"]


def test_even_the_shortest_usual_length_can_leave_too_little() -> None:
    # 10:00 + 30 min at least + 27 min = 10:57
    text = talks_and_lunch("{}", kind="talks", length=None)
    assert unjudged("enough-travel", case(text.format("10:57"))) == [("talks", "lunch")]
    assert certain("enough-travel", case(text.format("10:56"))) == [False]


def test_no_length_at_all_can_leave_too_little_for_certain() -> None:
    # 10:00 + nothing + 27 min = 10:27
    text = talks_and_lunch("{}", kind="talks", length=None)
    assert certain("enough-travel", case(text.format("10:26"))) == [True]
    assert certain("enough-travel", case(text.format("10:27"))) == [False]


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # about 10:00 for 45 min may end 10:30; 27 min later is 10:57
    assert certain("enough-travel", case(talks_and_lunch("10:57", at="about 10:00"))) == [False]
    assert certain("enough-travel", case(talks_and_lunch("10:56", at="about 10:00"))) == [True]


def test_in_a_plan_estimates_bind() -> None:
    text = talks_and_lunch("", venues=["hall"])
    # from the hall to the ministry: an estimated walk of 5 min to the palace's door, 20 min + 7 min loading from there
    assert broken("enough-travel", plan(text, talks="10:00-10:45", lunch="11:17-12:00")) == []
    assert certain("enough-travel", plan(text, talks="10:00-10:45", lunch="11:16-12:00")) == [True]


def test_an_unknown_place_is_asked_for() -> None:
    assert missing("enough-travel", case(talks_and_lunch("11:30", venues=None))) == ["talks.venue"]


def test_a_journey_that_states_only_its_departure_has_an_unknown_end() -> None:
    drive = entry(
        "movements",
        "drive",
        title="Drive",
        who=["president-ar"],
        departs={"venue": "palace", "day": 1, "at": "09:00"},
        arrives={"venue": "airport"},
    )
    text = drive + engagement("lunch", "12:00", venues=["ministry"])
    assert missing("enough-travel", case(text)) == ["drive.arrives.at"]
