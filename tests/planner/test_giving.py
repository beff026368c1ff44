"""A level that gives a little for those after it: what it may give at most, and where."""

from tests.planner.visits import engagement, request_for, visit_file

from placet.planner.constraints.interpreters import Cuts
from placet.planner.objective import PUT_OFF, Goal, Weighs, goals
from placet.planner.run import Search
from placet.planner.search import FIND, PLAIN
from placet.planner.solve import settle
from placet.planner.tasks import problem_of
from placet.planner.variables import value_of


def search_of(text: str) -> Search:
    request = request_for(visit_file(text))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    search.keep(search.solve(FIND, 1.0, "first"))
    return search


def test_nothing_grows_by_more_than_it_may_though_much_is_given() -> None:
    search = search_of(engagement("x", "from 09:00"))
    start = search.model.tasks["x"].start
    settle(search, Goal("early", start, Weighs.MINUTES, gives=100, within=((start, 5),)), is_known=False)
    earliest = value_of(start, search.best or [])
    search.model.cp.maximize(start)
    assert search.solve(PLAIN, 1.0, "late").objective == earliest + 5


def test_for_buffers_no_day_ends_later_by_more_than_half_an_hour() -> None:
    model = search_of(engagement("x", "from 09:00") + engagement("y", "from 10:00", venues=["b"])).model
    waiting = next(goal for goal in goals(model) if goal.name == "waiting")
    assert [most for _, most in waiting.within] == [PUT_OFF] * len(waiting.within)
    bounded = [variable for variable, _ in waiting.within]
    assert all(any(variable is day.latest for variable in bounded) for day in model.days)
    assert model.days
