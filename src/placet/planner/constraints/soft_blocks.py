"""Meals and prayers that a rule asks for and that nobody stated. Judged by the rules `midday-meal` and `prayer-kept`.

A midday meal is also had where a meal of the file happens to begin at midday. Who is not there need not be fed.
"""

from __future__ import annotations

from placet.model.profile import Grade
from placet.planner.request import PlanRequest
from placet.planner.variables import Literal, Model, TaskVars


def post(model: Model, request: PlanRequest) -> None:
    """A violation for each of them that is not kept."""
    for block in model.tasks.values():
        rule = block.task.soft
        if rule is None or model.explaining:
            continue
        grade = Grade.SHOULD if rule == "prayer-kept" else request.rulebook.grade(rule)
        if model.repairs and model.only_required and grade is not Grade.MUST:
            continue
        violated = model.wish(grade, rule, (block.task.id,), weight=3)
        kept: list[Literal] = [block.present, *([violated] if violated is not None else [])]
        kept += model.missed.get(block.task.id, [])
        if rule == "midday-meal":
            kept += _meals(model, block)
            kept += model.excuses(name for name, it in model.tasks.items() if block.task.parties <= it.task.parties)
        model.cp.add_bool_or(kept)


def _meals(model: Model, block: TaskVars) -> list[Literal]:
    """For each meal of the same party that may lie at midday, the literal that it does."""
    opens, closes = block.earliest, block.latest + block.task.most
    literals: list[Literal] = []
    for meal in model.tasks.values():
        meant = meal.task.kind in ("meal", "banquet", "reception") and block.task.parties <= meal.task.parties
        if meant and meal.earliest < closes and meal.latest >= opens:
            literal = model.cp.new_bool_var(f"{meal.task.id} is {block.task.id}")
            model.cp.add_implication(literal, meal.present)
            model.cp.add(meal.start >= opens).only_enforce_if(literal)
            model.cp.add(meal.start < closes).only_enforce_if(literal)
            literals.append(literal)
    return literals
