"""Enough interpreters."""

from tests.rules.cases import broken, case, certain, engagement, missing, plan, said

RULE = "interpreter-pool"
NEED = {"languages": ["ru", "fa"]}
SECOND = '[people.interpreter-2]\nside = "SE"\noffice = "Interpreter"\ninterprets = [["ru", "fa"]]\n'


def two(second: str, *, place: str = "palace", **need: object) -> str:
    return engagement("talks", "10:00", length="45m", venues=["palace"], interpretation=NEED) + engagement(
        "lunch", second, length="60m", venues=[place], who=["minister-ar"], interpretation=NEED | need
    )


def test_one_after_the_other_one_interpreter_is_enough() -> None:
    # 10:00 + 45 min = 10:45
    assert broken(RULE, case(two("10:45"))) == []


def test_a_minute_earlier_two_are_needed() -> None:
    assert said(RULE, case(two("10:44"))) == [
        "At D 10:44 there are not enough interpreters (Persian, Russian) for Lunch beside Talks."
    ]
    assert broken(RULE, case(two("10:44") + SECOND)) == []


def test_the_way_between_counts() -> None:
    # talks end 10:45; 20 min measured + 7 min loading = 27; 10:45 + 27 = 11:12
    assert broken(RULE, case(two("11:12", place="ministry"))) == []
    assert broken(RULE, case(two("11:11", place="ministry"))) == [("lunch",)]


def test_an_estimated_way_breaks_it_only_perhaps_and_surely_in_a_plan() -> None:
    # palace to hall is a walk of about 5 min, estimated: 10:45 + 5 = 10:50
    text = two("10:49", place="hall")
    assert certain(RULE, case(text)) == [False]
    assert certain(RULE, plan(text, talks="10:00-10:45", lunch="10:49-11:49")) == [True]
    assert certain(RULE, plan(text, talks="10:00-10:45", lunch="10:50-11:50")) == []


def test_two_who_ask_for_the_same_person_need_that_person_twice() -> None:
    named = two("10:44").replace('languages = ["ru", "fa"]', 'languages = ["ru", "fa"], named = ["interpreter-1"]')
    assert broken(RULE, case(named + SECOND)) == [("lunch",)]


def test_whoever_interprets_two_pairs_is_still_one_person() -> None:
    able = '[people.interpreter-1]\ninterprets = [["fa", "ru"], ["fa", "en"]]\n'
    assert broken(RULE, case(two("10:44", languages=["fa", "en"]) + able)) == [("lunch",)]
    assert broken(RULE, case(two("10:44", languages=["fa", "en"]) + able + SECOND)) == []


def test_three_that_meet_only_two_by_two_need_two() -> None:
    # talks 10:00-10:45 meet both others, which follow one another: 10:30 = 10:30
    text = engagement("talks", "10:00", length="45m", interpretation=NEED)
    text += engagement("call", "10:00", length="30m", interpretation=NEED, who=["minister-ar"])
    text += engagement("lunch", "10:30", length="60m", interpretation=NEED, who=["minister-se"])
    assert broken(RULE, case(text + SECOND)) == []


def test_a_pair_that_nobody_interprets_is_found() -> None:
    text = engagement("talks", "10:00", length="45m", interpretation={"languages": ["fa", "zh"]})
    assert said(RULE, case(text)) == [
        "At D 10:00 there are not enough interpreters (Persian, Chinese) for Talks alone."
    ]


def test_without_any_interpreter_in_the_file_nobody_can_say() -> None:
    assert missing(RULE, case(two("10:44") + "[people.interpreter-1]\ninterprets = []")) == ["people.interprets"]


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # talks about 10:00 may end at 10:30; a lunch about 10:30 may begin at 10:45
    ends, starts = two("{}").replace('"10:00"', '"about 10:00"'), two("about {}")
    for text, doubtful, surely in ((ends, "10:30", "10:29"), (starts, "10:30", "10:29")):
        assert certain(RULE, case(text.replace("{}", doubtful))) == [False]
        assert certain(RULE, case(text.replace("{}", surely))) == [True]


# A named one is a party of the office's own: somebody who is asked to be there does what they can do.
OWN = engagement("reception", "10:00", length="45m", venues=["palace"], who=["interpreter-1"])


def test_who_must_be_there_anyway_interprets_and_leaves_the_others_free() -> None:
    both = two("10:44").replace('who = ["minister-ar"]', 'who = ["minister-ar", "interpreter-1"]')
    assert broken(RULE, case(both + SECOND)) == []
    assert broken(RULE, case(both)) == [("lunch",)]
    assert case(both + SECOND).programme.placements["lunch"].interpreters == ("interpreter-1",)


def test_a_delegation_brings_its_interpreter() -> None:
    guests = '[delegations.g]\nname = "Guests"\nside = "SE"\nmembers = ["minister-se", "interpreter-1"]\n'
    text = guests + engagement("talks", "10:00", length="45m", who=["g"], interpretation=NEED)
    assert case(text).programme.placements["talks"].interpreters == ("interpreter-1",)


def test_no_more_interpret_than_are_needed() -> None:
    text = SECOND + engagement(
        "talks",
        "10:00",
        length="45m",
        who=["interpreter-1", "interpreter-2"],
        interpretation=NEED | {"named": ["interpreter-2"]},
    )
    assert case(text).programme.placements["talks"].interpreters == ("interpreter-2",)


def test_who_is_at_something_else_does_not_interpret() -> None:
    # reception 10:00–10:45 at the palace
    def talks(at: str) -> str:
        return engagement("talks", at, length="45m", venues=["palace"], interpretation=NEED)

    (sentence,) = said(RULE, case(OWN + talks("10:44")))
    assert sentence == (
        "At D 10:44 there are not enough interpreters (Persian, Russian) for Talks: whoever could do it has something "
        "else, or is not with the visit."
    )
    assert broken(RULE, case(OWN + talks("10:45"))) == []
    assert broken(RULE, case(OWN + talks("10:44") + SECOND)) == []


def test_the_way_from_something_else_counts() -> None:
    # 10:45 and 20 min measured + 7 min loading = 11:12
    for at, found in (("11:11", [("talks",)]), ("11:12", [])):
        talks = engagement("talks", at, length="45m", venues=["ministry"], interpretation=NEED)
        assert broken(RULE, case(OWN + talks)) == found


def test_who_is_not_with_the_visit_does_not_interpret() -> None:
    text = engagement("talks", "10:00", length="45m", interpretation=NEED)
    late = '[[people.interpreter-1.presence]]\nfrom_at = "{}"\n'
    assert broken(RULE, case(text + late.format("10:01"))) == [("talks",)]
    assert broken(RULE, case(text + late.format("10:00"))) == []


def test_who_is_taken_does_not_interpret() -> None:
    text = engagement("talks", "10:00", length="45m", interpretation=NEED)
    taken = '[busy.x]\ntitle = "X"\nwho = ["interpreter-1"]\nday = 1\nbetween = "{}"\n'
    assert broken(RULE, case(text + taken.format("10:44–12:00"))) == [("talks",)]
    assert broken(RULE, case(text + taken.format("10:45–12:00"))) == []


def test_who_is_driven_from_one_to_the_other_needs_no_other_way() -> None:
    # Talks end at 10:45, and the way takes 27 minutes; the stated drive takes ten.
    ride = (
        '[movements.ride]\ntitle = "Ride"\nby = "car"\nwho = ["interpreter-1"]\n'
        'departs = {{ day = 1, at = "{}" }}\narrives = {{ day = 1, at = "{}" }}\n'
    )
    named = two("10:55", place="ministry").replace('"fa"]', '"fa"], named = ["interpreter-1"]')
    assert broken(RULE, case(named + ride.format("10:45", "10:55"))) == []
    assert broken(RULE, case(named + ride.format("10:44", "10:54"))) == [("lunch",)]
    assert broken(RULE, case(named)) == [("lunch",)]
    # Where each of the two needs a second one, who is not on the drive, that one is too late.
    second = named.replace('named = ["interpreter-1"]', 'named = ["interpreter-1"], interpreters = 2')
    assert broken(RULE, case(SECOND + second + ride.format("10:45", "10:55"))) == [("lunch",)]
