"""Not too full a day."""

from dataclasses import replace
from datetime import timedelta

from tests.rules.cases import broken, case, certain, engagement, entry, said, verdicts, visit_file

from placet.almanac.timeline import Timeline
from placet.model.ids import PersonId
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.rules.case import Case
from placet.rules.stated import stated_programme

RULE = "day-load"


def day(*spans: tuple[str, str | None], kind: str = "talks") -> str:
    return "".join(
        engagement(f"talks{index}", at, kind=kind, length=length) for index, (at, length) in enumerate(spans)
    )


def test_nine_hours_of_engagements_are_allowed() -> None:
    # three times 3 h
    assert broken(RULE, case(day(("08:00", "3h"), ("11:00", "3h"), ("14:00", "3h")))) == []


def test_a_minute_more_is_too_full() -> None:
    assert said(RULE, case(day(("08:00", "3h"), ("11:00", "3h"), ("14:00", "3h01")))) == [
        "On the day that begins D 08:00, President of Arvandia has 9 h 01 of engagements; at most 9 h 00."
    ]


def test_what_overlaps_counts_once() -> None:
    assert broken(RULE, case(day(("08:00", "9h"), ("09:00", "3h")))) == []


def test_private_time_does_not_count() -> None:
    assert broken(RULE, case(day(("08:00", "10h"), kind="private"))) == []


def test_fourteen_hours_from_door_to_door_are_allowed_and_a_minute_more_is_not() -> None:
    # 08:00 to 22:00
    assert broken(RULE, case(day(("08:00", "60m"), ("21:00", "60m")))) == []
    assert broken(RULE, case(day(("08:00", "60m"), ("21:00", "61m")))) == [("president-ar",)]


def test_a_flight_of_five_hours_at_the_end_is_no_part_of_the_day() -> None:
    def home(leaves: str) -> str:
        who, ends = ["president-ar"], {"venue": "airport", "day": 1}
        departs, arrives = ends | {"at": leaves}, ends | {"at": "23:00"}
        return entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)

    assert broken(RULE, case(day(("08:00", "60m")) + home("18:00"))) == []
    assert broken(RULE, case(day(("08:00", "60m")) + home("18:01"))) == [("president-ar",)]


def test_estimated_lengths_break_it_only_perhaps() -> None:
    # 08:00 to 21:30 stated; talks usually last 60 min: 22:30
    assert certain(RULE, case(day(("08:00", "60m"), ("21:30", None)))) == [False]


def limited(text: str) -> Case:
    """The same with a limit of four hours for the host's president, as this office's own file states it."""
    visit = visit_file(text).visit
    name = PersonId("president-ar")
    person = replace(visit.people[name], day_limit=timedelta(hours=4))
    visit = replace(visit, people={**visit.people, name: person})
    timeline = Timeline(visit)
    return case_of(visit, stated_programme(visit, timeline), timeline, rulebook_for(visit))


def test_a_persons_own_limit_is_kept_and_private() -> None:
    assert broken(RULE, limited(day(("08:00", "4h")))) == []
    found = [verdict for verdict in verdicts(RULE, limited(day(("08:00", "4h01")))) if verdict.facts]
    assert [(verdict.case, verdict.facts["private"]) for verdict in found] == [("private", True)]


def test_people_around_whom_nothing_is_built_are_not_looked_at() -> None:
    text = day(("08:00", "10h")).replace("president-ar", "minister-ar")
    assert broken(RULE, case(text)) == []


def test_what_is_stated_breaks_it_for_certain_only_beyond_the_limit() -> None:
    # three times 3 h is what is allowed; of the talks at 18:00 nobody knows that they last at all
    full = [("08:00", "3h"), ("11:00", "3h"), ("14:00", "3h")]
    assert certain(RULE, case(day(*full, ("18:00", None)))) == [False]
    assert certain(RULE, case(day(*full, ("18:00", "1m")))) == [True]
    # 08:00 to 22:00 is 14 h; talks that begin then surely go on until then
    assert certain(RULE, case(day(("08:00", "60m"), ("22:00", None)))) == [False]
    assert certain(RULE, case(day(("08:00", "60m"), ("22:01", None)))) == [True]
