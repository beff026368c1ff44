"""What was agreed and has to be asked again, in words: by the name of its agreement, with what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from placet.model.visit import Visit
from placet.planner.outcome import Reopened
from placet.wording.sentences import Sentences


def reopened_said(reopened: Iterable[Reopened], visit: Visit, sentences: Sentences) -> list[str]:
    """Each once, in the order given."""
    words = sentences.words("repair")
    return [
        sentences.fill(
            words["reopens"],
            by=one.agreed or words["agreed-by-file"],
            title=sentences.name(visit.item_ref(one.item)),
        )
        for one in dict.fromkeys(reopened)
    ]
