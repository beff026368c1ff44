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
