"""Where two engagements lie apart, the programme says how people get from one to the other."""

from dataclasses import replace

from tests.rules.cases import broken, case, certain, engagement, said, with_programme
from tests.rules.journeys import TWO, going, way

from placet.model.ids import PersonId

RULE = "way-there"


def test_a_drive_between_the_two_is_enough() -> None:
    assert broken(RULE, going(way("11:33-12:00"))) == []


def test_without_one_nobody_takes_them_there() -> None:
    # 20 min measured + 7 min loading = 27 min
    assert said(RULE, going()) == ["No journey takes them from Talks to Call, 27 min away: President of Arvandia."]
    assert certain(RULE, going()) == [False]


def test_a_drive_to_elsewhere_or_for_somebody_else_is_none() -> None:
    assert broken(RULE, going(way("11:30-12:00", destination="airport"))) == [("talks", "call")]
    assert broken(RULE, going(way("11:33-12:00", party="minister-ar"))) == [("talks", "call")]
    # it arrives a minute after the call begins
    assert broken(RULE, going(way("11:34-12:01"))) == [("talks", "call")]


def test_doors_of_one_compound_need_none() -> None:
    near = engagement("talks", venues=["palace"]) + engagement("call", venues=["hall"])
    assert broken(RULE, going(text=near)) == []


def test_where_nobody_knows_the_place_nothing_is_asked() -> None:
    assert broken(RULE, going(text=engagement("talks", venues=["palace"]) + engagement("call"))) == []


def test_interpreters_find_their_way() -> None:
    # nobody but the interpreter is at both
    need = {"languages": ["fa", "ru"]}
    talks = engagement("talks", venues=["palace"], interpretation=need)
    call = engagement("call", venues=["ministry"], who=["minister-ar"], interpretation=need)
    subject = going(text=talks + call)
    both = {
        name: replace(placement, interpreters=(PersonId("interpreter-1"),))
        for name, placement in subject.programme.placements.items()
    }
    assert broken(RULE, with_programme(subject, placements=both)) == []


def test_a_published_programme_prints_what_it_wishes() -> None:
    stated = TWO.replace('title = "Talks"', 'title = "Talks"\nat = "10:00"').replace(
        'title = "Call"', 'title = "Call"\nat = "12:00"'
    )
    assert broken(RULE, case(stated)) == []
