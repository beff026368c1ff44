"""A programme that nobody has just planned, as a solution would have it: how late each item of it may run."""

from __future__ import annotations

from collections.abc import Sequence

from placet.almanac.timeline import Timeline
from placet.model.programme import Programme
from placet.planner.placing.slack import Slack, slacks
from placet.planner.repair.held import positions
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Site, Task
from placet.planner.tasks.translation import problem_of


def slacks_of(request: PlanRequest, programme: Programme) -> dict[str, Slack]:
    """How late everything may run that stands in a programme of the visit, by its id."""
    stood_at = {it.venue for it in programme.placements.values() if it.venue is not None}
    problem = problem_of(request, stood_at & request.visit.venues.keys())
    interpreting: dict[str, Sequence[str]] = {
        str(name): placement.interpreters for name, placement in programme.placements.items()
    }
    return slacks(request, problem, standing(problem, programme, request.timeline), interpreting)


def standing(problem: Problem, programme: Programme, timeline: Timeline) -> dict[str, Placed]:
    """Every task where the programme has it, by start, and what nobody places: prior commitments and withheld hours."""
    found = {
        name: Placed(problem.tasks[name], at.start, at.end, _site(problem.tasks[name], at.venue))
        for name, at in positions(problem, programme, timeline).items()
    }
    for name, task in problem.tasks.items():
        is_withheld = task.shown is not None and name in programme.placements
        if task.fixed_start is not None and (is_withheld or task.kind == "busy"):
            found[name] = Placed(task, task.fixed_start, task.fixed_start + task.typical, task.sites[0])
    return dict(sorted(found.items(), key=lambda entry: (entry[1].start, entry[0])))


def _site(task: Task, venue: str | None) -> Site:
    """The task's own site at a venue; or that venue, where the file no longer has it."""
    own = next((site for site in task.sites if site.venue == venue), None)
    if own is None and task.kind not in ("block", "journey") and venue is not None:
        return Site(venue, venue, venue, None)
    return own or task.sites[0]
