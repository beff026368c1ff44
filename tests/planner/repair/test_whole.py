"""What a repair proves among a few items is true of all of them: proven again with everything let go.

The second proof has neither the narrowing nor the recipes: one model of the whole problem, interpreters by name, and
the solver's own parameters. Small visits are tried against brute force in `test_least`; these are too large for that.
"""

from __future__ import annotations

import random  # noqa: TID251  # seeded: the same visits every time
from functools import cache
from typing import Any

import pytest
from benchmarks.generator import synthetic
from benchmarks.repair import KINDS, changes
from ortools.sat.python import cp_model
from tests.planner.fresh import fresh_seeds
from tests.planner.repair.repairs import assert_sound, outcome_for
from tests.planner.visits import request_for

from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible, Planned
from placet.planner.repair import nearest, run
from placet.planner.repair.nearest import Nearest
from placet.planner.repair.outcome import Answer, Repaired
from placet.planner.search import INDEPENDENT, Effort, solve
from placet.planner.solve import plan

LONG = ((INDEPENDENT, 60.0), (INDEPENDENT, 60.0))


@cache
def planned(size: int, seed: int) -> tuple[VisitFile, Programme]:
    """A generated visit, and any programme of it, found once: a poor one leaves more to be moved."""
    file = synthetic(size, 1, seed, blocks=("meal", "rest")).read()
    outcome = plan(request_for(file, seconds=60.0, work=0.02))
    assert isinstance(outcome, Planned)
    return file, outcome.programme


def items(whole: Nearest, answer: Answer) -> list[str]:
    """What the next answer is asked to leave something alone of."""
    touched = dict.fromkeys(one.item for one in answer.touched)
    return [name for name in touched if whole.problem.tasks[name].kind != "block"]


def lower_levels(whole: Nearest, weight: int) -> tuple[int, int] | None:
    """The two lower levels of the best answer of a weight; None where they are not proven in the time."""
    search, cost = whole.whole()
    search.model.cp.add(cost.changed <= weight)
    search.model.cp.minimize(cost.rest())
    found = solve(search.model.cp, INDEPENDENT, Effort(60.0, 5.0), 0)
    return cost.levels(found.values)[1:] if found.status == cp_model.OPTIMAL else None


def prove_again(file: VisitFile, before: Programme, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The weights of the answers, each found again in the whole problem."""
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(run, "Nearest", lambda **asked: made.append(asked) or Nearest(**asked))
    outcome = outcome_for(file, before, *lines)
    monkeypatch.undo()
    assert isinstance(outcome, Repaired | Infeasible)
    answers = outcome.answers if isinstance(outcome, Repaired) else ()
    monkeypatch.setattr(nearest, "stays", lambda *_: {})
    monkeypatch.setattr(nearest, "STEPS", LONG)
    whole = Nearest(**made[0], cuts=Cuts(name_everybody=True), broken=None)
    for answer in answers:
        assert answer.is_least
        assert_sound(file, answer)
        again = whole.least()
        assert (again.status, again.weight) == (cp_model.OPTIMAL, answer.cost)
        _, rules, shift = answer.levels
        if rules.is_proven and shift.is_proven:
            assert lower_levels(whole, answer.cost) in (None, (rules.amount, shift.amount))
        spared = items(whole, answer)
        if not spared:
            return [answer.cost for answer in answers]
        whole.spare(spared)
    if isinstance(outcome, Infeasible) or (outcome.is_settled and len(answers) < 3):
        assert whole.least().status == cp_model.INFEASIBLE
    monkeypatch.undo()
    return [answer.cost for answer in answers]


def drawn(size: int, seed: int, kind: str) -> tuple[VisitFile, Programme, list[str]]:
    """A visit, its programme, and what changes."""
    file, before = planned(size, seed)
    return file, before, changes(kind, random.Random(seed), file, before, 1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("size", "seed"), [(20, 5), (28, 6), (36, 7)])
def test_the_whole_problem_has_nothing_lighter(
    size: int, seed: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove_again(*drawn(size, seed, kind), monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["later", "away", "three"])
@pytest.mark.parametrize("seed", fresh_seeds(2))
def test_nor_has_that_of_fresh_visits(seed: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prove_again(*drawn(24, seed, kind), monkeypatch)


def test_something_has_to_move_in_a_visit_that_is_proven_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(cost >= 10 for cost in prove_again(*drawn(20, 5, "three"), monkeypatch))


@pytest.mark.parametrize("bound", ["ROUNDS", "TIES"])
def test_it_does_not_matter_how_few_are_let_go_at_first(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file, before, lines = drawn(20, 5, "three")
    usual = outcome_for(file, before, *lines, answers=1)
    monkeypatch.setattr(nearest, bound, 0)
    other = outcome_for(file, before, *lines, answers=1)
    assert isinstance(usual, Repaired)
    assert isinstance(other, Repaired)
    assert usual.answers[0].is_least
    assert other.answers[0].is_least
    assert usual.answers[0].cost == other.answers[0].cost


def asked_of(file: VisitFile, before: Programme, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a repair searches with."""
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(run, "Nearest", lambda **asked: made.append(asked) or Nearest(**asked))
    outcome_for(file, before, *lines, answers=1)
    monkeypatch.undo()
    return made[0]


def test_where_nothing_has_to_change_no_model_has_what_may_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    file, before, lines = drawn(20, 5, "drop")
    opened: list[Nearest] = []
    monkeypatch.setattr(Nearest, "open", opened.append)
    outcome = outcome_for(file, before, *lines)
    monkeypatch.undo()
    assert isinstance(outcome, Repaired)
    assert [answer.cost for answer in outcome.answers] == [0]
    assert opened == []
    assert prove_again(file, before, lines, monkeypatch) == [0]


def test_what_else_could_be_touched_is_asked_of_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    nearest = Nearest(**asked_of(*drawn(20, 5, "three"), monkeypatch))
    least = nearest.least()
    assert least.weight > 0
    # Nothing weighs less than the least weight: a model of which that is asked has no answer left.
    assert nearest.is_alone(least.weight - 1)
    assert (nearest.least().status, nearest.least().weight) == (cp_model.OPTIMAL, least.weight)
