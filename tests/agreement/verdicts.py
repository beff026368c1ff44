"""What a record amounts to, and whether the fold says the same of it as the oracle that the protocol gives."""

from __future__ import annotations

from collections.abc import Callable

from tests.agreement.oracle import ANY, FINAL, Judged, Oracle, words_of

from placet.agreement.acts import Level
from placet.agreement.fold import Folded, Signed, fold
from placet.agreement.record import Record
from placet.agreement.tabling import Text

Verdict = tuple[tuple[Text, ...], tuple[Text, ...]]
"""What is agreed, and what ad referendum, each in its order."""
Rule = Callable[[Record], Verdict]


class Violation(AssertionError):  # noqa: N818 # the word of those who write of such models
    """Something that must always hold does not."""


def our_rule(record: Record) -> Verdict:
    """The rule of the protocol."""
    folded = fold(record)
    return tuple(e.bundle.key for e in folded.agreed), tuple(e.bundle.key for e in folded.ad_referendum)


def state_of(record: Record) -> object:
    """All that follows from a record and is the same everywhere: no body, no arrival, no branch that is only proof."""
    folded = fold(record)
    return (
        [head.hash for head in record.heads()],
        sorted((text, [(way.side, way.seq) for way in ways]) for text, ways in folded.table.items()),
        [_shown(each) for each in folded.agreed],
        [_shown(each) for each in folded.ad_referendum],
        [_shown(each) for each in (*folded.final.values(), *folded.any_level.values())],
        [(side, sorted(said.partial.items())) for side, said in folded.sayings.items()],
    )


def _shown(signed: Signed) -> object:
    return (
        signed.bundle.key,
        sorted(signed.bundle.texts),
        sorted(signed.assents.items()),
        sorted(signed.receipts.items()),
        sorted(signed.withdrawals.items()),
        sorted(signed.replaced_by.items()),
        sorted(signed.taken_back),
        sorted(signed.contested),
    )


def compare(record: Record) -> None:
    """The fold against the oracle: who signed, received and took back what, and what is agreed in which order."""
    folded, chains = fold(record), record.chains
    words = words_of(
        record.opening.raw,
        {side: chain.entries for side, chain in chains.items()},
        lambda _, side, seq, name: chains[side].dropped.get(name, seq),
    )
    oracle = Oracle(words, {side: chain.fork.seq for side, chain in chains.items() if chain.fork is not None})
    for level, signed, agreed in ((ANY, folded.any_level, folded.ad_referendum), (FINAL, folded.final, folded.agreed)):
        ours = {
            key: Judged(each.assents, each.receipts, each.taken_back, each.ended_by, each.contested)
            for key, each in signed.items()
        }
        must(ours == oracle.judged(level), f"the fold and the oracle differ ({level})")
        order = [each.bundle.key for each in agreed]
        theirs = oracle.agreed(level)
        first = folded.sides[0]
        must(order == sorted(theirs, key=lambda key: theirs[key].assents[first]), f"another order ({level})")
        must(oracle.is_in_one_order(level), f"I3: two orders ({level})")
    for side, said in folded.sayings.items():
        must(said.partial == oracle.partial(side), "the fold and the oracle miss other offices")


def untouched(folded: Folded, side: str, after: int, level: Level) -> set[Text]:
    """What is agreed on the strength of nothing that a side wrote after a number."""
    agreed = folded.agreed if level is Level.FINAL else folded.ad_referendum
    return {each.bundle.key for each in agreed if max(each.assents[side], each.receipts[side]) <= after}


def must(holds: bool, what: str) -> None:
    """Raise `Violation` with these words where something does not hold."""
    if not holds:
        raise Violation(what)
