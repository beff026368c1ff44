"""Interpreters: as many at once as there are, their ways included."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from tests.planner.visits import clash, engagement, kinds, outcome_of, planned

from placet.model.ids import EngagementId
from placet.planner.interpreting.jobs import Job
from placet.planner.interpreting.names import antichain, assign, can_follow
from placet.planner.outcome import Infeasible, Planned
from placet.planner.tasks.problem import Problem

TALKS = """
[engagements.{name}]
title = "{name}"
who = ["{who}"]
length = "60m"
venues = ["{venue}"]
interpretation = {{ languages = ["fa", "ru"]{more} }}
at = "{at}"
{else_}
"""


def talks(name: str, who: str, venue: str, at: str, more: str = "", else_: str = "") -> str:
    return TALKS.format(name=name, who=who, venue=venue, at=at, more=more, else_=else_)


def problem(ways: dict[tuple[str, str], int]) -> Problem:
    travel = ways | {(b, a): minutes for (a, b), minutes in ways.items()}
    return Problem({}, (), (), (), travel, {}, {}, {}, {})


WAYS = problem({("a", "b"): 30, ("a", "c"): 60, ("b", "c"): 60})


PAIR = ("fa", "ru")


def given(jobs: Sequence[Job], *people: str) -> dict[str, tuple[str, ...]] | None:
    """Who does these jobs, when these people can."""
    return assign(WAYS, [replace(job, able=people, pair=PAIR) for job in jobs])


def test_one_interpreter_while_everybody_can_follow() -> None:
    jobs = [Job("x", 0, 60, "a", "a"), Job("y", 90, 150, "b", "b"), Job("z", 210, 240, "c", "c")]
    assert given(jobs, "i1") == {"x": ("i1",), "y": ("i1",), "z": ("i1",)}
    assert len(antichain(WAYS, jobs)) == 1


def test_three_that_only_the_way_keeps_apart_need_three_interpreters() -> None:
    # x ends 60; b is 30 away, so y at 80 is too early; z is 60 away from both: 120 and 160, and it begins at 115.
    jobs = [Job("x", 0, 60, "a", "a"), Job("y", 80, 100, "b", "b"), Job("z", 115, 175, "c", "c")]
    assert {job.task for job in antichain(WAYS, jobs)} == {"x", "y", "z"}
    assert given(jobs, "i1", "i2") is None
    assert given(jobs, "i1", "i2", "i3") is not None


def test_as_many_people_as_the_largest_antichain() -> None:
    # Dilworth's theorem on every seventh choice of four out of a fixed dozen of jobs.
    dozen = [Job(str(n), 25 * n, 25 * n + 20 + 7 * (n % 4), "abc"[n % 3], "abc"[n % 3]) for n in range(12)]
    for jobs in list(combinations(dozen, 4))[::7]:
        most = antichain(WAYS, jobs)
        for first, second in combinations(most, 2):
            assert not can_follow(WAYS, first, second)
            assert not can_follow(WAYS, second, first)
        people = [f"i{number}" for number in range(len(most))]
        assert given(jobs, *people) is not None
        assert len(people) == 1 or given(jobs, *people[1:]) is None


def test_the_longest_day_of_work_is_as_short_as_can_be() -> None:
    # 60 + 30 + 30 minutes for two people: 60 and 60, not 90 and 30.
    jobs = [Job("x", 0, 60, "a", "a"), Job("y", 100, 130, "a", "a"), Job("z", 200, 230, "a", "a")]
    work = given(jobs, "i1", "i2")
    assert work is not None
    assert work["y"] == work["z"] != work["x"]


def test_an_engagement_that_needs_two_interpreters_gets_two() -> None:
    plan = planned(talks("x", "p", "a", "10:00", ", interpreters = 2"))
    assert plan.programme.placements["x"].interpreters == ("i1", "i2")


def test_two_interpreters_serve_two_engagements_at_once_and_not_three() -> None:
    two = talks("x", "p", "a", "10:00") + talks("y", "q", "b", "10:00")
    put = planned(two).programme.placements
    assert {*put["x"].interpreters, *put["y"].interpreters} == {"i1", "i2"}
    assert isinstance(outcome_of(two + talks("z", "r", "c", "10:30")), Infeasible)


def test_the_way_of_an_interpreter_moves_an_engagement() -> None:
    # x a 10:00–11:00, y b 11:10–12:10, z c at 12:00 or later: x→y 10 min, way 30: two people. z follows x from 12:00 on
    # (11:00 + 60) and y from 13:10 on. At 11:30 nobody could come; of 11:30–12:30 the starts from 12:00 on remain.
    text = talks("x", "p", "a", "10:00") + talks("y", "q", "b", "11:10") + talks("z", "r", "c", "11:30–12:30")
    plan = planned(text)
    assert plan.programme.placements["z"].starts_at.strftime("%H:%M") >= "12:00"


def test_when_only_the_ways_forbid_it_the_clash_is_still_told() -> None:
    # As above with z pinned at 11:30: never more than two at once, but no two people can do all three.
    text = talks("x", "p", "a", "10:00") + talks("y", "q", "b", "11:10") + talks("z", "r", "c", "12:00")
    assert isinstance(outcome_of(text), Planned)
    found = clash(text.replace('at = "12:00"', 'at = "11:55"'))
    assert ("pool", "fa", "ru") in kinds(found)


def test_an_interpreter_asked_for_by_name_comes() -> None:
    plan = planned(talks("x", "p", "a", "10:00", ', named = ["i2"]'))
    assert plan.programme.placements["x"].interpreters == ("i2",)


def test_who_is_asked_for_by_name_once_can_help_elsewhere() -> None:
    # i2 is named for x in the morning; in the afternoon two engagements at once need both.
    text = talks("x", "p", "a", "09:00", ', named = ["i2"]')
    text += talks("y", "p", "a", "14:00") + talks("z", "q", "b", "14:00")
    plan = planned(text)
    put = plan.programme.placements
    assert {*put["y"].interpreters, *put["z"].interpreters} == {"i1", "i2"}


def test_one_person_with_two_pairs_of_languages_is_one_person() -> None:
    both = '[people.i1]\ninterprets = [["fa", "ru"], ["en", "ru"]]\n[people.i2]\ninterprets = []\n'
    text = both + talks("x", "p", "a", "10:00") + talks("y", "q", "b", "10:00").replace('"fa", "ru"', '"en", "ru"')
    assert isinstance(outcome_of(text), Infeasible)


def test_an_interpreter_works_only_while_with_the_visit() -> None:
    gone = '[people.i1]\npresence = [{ until_day = 1, until_at = "10:30" }]\n'
    plan = planned(gone + talks("x", "p", "a", "10:00"))
    assert plan.programme.placements["x"].interpreters == ("i2",)
    both_gone = gone + gone.replace("i1", "i2")
    assert isinstance(outcome_of(both_gone + talks("x", "p", "a", "10:00")), Infeasible)


def test_an_interpreter_who_is_taken_elsewhere_does_not_come() -> None:
    taken = '[busy.other]\nwho = ["i1"]\nday = 1\nbetween = "09:00–12:00"\n'
    assert planned(taken + talks("x", "p", "a", "10:00")).programme.placements["x"].interpreters == ("i2",)


def test_who_would_be_on_the_way_over_something_placeless_does_not_interpret_where_another_can() -> None:
    # x and y at 09:00 need both; z at b at 10:45 is half an hour from a and d, where both are until 10:00. One of them
    # is taken from 10:20 to 10:40, which leaves 20 minutes at most for the way: the other goes.
    text = talks("x", "p", "a", "09:00") + talks("y", "q", "d", "09:00") + talks("z", "r", "b", "10:45")
    for taken, goes in (("i1", "i2"), ("i2", "i1")):
        busy = f'[busy.other]\nwho = ["{taken}"]\nday = 1\nbetween = "10:20–10:40"\n'
        assert planned(busy + text).programme.placements["z"].interpreters == (goes,)
        # Once both are taken one of them has to.
        both = busy + busy.replace("other", "more").replace(taken, goes)
        assert len(planned(both + text).programme.placements["z"].interpreters) == 1


def test_a_call_that_somebody_interprets_is_as_good_as_theirs() -> None:
    # The call at 10:20 has no place. Whoever was at x until 10:00 and is at z from 10:45 on does not interpret it, and
    # the other has as much to do.
    call = talks("call", "q", "a", "10:20").replace('venues = ["a"]', "").replace("60m", "20m")
    for goes, stays in (("i1", "i2"), ("i2", "i1")):
        text = call + talks("x", "p", "a", "09:00", f', named = ["{goes}"]')
        text += talks("z", "r", "b", "10:45", f', named = ["{goes}"]')
        text += talks("v", "q", "a", "13:00", f', named = ["{stays}"]')
        text += talks("w", "q", "a", "15:00", f', named = ["{stays}"]')
        assert planned(text).programme.placements["call"].interpreters == (stays,)


def test_who_could_not_get_to_the_roof_of_a_plan_b_does_not_interpret_where_another_can() -> None:
    # z at 10:10 moves from a to b when it rains, half an hour from a and d. Who is at x until 10:00 would be too late;
    # who is at y until 09:30 would not. Each has been both.
    for early, late in (("i1", "i2"), ("i2", "i1")):
        text = talks("x", "p", "a", "09:00", f', named = ["{late}"]')
        text += talks("y", "q", "d", "09:00", f', named = ["{early}"]').replace("60m", "30m")
        text += talks("w", "q", "d", "18:00", f', named = ["{early}"]')  # so that the other has less to do besides
        text += talks("z", "r", "a", "10:10", else_='plan_b = { venue = "b" }')
        assert planned(text).programme.placements["z"].interpreters == (early,)


def test_an_interpreter_is_also_a_person_with_a_day_of_their_own() -> None:
    # i1 and i2 both have an engagement of their own at 10:00: nobody is left to interpret.
    own = '[engagements.own]\ntitle = "Own"\nwho = ["i1", "i2"]\nat = "10:00"\nlength = "60m"\nvenues = ["b"]\n'
    assert isinstance(outcome_of(own + talks("x", "p", "a", "10:00")), Infeasible)
    assert planned(own + talks("x", "p", "a", "15:00"))


def test_who_must_be_there_anyway_interprets_and_leaves_the_others_free() -> None:
    # i1 is at x, i2 is left for y: were one more asked for at x, nobody would be.
    text = talks("x", "p", "a", "10:00").replace('who = ["p"]', 'who = ["p", "i1"]')
    put = planned(text + talks("y", "q", "b", "10:00")).programme.placements
    assert (put["x"].interpreters, put["y"].interpreters) == (("i1",), ("i2",))


def test_a_delegation_brings_its_interpreter() -> None:
    guests = '[delegations.g]\nname = "Guests"\nside = "SE"\nmembers = ["p", "i2"]\n'
    assert planned(guests + talks("x", "g", "a", "10:00")).programme.placements["x"].interpreters == ("i2",)


def test_consecutive_interpreting_takes_twice_what_is_said() -> None:
    # 45 minutes of speech take 90, more than the 60 that are usual; up to 120 are allowed.
    text = talks("x", "p", "a", "10:00", ', speech = "45m"')
    plan = planned(text.replace('length = "60m"', 'length = { least = "60m", typical = "60m", most = "120m" }'))
    assert plan.programme.placements["x"].ends_at.strftime("%H:%M") == "11:30"


def test_a_stated_length_is_kept_even_where_more_is_said() -> None:
    # For talks the rule on speeches weighs `should` at most; the stated 60 minutes are a `must`.
    plan = planned(talks("x", "p", "a", "10:00", ', speech = "45m"'))
    assert plan.programme.placements["x"].ends_at.strftime("%H:%M") == "11:00"


def test_where_one_falls_out_only_that_one_is_exchanged_among_very_many() -> None:
    # Four engagements begin every three quarters of an hour, sixty times, at two places half an hour apart, for twelve
    # people. Where one falls out somebody else is free: one exchange is enough, and nobody is exchanged for more.
    people = tuple(f"i{number:02d}" for number in range(12))
    jobs = [
        Job(
            f"{turn}-{number}",
            45 * turn,
            45 * turn + 20 + (7 * turn + 11 * number) % 40,
            "ab"[(turn + number) % 2],
            "ab"[(turn + number) % 2],
            people,
            PAIR,
        )
        for turn in range(60)
        for number in range(4)
    ]
    stood = assign(WAYS, jobs, fairly=False)
    assert stood is not None
    out = jobs[120]
    jobs[120] = replace(out, able=tuple(who for who in people if who not in stood[out.task]))
    found = assign(WAYS, jobs, named=stood)
    assert found is not None
    assert [task for task in stood if found[task] != stood[task]] == [out.task]


def test_who_is_asked_for_by_name_in_a_language_nobody_has_is_not_elsewhere_meanwhile() -> None:
    # i1 is asked for where nobody knows the languages, and of the two for fa-ru both are needed at the same hour.
    x = talks("x", "p", "a", "10:00", ', named = ["i1"]').replace('["fa", "ru"]', '["en", "ru"]')
    assert ("pool", "fa", "ru") in kinds(clash(x + talks("y", "q", "b", "10:00", ", interpreters = 2")))
    # Half an hour from a to b: half an hour after x both are there.
    programme = planned(x + talks("y", "q", "b", "11:30", ", interpreters = 2")).programme
    assert [programme.placements[EngagementId(name)].interpreters for name in "xy"] == [("i1",), ("i1", "i2")]


FOREIGN = ('["fa", "ru"]', '["en", "ru"]')


def test_a_language_that_none_of_the_interpreters_has_is_no_plan() -> None:
    x = talks("x", "p", "a", "10:00").replace(*FOREIGN)
    found = clash(x)
    assert kinds(found) == [("place", "x"), ("pool", "en", "ru")]
    assert {change.requirement.kind for way in found.ways_out for change in way.changes} == {"place", "pool"}
    # What may be left out is; and where the file names no interpreter at all, nobody can say.
    optional = planned(x + "optional = true\nvalue = 3\n" + talks("y", "q", "b", "10:00"))
    assert list(optional.programme.placements) == ["y"]
    nobody = "[people.i1]\ninterprets = []\n[people.i2]\ninterprets = []\n"
    assert list(planned(x + nobody).programme.placements) == ["x"]


def test_who_is_asked_for_by_name_and_is_no_interpreter_takes_none_of_them() -> None:
    # r does it at x, and the two that there are for fa-ru are at y.
    x = talks("x", "p", "a", "10:00", ', named = ["r"]')
    programme = planned(x + talks("y", "q", "b", "10:00", ", interpreters = 2")).programme
    assert [programme.placements[EngagementId(name)].interpreters for name in "xy"] == [("r",), ("i1", "i2")]
    assert ("pool", "fa", "ru") in kinds(clash(x + talks("y", "q", "b", "10:00", ", interpreters = 3")))


def test_who_interprets_between_two_engagements_is_not_driven_meanwhile() -> None:
    # i1 is at v at 08:00 and at y from 14:15, an hour apart; at 12:00 both are with x at c, and then with u nowhere.
    text = (
        engagement("v", "08:00", who=["i1"])
        + talks("x", "q", "c", "12:00", ", interpreters = 2")
        + talks("u", "r", "a", "13:00", ", interpreters = 2").replace('venues = ["a"]', "")
        + engagement("y", "14:15", who=["i1"], venues=["c"])
    )
    (way,) = (way for way in planned(text).programme.journeys if "i1" in way.parties)
    # An hour that ends when x begins; u begins when x ends, and a quarter of an hour after it is too short.
    assert (f"{way.leaves_at:%H:%M}", f"{way.arrives_at:%H:%M}") == ("11:00", "12:00")
