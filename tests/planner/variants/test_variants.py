"""Other programmes that are nearly as good: whether they are as far apart as can be, as good as promised, and all."""

from __future__ import annotations

import random  # noqa: TID251  # seeded

import pytest
from tests.planner.oracle import broken
from tests.planner.variants.enumerated import Chosen, Wish, disliked, distance, furthest, lost
from tests.planner.visits import engagement, request_for, unsound, visit_file

from placet.formats.visitfile import VisitFile
from placet.model.apart import apart
from placet.model.programme import Programme
from placet.planner.outcome import Planned
from placet.planner.solve import plan
from placet.planner.variants.run import Ended, Variants, variants

NOBODY = '[people.p]\nprincipal = false\n[legs.city]\nday = "08:00–10:30"\n'
"""Nobody waits and nobody is short of a pause: only value can be lost."""
PEOPLE = ("p", "q", "r")


def found(file: VisitFile, count: int, within: int, **asked: object) -> tuple[Planned, Variants]:
    request = request_for(file, **asked)
    first = plan(request)
    assert isinstance(first, Planned)
    others = variants(request, first, count - 1, within, request.clock())
    for one in others.found:
        assert broken(file.visit, one.planned.programme) == []
        assert unsound(file, one.planned.programme) == []
    return first, others


def where(programme: Programme) -> Chosen:
    placements = programme.placements.items()
    return {str(n): (p.starts_at.hour * 60 + p.starts_at.minute, str(p.venue)) for n, p in placements}


def tiny(seed: int) -> dict[str, Wish]:
    draw = random.Random(seed)
    wishes = {}
    for name in ("one", "two", "three"):
        venues = draw.choice([("a",), ("b",), ("a", "b")])
        who = tuple(sorted(draw.sample(PEOPLE, draw.choice([1, 2]))))
        wishes[name] = Wish(draw.choice([20, 30, 45]), venues, who, draw.choice([None, 10, 30]))
    return wishes


def as_file(wishes: dict[str, Wish]) -> VisitFile:
    text = NOBODY
    for name, wish in wishes.items():
        optional = {} if wish.value is None else {"optional": True, "value": wish.value}
        text += engagement(name, venues=list(wish.venues), who=list(wish.who), length=f"{wish.minutes}m", **optional)
    return visit_file(text)


@pytest.mark.parametrize("seed", range(12))
def test_each_is_as_far_from_those_before_as_any_sound_programme_is(seed):
    wishes = tiny(seed)
    file = as_file(wishes)
    first, others = found(file, 3, 40)
    known = [where(first.programme)]
    kept = sum(wish.value or 0 for name, wish in wishes.items() if name in known[0])
    most_lost = lost(wishes, known[0]) + kept * 40 // 100
    # nobody is a principal and no rule below `must` is on: courtesies are venues that are not the first choice
    most_disliked = disliked(wishes, known[0]) + len(known[0]) * 40 // 100
    for one in others.found:
        here = where(one.planned.programme)
        assert lost(wishes, here) <= most_lost
        assert disliked(wishes, here) <= most_disliked
        assert one.distance == min(distance(wishes, here, it) for it in known)
        assert one.distance == one.most == furthest(wishes, known, most_lost, most_disliked)
        known.append(here)
    if others.ended is Ended.NO_OTHER:
        assert furthest(wishes, known, most_lost, most_disliked) == 0
    else:
        assert others.ended is Ended.ENOUGH
        assert len(others.found) == 2


def narrow(day: str, *engagements: str) -> VisitFile:
    return visit_file(f'[people.p]\nprincipal = false\n[legs.city]\nday = "{day}"\n' + "".join(engagements))


def test_where_every_hour_is_stated_there_is_no_other_and_that_is_proven():
    _, others = found(visit_file(engagement("talks", "10:00")), 2, 100)
    assert others == Variants((), Ended.NO_OTHER)


def test_minutes_alone_make_no_other_programme():
    # an hour of talks between 08:00 and 09:50 begins at 08:00 to 08:50: never an hour away from the first
    _, others = found(narrow("08:00–09:50", engagement("talks")), 2, 100)
    assert others == Variants((), Ended.NO_OTHER)


def test_two_that_change_places_within_the_hour_make_one():
    # 45 minutes hold 20 + 20: each begins at 08:00 to 08:25, so that only the order can be another
    file = narrow("08:00–08:45", engagement("one", length="20m"), engagement("two", length="20m"))
    first, others = found(file, 3, 0)
    (only,) = others.found
    told = apart(file.visit, first.programme, only.planned.programme)
    assert (told.elsewhere, {frozenset(pair) for pair in told.exchanged}) == ((), {frozenset({"one", "two"})})
    assert (only.distance, only.most, others.ended) == (1, 1, Ended.NO_OTHER)


def test_two_whom_nobody_shares_do_not_change_places():
    rooms = engagement("one", length="20m", who=["q"]), engagement("two", length="20m", who=["r"], venues=["b"])
    _, others = found(narrow("08:00–08:45", *rooms), 2, 100)
    assert others == Variants((), Ended.NO_OTHER)


def full(first: int, second: int) -> VisitFile:
    """Two that may be left out, of which an hour holds one."""
    return narrow(
        "08:00–09:00",
        engagement("one", optional=True, value=first),
        engagement("two", optional=True, value=second),
    )


def test_where_not_all_fits_another_leaves_something_else_out():
    first, others = found(full(20, 20), 3, 0)
    both = [set(it.programme.placements) for it in (first, *(one.planned for one in others.found))]
    assert sorted(map(sorted, both)) == [["one"], ["two"]]
    # one is there that was not, one is not that was
    assert [one.distance for one in others.found] == [2]
    assert others.ended is Ended.NO_OTHER


@pytest.mark.parametrize(("within", "ended"), [(9, Ended.NO_OTHER), (10, Ended.ENOUGH)])
def test_value_is_lost_to_the_per_cent_that_was_said(within, ended):
    # 20 is kept; 10 % of it are 2: then what is worth 18 may stand in its place
    _, others = found(full(20, 18), 2, within)
    assert others.ended is ended


def test_where_the_grid_has_no_programme_another_is_looked_for_to_the_minute():
    # 08:02 to 08:44 holds 21 + 21 minutes, and nothing of it lies on five minutes
    file = narrow("08:02–08:44", engagement("one", length="21m"), engagement("two", length="21m"))
    first, others = found(file, 2, 0)
    assert first.to_the_minute
    assert [one.distance for one in others.found] == [1]


def test_who_stops_the_search_is_told_that_there_may_be_more():
    file = as_file(tiny(1))
    request = request_for(file)
    first = plan(request)
    assert isinstance(first, Planned)
    stopped = request_for(file, stop=lambda: True)
    assert variants(stopped, first, 2, 100, stopped.clock()) == Variants((), Ended.TIME)


def test_the_same_seed_gives_the_same_programmes():
    one, other = (found(as_file(tiny(4)), 3, 40)[1] for _ in range(2))
    assert [it.planned.programme for it in one.found] == [it.planned.programme for it in other.found]
    assert one.found


def test_those_with_a_principal_are_within_the_loss_at_every_level():
    text = "".join(engagement(name) for name in ("one", "two", "three"))
    first, others = found(visit_file(text), 3, 10)
    limits = {level.name: level.amount for level in first.levels}
    # 10 % of nothing is nothing, of three engagements 0 courtesies; waiting may grow by a tenth of itself
    limits["waiting"] += limits["waiting"] // 10
    for one in others.found:
        assert all(level.amount <= limits[level.name] for level in one.planned.levels)
    assert len(others.found) == 2
