"""Whether a sound programme exists on a day: the cheapest sure way first.

A yes is a programme that the rules have judged, not the constraints. A no is proven: by an engagement without an hour,
by a clash that was proven on another day and is asked for again, or by a search to its end, at every minute. Whatever
is neither in the work given is not decided, and says so.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from placet.almanac.timeline import Timeline
from placet.almanac.zones import UnclearWallTime
from placet.model.ids import PartyId
from placet.model.visit import Visit
from placet.planner.constraints.interpreters import Cuts
from placet.planner.dates.alone import Alone
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.carried import carried
from placet.planner.dates.empty import Hours
from placet.planner.dates.finding import Answer, Finder
from placet.planner.dates.frames import Frame, Frames, Taken, wanted
from placet.planner.interpreting.jobs import jobs_of
from placet.planner.interpreting.names import can_assign
from placet.planner.placing.moving import Moving
from placet.planner.placing.rooms import Rooms
from placet.planner.programme import programme_from
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Problem
from placet.planner.verdicts import Verdicts
from placet.rules.rulebook import Rulebook

Plan = Mapping[str, Placed]
PLANS_KEPT = 6
"""Programmes of other days that are tried on a day."""


@dataclass(frozen=True, slots=True)
class _Clash:
    """What cannot be kept on the days of a frame: these people taken at these minutes. Empty: the frame itself."""

    frame: Hashable
    taken: tuple[tuple[frozenset[PartyId], Interval], ...]

    def is_in(self, taken: Sequence[Taken]) -> bool:
        """Whether all of it is asked for by these commitments, too."""
        return all(_is_covered(party, span, taken) for parties, span in self.taken for party in parties)


@dataclass(slots=True)
class _Known:
    """What is the same on all days of a frame."""

    frame: Frame
    hours: Hours
    rooms: Rooms
    finder: Finder
    alone: Alone
    base: tuple[Answer, Cuts] | None = None
    """The programme with nobody taken by anything dated, once it was asked for; and what it taught."""


@dataclass(slots=True)
class Decider:
    """Decides days of one visit. What it learns from one day never changes the answer for another, only its price."""

    visit: Visit
    rulebook: Rulebook
    frames: Frames = field(init=False)
    verdicts: Verdicts = field(init=False)
    _known: dict[Hashable, _Known] = field(default_factory=dict)
    _clashes: list[_Clash] = field(default_factory=list)
    _plans: list[Plan] = field(default_factory=list)
    """Programmes of other days, the last one first."""
    _cuts: Cuts = field(default_factory=Cuts)
    """What the days before have taught about interpreters: there are as many on each of them."""

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.frames = Frames(self.visit, self.rulebook)
        self.verdicts = Verdicts(self.frames.rulebook, self.frames.road_map)

    def forget(self) -> None:
        """Forget what was learnt from days; what is known of frames that others share stays: it depends on no day."""
        self.frames.forget()
        self.verdicts.forget()
        self._known = {key: known for key, known in self._known.items() if not known.frame.is_alone}
        for known in self._known.values():
            known.rooms.forget()
        self._clashes.clear()
        self._plans.clear()
        self._cuts = Cuts()

    def decide(self, on: date) -> Decision:
        """Whether a sound programme exists when the visit begins on that day."""
        try:
            known = self._frame(on)
        except UnclearWallTime:
            return Decision(on, Exists.NO, How.NO_CLOCK)
        taken = self.frames.taken(on)
        because = known.hours.nowhere(taken)
        if because:
            return Decision(on, Exists.NO, How.NO_HOUR, because)
        if not self._plans:
            self._begin(known)
        for clash in self._clashes:
            if clash.frame == known.frame.key and clash.is_in(taken):
                names = tuple(wanted(one) for one in taken if _has_part_in(one, clash))
                return Decision(on, Exists.NO, How.LEARNT, names, whole=False)
        problem = known.frame.with_commitments(taken)
        return (
            self._from_others(on, known, problem, taken)
            or self._by_one(on, known, taken)
            or self._anew(on, known, problem, taken)
        )

    def _begin(self, known: _Known) -> None:
        """A first programme to go by; or that there is none on any day of the frame."""
        base = self._base(known)
        if base.placed is not None:
            self._plans.append(base.placed)
        if base.clash is not None:
            self._clashes.append(_Clash(known.frame.key, ()))

    def _from_others(self, on: date, known: _Known, problem: Problem, taken: tuple[Taken, ...]) -> Decision | None:
        """The programme of another day, as it is or with something moved."""
        found = [carried(known.rooms, problem, plan, taken) for plan in self._plans]
        for one in found:
            if not one.loose and can_assign(problem, jobs_of(problem, one.placed)):
                if self._is_sound(on, known, problem, one.placed):
                    return Decision(on, Exists.YES, How.FITS)
                return None  # the rules see what the planner does not: moving something will not help
        for one in sorted(found, key=lambda it: len(it.loose)):
            plan = Moving(known.rooms, problem, dict(one.placed), dict(one.loose)).moved()
            if plan is None:
                continue
            if not self._is_sound(on, known, problem, plan):
                return None
            self._keep(plan)
            before = {**one.placed, **one.loose}
            there = [name for name, at in plan.items() if at.task.kind not in ("block", "busy")]
            return Decision(on, Exists.YES, How.MENDED, moved=sum(plan[it].start != before[it].start for it in there))
        return None

    def _keep(self, plan: Plan) -> None:
        """Remember a programme for the days to come; its own commitments are theirs only if they say so again."""
        self._plans[:] = [plan, *self._plans[: PLANS_KEPT - 1]]

    def _by_one(self, on: date, known: _Known, taken: tuple[Taken, ...]) -> Decision | None:
        """A no that one person's days prove by themselves."""
        members = known.alone.clash(taken)
        return None if members is None else self._clashing(on, known, members)

    def _clashing(self, on: date, known: _Known, members: tuple[Taken, ...]) -> Decision:
        """A no, remembered for the days that ask for the same and more."""
        self._clashes.append(_Clash(known.frame.key, tuple((one.parties, one.span) for one in members)))
        return Decision(on, Exists.NO, How.PROVEN, tuple(map(wanted, members)), whole=False)

    def _anew(self, on: date, known: _Known, problem: Problem, taken: tuple[Taken, ...]) -> Decision:
        """A search of its own; before a no, with every minute as a start."""
        if taken:
            answer = known.finder.find(self._cuts, [problem.tasks[_name(one)] for one in taken])
            self._cuts.name_everybody = False  # that is for one day, and slow
        else:
            answer = self._base(known)
        if answer.placed is not None:
            if not self._is_sound(on, known, problem, answer.placed):
                return Decision(on, Exists.UNDECIDED, How.CUT)
            self._keep(answer.placed)
            return Decision(on, Exists.YES, How.PLANNED)
        if answer.clash is None:
            return Decision(on, Exists.UNDECIDED, How.CUT)
        by_name = {_name(one): one for one in taken}
        return self._clashing(on, known, tuple(by_name[name] for name in answer.clash))

    def _base(self, known: _Known) -> Answer:
        """The programme of a frame with nobody taken by anything dated."""
        if known.base is None:
            cuts = Cuts()
            known.base = (known.finder.find(cuts, ()), cuts)
        answer, cuts = known.base
        self._cuts.antichains += [cut for cut in cuts.antichains if cut not in self._cuts.antichains]
        return answer

    def _frame(self, on: date) -> _Known:
        frame = self.frames.frame(on)
        if frame.key not in self._known:
            of = (frame.request, frame.problem)
            self._known[frame.key] = _Known(frame, Hours(frame.problem), Rooms(*of), Finder(*of), Alone(*of))
        return self._known[frame.key]

    def _is_sound(self, on: date, known: _Known, problem: Problem, plan: Plan) -> bool:
        """What the rules say of it on that day."""
        visit = self.frames.visit_on(on)
        timeline = Timeline(visit, on)
        request = replace(known.frame.request, visit=visit, timeline=timeline)
        in_order = {name: plan[name] for name in sorted(plan, key=lambda name: (plan[name].start, name))}
        programme = programme_from(request, problem, in_order, fairly=False)
        return self.verdicts.is_sound(visit, programme, timeline, known.frame.key)


def _name(taken: Taken) -> str:
    return f"{taken.entry.sort.value}:{taken.entry}@{taken.day}"


def _is_covered(party: PartyId, span: Interval, taken: Sequence[Taken]) -> bool:
    """Whether somebody is taken at every minute of a span."""
    reached = span[0]
    for one in sorted((one for one in taken if party in one.parties), key=lambda one: one.span):
        if one.span[0] <= reached:
            reached = max(reached, one.span[1])
    return reached >= span[1]


def _has_part_in(taken: Taken, clash: _Clash) -> bool:
    return any(
        taken.parties & parties and taken.span[0] < span[1] and span[0] < taken.span[1] for parties, span in clash.taken
    )
