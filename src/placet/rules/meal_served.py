"""What is on the table suits everybody who is asked to it.

Looks at what a meal's file says is `served` against the `diet` that people state: what one of them asked not to have
on the table (`no-alcohol-on-table`, `no-pork`) is not served, and what one of them asked for (`halal`, `kosher`) is.
Nothing is inferred from anybody's country. Who fasts when is `fasting-daylight`.

Source: practice D1: dietary set for each person, hard for allergies and red lines; a meal was reportedly dropped
because wine could not be agreed [S39].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.model.attendance import parties_of
from placet.model.declare import shared
from placet.model.engagements import Engagement
from placet.model.ids import PartyId, PersonId, attendee_ref, engagement_ref
from placet.model.people import Person
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.meals import MEALS
from placet.rules.who_is_there import held


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What can be asked for."""

    dishes: tuple[str, ...] = shared("Instructions that ask for something to be served.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each meal and instruction of somebody who is asked to it."""
    for name, engagement in held(case):
        if engagement.kind not in MEALS:
            continue
        for person, guest in _guests(case, engagement).items():
            for instruction in guest.diet:
                verdict = _judged(name, engagement, person, instruction, parameters)
                if verdict is not None:
                    yield verdict


def _judged(
    name: str, engagement: Engagement, person: PersonId, instruction: str, parameters: Parameters
) -> Verdict | None:
    unwanted = instruction.removeprefix("no-").removesuffix("-on-table") if instruction.startswith("no-") else None
    if unwanted is None and instruction not in parameters.dishes:
        return None
    if not engagement.served:
        return cannot_judge(engagement_ref(name), missing=f"{name}.served")
    if unwanted is not None and unwanted in engagement.served:
        return violated(
            engagement_ref(name), case="unwanted", person=attendee_ref(person), what=unwanted, instruction=instruction
        )
    if unwanted is None and instruction not in engagement.served:
        return violated(engagement_ref(name), case="missing", person=attendee_ref(person), what=instruction)
    return satisfied(engagement_ref(name))


def _guests(case: Case, engagement: Engagement) -> Mapping[PersonId, Person]:
    """Everybody who is asked to it, whether they must come or may; without anybody, those who follow its track."""
    names = parties_of(case.visit, (*engagement.who, *engagement.optional_who))
    if not engagement.who:
        track = case.visit.tracks.get(engagement.track)
        names |= parties_of(case.visit, track.members) if track is not None else frozenset()
    return {name: person for name, person in case.visit.people.items() if PartyId(name) in names}
