"""Time around flights."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said, verdicts


def flight(departs: dict[str, object], arrives: dict[str, object], by: str = "plane") -> str:
    return entry("movements", "flight", title="Flight", by=by, who=["president-ar"], departs=departs, arrives=arrives)


LANDING = flight({"place": "Severgrad", "day": 1, "at": "07:00"}, {"venue": "airport", "at": "10:00"})
TAKE_OFF = flight({"venue": "airport", "day": 1, "at": "18:00"}, {"place": "Severgrad", "at": "21:00"})


def talks(at: str, where: str = "hall", **more: object) -> str:
    return engagement("talks", at, **({"length": "60m", "venues": [where]} | more))


def test_after_a_landing() -> None:
    # the way to the ministry is a guess of 20 min, so 35 min count: 10:35
    assert broken("landing-margin", case(LANDING + talks("10:35", "ministry"))) == []
    assert said("landing-margin", case(LANDING + talks("10:34", "ministry"))) == [
        "From the landing of Flight to Talks there is 34 min; 35 min needed. For: President of Arvandia."
    ]


def test_a_longer_drive_counts() -> None:
    # 30 min stated + 7 min loading = 37 min
    assert broken("landing-margin", case(LANDING + talks("10:37", "palace"))) == []
    assert broken("landing-margin", case(LANDING + talks("10:36", "palace"))) == [("flight", "talks")]
    # and 5 min on foot to the hall in the same compound
    assert broken("landing-margin", case(LANDING + talks("10:42"))) == []
    assert broken("landing-margin", case(LANDING + talks("10:41"))) == [("flight", "talks")]


def test_a_welcome_on_the_apron_lies_inside_the_margin() -> None:
    welcome = engagement("welcome", "10:05", length="20m", venues=["airport"])
    assert broken("landing-margin", case(LANDING + welcome)) == []
    assert broken("landing-margin", case(LANDING + welcome + talks("10:34"))) == [("flight", "talks")]


def test_before_take_off() -> None:
    # talks end 17:00 + 8 min = 17:08; 37 min to the airport + 15 min = 18:00
    assert broken("landing-margin", case(TAKE_OFF + talks("16:08", "palace"))) == []
    assert broken("landing-margin", case(TAKE_OFF + talks("16:09", "palace"))) == [("talks", "flight")]


def test_a_farewell_on_the_apron_lies_inside_the_margin() -> None:
    farewell = engagement("farewell", "17:45", length="10m", venues=["airport"])
    assert broken("landing-margin", case(TAKE_OFF + talks("16:09", "palace") + farewell)) == [("talks", "flight")]
    assert broken("landing-margin", case(TAKE_OFF + talks("16:08", "palace") + farewell)) == []


def test_a_farewell_in_words_is_taken_to_be_at_the_airport() -> None:
    farewell = engagement("farewell", "17:45", kind="farewell", length="10m", place="Airfield")
    assert verdicts("landing-margin", case(TAKE_OFF + farewell)) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    # nothing but the flight follows: talks usually last 60 min, and from 16:30 may end in time
    late = talks("16:30", "palace", kind="talks", length=None)
    assert missing("landing-margin", case(TAKE_OFF + late)) == ["talks.ends"]
    # from 17:09 not even talks of no length would be in time
    sure = talks("17:09", "palace", kind="talks", length=None)
    assert broken("landing-margin", case(TAKE_OFF + sure)) == [("talks", "flight")]


def test_an_unknown_hour_and_an_unknown_place_are_asked_for() -> None:
    half = flight({"place": "Severgrad", "day": 1, "at": "07:00"}, {"venue": "airport"})
    assert missing("landing-margin", case(half)) == ["flight.arrives.at"]
    assert missing("landing-margin", case(LANDING + talks("11:00", venues=None))) == ["talks.venue"]


def test_only_aeroplanes_have_margins() -> None:
    assert verdicts("landing-margin", case(LANDING.replace("plane", "helicopter") + talks("10:10"))) == []


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # 10:20 + 15 min = 10:35
    assert certain("landing-margin", case(LANDING + talks("about 10:20", "ministry"))) == [False]
    assert certain("landing-margin", case(LANDING + talks("about 10:19", "ministry"))) == [True]


def test_talks_that_usually_end_in_time_are_taken_to() -> None:
    # 16:08 + 60 min usually = 17:08, the last good end; from 17:08 on they would have to last no time at all
    def late(at: str) -> str:
        return TAKE_OFF + talks(at, "palace", kind="talks", length=None)

    assert missing("landing-margin", case(late("16:08"))) == []
    assert missing("landing-margin", case(late("16:09"))) == ["talks.ends"]
    assert missing("landing-margin", case(late("17:08"))) == ["talks.ends"]


def test_what_begins_at_the_landing_or_the_take_off_comes_after_it() -> None:
    assert broken("landing-margin", case(LANDING + talks("10:00"))) == [("flight", "talks")]
    assert broken("landing-margin", case(TAKE_OFF + talks("18:00"))) == []


def test_people_who_were_not_aboard_need_no_margin() -> None:
    assert verdicts("landing-margin", case(LANDING + talks("10:05", who=["minister-ar"]))) == []


def test_a_time_or_a_place_that_is_not_stated_is_asked_for() -> None:
    no_time = flight({"venue": "airport", "day": 1}, {"place": "Severgrad", "at": "21:00"})
    assert missing("landing-margin", case(no_time)) == ["flight.departs.at"]
    assert missing("landing-margin", case(TAKE_OFF + talks("16:00", venues=[]))) == ["talks.venue"]
