"""The guest is greeted by somebody of the level that was agreed, or higher.

Looks at engagements that state a `greeter_level`, and at the people with the role `greets`; the highest of them
counts.

Source: practice P1: greeter's rank at least the agreed level (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.ids import attendee_ref, engagement_ref
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import held, with_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement with an agreed level."""
    for name, engagement in held(case):
        agreed = engagement.greeter_level
        if agreed is None:
            continue
        greeters = with_role(case, engagement, "greets")
        levels = {person: greeter.level for person, greeter in greeters.items() if greeter.level is not None}
        unknown = next((person for person in greeters if person not in levels), None)
        if any(level <= agreed for level in levels.values()):
            yield satisfied(engagement_ref(name))
        elif not greeters:
            yield cannot_judge(engagement_ref(name), missing=f"{name}.roles")
        elif unknown is not None:
            yield cannot_judge(engagement_ref(name), missing=f"{unknown}.level")
        else:
            highest = min(levels, key=lambda person: (levels[person], person))
            yield violated(engagement_ref(name), greeter=attendee_ref(highest), level=levels[highest], agreed=agreed)
