"""An engagement as a task: when, how long, where and with whom it can be; each bound knows where it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from placet.model.attendance import interpreting, required
from placet.model.engagements import Engagement, Mode
from placet.model.ids import EngagementId, LegId, PartyId, PersonId, Ref, Sort, attendee_ref, engagement_ref
from placet.model.people import Presence
from placet.model.places import Inspection, Leg
from placet.model.profile import Grade
from placet.model.roads import place_spot
from placet.model.spans import Precision, When
from placet.planner.tasks.ground import AGREED, COSTS, GRID, Ground, whole
from placet.planner.tasks.problem import Interval, Requirement, Restriction, Site, Task, intersect, joined
from placet.rules import usual_hours, venue_open
from placet.rules.presence import window_of


def engagement_task(ground: Ground, name: EngagementId, engagement: Engagement) -> Task:
    """An engagement as a task."""
    base = ("engagements", name)
    asked, agreed = engagement.proposed_by, engagement.agreed

    def wants(kind: str, field: str, **facts: object) -> Requirement:
        cost = COSTS[kind] * (AGREED if agreed else 1)
        return Requirement(kind, (engagement_ref(name),), (*base, field), asked, agreed, cost, tuple(facts.items()))

    zone = ground.case.zone_of_engagement(name)
    days = _days(ground, name, engagement)
    at, ends = engagement.at, engagement.ends
    restrictions: list[Restriction] = []
    if at.precision in (Precision.UNKNOWN, Precision.AFTER, Precision.BY, Precision.FROM, Precision.PART):
        restrictions += _day_hours(ground, name, engagement, days, zone)
    if at.precision not in (Precision.UNKNOWN, Precision.AFTER):
        allowed = tuple(ground.bounds(day, at, zone) for day in days)
        moves = _by_margin(name, engagement, allowed, at=at)
        restrictions.append(replace(moves, requirement=wants("time", "at", at=at)))
    if ends.precision not in (Precision.UNKNOWN, Precision.AFTER):
        allowed = tuple(ground.end_bounds(day, at, ends, zone) for day in days)
        moves = _by_margin(name, engagement, allowed, ends=ends)
        restrictions.append(replace(moves, requirement=wants("time", "ends", ends=ends), of_end=True))
    least, typical, most = _length(ground, engagement, ends, restrictions)
    parties = required(ground.visit, engagement)
    restrictions += presence_of(ground, engagement_ref(name), parties)
    exact = at.precision is Precision.EXACT and len(days) == 1
    named = interpreting(ground.visit, engagement)
    task = Task(
        id=name,
        kind=engagement.kind.value,
        parties=parties,
        sites=_sites(ground, name, engagement),
        indoors=_indoors(ground, engagement),
        restrictions=tuple(restrictions),
        least=least,
        typical=typical,
        most=most,
        grid=1 if exact else GRID,
        optional=engagement.optional,
        value=engagement.value,
        takes_place=wants("place", "title"),
        lasts=wants("length", "length", least=timedelta(minutes=least)),
        horizon=ground.horizon,
        fixed_start=ground.bounds(days[0], at, zone)[0] if exact else None,
        margin=whole(engagement.margin),
        zone=zone,
        waking=_waking(ground, name, engagement, typical),
        days=days,
        uses=tuple(sorted(engagement.uses.items())),
        interpreters=_interpreters(engagement, named),
        named=named,
    )
    return task if task.reaches_grid() else replace(task, grid=1)  # the hours asked for count, not the grid


def _waking(ground: Ground, name: EngagementId, engagement: Engagement, length: int) -> tuple[Interval, ...]:
    """The hours of its days; if it is stated for an hour that is usual for its kind, the usual ones of these alone."""
    zone, days, at = ground.case.zone_of_engagement(name), _days(ground, name, engagement), engagement.at
    waking = tuple(ground.hours_on(day, _leg(ground, name)[1].day, zone) for day in days)
    rulebook = ground.request.rulebook
    if rulebook.grade("usual-hours") is Grade.OFF or at.precision in (Precision.UNKNOWN, Precision.AFTER):
        return waking
    hours = rulebook.parameters("usual-hours", usual_hours.Parameters).hours.get(engagement.kind.value, ())
    begins = [ground.hours_on(day, span, zone) for day in days for span in hours]
    stated = ground.bounds(days[0], at, zone)[0]
    if not any(opens <= stated <= closes for opens, closes in begins):
        return waking
    return intersect(waking, joined((opens, closes + length) for opens, closes in begins))


def _by_margin(name: EngagementId, engagement: Engagement, allowed: tuple[Interval, ...], **facts: When) -> Restriction:
    """What is allowed, and what is by the margin for which nobody need be asked again."""
    margin = whole(engagement.margin)
    if margin <= 0:
        return Restriction(allowed, None)
    path, cost = ("engagements", name, "margin"), COSTS["margin"]
    unmoved = Requirement(
        "margin", (engagement_ref(name),), path, engagement.proposed_by, cost=cost, facts=tuple(facts.items())
    )
    wider = tuple((low - margin, high + margin) for low, high in allowed)
    return Restriction(allowed, None, unmoved=unmoved, otherwise=wider)


def withheld_task(ground: Ground, task: Task, engagement: Engagement) -> Task:
    """One whose hour is told only on the day takes all the time that any of its hours could take."""
    if engagement.withheld is None:
        raise ValueError("nothing is withheld")
    opens, closes = ground.hours_on(task.days[0], engagement.withheld, task.zone)
    wanted = Requirement(
        "withheld", (engagement_ref(task.id),), ("engagements", task.id, "withheld"), cost=COSTS["time"]
    )
    length = closes - opens + task.typical
    others = tuple(r for r in task.restrictions if r.requirement is None or r.requirement.kind == "presence")
    return replace(
        task,
        restrictions=(Restriction(((opens, opens),), wanted), *others),
        least=length,
        typical=length,
        most=length,
        grid=1,
        fixed_start=opens,
        lasts=None,
        shown=task.typical,
    )


def _days(ground: Ground, name: EngagementId, engagement: Engagement) -> tuple[int, ...]:
    if engagement.day is not None:
        return (engagement.day,)
    if engagement.days:
        return engagement.days
    leg = ground.case.leg_of_engagement(name)
    return tuple(ground.timeline.days_of(leg)) if leg is not None else tuple(ground.timeline.days())


def _leg(ground: Ground, name: EngagementId) -> tuple[LegId, Leg]:
    """The leg of an engagement; the first where nothing says which."""
    leg_id = ground.case.leg_of_engagement(name) or next(iter(ground.visit.legs))
    return leg_id, ground.visit.legs[leg_id]


def _day_hours(
    ground: Ground, name: EngagementId, engagement: Engagement, days: tuple[int, ...], zone: str
) -> Iterator[Restriction]:
    """Within the hours of its leg, on its days; wider where something is stated to lie outside them."""
    leg_id, leg = _leg(ground, name)
    requirement = Requirement("hours", (Ref(Sort.LEG, leg_id),), ("legs", leg_id, "day"), cost=COSTS["hours"])

    def hours_of(days: Iterable[int]) -> tuple[Interval, ...]:
        return tuple(_widened(ground, day, ground.hours_on(day, leg.day, zone), zone) for day in days)

    hours = others = hours_of(days)
    on_day: Requirement | None = None
    if engagement.day is not None or engagement.days:
        on_day = Requirement(
            "day",
            (engagement_ref(name),),
            ("engagements", name, "day"),
            engagement.proposed_by,
            engagement.agreed,
            COSTS["day"] * (AGREED if engagement.agreed else 1),
            (("days", days),),
        )
        others = hours_of(ground.timeline.days_of(leg_id))
    yield Restriction(hours, requirement, unmoved=on_day, otherwise=others)
    if engagement.ends.clock is None:  # a stated end may lie outside them
        yield Restriction(hours, requirement, of_end=True, unmoved=on_day, otherwise=others)
    if on_day is not None:
        spans = (ground.day_interval(day, zone) for day in days)
        yield Restriction(tuple((low, high + 360) for low, high in spans), on_day)


def _widened(ground: Ground, day: int, hours: Interval, zone: str) -> Interval:
    """A day's hours, reaching as far as anything stated on that day: who lands at 02:00 is met at 02:00."""
    low, high = ground.day_interval(day, zone)
    spans = [(item.starts_at, item.ends_at) for item in ground.before.items if item.zone == zone]
    stated = [(ground.timeline.minute_of(a), ground.timeline.minute_of(b)) for a, b in spans]
    on_day = [(a, b) for a, b in stated if low <= a < high]
    return (
        min([hours[0], *(a for a, _ in on_day)]),
        max([hours[1], *(b for _, b in on_day)]),
    )


def _length(
    ground: Ground, engagement: Engagement, ends: When, restrictions: list[Restriction]
) -> tuple[int, int, int]:
    length = ground.usual.of(engagement)
    least, typical, most = (whole(part) for part in (length.least, length.typical, length.most))
    spoken = _spoken(ground, engagement)
    if length.stated:
        spoken = min(spoken, most)  # an office that states a length is taken at its word; the rule says what it misses
    if engagement.kind in ground.interpretation.binding:
        least = max(least, spoken)
    typical, most = max(typical, least, spoken), max(most, least, spoken)
    if ends.precision is Precision.EXACT and engagement.at.precision is Precision.EXACT:
        start = next(r.allowed[0][0] for r in restrictions if not r.of_end)
        end = next((r.allowed[0][0] for r in restrictions if r.of_end), start + typical)
        return end - start, end - start, end - start
    return least, typical, most


def _spoken(ground: Ground, engagement: Engagement) -> int:
    """Minutes that what is said takes once it is interpreted."""
    wanted = engagement.interpretation
    if wanted is None or wanted.speech is None or engagement.kind in ground.interpretation.on_paper:
        return 0
    factor = (
        ground.interpretation.consecutive if wanted.mode is Mode.CONSECUTIVE else ground.interpretation.simultaneous
    )
    return 0 if wanted.mode is Mode.NONE else whole(wanted.speech * factor)


def _sites(ground: Ground, name: EngagementId, engagement: Engagement) -> tuple[Site, ...]:
    if not engagement.venues:
        spot = place_spot(engagement.place) if engagement.place is not None else None
        return (Site(None, spot, spot, None),)
    return tuple(
        Site(
            venue_id,
            venue_id,
            venue_id,
            _open(ground, venue_id),
            Requirement(
                "open",
                (Ref(Sort.VENUE, venue_id), engagement_ref(name)),
                ("venues", venue_id, "openings"),
                cost=COSTS["open"],
            ),
            preference,
        )
        for preference, venue_id in enumerate(_fitting(ground, engagement))
    )


def _indoors(ground: Ground, engagement: Engagement) -> Site | None:
    """Its plan B, where that is a roof."""
    plan = engagement.plan_b
    if plan is None or ground.visit.venues[plan.venue].outdoor:
        return None
    return Site(plan.venue, plan.venue, plan.venue, _open(ground, plan.venue))


def _fitting(ground: Ground, engagement: Engagement) -> tuple[str, ...]:
    """Venues that hold the people and may be used; all of them when none does, so that the rules can say so."""
    people = engagement.people or len(required(ground.visit, engagement))
    fitting = tuple(
        name
        for name in engagement.venues
        if (ground.visit.venues[name].capacity or people) >= people
        and ground.visit.venues[name].inspection in (None, Inspection.INSPECTED, Inspection.WAIVED)
    )
    return fitting or tuple(engagement.venues)


def _open(ground: Ground, venue_id: str) -> tuple[Interval, ...] | None:
    venue = ground.visit.venues[venue_id]  # type: ignore[index]  # checked when the file was read
    if not venue.openings:
        return None
    zone = ground.visit.legs[venue.leg].zone if venue.leg is not None else ground.first_zone()
    return tuple(
        sorted(
            ground.hours_on(day, opening.hours, zone)
            for day in ground.timeline.days()
            for opening in venue.openings
            if venue_open.is_open_on(ground.case, opening, day)
        )
    )


def presence_of(
    ground: Ground, item: Ref, parties: Iterable[PartyId], lead: int = 0, tail: int = 0
) -> Iterator[Restriction]:
    """Only while everyone who must be there is with the visit, the minutes before the start and after the end too."""
    for party in sorted(parties):
        person = ground.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
        if person is None or not person.presence:
            continue
        wanted = Requirement(
            "presence",
            (attendee_ref(party), item),
            ("people", party, "presence"),
            person.side,
            cost=COSTS["presence"],
        )
        spans = presence_spans(ground, person.presence)
        yield Restriction(tuple((low + lead, high) for low, high in spans), wanted)
        yield Restriction(tuple((low, high - tail) for low, high in spans), wanted, of_end=True)


def presence_spans(ground: Ground, presence: Iterable[Presence]) -> tuple[Interval, ...]:
    """The minutes in which somebody is with the visit."""
    windows = (window_of(ground.timeline, one) for one in presence)
    return tuple(sorted((ground.timeline.minute_of(it.opens), ground.timeline.minute_of(it.closes)) for it in windows))


def _interpreters(engagement: Engagement, named: Sequence[PersonId]) -> tuple[tuple[str, str], int] | None:
    wanted = engagement.interpretation
    if wanted is None or wanted.mode is Mode.NONE:
        return None
    first, second = sorted(wanted.languages)
    return ((first, second), max(wanted.interpreters, len(named)))
