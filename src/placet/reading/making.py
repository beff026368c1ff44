"""A reading in the making: the days, entries and lines left so far, in the order of the paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from placet.reading.day import Heading
from placet.reading.findings import Doubt, Left
from placet.reading.grid import Where
from placet.reading.items import Item
from placet.reading.wrapping import DIVIDED


@dataclass(slots=True)
class Making:
    """What the rows have given so far; whoever reads a row adds to it.

    `second_lines` are the entries whose place is one only because it stands on the second line of a cell.
    """

    headings: list[tuple[Where, Heading]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    second_lines: list[Item] = field(default_factory=list)
    _heads: set[str] = field(default_factory=set)

    @property
    def day(self) -> int:
        """How many day headings there were; 0 before the first."""
        return len(self.headings)

    @property
    def last(self) -> Item | None:
        """The entry before, if it is on the same day."""
        return self.items[-1] if self.items and self.items[-1].heading == self.day else None

    def head(self, where: Where, heading: Heading) -> None:
        """Begin a day."""
        self.headings.append((where, heading))

    def leave(self, where: Where, text: str) -> None:
        """List a text as not understood."""
        if plain := " ".join(text.replace(DIVIDED, "").split()):
            self.left.append(Left(where, plain))
            if not self.headings:
                self._heads.add(plain)

    def is_running_head(self, text: str) -> bool:
        """Whether a text stood above the first day already: a page or a sheet begins with it again."""
        return " ".join(text.split()) in self._heads
