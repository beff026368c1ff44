"""Every engagement has one office that owns it and one person to call, with a telephone.

Looks at all engagements of the file that are not cancelled. A file that names no contact and no owner anywhere keeps
them elsewhere: of that nobody can say.

Source: practice Z2 (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.engagements import Engagement
from placet.model.ids import THE_VISIT, engagement_ref
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each thing that is missing, with all engagements that lack it."""
    wished = {name: each for name, each in case.visit.engagements.items() if not each.is_cancelled}
    if not wished:
        return
    if not any(each.contact is not None or each.owner is not None for each in wished.values()):
        yield cannot_judge(THE_VISIT, missing="engagements.*.contact")
        return
    lacking = {
        "violated": [name for name, each in wished.items() if each.contact is None],
        "no-phone": [name for name, each in wished.items() if not _can_be_called(case, each)],
        "no-owner": [name for name, each in wished.items() if each.owner is None],
    }
    for what, names in lacking.items():
        if names:
            yield violated(*map(engagement_ref, names), case=what)
    short = {name for names in lacking.values() for name in names}
    for name in wished:
        if name not in short:
            yield satisfied(engagement_ref(name))


def _can_be_called(case: Case, engagement: Engagement) -> bool:
    """Whether its contact, if it has one, has a telephone."""
    return engagement.contact is None or case.visit.people[engagement.contact].phone is not None
