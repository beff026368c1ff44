"""People are there."""

from tests.rules.cases import broken, case, certain, engagement, said, verdicts

FROM = '[[people.minister-se.presence]]\nfrom_day = 1\nfrom_at = "10:00"\nuntil_day = 1\nuntil_at = "12:00"\n'
DAY_ONE = "[[people.minister-se.presence]]\nuntil_day = 1\n"


def talks(at: str, length: str | None = "60m", **more: object) -> str:
    return engagement("talks", at, length=length, who=["president-ar", "minister-se"], **more)


def test_from_the_first_to_the_last_minute() -> None:
    assert broken("presence", case(FROM + talks("10:00"))) == []
    assert broken("presence", case(FROM + talks("11:00"))) == []


def test_a_minute_before_and_a_minute_after() -> None:
    assert broken("presence", case(FROM + talks("09:59"))) == [("talks",)]
    assert broken("presence", case(FROM + talks("11:01"))) == [("talks",)]


def test_only_those_who_are_not_there_are_named() -> None:
    assert said("presence", case(FROM + talks("09:00"))) == [
        "Not with the visit during Talks, D 09:00 to D 10:00: Minister of Severia."
    ]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min: 11:30 + 60 = 12:30
    assert certain("presence", case(FROM + talks("11:30", None, kind="talks"))) == [False]


def test_about_the_first_minute_is_not_certain() -> None:
    # about 09:46 may be 10:01, about 09:44 may be 09:59
    assert certain("presence", case(FROM + talks("about 09:46"))) == [False]
    assert certain("presence", case(FROM + talks("about 09:44"))) == [True]


def test_a_last_day_without_an_hour_ends_at_six_next_morning() -> None:
    assert broken("presence", case(DAY_ONE + talks("05:00 +1"))) == []
    assert broken("presence", case(DAY_ONE + talks("05:01 +1"))) == [("talks",)]


def test_two_stays_are_two() -> None:
    again = FROM + '[[people.minister-se.presence]]\nfrom_day = 1\nfrom_at = "15:00"\n'
    assert broken("presence", case(again + talks("15:00"))) == []
    assert broken("presence", case(again + talks("14:59"))) == [("talks",)]


def test_without_a_stated_presence_there_is_nothing_to_judge() -> None:
    assert verdicts("presence", case(talks("10:00"))) == []


def test_those_who_are_away_for_certain_are_named_before_those_who_may_be() -> None:
    # talks usually last 60 min: 11:30 + 60 = 12:30; the President leaves at 11:00, the minister at 12:00
    leaves = '[[people.president-ar.presence]]\nuntil_day = 1\nuntil_at = "11:00"\n'
    (both,) = verdicts("presence", case(FROM + leaves + talks("11:30", None, kind="talks")))
    assert both.facts["parties"] == ("president-ar",)
    (one,) = verdicts("presence", case(FROM + talks("11:30", None, kind="talks")))
    assert one.facts["parties"] == ("minister-se",)
