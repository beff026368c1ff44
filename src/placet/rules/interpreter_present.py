"""People who must talk with each other and share no language have interpretation.

Looks at engagements of the kinds in which people talk, where people of at least two sides must be there.
Interpretation that is arranged has to reach everybody: whoever is there speaks one of its two languages. Whether the
interpreter is good, and what people speak who are only counted, is not looked at.

Source: default; languages are those that each person's own side states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Engagement, Interpretation, Kind, Mode
from placet.model.ids import Sort, attendee_ref, engagement_ref, refs
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import by_side, held, people_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Where people talk."""

    kinds: tuple[Kind, ...] = shared("Kinds of engagements in which people talk with each other.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement of these kinds with people of two sides."""
    for name, engagement in held(case):
        people = people_at(case, engagement)
        if engagement.kind in parameters.kinds and len(by_side(people)) > 1:
            yield _judged(name, engagement, {person: set(people[person].speaks) for person in people})


def _judged(name: str, engagement: Engagement, tongues: dict[str, set[str]]) -> Verdict:
    stated = {person: spoken for person, spoken in tongues.items() if spoken}
    need = engagement.interpretation
    shared_by_all = bool(stated) and bool(set.intersection(*stated.values()))
    if need is not None and need.mode is not Mode.NONE:
        return _reaches(name, need, stated, shared_by_all=shared_by_all)
    if stated and not shared_by_all:
        return violated(engagement_ref(name), people=refs(Sort.ATTENDEE, stated))
    silent = next((person for person in tongues if person not in stated), None)
    return (
        cannot_judge(engagement_ref(name), missing=f"{silent}.speaks")
        if silent is not None
        else satisfied(engagement_ref(name))
    )


def _reaches(name: str, need: Interpretation, stated: dict[str, set[str]], *, shared_by_all: bool) -> Verdict:
    """Whether interpretation that is arranged reaches everybody whose languages are stated."""
    for person, spoken in stated.items():
        if not shared_by_all and not spoken & set(need.languages):
            return violated(
                engagement_ref(name),
                case="unreached",
                person=attendee_ref(person),
                languages=refs(Sort.LANGUAGE, need.languages),
            )
    return satisfied(engagement_ref(name))
