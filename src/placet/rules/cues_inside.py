"""The moments inside an engagement lie inside it.

A cue counts from the start of its engagement and ends, with its own length, before the engagement does. Cues may
overlap one another: the anthem plays while the guard stands.

Source: default; follows from what a cue is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that has cues."""
    for item in case.engagements:
        if item.engagement is None or not item.engagement.cues:
            continue
        last = max(cue.after + cue.length for cue in item.engagement.cues)
        length = item.engagement.length
        ends_known = item.placement is not None and item.placement.ends_at is not None
        if not ends_known and (length is None or not length.stated):
            yield cannot_judge(item.id, missing=f"{item.id}.ends")
            continue
        lasts = item.ends_at - item.starts_at if ends_known or length is None else length.most
        if last <= lasts:
            yield satisfied(item.id)
        else:
            surely = last > lasts + item.slack
            yield violated(item.id, certain=surely, cue_ends=item.starts_at + last, ends=item.starts_at + lasts)
