"""Lines of running text: a time begins an entry, a label adds to it, what had no room goes on, and the rest is left.

A line without a time is an entry of its own only under a day, and then it is asked. Knows the line before and the
setting of the paper, and nothing of tables.
"""

from __future__ import annotations

from placet.model.engagements import Kind
from placet.reading import lines, timing
from placet.reading.clock import StatedTime, find_time, opens, says_then, stated_time
from placet.reading.columns import is_place
from placet.reading.day import heading_of
from placet.reading.engagement_kinds import kind_of
from placet.reading.findings import About
from placet.reading.grid import Where
from placet.reading.items import Item
from placet.reading.letters import folded
from placet.reading.making import Making
from placet.reading.setting import Setting, stands_alone
from placet.reading.wrapping import goes_on, had_no_room, leads_to_time

LONGEST_TITLE = 300
"""Characters of a line that may still be one engagement; beyond it stands running prose."""
_NOTHING = " .-–—_=*·•|\t"


class TextLines:
    """Takes lines one by one. `waiting` is an entry that has a time and no title yet.

    What goes on belongs to `_field` of the last entry, which a label named or did not; or to a line that was left.
    """

    def __init__(self, making: Making, setting: Setting) -> None:
        """Nothing stands before the first line."""
        self.making = making
        self.setting = setting
        self.waiting: Item | None = None
        self._field = "title"
        self._is_labelled = False
        self._was_left = False
        self._before = ""

    def line(self, where: Where, line: str) -> None:
        """One line, cleaned."""
        if not line.strip(_NOTHING):
            return
        before, self._before = self._before, line
        if self._is_inside_brackets(before, line):
            self._add(line)
        elif (heading := heading_of(line)) is not None:
            self.waiting, self._was_left = None, False
            self.making.head(where, heading)
        elif not self._timed(where, line, before) and not self._open(where, line):
            self._untimed(where, line, before)

    # ── lines that begin with a time ──────────────────────────────────────────────────────────────────────────────────

    def _timed(self, where: Where, line: str, before: str) -> bool:
        found = stated_time(line)
        if found is None and self.setting.in_blocks and stands_alone(line):
            found = stated_time(line, expected=True)
        if found is None or (found.bare and not self.setting.four_digits and _may_be_year(line)):
            return False
        if self.making.last is not None and leads_to_time(before) and had_no_room(before, line, self.setting.width):
            return False  # `Lunch, open until` / `15.00 for the press`
        title = " ".join(line[found.stop :].split())
        item = self._item(where, title=title, times=found, said=line[: found.stop])
        if found.bare and not self.setting.four_digits:
            item.ask(About.TIME, "four-digits", line[: found.stop], line[:4])
        self._begin(item)
        return True

    def _item(self, where: Where, *, title: str, times: StatedTime, said: str) -> Item:
        item = Item(where, self.making.day, times=times, ends=times.ends, title=title)
        timing.ask_about(item, said)
        return item

    def _begin(self, item: Item) -> None:
        self.making.items.append(item)
        self.waiting = item if not item.title else None
        self._goes_to("title")

    def _goes_to(self, field: str, *, is_labelled: bool = False) -> None:
        self._field, self._is_labelled, self._was_left = field, is_labelled, False

    def _open(self, where: Where, line: str) -> bool:
        """`Time tbc  Lunch`; in blocks also without the title, which is then below."""
        stop = opens(line)
        title = line[stop:].strip() if stop is not None else ""
        if stop is None or title[:1].islower() or not (title or self.setting.in_blocks):
            return False
        self._begin(Item(where, self.making.day, is_open=True, title=title))
        return True

    # ── lines that do not ─────────────────────────────────────────────────────────────────────────────────────────────

    def _untimed(self, where: Where, line: str, before: str) -> None:
        last = self.making.last
        named = lines.labelled(line)
        if named is None and self.waiting is not None:
            self.waiting.title, self.waiting = line, None
        elif named is not None and last is not None:
            self._labelled(last, *named)
        elif self._was_left and (goes_on(before, line) or line.startswith("(")):
            self.making.leave(where, line)
        elif last is not None and not self._was_left and self._goes_on(last, before, line):
            self._add(line)
        elif last is not None and self._is_of_block(last, line):
            self._below(last, line)
        elif (inside := find_time(line)) is not None and len(line) <= LONGEST_TITLE and self._may_begin(line):
            self._time_inside(where, line, *inside)
        else:
            self._alone(where, line)

    def _may_begin(self, line: str) -> bool:
        is_under = bool(self.making.headings or self.making.items)
        return is_under and not self.making.is_running_head(line)

    def _is_inside_brackets(self, before: str, line: str) -> bool:
        """Whether a line closes a bracket that is open, or opens one at once: a time in it is no beginning."""
        last = self.making.last
        if last is None or last.from_table or self.waiting is not None or self._was_left:
            return False
        if line.startswith("("):
            found = stated_time(line)
            return found is None or (last.times is not None and found.stop >= len(line))
        said = last.said(self._field)
        if said.count("(") <= said.count(")"):
            return False
        closes = ")" in line and "(" not in line[: line.index(")")]
        return closes or (stated_time(line) is None and had_no_room(before, line, self.setting.width))

    def _goes_on(self, last: Item, before: str, line: str) -> bool:
        """Whether a line is the rest of what stands above; outside blocks it is asked where only its length says so."""
        if _is_bullet(line) or last.from_table:
            return False
        if goes_on(last.said(self._field), line):
            return True
        is_rest = had_no_room(before, line, self.setting.width)
        if is_rest and not self.setting.in_blocks:
            last.ask(About.TITLE, "line-more", line)
        return is_rest

    def _is_of_block(self, last: Item, line: str) -> bool:
        """In blocks a line belongs to the time above it; if its words say that something takes place, it is asked."""
        is_block = self.setting.in_blocks and (last.times is not None or last.is_open) and not last.from_table
        if is_block and kind_of(line) is not Kind.OTHER:
            last.ask(About.TITLE, "line-more", line)
        return is_block and not _is_bullet(line) and kind_of(line) is Kind.OTHER

    def _below(self, last: Item, line: str) -> None:
        """A line of a block that stands by itself: the rest where all else is labelled, or the place; mostly asked."""
        if self._is_labelled or self.setting.labels_places:
            last.go_on(self._field, line)
            last.ask(About.TITLE, "line-more", line)
        elif is_place(line) and not last.place and len(line.split()) <= lines.WORDS_IN_PLACE:
            last.place = line
            self._goes_to("place")
        else:
            if not last.place:
                last.ask(About.PLACE, "place-maybe", line, "", (line,))
            last.notes.append(line)
            self._goes_to("notes")

    def _add(self, line: str) -> None:
        """A line that goes on belongs to what was written last: the title, or what a label named."""
        if (last := self.making.last) is not None:
            last.go_on(self._field, line)

    def _labelled(self, last: Item, name: str, words: str) -> None:
        is_free = name in ("place", "people") and not last.said(name)
        self._goes_to(name if is_free else "notes", is_labelled=True)
        last.begin(self._field, words)

    def _time_inside(self, where: Where, line: str, begins: int, found: StatedTime) -> None:
        """`Talks at 10:30 in the White Hall`."""
        head, tail = line[:begins].rstrip(" ,–—-"), line[found.stop :].strip()
        said = line[begins : found.stop]
        item = self._item(where, title=f"{head} {tail}".strip(), times=found, said=said)
        if tail and find_time(tail):
            item.ask(About.TIME, "two-times", line, said.strip(" ,"))
        self._begin(item)

    def _alone(self, where: Where, line: str) -> None:
        """A line without a time is an entry only under a day, and if its words say what it is; else it is left."""
        then = line.split(" ", 1)
        is_then = says_then(then[0].strip(":–-")) and len(then) > 1
        says_what = len(line) <= LONGEST_TITLE // 2 and not line.endswith(":") and kind_of(line) is not Kind.OTHER
        is_one = is_then or says_what or _is_bullet(line)
        if self.making.headings and is_one and not self.making.is_running_head(line):
            item = Item(where, self.making.day, title=line.lstrip("-–—•*· \t"))
            item.ask(About.TIME, "untimed", line)
            self._begin(item)
        else:
            self.making.leave(where, line)
            self._was_left = True


def _may_be_year(line: str) -> bool:
    return folded(line)[:2] in ("19", "20") and folded(line)[2:4].isdigit()


def _is_bullet(line: str) -> bool:
    return line[:1] in "-–—•*·" and len(line) <= LONGEST_TITLE
