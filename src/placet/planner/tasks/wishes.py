"""What the rules ask a programme for beyond what the file states.

Meals and prayers as blocks, ceremonies in their order.

The figures are the parameters of the rules that judge the result: `midday-meal`, `prayer-kept`, `ceremony-order`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import product

from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, PartyId, PersonId, Ref, Sort, attendee_ref
from placet.model.people import Person
from placet.model.profile import Grade
from placet.model.programme import MIDDAY_MEAL
from placet.planner.tasks.ground import Ground
from placet.planner.tasks.problem import Interval, Order, Requirement, Restriction, Site, Task
from placet.rules import ceremony_order, midday_meal, prayer_kept
from placet.rules.prayers_asked import prayers_asked
from placet.rules.who_is_there import by_side, principals_at

Wished = tuple[EngagementId, Engagement]
ALMOST_A_MINUTE = timedelta(seconds=59)
"""Hours of the sun begin between two minutes: the first whole one counts."""


def asked_for(ground: Ground, known: Mapping[str, Task]) -> Iterator[Task]:
    """Blocks that rules ask for."""
    yield from _midday_meals(ground, known)
    yield from _prayers(ground, known)


def _midday_meals(ground: Ground, known: Mapping[str, Task]) -> Iterator[Task]:
    """For each principal and day without a meal that surely lies at midday: time to eat."""
    if ground.request.rulebook.grade("midday-meal") is Grade.OFF:
        return
    parameters = ground.request.rulebook.parameters("midday-meal", midday_meal.Parameters)
    for party in sorted(ground.principals):
        for day in ground.timeline.days():
            hours = ground.hours_on(day, parameters.between, ground.zone_on(day))
            if not any(_feeds(task, party, hours) for task in known.values()) and _has(ground, known, party, day):
                yield _block(MIDDAY_MEAL, party, day, hours, parameters.length, ground, soft="midday-meal")


def _feeds(task: Task, party: PartyId, hours: Interval) -> bool:
    """Whether a meal of the file surely begins at midday, or a protected block keeps it."""
    starts = task.starts()
    inside = bool(starts) and hours[0] <= starts[0][0] and starts[-1][1] <= hours[1]
    return party in task.parties and inside and task.kind in ("meal", "banquet", "reception", "block")


def _has(ground: Ground, known: Mapping[str, Task], party: PartyId, day: int) -> bool:
    """Whether a party may have anything on a day."""
    low, high = ground.day_interval(day)
    return any(
        party in task.parties and any(a < high and b >= low for a, b in task.starts())
        for task in known.values()
        if task.kind not in ("block", "busy")
    )


def _prayers(ground: Ground, known: Mapping[str, Task]) -> Iterator[Task]:
    """For whoever asked, and once the visit is dated: each prayer within its hours. For a principal it binds."""
    grade = ground.request.rulebook.grade("prayer-kept")
    if grade is Grade.OFF or not ground.timeline.is_dated:
        return
    parameters = ground.request.rulebook.parameters("prayer-kept", prayer_kept.Parameters)
    for name, person in ground.visit.people.items():
        if person.prayer is None:
            continue
        for day in ground.timeline.days():
            legs = ground.timeline.legs_on(day)
            if not legs or not _has(ground, known, PartyId(name), day):
                continue
            asked = prayers_asked(ground.case, person.prayer, day, ground.visit.legs[legs[0]], parameters.friday)
            for prayer in asked if not isinstance(asked, str) else ():
                opens, closes = prayer.hours.opens, prayer.hours.closes
                hours = ground.timeline.minute_of(opens + ALMOST_A_MINUTE), ground.timeline.minute_of(closes)
                binds = grade is Grade.MUST and person.principal and not prayer.estimated
                soft = None if binds else "prayer-kept"
                yield _block(f"prayer-{prayer.prayer}", PartyId(name), day, hours, prayer.length, ground, soft=soft)


def _block(
    name: str, party: PartyId, day: int, hours: Interval, length: timedelta, ground: Ground, *, soft: str | None
) -> Task:
    minutes = int(length.total_seconds() // 60)
    person = ground.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    wanted = Requirement(
        "prayer" if name.startswith("prayer") else "block",
        (Ref(Sort.BLOCK, name), attendee_ref(party)),
        ("people", party, "prayer") if name.startswith("prayer") else ("rules", "midday-meal"),
        person.side if person is not None else None,
        cost=30,
        facts=(("day", day),),
    )
    return Task(
        id=f"{name}@{day}@{party}",
        kind="block",
        parties=frozenset({party}),
        sites=(Site(None, None, None, None),),
        restrictions=(Restriction(((hours[0], hours[1] - minutes),), wanted),),
        least=minutes,
        typical=minutes,
        most=minutes,
        grid=5 if hours[1] - minutes - hours[0] >= 5 else 1,  # the grid itself
        takes_place=wanted,
        horizon=ground.horizon,
        zone=ground.zone_on(day),
        days=(day,),
        soft=soft,
    )


def asked_orders(ground: Ground, known: Mapping[str, Task]) -> Iterator[Order]:
    """The sequence of ceremonies, on each track and in each leg."""
    if ground.request.rulebook.grade("ceremony-order") is Grade.OFF:
        return
    parameters = ground.request.rulebook.parameters("ceremony-order", ceremony_order.Parameters)
    groups: dict[tuple[str, str], list[Wished]] = {}
    for name, engagement in ground.visit.engagements.items():
        if name in known:
            groups.setdefault((engagement.track, ground.case.leg_of_engagement(name) or ""), []).append(
                (name, engagement)
            )
    for group in groups.values():
        of = _by_sort(group)
        yield from _welcome_and_farewell(group, known, parameters)
        for earlier, later in parameters.customs:
            for (first, _), (second, _) in product(of[earlier][:1], of[later][:1]):
                yield Order(first, second, rule="ceremony-order", at_most=Grade.COURTESY)
        for day in ground.timeline.days():
            on_day = [(name, engagement) for name, engagement in group if known[name].days == (day,)]
            yield from _within_day(ground, on_day, parameters)


def _welcome_and_farewell(
    group: Sequence[Wished], known: Mapping[str, Task], parameters: ceremony_order.Parameters
) -> Iterator[Order]:
    of = _by_sort(group)
    welcomes, farewells = of[Kind.WELCOME.value], of[Kind.FAREWELL.value]
    for name, engagement in group:
        if len(welcomes) == 1 and engagement.kind not in (*parameters.before_welcome, Kind.WELCOME):
            yield Order(welcomes[0][0], name, rule="ceremony-order")
        same_day = farewells and known[name].days == known[farewells[0][0]].days
        if len(farewells) == 1 and same_day and engagement.kind not in (*parameters.after_farewell, Kind.FAREWELL):
            yield Order(name, farewells[0][0], rule="ceremony-order")


def _within_day(ground: Ground, on_day: Sequence[Wished], parameters: ceremony_order.Parameters) -> Iterator[Order]:
    of = _by_sort(on_day)

    @cache
    def circle(name: EngagementId) -> Mapping[PersonId, Person]:
        return principals_at(ground.case, ground.visit.engagements[name])

    for earlier, later in parameters.day:
        firsts, seconds = of[earlier], of[later]
        for (first, _), (second, _) in product(firsts, seconds):
            circles = circle(first), circle(second)
            same = set(circles[0]) == set(circles[1]) and len(by_side(circles[0])) > 1
            if same if any(circles) else len(firsts) == len(seconds) == 1:
                yield Order(first, second, rule="ceremony-order")


def _by_sort(group: Sequence[Wished]) -> Mapping[str, Sequence[Wished]]:
    """Engagements by their kind, and again by their kind and format."""
    found: dict[str, list[Wished]] = defaultdict(list)
    for name, engagement in group:
        kind = engagement.kind.value
        for sort in (kind, f"{kind}-{engagement.format.value if engagement.format else ''}"):
            found[sort].append((name, engagement))
    return found
