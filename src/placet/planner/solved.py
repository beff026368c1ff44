"""Tasks as a solution has them: read from it, and hinted to the next search."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from placet.planner.cp_sat import cp_model
from placet.planner.tasks.placed import Placed
from placet.planner.variables import Linear, Model, value_of


def placed_from(model: Model, values: list[int]) -> dict[str, Placed]:
    """Every task that takes place, by start."""
    placed = []
    for name, variables in model.tasks.items():
        if not values[variables.present.index]:
            continue
        chosen = next(
            site for site, literal in zip(variables.task.sites, variables.sites, strict=True) if values[literal.index]
        )
        start = value_of(variables.start, values)
        placed.append((start, name, Placed(variables.task, start, start + value_of(variables.length, values), chosen)))
    return {name: it for _, name, it in sorted(placed, key=lambda entry: entry[:2])}


def hint_at(model: Model, placed: Mapping[str, Placed], free: Container[str] = ()) -> None:
    """Begin the search with everything there, and with the other tasks left out; nothing is said of those in `free`."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for name, variables in model.tasks.items():
        if name in free:
            continue
        it = placed.get(name)
        model.cp.add_hint(variables.present, int(it is not None))
        if it is None:
            continue
        for variable, value in (*_value(variables.start, it.start), *_value(variables.length, it.end - it.start)):
            model.cp.add_hint(variable, value)
        for site, literal in zip(variables.task.sites, variables.sites, strict=True):
            model.cp.add_hint(literal, int(site == it.site))


def _value(expression: Linear, wanted: int) -> Iterator[tuple[cp_model.IntVar, int]]:
    """The one variable of a start or a length on its grid, and the value it has then."""
    if isinstance(expression, int):
        return
    flat = cp_model.FlatIntExpr(expression)
    ((variable, step),) = zip(flat.vars, flat.coeffs, strict=True)
    yield variable, (wanted - int(flat.offset)) // int(step)
