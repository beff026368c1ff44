"""A level that gives a little for those after it: how late days may end for it."""

from __future__ import annotations

from tests.planner.visits import engagement, request_for, visit_file

from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels.day_ends import others_near
from placet.planner.levels.objective import Goal, Weighs
from placet.planner.run import Search
from placet.planner.search import FIND, PLAIN
from placet.planner.solve import settle
from placet.planner.tasks.translation import problem_of


def search_of(text: str, *, days: int = 1) -> Search:
    """A search in which everything begins as early as can be."""
    request = request_for(visit_file(text, data={"legs": {"city": {"last_day": days}}}))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    search.keep(search.solve(FIND, 1.0, "first"))
    starts = sum(variables.start for variables in search.model.tasks.values())
    settle(search, Goal("early", starts, Weighs.MINUTES, gives=1000), is_known=False)
    return search


def latest(text: str, *, days: int = 1) -> str:
    """When x may begin at the latest, where all began as early as could be and more of that is given than there is."""
    return latest_in(search_of(text, days=days))


def latest_in(search: Search) -> str:
    search.model.cp.maximize(search.model.tasks["x"].start)
    begins = search.solve(PLAIN, 1.0, "late").objective
    return f"{search.request.timeline.instant_of(begins, 'Asia/Tehran'):%H:%M}"


def test_no_day_ends_later_by_more_than_half_an_hour() -> None:
    # x began at 09:00, and is all there is.
    assert latest(engagement("x", "from 09:00", who=["q"])) == "09:30"


def test_what_is_not_the_last_may_begin_much_later() -> None:
    # x, an hour long, began at 09:00; p is at y from 15:00 on.
    text = engagement("x", "from 09:00", who=["p"]) + engagement("y", "15:00", who=["p"])
    assert latest(text) == "14:00"


def test_no_principals_own_day_ends_later_though_that_of_all_would_not() -> None:
    # The last of all begins at 15:00, in another room. p, a principal, had only x, at 09:00; q is none.
    others = engagement("y", "15:00", who=["r"], venues=["b"])
    assert latest(engagement("x", "from 09:00", who=["p"]) + others) == "09:30"
    assert latest(engagement("x", "from 09:00", who=["q"]) + others) == "15:30"


def test_an_empty_day_ends_as_if_its_last_engagement_began_at_one() -> None:
    # x began at 09:00 on the first day; on the second there was nothing.
    assert latest(engagement("x", "from 09:00", who=["p"], days=[1, 2]), days=2) == "13:30"


def test_what_no_principal_is_at_is_kept_near_for_a_while() -> None:
    # As above, x began at 09:00 and has to be over when y begins at 15:00.
    search = search_of(engagement("x", "from 09:00", who=["q"]) + engagement("y", "15:00", who=["q"]))
    with others_near(search):
        assert latest_in(search) == "09:30"
    assert latest_in(search) == "14:00"


def test_what_a_principal_is_at_is_not() -> None:
    search = search_of(engagement("x", "from 09:00", who=["p"]) + engagement("y", "15:00", who=["p"]))
    with others_near(search):
        assert latest_in(search) == "14:00"
