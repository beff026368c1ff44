"""What is said twice takes twice the time: an interpreted engagement is long enough for its speeches.

Needs `interpretation.speech`, how much is said in one language. Consecutive interpreting doubles it; what is
whispered or interpreted simultaneously takes a little longer than it would alone. Where the translation lies on the
tables, the speech is heard once. At a press conference and at toasts this binds; in other engagements it weighs
`should` at most.

Source: practice T11: consecutive interpreting roughly doubles speech [S83][S84]; translations on the tables [S82];
the factor of simultaneous interpreting and the kinds that bind are default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Kind, Mode
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.interpreting import interpreted


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How much longer interpretation takes."""

    consecutive: float = shared("What speech is multiplied by when it is interpreted consecutively.")
    simultaneous: float = shared("What speech is multiplied by when it is whispered or interpreted simultaneously.")
    binding: tuple[Kind, ...] = shared("Kinds in which too little time is more than a remark.")
    on_paper: tuple[Kind, ...] = shared("Kinds in which the translation lies on the tables and is not spoken.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that is interpreted."""
    for item, need in interpreted(case):
        if item.kind in parameters.on_paper:
            yield satisfied(item.id)
        elif need.speech is None:
            yield cannot_judge(item.id, missing=f"{item.id}.interpretation.speech")
        elif item.placement is not None and item.placement.ends_at is None:
            yield cannot_judge(item.id, missing=f"{item.id}.ends")
        else:
            needed = need.speech * (
                parameters.consecutive if need.mode is Mode.CONSECUTIVE else parameters.simultaneous
            )
            lasts = item.ends_at - item.starts_at
            if lasts >= needed:
                yield satisfied(item.id)
            else:
                at_most = None if item.kind in parameters.binding else Grade.SHOULD
                yield violated(item.id, at_most=at_most, lasts=lasts, speech=need.speech, needed=needed)
