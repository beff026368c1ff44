"""The pauses that rules ask for between two tasks of somebody, read off the same parameters that the rules judge by.

Each `Pause` is judged by the rule it names, on what directly follows; here it is asked of every two tasks that may
follow one another, which amounts to the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.attendance import parties_of
from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, MovementId, PartyId
from placet.model.movements import Transport
from placet.model.profile import Grade
from placet.model.visit import BlockKind
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Problem, Task
from placet.rules import buffer_after, dressing_time, holding_time, host_first, landing_margin, rest_after_flight


@dataclass(frozen=True, slots=True)
class Pause:
    """At least `minutes` between an end and a start: beyond the way, or (`in_all`) the way included.

    `not_here` lifts it where both tasks are at one place. `per` is the task of which a violation is counted once.
    """

    rule: str
    minutes: int
    per: str
    weight: int = 2
    in_all: bool = False
    not_here: bool = False
    only_elsewhere: bool = False


RULES = ("buffer-after", "holding-time", "dressing-time", "host-first", "landing-margin", "rest-after-flight")
"""The rules that ask for pauses."""
SLACK = Pause("slack", 15, "", weight=1)
"""What the last level would like after each engagement of a principal; no rule asks for it."""


class Pauses:
    """Answers for one request which pauses two tasks want between them."""

    def __init__(self, request: PlanRequest, problem: Problem) -> None:
        """Look up the parameters once."""
        book = request.rulebook
        self._visit = request.visit
        self._principals = frozenset(problem.principals)
        self._buffer = book.parameters("buffer-after", buffer_after.Parameters)
        self._holding = book.parameters("holding-time", holding_time.Parameters)
        self._dressing = book.parameters("dressing-time", dressing_time.Parameters)
        self._landing = book.parameters("landing-margin", landing_margin.Parameters)
        self._host = book.parameters("host-first", host_first.Parameters)
        self._rest = book.parameters("rest-after-flight", rest_after_flight.Parameters)
        self._request = request
        self._must = {rule for rule in RULES if book.grade(rule) is Grade.MUST}

    def longest(self) -> int:
        """Minutes that no pause of this visit exceeds."""
        flies = any(movement.by is Transport.PLANE for movement in self._visit.movements.values())
        landing = (self._landing.after_landing, self._landing.before_take_off, self._rest.rest) if flies else ()
        lengths = (self._buffer.buffer, self._buffer.longer, self._holding.holding, self._dressing.length)
        return max(SLACK.minutes, *(_minutes(it) for it in (*lengths, self._host.lead, *landing)))

    @staticmethod
    def may_be_beside(task: Task) -> bool:
        """Whether a pause may be wanted before a task or after it."""
        return task.kind not in ("busy", "block")

    def between(self, first: Task, second: Task) -> Iterator[Pause]:
        """The pauses wanted when `second` comes after `first` and they share a party."""
        if not (self.may_be_beside(first) and self.may_be_beside(second)):
            return
        before, after = self._engagement(first), self._engagement(second)
        if first.parties & second.parties & self._principals:
            if before is not None:
                yield Pause(SLACK.rule, SLACK.minutes, first.id, SLACK.weight)
            yield from self._of_principals(first, before, second, after)
        if after is not None:
            yield from self._host_in_place(first, second, after)
        yield from self._around_flights(first, before, second, after)

    def that_must(self, first: Task, second: Task) -> Iterator[Pause]:
        """Of these, those that a rule wants which is graded `must`; as a rule that is `host-first` alone."""
        asked = self._of_hosts if self._must <= {"host-first"} else self.between
        return (pause for pause in asked(first, second) if pause.rule in self._must)

    def _of_hosts(self, first: Task, second: Task) -> Iterator[Pause]:
        after = self._engagement(second)
        if after is not None and self.may_be_beside(first) and self.may_be_beside(second):
            yield from self._host_in_place(first, second, after)

    def _engagement(self, task: Task) -> Engagement | None:
        return self._visit.engagements.get(EngagementId(task.id))

    def _of_principals(
        self, first: Task, before: Engagement | None, second: Task, after: Engagement | None
    ) -> Iterator[Pause]:
        if before is not None and not self._follows_at_once(first, after):
            long = before.kind in self._buffer.long_after
            minutes = _minutes(self._buffer.longer if long else self._buffer.buffer)
            yield Pause("buffer-after", minutes, first.id, not_here=before.kind in self._buffer.runs_on)
        if after is None:
            return
        if after.kind in self._holding.public:
            entered = before is not None and before.kind in self._holding.public
            yield Pause("holding-time", _minutes(self._holding.holding), second.id, not_here=entered)
        if after.kind is Kind.BANQUET and before is not None and before.kind not in self._dressing.belongs:
            shared_by = first.parties & second.parties & self._principals
            if not all(self._has_dressing_block(party) for party in shared_by):
                yield Pause("dressing-time", _minutes(self._dressing.length), second.id)

    def _follows_at_once(self, first: Task, after: Engagement | None) -> bool:
        """Whether the file says that the second follows sooner than the buffer."""
        follows = after.after if after is not None else ()
        return any(
            follow.engagement == first.id and follow.most is not None and follow.most < self._buffer.buffer
            for follow in follows
        )

    def _has_dressing_block(self, party: PartyId) -> bool:
        return any(
            block.kind is BlockKind.DRESSING and party in parties_of(self._visit, block.who)
            for block in self._visit.blocks.values()
        )

    def _host_in_place(self, first: Task, second: Task, after: Engagement) -> Iterator[Pause]:
        """The host is there first, unless a guest principal comes with the host from the same engagement."""
        for name, role in after.roles.items():
            host = self._visit.people.get(name)  # type: ignore[call-overload]  # an attendee may be a person
            if role != "host" or host is None or PartyId(name) not in first.parties & second.parties:
                continue
            guests = {p for p in self._principals & second.parties if self._side_of(p) not in (None, host.side)}
            sides = {self._side_of(p) for p in second.parties} - {None}
            if len(sides) > 1 and not guests & first.parties:
                yield Pause("host-first", _minutes(self._host.lead), second.id)

    def _side_of(self, party: PartyId) -> str | None:
        person = self._visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
        return person.side if person is not None else None

    def _around_flights(
        self, first: Task, before: Engagement | None, second: Task, after: Engagement | None
    ) -> Iterator[Pause]:
        if after is not None and self._is_flight(first):
            landing = _minutes(self._landing.after_landing)
            yield Pause("landing-margin", landing, first.id, in_all=True, only_elsewhere=True)
            if after.kind in (Kind.TALKS, Kind.SIGNING) and self._is_long(first):
                yield Pause("rest-after-flight", _minutes(self._rest.rest), second.id, in_all=True)
        if before is not None and self._is_flight(second):
            take_off = _minutes(self._landing.before_take_off)
            yield Pause("landing-margin", take_off, second.id, only_elsewhere=True)

    def _is_flight(self, task: Task) -> bool:
        movement = self._visit.movements.get(MovementId(task.id))
        return movement is not None and movement.by is Transport.PLANE

    def _is_long(self, flight: Task) -> bool:
        """Whether the clock shifts by as much as the rule looks at, from end to end."""
        movement = self._visit.movements[MovementId(flight.id)]
        zones = []
        for end in (movement.departs, movement.arrives):
            leg = self._visit.venues[end.venue].leg if end.venue is not None else None
            stated = end.at.clock.zone if end.at.clock is not None else None
            zones.append(stated or (self._visit.legs[leg].zone if leg is not None else None))
        if None in zones:
            return False
        instants = [self._request.timeline.instant_of(flight.starts()[0][0], zone) for zone in zones if zone]
        offsets = [instant.utcoffset() or timedelta(0) for instant in instants]
        return abs(offsets[0] - offsets[1]) >= self._rest.shift


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
