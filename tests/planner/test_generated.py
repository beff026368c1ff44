"""Synthetic visits: what was planted is sound, and what is planned is."""

from datetime import datetime
from pathlib import Path

import pytest
from benchmarks.generator import FAMILIES, Synthetic, synthetic
from tests.planner.oracle import broken
from tests.planner.visits import request_for, unsound

from placet.almanac.timeline import Timeline
from placet.model.programme import KeptBlock, Placement, Programme
from placet.model.spans import Window
from placet.node.files import open_visit
from placet.planner.outcome import Planned
from placet.planner.solve import plan


def planted(made: Synthetic) -> Programme:
    """The programme that the generator had in mind."""
    visit = made.read().visit
    timeline = Timeline(visit)

    def at(day: int, minutes: int) -> datetime:
        return timeline.wall(day, minutes, "Asia/Tehran")

    return Programme(
        starts_on=None,
        placements={
            name: Placement(
                engagement=name,
                starts_at=at(put.day, put.starts),
                ends_at=at(put.day, put.ends),
                venue=put.venue,
                interpreters=(put.interpreter,) if put.interpreter else (),
            )
            for name, put in made.planted.items()
        },
        blocks=tuple(
            KeptBlock(
                block=name, party=party, window=Window(at(day, starts), at(day, starts) + visit.blocks[name].length)
            )
            for (name, day, party), starts in made.blocks.items()
        ),
    )


@pytest.mark.parametrize(("size", "days", "family"), [(40, 1, "loose"), (80, 2, "loose"), (60, 1, "dense")])
def test_what_was_planted_is_sound(size: int, days: int, family: str) -> None:
    made = synthetic(size, days, 1, family)
    file = made.read()
    assert len(made.planted) == size
    assert broken(file.visit, planted(made)) == []
    assert unsound(file, planted(made)) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_gives_the_same_visit(family: str) -> None:
    first, second, other = (synthetic(20, 1, seed, family) for seed in (1, 1, 2))
    assert first == second
    assert first.data != other.data


def test_a_visit_that_is_written_reads_as_the_same_visit(tmp_path: Path) -> None:
    made = synthetic(20, 1, 1, "over")
    assert open_visit(made.write(tmp_path / "visit")).visit == made.read().visit


@pytest.mark.parametrize(("size", "days", "seed"), [(10, 1, 1), (10, 1, 2), (14, 2, 3)])
def test_a_synthetic_visit_is_planned_in_full(size: int, days: int, seed: int) -> None:
    made = synthetic(size, days, seed)
    file = made.read()
    outcome = plan(request_for(file, seconds=30.0))
    assert isinstance(outcome, Planned)
    assert outcome.programme.left_out == ()
    assert broken(file.visit, outcome.programme) == []
    assert unsound(file, outcome.programme) == []


@pytest.mark.parametrize("cut", [0.33, 0.5])
def test_of_too_much_the_most_valuable_is_kept(cut: float) -> None:
    made = synthetic(14, 1, 1, "over", cut=cut, blocks=("meal",))
    file = made.read()
    outcome = plan(request_for(file, seconds=30.0))
    assert isinstance(outcome, Planned)
    value = outcome.levels[0]
    assert value.is_proven
    assert value.amount == sum(made.values[name] for name in outcome.programme.left_out)
    assert broken(file.visit, outcome.programme) == []
