"""One person's days as a proof: a no holds for the whole visit, names what leaves no room, and is never invented."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from tests.planner.dates.test_against_fresh_searches import DAYS, KINDS, SEEDS, invented
from tests.planner.visits import engagement, request_for, visit_file

from placet.formats.visitfile import VisitFile
from placet.node.rulebook import rulebook_for
from placet.planner.dates.alone import Alone
from placet.planner.dates.deciding import Decider
from placet.planner.dates.frames import Frames
from placet.planner.outcome import Infeasible, Planned
from placet.planner.solve import plan

FIRST = date(2027, 5, 3)


def busy(name: str, who: str, hours: str) -> str:
    return f'[busy.{name}]\nwho = ["{who}"]\non = {FIRST}\nbetween = "{hours}"\n'


def clash(file: VisitFile, on: date = FIRST) -> list[str] | None:
    """The commitments that the busiest person's days prove to be too many; None for no proof."""
    frames = Frames(file.visit, rulebook_for(file.visit))
    frame = frames.frame(on)
    found = Alone(frame.request, frame.problem).clash(frames.taken(on))
    return None if found is None else [str(one.entry) for one in found]


THREE = "".join(engagement(name, "08:00–19:00") for name in "xyz")
"""Three hours of p's in any order, at one place, from 08:00 to 20:00."""


def test_too_little_room_is_proven_and_only_what_takes_it_is_named() -> None:
    # Free are 08:00–09:30 and 18:30–20:00: room for one engagement of an hour and one more, not for three.
    text = (
        THREE + busy("trip", "p", "09:30–18:30") + busy("call", "p", "08:30–08:45") + busy("other", "q", "08:00–20:00")
    )
    found = clash(visit_file(text))
    assert found is not None
    assert "trip" in found
    assert "other" not in found  # q has no part in the engagements


def test_ways_count() -> None:
    # Free are 08:00–10:15: enough for two hours, and not for the half hour from a to b as well.
    text = engagement("x", "08:00–19:00") + engagement("y", "08:00–19:00", venues=["b"])
    assert clash(visit_file(text + busy("trip", "p", "10:15–20:00"))) == ["trip"]
    assert clash(visit_file(text + busy("trip", "p", "10:30–20:00"))) is None


def test_every_minute_is_a_start() -> None:
    # Free are 09:02 to 10:02, exactly x's hour, which lies on no point of the grid of five minutes.
    x = engagement("x", "08:00–19:00")
    assert clash(visit_file(x + busy("one", "p", "08:00–09:02") + busy("two", "p", "10:02–20:00"))) is None


def test_what_others_have_is_no_proof_for_one() -> None:
    # a holds one engagement, and q's lasts from 08:00 to 19:00: but p alone would have room there.
    text = engagement("x", "08:00–19:00") + engagement("y", "08:00", who=["q"], length="660m")
    assert clash(visit_file(text + busy("trip", "p", "19:00–20:00"))) is None


def test_nobody_taken_is_no_proof() -> None:
    assert clash(visit_file(THREE)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_one_person_proves_a_search_of_that_day_alone_proves_too(kind: str) -> None:
    for seed in SEEDS:
        file = invented(seed, kind)
        for on in DAYS:
            if clash(file, on) is not None:
                assert isinstance(plan(request_for(file, on)), Infeasible), (seed, on)


def test_some_of_the_invented_days_are_proven_so() -> None:
    found = [clash(invented(seed, kind), on) for seed, kind in itertools.product(SEEDS, KINDS) for on in DAYS]
    assert sum(one is not None for one in found) > 5


def test_the_same_commitments_are_proven_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = visit_file(
        THREE
        + "".join(
            busy(f"trip{n}", "p", "09:30–18:30").replace(str(FIRST), str(FIRST + timedelta(days=n))) for n in (0, 40)
        )
    )
    decider = Decider(file.visit, rulebook_for(file.visit))
    asked = []
    proven = Alone._proven  # how often it is asked is what is tested
    monkeypatch.setattr(
        Alone, "_proven", lambda self, party, theirs: asked.append(party) or proven(self, party, theirs)
    )
    for number in (0, 40):
        decider.forget()  # as between two blocks of days
        assert [str(one.subjects[0]) for one in decider.decide(FIRST + timedelta(days=number)).because] == [
            f"trip{number}"
        ]
    assert asked == ["p"]


def test_a_way_that_a_rest_on_it_parts_in_two_is_no_proof() -> None:
    # From a to b are 30 minutes, half-way lies e. x ends at 10:00, y begins at 11:00, p is called from 10:20 to 10:40.
    # In one piece the way fits neither before nor after the call; with a rest of 5 minutes at e it does, 15 and 15.
    way = '[[travel]]\norigin = "{}"\ndestination = "{}"\ntime = "{}m"\nbasis = "measured"\n'
    ways = "".join(way.format(*each) for each in (("a", "b", 30), ("a", "e", 15), ("e", "b", 15)))
    text = '[venues.e]\nname = "E"\nleg = "city"\nturnover = "0m"\n' + ways + busy("call", "p", "10:20–10:40")
    text += engagement("x", "09:00") + engagement("y", "11:00", venues=["b"])
    rest = '[blocks.rest]\nkind = "rest"\nwho = ["p"]\nbetween = "10:00–11:00"\nlength = "5m"\nvenue = "e"\n'
    assert isinstance(plan(request_for(visit_file(text + rest), FIRST)), Planned)
    assert clash(visit_file(text + rest)) is None
    assert isinstance(plan(request_for(visit_file(text), FIRST)), Infeasible)
