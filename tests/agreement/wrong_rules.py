"""Two rules that look right and are not. They are tried under the very harness that ours has to pass."""

from __future__ import annotations

from collections.abc import Callable

from tests.agreement.verdicts import Verdict

from placet.agreement.fold import Signed, fold
from placet.agreement.record import Record


def all_have_signed(record: Record) -> Verdict:
    """Agreed is what all sides have signed and none has withdrawn."""
    folded = fold(record)
    withdrawn = {text for said in folded.sayings.values() for text in said.taken_back}
    return _verdict(
        record, lambda signed: signed.bundle.key not in withdrawn and set(signed.assents) == set(folded.sides)
    )


def a_counter_text_takes_nothing_back(record: Record) -> Verdict:
    """As ours, but who signs a counter-text still stands by the text that it answers."""
    sayings = fold(record).sayings

    def is_agreed(signed: Signed) -> bool:
        return len(signed.receipts) == len(sayings) and not any(
            back.seq < signed.receipts[side]
            for side, said in sayings.items()
            for back in said.taken_back.get(signed.bundle.key, ())
        )

    return _verdict(record, is_agreed)


def _verdict(record: Record, is_agreed: Callable[[Signed], bool]) -> Verdict:
    folded = fold(record)
    first = folded.sides[0]
    final, any_level = (
        sorted((each for each in signed.values() if is_agreed(each)), key=lambda each: each.assents[first])
        for signed in (folded.final, folded.any_level)
    )
    return tuple(each.bundle.key for each in final), tuple(each.bundle.key for each in any_level)
