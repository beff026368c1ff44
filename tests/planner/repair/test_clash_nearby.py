"""A clash told of what was let go alone is one of the whole visit, and its ways out are ways out of all of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.planner.fresh import fresh_seeds
from tests.planner.repair.repairs import outcome_for
from tests.planner.repair.test_whole import planned

from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.planner.allowance import Allowance
from placet.planner.clash import Contradictions
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible
from placet.planner.problem import Requirement
from placet.planner.repair import run
from placet.planner.repair.nearest import Nearest


class Whole:
    """All that anybody asks for, every task of the visit free."""

    def __init__(self, nearest: Nearest) -> None:
        self.contradictions = Contradictions(nearest.request, nearest.problem, Cuts(name_everybody=True))
        self.allowance = Allowance(nearest.request, 60.0, lambda: 60.0)
        self.everything = list(self.contradictions._model.groups)

    def can_keep(self, kept: list[Requirement]) -> bool:
        """Whether these can be kept together; a search that does not end is no answer."""
        core, is_known = self.contradictions._core(kept, self.allowance)
        assert core is not None or is_known
        return core is None


def whole_and_told(
    file: VisitFile, before: Programme, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[Whole, Infeasible]:
    """What is told of a visit that counts as large, and the whole problem."""
    made: list[Nearest] = []

    def making(**asked: Any) -> Nearest:
        made.append(Nearest(**asked))
        return made[-1]

    monkeypatch.setattr(run, "Nearest", making)
    monkeypatch.setattr(run, "SMALL", 0)
    outcome = outcome_for(file, before, *lines)
    assert isinstance(outcome, Infeasible)
    return Whole(made[-1]), outcome


@pytest.mark.slow
@pytest.mark.parametrize("who", ["minister-1", "principal"])
@pytest.mark.parametrize("seed", [5, *fresh_seeds(1)])
def test_it_is_a_clash_of_the_whole_visit(seed: int, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Away from morning to night of the only day, while engagements need them: nothing that moves helps.
    file, before = planned(18, seed)
    whole, told = whole_and_told(file, before, [f"{who} away 06:00-23:30 day 1"], monkeypatch)
    assert not told.is_searched
    assert not told.are_all
    for clash in told.clashes:
        assert not whole.can_keep(list(clash.requirements))
        for one in clash.requirements if clash.is_irreducible else ():
            assert whole.can_keep([it for it in clash.requirements if it != one])
    for way in told.ways_out:
        given_up = {change.requirement for change in way.changes}
        assert whole.can_keep([it for it in whole.everything if it not in given_up])
