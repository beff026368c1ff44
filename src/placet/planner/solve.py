"""Plan a visit: build the model, settle one level of the objective after the other, read the programme back.

First any programme (as a rule it is there before the model, see `first.py`), with everything in it if that is possible;
then each level is made as small as can be and held there while the next is looked at, each solve starting from the last
answer. A level may give a little for those after it; what they do not need of that is taken back. The last, of buffers,
is judged by simulated days besides (`levels/holding.py`). A solution counts only once its interpreters have names.
There is always the best answer found so far: a limit, or a wish to stop, ends the search with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from placet.model.roads import RoadMap
from placet.planner.clashes import explain
from placet.planner.clashes.bringing_in import BringingIn
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.first import first_programme
from placet.planner.levels.day_ends import hold_ends, others_near
from placet.planner.levels.holding import ENOUGH, judged, make_hold
from placet.planner.levels.meeting import MEET, meet
from placet.planner.levels.near import moved_from
from placet.planner.levels.objective import LEVELS, Goal, Weighs, goals
from placet.planner.levels.parts import settle_parts
from placet.planner.levels.rearrange import PIECE, WORK, rearrange, shift
from placet.planner.outcome import Level, NoAnswer, Outcome, Planned
from placet.planner.placing.slack import slacks
from placet.planner.programme import in_programme, programme_from
from placet.planner.request import PlanRequest
from placet.planner.run import CUT_ROUNDS, Search
from placet.planner.search import CORE, FEWEST, FIND, HELD, LEAP, PLAIN, QUICK, Found, Recipe
from placet.planner.solved import hint_at
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of

TAKEN: Recipe = {**QUICK, **HELD, "cp_model_probing_level": 0, "symmetry_level": 0}
"""For a programme that is there already: all that is asked is what the rest of the model comes to."""
TAKING = 0.3
"""Deterministic work for it: a hundredth is enough for three hundred engagements."""
FIRST = ((QUICK, 0.3), (FIND, 4.0), (PLAIN, 4.0))
MINUTE_WORK = 1.0
"""The most work of one solve on which every minute may be a start, tried only where the grid has no programme."""
AT_ONCE = FIRST[:1]
"""For everything that is wished: what is not found so soon is looked for from a programme without it."""
RECIPES = {
    Weighs.VALUE: ((PLAIN, 0.1), (FEWEST, 0.6), (CORE, 4.0), (PIECE, WORK), (PLAIN, 0.5)),
    Weighs.RULES: ((CORE, 0.1), (MEET, 0.1), (PIECE, WORK), (MEET, 0.3)),
    Weighs.MINUTES: ((PLAIN, 0.4), (PIECE, WORK), (LEAP, 0.3)),
    Weighs.BUFFERS: ((PLAIN, 0.2), (LEAP, 0.1)),
}
"""In turn, each with the deterministic work it may take (a unit is of the order of a second). What is not settled by
then is reported with what is proven, and stays the same on every machine. Of rules cores show
in one tenth of a unit nearly all that they show in three tenths; asked of the bound, the solver mostly answers soon or
not at all."""
NEARBY = ((PLAIN, 0.2), (PIECE, WORK))
"""Before that, for buffers, while little may move far: of a large visit most is found there, of a small one the rest is
soon proven where all is open."""
TAKING_BACK = 0.1
"""Deterministic work for taking back what was given of a level and is not needed."""


class CutOff(Exception):  # noqa: N818  # not an error: a signal that never leaves this folder
    """What was learnt about interpreters contradicts a level that is held already: the levels begin again."""


def plan(request: PlanRequest) -> Outcome:
    """The best programme of a visit, or why there is none.

    That nothing lies on the grid does not mean that there is nothing: before a clash is told, the minute is tried.
    """
    search, proven_none = _search(_begun(request))
    if not proven_none:
        return planned(search) if search.placed() is not None else NoAnswer(tuple(search.tried))
    short = replace(request, work=min(MINUTE_WORK, request.work or MINUTE_WORK))
    finer, proven_none = _search(Search(short, search.problem.to_the_minute(), search.cuts, search.began))
    if finer.best is not None:
        return planned(finer)
    found = finer if proven_none else search
    return explain.infeasible(request, found.problem, found.cuts, found.left)


def _begun(request: PlanRequest) -> Search:
    """A search with its model, and with a programme where one was put together before."""
    began = request.clock()
    shared = replace(request, road_map=request.road_map or RoadMap(request.visit))
    problem = problem_of(shared)
    first = first_programme(shared, problem)
    first_after = shared.clock() - began if first is not None else None
    return Search(shared, problem, Cuts(), began, first=first, first_after=first_after)


def _search(search: Search) -> tuple[Search, bool]:
    """Search until the levels are settled; whether it is proven that there is no programme.

    A search that begins again may find nothing in the time left: then what was found before still holds.
    """
    known = search
    for _ in range(CUT_ROUNDS):
        try:
            proven_none = _levels(search)
        except CutOff:
            known = search
            if search.is_over():
                break
            search = search.again()
        else:
            return (known, False) if search.best is None and known.best is not None else (search, proven_none)
    return known, False


def _levels(search: Search) -> bool:
    """Settle the levels one by one; True when it is proven that there is no programme at all."""
    near = _nearness(search)
    optional = [v.present for v in search.model.tasks.values() if v.task.optional]
    if search.first is None:
        search.tell("first")
    proven_none = not _is_taken(search) and _is_nowhere(search, optional)
    if search.best is None:
        return proven_none
    has_all = all(search.best[literal.index] for literal in optional)
    settle_all(search, goals(search.model), is_known=has_all)
    if near is not None and not search.is_over():
        settle(search, near, is_known=False)
        del search.levels[LEVELS:]  # of what is equally good, little moves: nothing to be told of
    return False


def _nearness(search: Search) -> Goal | None:
    """How much stands otherwise than in a programme that is to be kept to, if there is one."""
    request = search.request
    if request.near is None:
        return None
    return Goal("near", moved_from(search.model, request.near, request.timeline))


def _is_taken(search: Search) -> bool:
    """Whether there was a programme before the model, and the model holds it to be one: then it is the best so far."""
    if search.first is None:
        return False
    hint_at(search.model, search.first)
    found = search.solve(TAKEN, TAKING, "first")
    search.model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    if found.status == cp_model.INFEASIBLE:
        search.first = search.first_after = None
    if found.has_solution:
        search.keep(found)
    return found.has_solution


def _is_nowhere(search: Search, optional: list[cp_model.IntVar]) -> bool:
    """Look for a first programme, if possible with everything in it; True when it is proven that there is none."""
    search.model.cp.add_assumptions(optional)
    found = _first(search, "everything that is wished", AT_ONCE if optional else FIRST)
    search.model.cp.clear_assumptions()
    if search.best is None and optional:
        found = _first(search, "without the optional engagements", FIRST)
    return found.status == cp_model.INFEASIBLE


def _first(search: Search, what: str, recipes: Iterable[tuple[Recipe, float]]) -> Found:
    """A first programme, whatever it is worth."""
    found = Found(cp_model.UNKNOWN)
    for recipe, work in recipes:
        found = search.solve(recipe, work, "first")
        if found.has_solution:
            search.keep(found)
        if found.has_solution or found.is_proven:
            return found
        if search.is_over():
            break
    search.tried.append(what)
    return found


def settle_all(search: Search, levels: Iterable[Goal], *, is_known: bool = False) -> None:
    """Settle one level after the other. `is_known`: the best answer is at nought on the first already."""
    giving = []
    for number, goal in enumerate(levels):
        settle(search, goal, is_known=number == 0 and is_known)
        if search.is_over() or len(search.levels) == number:  # without values for what is new nothing was settled
            break
        giving += [(goal, number)] if goal.gives else []
    for goal, number in giving:
        search.levels[number] = _taken_back(search, goal, search.levels[number])


def _taken_back(search: Search, goal: Goal, level: Level) -> Level:
    """What was given of a level, as far as those after it do not need it, is taken back.

    Unless fewer days would hold then (`levels/holding.py`): what they need is not in the levels alone.
    """
    amount, values = value_of(goal.expression, search.best or []), search.best
    if amount > level.bound and not search.is_over():
        cp, held = search.model.cp, judged(search).held
        cp.minimize(goal.expression)
        found = search.solve(PLAIN, TAKING_BACK, goal.name)
        less = amount
        if found.has_solution and found.objective < amount:
            less = found.objective
            search.keep(found)
        if not found.is_proven:
            less = shift(search, goal, less)
        if judged(search).held < min(held, ENOUGH):
            search.best = values
        else:
            amount = less
        cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        search.hint_best()
    search.model.cp.add(goal.expression <= amount)
    return replace(level, amount=min(level.amount, amount), given=max(0, amount - level.amount))


def settle(search: Search, goal: Goal, *, is_known: bool) -> None:
    """Make one level as small as can be, and hold it there. `is_known`: the best answer is at nought already."""
    cp = search.model.cp
    search.tell(goal.name)
    if isinstance(goal.expression, int) or is_known:
        amount = goal.expression if isinstance(goal.expression, int) else 0
        search.levels.append(Level(goal.name, amount, amount))
        cp.add(goal.expression <= amount)
        return
    cp.minimize(goal.expression)
    if not search.complete(goal.name):
        return
    amount = value_of(goal.expression, search.best or [])
    if goal.weighs is Weighs.BUFFERS:
        with others_near(search):
            amount, _ = _made_small(search, goal, amount, NEARBY)
    amount, bound = _made_small(search, goal, amount, RECIPES[goal.weighs])
    if goal.weighs is Weighs.BUFFERS:
        amount = make_hold(search, goal)
    cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    search.levels.append(Level(goal.name, amount, min(amount, bound)))
    cp.add(goal.expression <= amount + amount * goal.gives // 100)
    if goal.gives and search.best is not None:
        hold_ends(search.model, search.best)


def _made_small(search: Search, goal: Goal, amount: int, recipes: Iterable[tuple[Recipe, float]]) -> tuple[int, int]:
    """What a level comes to after these recipes, and the least that it could come to."""
    bound = 0
    for recipe, work in recipes:
        if recipe is PIECE:
            amount = rearrange(search, goal, amount, bound)
        elif recipe is MEET:
            amount, bound = meet(search, goal, amount, bound, work)
        elif recipe is CORE and (apart := settle_parts(search, goal, recipe, work, amount, bound)) is not None:
            amount, bound = apart
        else:
            found = search.solve(recipe, work, goal.name)
            if found.status == cp_model.INFEASIBLE:
                raise CutOff
            if found.has_solution:
                bound = max(bound, found.bound)
                if found.objective < amount:
                    amount = found.objective
                    search.keep(found)
        if amount <= bound or search.is_over():
            break
    return amount, bound


def planned(search: Search, *, is_bound: bool = False) -> Planned:
    """The best answer of a search as a programme, with what was left out and how late everything may run.

    `is_bound`: more than the visit itself was asked of it, so that what it proves is not proven of every programme.
    """
    placed = search.placed() or {}
    programme = programme_from(search.request, search.problem, placed)
    optional = tuple(name for name in programme.placements if search.problem.tasks[name].optional)
    interpreting: dict[str, tuple[str, ...]] = {
        name: placement.interpreters for name, placement in programme.placements.items()
    }
    is_settled = len(search.levels) == LEVELS
    is_most = not is_bound and bool(search.levels) and search.levels[0].is_proven
    bringing_in = BringingIn(search.request, search.problem, search.cuts, optional, placed, is_most)
    return Planned(
        programme=programme,
        to_the_minute=search.problem.is_to_the_minute,
        levels=tuple(search.levels),
        left_out=explain.left_out(bringing_in, programme.left_out, search.left),
        slack=slacks(search.request, search.problem, in_programme(search.request, placed), interpreting),
        is_settled=is_settled,
        reproducible=search.reproducible and is_settled,
        first_after=timedelta(seconds=search.first_after or 0.0),
        took=timedelta(seconds=search.request.clock() - search.began),
    )
