"""The duties of a visit: the steps of its tempo that it has the occasion for, and what its file says of them.

A task of the file that has the id of a step, or is `like` one, changes that step; any other comes beside them. A step
that each side has for itself is one duty a side, called `step.SIDE`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from placet.model.countdown import Duty
from placet.model.engagements import Kind, Mode, PressMode
from placet.model.ids import EngagementId, OfficeId, SideId, TaskId
from placet.model.movements import Transport
from placet.model.people import SideRole, Suite
from placet.model.preparation import Occasion, Office, Preparation, Stage, Step, Task
from placet.model.visit import Visit, VisitKind

TEMPOS = {
    VisitKind.STATE: "state",
    VisitKind.ROYAL: "state",
    VisitKind.PAPAL: "state",
    VisitKind.OFFICIAL: "official",
    VisitKind.SUMMIT: "official",
    VisitKind.MINISTERIAL: "ministerial",
    VisitKind.PARLIAMENTARY: "ministerial",
    VisitKind.COURTESY: "courtesy",
    VisitKind.TRANSIT: "courtesy",
    VisitKind.UNIVERSITY: "university",
}
"""How much time a category takes; all others that of a working visit."""
SETTLING_IN = 7
"""Days more before which nobody need begin. Default."""
STATED = (
    *("title", "owners", "hands", "needs", "usual", "least", "opens", "due", "due_on", "closes", "gates", "stage"),
    *("dispensable", "stand_in"),
)


def tempo_of(visit: Visit) -> str:
    """The tempo of a visit, by its category."""
    return TEMPOS.get(visit.kind, "working")


def offices_of(visit: Visit, preparation: Preparation) -> Mapping[OfficeId, Office]:
    """Every office there is: those of the templates on each side, and those that the file states."""
    found: dict[OfficeId, Office] = {}
    for name, side in visit.sides.items():
        for step in preparation.steps.values():
            for office in step.host if side.role is SideRole.HOST else step.guest:
                found[OfficeId(f"{name}.{office}")] = Office(side=name, hands=preparation.hands)
    return {**found, **visit.offices}


def duties_of(visit: Visit, preparation: Preparation) -> tuple[Duty, ...]:
    """All duties, each after those it needs. Ids that nothing has must have been refused before."""
    tempo, offices = tempo_of(visit), offices_of(visit, preparation)
    tasks: dict[TaskId, tuple[Task, bool]] = {name: (task, False) for name, task in visit.tasks.items()}
    tasks |= {name: (task, True) for name, task in visit.own_tasks.items()}
    defaults = {
        name: (step_name, step, owners)
        for step_name, step in preparation.steps.items()
        if tempo in step.due and has_occasion(visit, step.occasion)
        for name, owners in _parts(visit, step_name, step)
    }
    found = [_default(visit, preparation, name, default, tempo, offices) for name, default in defaults.items()]
    found = [_changed(duty, *tasks[duty.id], offices) if duty.id in tasks else duty for duty in found]
    found += [
        _stated(visit, preparation, name, task, tempo, offices, is_own=is_own)
        for name, (task, is_own) in tasks.items()
        if name not in defaults
    ]
    return _in_order([_with_known_needs(duty, found) for duty in found])


def has_occasion(visit: Visit, occasion: Occasion) -> bool:  # noqa: C901  # one case for each occasion
    """Whether the visit has what a step is for."""
    engagements = [engagement for engagement in visit.engagements.values() if not engagement.is_cancelled]
    kinds = {engagement.kind for engagement in engagements}
    match occasion:
        case Occasion.ALWAYS:
            return True
        case Occasion.NAMED:
            return False
        case Occasion.ARRIVAL:
            return Kind.ARRIVAL in kinds or any(way.by is Transport.PLANE for way in visit.movements.values())
        case Occasion.NIGHTS:
            return visit.last_day > 1
        case Occasion.SIGNING:
            return Kind.SIGNING in kinds or any(engagement.documents for engagement in engagements)
        case Occasion.PRESS:
            return Kind.PRESS in kinds or any(e.press not in (None, PressMode.CLOSED) for e in engagements)
        case Occasion.INTERPRETATION:
            asked = [engagement.interpretation for engagement in engagements]
            return any(needed is not None and needed.mode is not Mode.NONE for needed in asked)
        case Occasion.BANQUET:
            return Kind.BANQUET in kinds
        case Occasion.MEALS:
            return not kinds.isdisjoint({Kind.MEAL, Kind.BANQUET})
        case Occasion.HONOURS:
            return Kind.WELCOME in kinds or any(engagement.honours for engagement in engagements)
        case Occasion.GIFTS:
            return Kind.GIFTS in kinds or any(engagement.gifts for engagement in engagements)
        case Occasion.SECURITY:
            return any(person.suite is Suite.SECURITY for person in visit.people.values())


def _parts(visit: Visit, name: str, step: Step) -> Iterator[tuple[TaskId, tuple[OfficeId, ...]]]:
    """A step as one duty, or as one for each side; with the offices that do it."""
    by_side = {side: _owners(visit, side, step) for side in visit.sides}
    if step.each:
        yield from ((TaskId(f"{name}.{side}"), owners) for side, owners in by_side.items() if owners)
    else:
        yield TaskId(name), tuple(owner for owners in by_side.values() for owner in owners)


def _owners(visit: Visit, side: SideId, step: Step) -> tuple[OfficeId, ...]:
    offices = step.host if visit.sides[side].role is SideRole.HOST else step.guest
    return tuple(OfficeId(f"{side}.{office}") for office in offices)


def _default(
    visit: Visit,
    preparation: Preparation,
    name: TaskId,
    default: tuple[str, Step, tuple[OfficeId, ...]],
    tempo: str,
    offices: Mapping[OfficeId, Office],
) -> Duty:
    step_name, step, owners = default
    _, _, side = name.partition(".")
    gated = [e for e, wished in visit.engagements.items() if wished.kind in step.gates and not wished.is_cancelled]
    return Duty(
        id=name,
        step=step_name,
        title=None,
        stage=step.stage,
        owners=owners,
        sides=_sides(owners, offices),
        hands=step.hands,
        needs=tuple(need for before in step.needs for need in _needed(visit, preparation, before, side)),
        wait=0,
        usual=step.usual,
        least=step.least,
        opens=_opens(step, step.due.get(tempo), preparation.leads[tempo]),
        due=step.due.get(tempo),
        due_on=None,
        closes=step.closes,
        gates=tuple(gated),
        dispensable=step.dispensable,
        stand_in=_stand_in(step, owners, offices),
        asks=step.asks,
        data={},
        state=Task().state,
        begun_on=None,
        done_on=None,
        source=step.source,
        stated=frozenset(),
        is_own=False,
    )


def _stand_in(step: Step, owners: Sequence[OfficeId], offices: Mapping[OfficeId, Office]) -> OfficeId | None:
    """The office that does the guest's part for its owner, where that is another one."""
    parts = ((owner, OfficeId(f"{offices[owner].side}.{step.stand_in}")) for owner in owners)
    return next((other for owner, other in parts if other in offices and other != owner), None)


def _opens(step: Step, due: int | None, lead: int) -> int:
    """From when on a step is of use: twice as long before as it is due and a little more, within the tempo. Default."""
    if step.opens is not None or due is None:
        return step.opens or lead
    return min(lead, 2 * due + 2 * step.usual + SETTLING_IN)


def _needed(visit: Visit, preparation: Preparation, before: str, side: str) -> Iterator[TaskId]:
    """The duties of a step that another one needs: its own side's, where each side has one."""
    if not preparation.steps[before].each:
        yield TaskId(before)
    else:
        yield from (TaskId(f"{before}.{name}") for name in visit.sides if not side or name == side)


def _changed(duty: Duty, task: Task, is_own: bool, offices: Mapping[OfficeId, Office]) -> Duty:  # a pair
    """A duty with what the file says of it."""
    said = {name: getattr(task, name) for name in STATED if getattr(task, name) not in (None, ())}
    if "due_on" in said:
        said["due"] = None
    if "usual" in said and "least" not in said:
        said["least"] = min(duty.least, task.usual or duty.least)
    if "least" in said and "usual" not in said:
        said["usual"] = max(duty.usual, task.least or duty.usual)
    changed = replace(
        duty,
        **said,
        wait=task.wait,
        data=task.data,
        state=task.state,
        begun_on=task.begun_on,
        done_on=task.done_on,
        source=task.source or duty.source,
        stated=frozenset(said),
        is_own=is_own,
    )
    return replace(changed, sides=_sides(changed.owners, offices))


def _stated(
    visit: Visit,
    preparation: Preparation,
    name: TaskId,
    task: Task,
    tempo: str,
    offices: Mapping[OfficeId, Office],
    *,
    is_own: bool,
) -> Duty:
    """A duty that the file alone has; `like` a step, or of its own."""
    step_name, _, side = (task.like or name).partition(".")
    if step_name in preparation.steps:
        step = preparation.steps[step_name]
        owners = tuple(owner for own in visit.sides if side in ("", own) for owner in _owners(visit, own, step))
        base = _default(visit, preparation, name, (step_name, step, owners), tempo, offices)
    else:
        plain = Step(stage=Stage.FINAL, usual=1, least=1, due={}, source="")
        base = _default(visit, preparation, name, ("", plain, ()), tempo, offices)
        base = replace(base, step=None)
    return _changed(base, task, is_own, offices)


def _sides(owners: Sequence[OfficeId], offices: Mapping[OfficeId, Office]) -> tuple[SideId, ...]:
    return tuple(dict.fromkeys(offices[owner].side for owner in owners))


def _with_known_needs(duty: Duty, all_duties: Sequence[Duty]) -> Duty:
    """Without steps that this visit has no occasion for."""
    known = {other.id for other in all_duties}
    return replace(duty, needs=tuple(dict.fromkeys(need for need in duty.needs if need in known)))


def _in_order(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """Each after those it needs; otherwise as they come."""
    by_id = {duty.id: duty for duty in duties}
    ordered: dict[TaskId, Duty] = {}
    waiting = [*reversed(duties)]
    while waiting:
        duty = waiting[-1]
        before = [by_id[need] for need in duty.needs if need not in ordered]
        if not before or duty.id in ordered:
            ordered.setdefault(waiting.pop().id, duty)
        else:
            waiting += reversed(before)
    return tuple(ordered.values())


def gates_of(duties: Sequence[Duty]) -> Mapping[TaskId, tuple[EngagementId, ...]]:
    """The engagements that each duty gates, directly or by way of those that wait for it."""
    found: dict[TaskId, dict[EngagementId, None]] = {}
    for duty in reversed(duties):
        own = dict.fromkeys(duty.gates)
        for other in duties:
            if duty.id in other.needs:
                own |= found[other.id]
        found[duty.id] = own
    return {name: tuple(gates) for name, gates in found.items()}
