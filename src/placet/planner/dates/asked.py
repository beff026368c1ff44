"""What is asked about days: which, for what visit, and with what weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from placet.model.visit import Visit
from placet.planner.dates.candidate import Scene
from placet.planner.dates.lead import by_working_days, usual_lead
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesRequest:
    """`days` are looked at. `working_days` is how long the preparation takes, in days on which both sides work.

    Without it `counted` counts: the first day that the countdown of the tasks finds, and how many of them are left.
    Without either it is the usual lead time of the kind of visit. `length` is how many days are looked at from each
    first one, at least those of the visit. `on_progress` is told how many days are decided; `stop` is asked now and
    then.
    """

    visit: Visit
    rulebook: Rulebook
    days: tuple[date, ...]
    today: date
    length: int
    working_days: int | None = None
    counted: tuple[date, int] | None = None
    weights: Mapping[str, int] = field(default_factory=dict)
    on_progress: Callable[[int, int], None] | None = None
    stop: Callable[[], bool] | None = None


def scene_of(request: DatesRequest) -> Scene:
    """What the reasons rest on."""
    prepared: date | None
    lead: dict[str, object]
    if request.working_days is not None:
        prepared = by_working_days(request.visit, request.today, request.working_days)
        lead = {"working": request.working_days}
    elif request.counted is not None:
        prepared, tasks = request.counted
        lead = {"tasks": tasks}
    else:
        prepared = usual_lead(request.visit, request.today)
        lead = {"lead": (prepared - request.today).days}
    return Scene(request.visit, request.length, request.today, prepared, lead)
