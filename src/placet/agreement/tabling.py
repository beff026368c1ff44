"""What was put on the table: which texts, by which entry, what signing one covers, and who must seal it.

Everything is taken from headers, and from the bodies of packages, which are never erased: the answer is the same
whether or not a body is still there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.agreement.acts import members_of
from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Record

Text = tuple[str, str]
"""A point, and one of its texts."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one signature covers: a text, or a package with all its members."""

    key: Text
    """The text that was signed; of a package, the package's own."""
    texts: frozenset[Text]

    def contradicts(self, other: Bundle) -> bool:
        """Whether both hold the same point with different texts."""
        mine = dict(self.texts)
        return any(mine.get(point, text) != text for point, text in other.texts)


@dataclass(frozen=True, slots=True)
class Tabled:
    """One time that a text was put on the table."""

    side: str
    seq: int
    bundle: Bundle
    needs: frozenset[tuple[str, str]]
    """Sides and their offices that must each seal the text."""


Table = Mapping[Text, Sequence[Tabled]]


def table_of(record: Record) -> Table:
    """Every text with the times it was put on the table. A package whose members are not told is not on it."""
    found: dict[Text, list[Tabled]] = defaultdict(list)
    for entry in record:
        header = entry.header
        if header.point is None or header.revision is None or header.type not in (Kind.PROPOSE, Kind.PACKAGE):
            continue
        texts = _texts_of(entry, (header.point, header.revision))
        if texts is not None:
            bundle = Bundle((header.point, header.revision), texts)
            found[bundle.key].append(Tabled(header.side, header.seq, bundle, frozenset(header.needs)))
    return found


def known_to(entry: Entry, text: Text, table: Table) -> list[Tabled]:
    """How a text was tabled as far as the writer of an entry had received; what is tabled later changes nothing."""
    return [each for each in table.get(text, ()) if each.seq <= entry.header.seen_of(each.side)]


def _texts_of(entry: Entry, key: Text) -> frozenset[Text] | None:
    if entry.header.type == Kind.PROPOSE:
        return frozenset((key,))
    members = members_of(entry)
    return None if members is None else frozenset((key, *members))
