"""How a paper is set, as its lines tell together: how wide they are, and whether times stand on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.model.spans import Precision
from placet.reading.clock import says_open, stated_time
from placet.reading.columns import is_place
from placet.reading.grid import Row
from placet.reading.lines import labelled
from placet.reading.wrapping import PERHAPS, goes_on, had_no_room

FEWEST_BLOCKS = 3
"""Times on lines of their own, from which on a paper is set in blocks: a time, a title, and what belongs to it."""
FEWEST_FULL = 3
"""Full lines with a rest below them, from which on they show how much a line of the paper holds."""
_MOSTLY = 0.8
_SURE_OF_PLACES = 0.25
"""The part of second lines that must name a place, before all of them are taken for places without a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """`width` counts the characters that a line holds, 0 where nothing shows it.

    `four_digits` is set where several lines begin with a time of four digits and nothing else; `second_lines` where
    most cells of titles have two lines, of which the second is the place, and `second_sure` where their words say so;
    `labels_places` where places stand behind a label, `Venue:`, and therefore nowhere else.
    """

    width: int = 0
    four_digits: bool = False
    in_blocks: bool = False
    second_lines: bool = False
    second_sure: bool = False
    labels_places: bool = False


def setting_of(rows: Sequence[Row]) -> Setting:
    """The setting of a whole paper."""
    plain = [row.cells[0] for row in rows if row.table is None and len(row.cells) == 1]
    seconds = _second_lines(rows)
    return Setting(
        width=_width(plain),
        four_digits=sum((found := stated_time(line)) is not None and found.bare for line in plain) > 1,
        in_blocks=_in_blocks(plain),
        second_lines=bool(seconds),
        labels_places=sum((named := labelled(line)) is not None and named[0] == "place" for line in plain) > 1,
        second_sure=sum(map(is_place, seconds)) >= _SURE_OF_PLACES * max(len(seconds), 1),
    )


def _in_blocks(lines: Sequence[str]) -> bool:
    """Whether times stand alone: several of them, or in a short paper all there are."""
    alone = sum(map(stands_alone, lines))
    beside = sum(stated_time(line) is not None and not stands_alone(line) for line in lines)
    return alone >= FEWEST_BLOCKS or (alone > 1 and not beside)


def stands_alone(line: str) -> bool:
    """Whether a line is a time and nothing else: a clock, a part of the day, or that the time is not settled."""
    if not line[:1].isalnum():
        return False
    if (found := stated_time(line)) is not None:
        return found.stop >= len(line)
    part = stated_time(line, expected=True)
    is_part = part is not None and part.at.precision is Precision.PART and part.stop >= len(line)
    return is_part or says_open(line)


def _width(lines: Sequence[str]) -> int:
    """What a line holds, where lines that certainly go on show that the paper was broken at its width."""
    broken = [(before, line) for before, line in pairwise(lines) if goes_on(before, line)]
    width = max((len(before) for before, _ in broken), default=0)
    full = sum(had_no_room(before, line, width) for before, line in broken)
    return width if full >= FEWEST_FULL and full >= _MOSTLY * len(broken) else 0


def _second_lines(rows: Sequence[Row]) -> list[str]:
    """What stands under the titles, where most cells of a table's texts have a second line, and many certainly."""
    texts = [max(row.cells, key=len) for row in rows if row.table is not None and sum(map(bool, row.cells)) > 1]
    seconds = [text.split("\n")[1] for text in texts if "\n" in text]
    broken = sum("\n" in text or PERHAPS in text for text in texts)
    is_usual = len(texts) >= FEWEST_BLOCKS and len(seconds) * 4 >= len(texts) and broken * 2 > len(texts)
    return seconds if is_usual else []
