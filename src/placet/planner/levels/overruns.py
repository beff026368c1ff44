"""What a programme would miss if every engagement took longer than planned: the same day in the model, lived later.

Beside its own start each task has the one that it would have then. It waits for everybody it waits for in the
programme, under the same literals of order and venue, and nobody rearranges anything. What would begin or end after the
last minute that is stated for it counts. So time is kept before what is stated, and most of it where much can run over
on the way there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from placet.model.ids import PartyId
from placet.planner.constraints.together import can_precede, pairs, site_lags, ways
from placet.planner.constraints.ways_in_one_piece import Stay, go
from placet.planner.cp_sat import cp_model
from placet.planner.placing.lived import STILL
from placet.planner.placing.slack import allowed_unasked
from placet.planner.tasks.problem import Interval, Task, intersect
from placet.planner.variables import Linear, Literal, Model, TaskVars

LONGER = 20
"""Per cent by which every engagement is taken to last longer. Default."""
REACH = 6 * 60
"""Minutes after which a delay is no longer followed: a night lies between. Default."""


def missed(model: Model, step: int) -> Iterator[Linear]:
    """For each minute that is stated as the last, in so many minutes a step, by how much it would be missed."""
    late = _Late(model)
    late.follow()
    late.stay()
    late.share()
    yield from late.beyond_starts(step)
    yield from late.beyond_orders(step)
    yield from late.beyond_ends(step)


def overrun(task: Task) -> int:
    """Minutes by which a task is taken to last longer."""
    return 0 if task.kind in STILL else -(-task.typical * LONGER // 100)


class _Late:
    """Every task as it would be."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.more = {name: overrun(variables.task) for name, variables in model.tasks.items()}
        self.most = sum(self.more.values())
        self.start: dict[str, Linear] = {}
        for name, variables in model.tasks.items():
            start = model.cp.new_int_var(variables.earliest, variables.latest + self.most, f"late {name}")
            model.cp.add(start >= variables.start)
            self.start[name] = start

    def end(self, variables: TaskVars) -> Linear:
        """When it would end."""
        return self.start[variables.task.id] + variables.length + self.more[variables.task.id]

    def follow(self) -> None:
        """What comes after something else waits for it here as well."""
        for one, other in pairs(self.model, beyond_the_way=min(self.most, REACH)):
            for first, second in ((one, other), (other, one)):
                if can_precede(self.model, first, second) and not self._is_apart(first, second, min(self.most, REACH)):
                    self._follow(first, second)
        for order in self.model.problem.orders:
            if order.rule is None:
                before, after = self.model.tasks[order.before], self.model.tasks[order.after]
                waits = self.model.cp.add(self.start[order.after] >= self.end(before) + order.least)
                waits.only_enforce_if([before.present, after.present])

    def _is_apart(self, first: TaskVars, second: TaskVars, reach: int) -> bool:
        way = max(site_lags(self.model, first, second).values())
        return first.latest + first.task.most + way + reach <= second.earliest

    def _follow(self, first: TaskVars, second: TaskVars) -> None:
        order = self.model.first(first.task.id, second.task.id)
        always = [first.present, second.present, *([order] if order is not None else [])]
        for least, chosen, _ in ways(self.model, first, second):
            waits = self.model.cp.add(self.start[second.task.id] >= self.end(first) + least)
            waits.only_enforce_if([*always, *chosen])

    def stay(self) -> None:
        """What is kept before a way is kept before it here as well, and so is what is kept after it."""
        keeping: dict[PartyId, list[tuple[str, str, Literal]]] = {}
        for (party, placeless, name), inside in self.model.inside.items():
            keeping.setdefault(party, []).append((placeless, name, inside))
        for party, kept in keeping.items():
            near = {name for _, name, _ in kept}
            stays = {
                name: self._stay(party, variables)
                for name, variables in self.model.tasks.items()
                if party in variables.task.parties and name in near
            }
            for first, second in permutations(stays.values(), 2):
                if can_precede(self.model, first.task, second.task) and not self._is_apart(
                    first.task, second.task, REACH
                ):
                    go(self.model, first, second)
            for placeless, name, here in kept:
                self.model.cp.add(stays[name].since <= self.start[placeless]).only_enforce_if(here)
                self.model.cp.add(stays[name].until >= self.end(self.model.tasks[placeless])).only_enforce_if(here)

    def _stay(self, party: PartyId, variables: TaskVars) -> Stay:
        cp, name, (opens, closes) = self.model.cp, variables.task.id, variables.task.horizon
        since = cp.new_int_var(opens, variables.latest + self.most, f"{party} late at {name} since")
        until = cp.new_int_var(variables.earliest, closes + self.most, f"{party} late at {name} until")
        cp.add(since <= self.start[name] - variables.task.lead)
        cp.add(until >= self.end(variables) + variables.task.tail)
        return Stay(variables, since, until, opens, closes + self.most)

    def share(self) -> None:
        """Rooms, interpreters and resources are no more than they are."""
        model, tasks = self.model, self.model.tasks.values()
        for venue, (capacity, turnover) in model.problem.venues.items():
            users = [
                (variables, turnover, 1, self._there(variables, chosen))
                for variables in tasks
                for site, chosen in zip(variables.task.sites, variables.sites, strict=True)
                if site.venue == venue and variables.task.kind != "block"
            ]
            self._no_more(users, capacity)
        for pair, members in model.problem.pools.items():
            asked = [it for it in tasks if it.task.interpreters is not None and it.task.interpreters[0] == pair]
            needed = [(it, 0, model.problem.needed_of_pool(it.task), it.present) for it in asked]
            self._no_more([user for user in needed if user[2]], len(members))
        for name, (capacity, _) in model.problem.resources.items():
            self._no_more(
                [(it, 0, n, it.present) for it in tasks for used, n in it.task.uses if used == name], capacity
            )

    def _there(self, variables: TaskVars, chosen: cp_model.IntVar) -> cp_model.IntVar:
        """The literal that a task takes place, and in this room."""
        if len(variables.sites) == 1:
            return variables.present
        there = self.model.cp.new_bool_var(f"{variables.task.id} is late there")
        self.model.cp.add_bool_and([chosen, variables.present]).only_enforce_if(there)
        self.model.cp.add_bool_or([there, ~chosen, ~variables.present])
        return there

    def _no_more(self, users: Sequence[tuple[TaskVars, int, int, cp_model.IntVar]], capacity: int) -> None:
        if sum(amount for _, _, amount, _ in users) <= capacity:
            return
        intervals = []
        for variables, clearing, _, there in users:
            name, until = variables.task.id, variables.latest + variables.task.most + clearing
            end = self.model.cp.new_int_var(variables.earliest, until + self.most, f"late end {name}")
            self.model.cp.add(end == self.end(variables) + clearing)
            length = variables.length + self.more[name] + clearing
            intervals.append(
                self.model.cp.new_optional_interval_var(self.start[name], length, end, there, f"late {name}")
            )
        if capacity == 1:
            self.model.cp.add_no_overlap(intervals)
        else:
            self.model.cp.add_cumulative(intervals, [amount for _, _, amount, _ in users], capacity)

    # ── what would be missed ──────────────────────────────────────────────────────────────────────────────────────────

    def beyond_starts(self, step: int) -> Iterator[Linear]:
        """Starts after the last minute that is stated."""
        for name, variables in self.model.tasks.items():
            spans: tuple[Interval, ...] = (variables.task.horizon,)
            for restriction in variables.task.restrictions:
                if not restriction.of_end:
                    spans = intersect(spans, allowed_unasked(restriction))
            if self._may_miss(variables.latest, spans):
                steps = self._steps(variables, "begins", variables.latest - spans[0][1], step)
                self._within(variables.start, self.start[name], spans, step * steps, [variables.present])
                yield steps

    def beyond_orders(self, step: int) -> Iterator[Linear]:
        """Starts later than is stated after something else, although that had ended on time."""
        for order in self.model.problem.orders:
            if order.most is None or order.rule is not None:
                continue
            before, after = self.model.tasks[order.before], self.model.tasks[order.after]
            steps = self._steps(after, order.before, 0, step)
            kept = self.model.cp.add(self.start[order.after] <= before.end + order.most + step * steps)
            kept.only_enforce_if([before.present, after.present])
            yield steps

    def beyond_ends(self, step: int) -> Iterator[Linear]:
        """Ends after the last minute that is stated, or in which it is open."""
        for variables in self.model.tasks.values():
            ends = [(allowed_unasked(it), [variables.present]) for it in variables.task.restrictions if it.of_end]
            for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
                if site.open_during is not None:
                    ends.append((site.open_during, [variables.present, chosen]))
            latest = variables.latest + variables.task.most
            ends = [(spans, under) for spans, under in ends if self._may_miss(latest, spans)]
            if ends:
                steps = self._steps(variables, "ends", latest - min(spans[0][1] for spans, _ in ends), step)
                for spans, under in ends:
                    self._within(variables.end, self.end(variables), spans, step * steps, under)
                yield steps

    def _may_miss(self, latest: int, spans: Sequence[Interval]) -> bool:
        """Whether any of the last minutes is near enough; what is nowhere allowed is missed in any case."""
        return bool(spans) and (len(spans) > 1 or latest + self.most > spans[-1][1])

    def _steps(self, variables: TaskVars, how: str, most: int, step: int) -> Linear:
        """What is missed by, in steps: nothing is later than planned by more than everything together takes longer."""
        steps = self.model.cp.new_int_var(0, -(-(max(0, most) + self.most) // step), f"{variables.task.id} late {how}")
        self.model.about[steps.index] = (variables.task.id,)
        return steps

    def _within(
        self, planned: Linear, late: Linear, spans: Sequence[Interval], beyond: Linear, under: Sequence[Literal]
    ) -> None:
        """The later minute lies in the span of the planned one, or so much beyond it."""
        cp = self.model.cp
        passed: list[Literal] = []
        for number, (_, closes) in enumerate(spans):
            here: list[Literal] = []
            if number + 1 < len(spans):
                literal = cp.new_bool_var("in this span")
                cp.add(planned <= closes).only_enforce_if([literal, *under])
                cp.add(planned > closes).only_enforce_if([~literal, *under])
                here = [literal]
            cp.add(late <= closes + beyond).only_enforce_if([*under, *passed, *here])
            passed += [~literal for literal in here]
