"""Cues lie inside their engagement."""

from tests.rules.cases import broken, case, certain, engagement, missing, said, verdicts


def welcome(after: str, takes: str = "0m", **more: object) -> str:
    cues = [{"after": "0m", "what": "Arrival"}, {"after": after, "what": "Anthems", "length": takes}]
    return engagement("welcome", **({"at": "10:00", "length": "20m", "cues": cues} | more))


def test_until_the_last_minute() -> None:
    # 15 min + 5 min = 20 min
    assert broken("cues-inside", case(welcome("20m"))) == []
    assert broken("cues-inside", case(welcome("15m", "5m"))) == []


def test_a_minute_beyond() -> None:
    assert said("cues-inside", case(welcome("15m", "6m"))) == [
        "The last cue of Welcome ends at D 10:21, Welcome itself at D 10:20."
    ]


def test_the_most_it_may_last_is_enough_to_judge() -> None:
    play = {"least": "10m", "typical": "15m", "most": "20m"}
    assert broken("cues-inside", case(welcome("20m", length=play))) == []
    assert certain("cues-inside", case(welcome("21m", length=play))) == [True]


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    assert missing("cues-inside", case(welcome("15m", length=None))) == ["welcome.ends"]


def test_without_cues_there_is_nothing_to_judge() -> None:
    assert verdicts("cues-inside", case(engagement("welcome", "10:00", length="20m"))) == []


def test_a_stated_end_counts_before_the_most_it_may_last() -> None:
    # it ends at 10:20, though it might last 30 min
    play = {"least": "10m", "typical": "20m", "most": "30m"}
    assert broken("cues-inside", case(welcome("20m", length=play, ends="10:20"))) == []
    assert broken("cues-inside", case(welcome("21m", length=play, ends="10:20"))) == [("welcome",)]


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # 20 min + 15 min = 35 min
    assert certain("cues-inside", case(welcome("35m", at="about 10:00"))) == [False]
    assert certain("cues-inside", case(welcome("36m", at="about 10:00"))) == [True]
