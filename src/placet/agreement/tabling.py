"""What was put on the table: which texts, by which entry, what signing one covers, and who must seal it.

Everything is taken from headers, and from the bodies of packages, which are never erased: the answer is the same
whether or not a body is still there. A text's name holds all that signing it means, so whoever tables it again can
change nothing; of each side only the first time counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from placet.agreement.acts import members_of, tables_a_text
from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Chain, Record
from placet.agreement.values import value

Text = tuple[str, str]
"""A point, and one of its texts."""


@value(frozen=True, slots=True)
class Bundle:
    """What one signature covers: a text, or a package with all its members."""

    key: Text
    """The text that was signed; of a package, the package's own."""
    texts: frozenset[Text]

    def contradicts(self, other: Bundle) -> bool:
        """Whether both hold the same point with different texts."""
        mine = dict(self.texts)
        return any(mine.get(point, text) != text for point, text in other.texts)


@value(frozen=True, slots=True)
class Tabled:
    """The first time that a side put a text on the table."""

    side: str
    seq: int
    bundle: Bundle
    needs: frozenset[tuple[str, str]]
    """Sides and their offices that must each seal the text."""


Table = Mapping[Text, Sequence[Tabled]]


def table_of(record: Record) -> Table:
    """Every text with each side that put it on the table. A package whose members are not told is not on it."""
    found: dict[Text, dict[str, Tabled]] = defaultdict(dict)
    for entry in record:
        header = entry.header
        if not tables_a_text(header):
            continue
        key = (str(header.point), str(header.revision))
        if header.side in found.get(key, ()):
            continue
        texts = _texts_of(entry, key)
        if texts is not None:
            found[key][header.side] = Tabled(header.side, header.seq, Bundle(key, texts), frozenset(header.needs))
    return {key: tuple(ways.values()) for key, ways in found.items()}


def needs_of(table: Table, key: Text) -> frozenset[tuple[str, str]]:
    """Sides and their offices that must each seal a text: of a package, whatever any of its texts needs."""
    ways = table.get(key, ())
    texts = ways[0].bundle.texts if ways else ()
    return frozenset(pair for text in texts for way in table.get(text, ())[:1] for pair in way.needs)


def on_the_table_from(chain: Chain, ways: Sequence[Tabled]) -> int | None:
    """The number from which on the writer of a chain had a text that was tabled so, or None while it has not."""
    reached = [chain.first_that_saw(way.side, way.seq) for way in ways]
    return min([seq for seq in reached if seq is not None], default=None)


def _texts_of(entry: Entry, key: Text) -> frozenset[Text] | None:
    if entry.header.type == Kind.PROPOSE:
        return frozenset((key,))
    members = members_of(entry)
    return None if members is None else frozenset((key, *members))
