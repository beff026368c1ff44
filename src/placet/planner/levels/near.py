"""How many items stand otherwise than in a programme that is known: at another minute, elsewhere, or in only one."""

from __future__ import annotations

from placet.almanac.timeline import Timeline
from placet.model.apart import stands
from placet.model.programme import Programme
from placet.planner.cp_sat import cp_model
from placet.planner.variables import Linear, Model


def moved_from(model: Model, known: Programme, timeline: Timeline) -> Linear:
    """The number of engagements and journeys of a known programme that do not stay as they are, to be made small."""
    moved = []
    for name, it in stands(known).items():
        variables = model.tasks.get(name)
        if variables is None:
            continue
        elsewhere = model.cp.new_bool_var(f"{name} stands otherwise")
        model.cp.add(variables.start == timeline.minute_of(it.at)).only_enforce_if(~elsewhere)
        model.cp.add_implication(~elsewhere, variables.present)
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
            if it.venue is not None and site.venue != it.venue:
                model.cp.add_implication(~elsewhere, ~chosen)
        model.about[elsewhere.index] = (name,)
        moved.append(elsewhere)
    return cp_model.LinearExpr.sum(moved)
