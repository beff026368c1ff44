"""Which column of a table is the time, which the title, the place, the people: by header words and by what is in it.

A header word decides. Without one, times and days are known by sight over the whole table; two columns of running text
in two scripts, with the time between or beside them, are one text in two languages. What is left is told from the order
in which offices write (title, place, people), and that is a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from placet.model.engagements import Kind
from placet.reading.clock import says_open, says_then, stated_time
from placet.reading.day import heading_of
from placet.reading.engagement_kinds import kind_of
from placet.reading.letters import Script, folded, script_of
from placet.reading.words import either, whole, words

_WORDS = words("columns")
_PLACE = whole(_WORDS["places"]["words"])
_MOST_HEADER_WORDS = 4
_SHARE = 0.6
"""The part of a column's cells that must be times (or days) for it to be the column of times."""
_SURE_OF_TITLES = 0.4
_MARGIN = 0.3
"""How much more often another column must say what takes place before it is taken for the titles."""


class Role(Enum):
    """What a column holds. `second` is the title in the paper's second language."""

    DAY = "day"
    TIME = "time"
    END = "end"
    TITLE = "title"
    SECOND = "second"
    PLACE = "place"
    SECOND_PLACE = "second-place"
    PEOPLE = "people"
    NOTE = "note"
    NUMBER = "number"


_HEADED = {
    role: re.compile(rf"{either(_WORDS[role.value])}(?!\w)")
    for role in (Role.NUMBER, Role.DAY, Role.END, Role.TIME, Role.PLACE, Role.PEOPLE, Role.NOTE, Role.TITLE)
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, by their number from 0. `case` names what had to be taken on trust.

    `says_what` is set where the titles are known by a header or by their words, so that times are not needed.
    """

    roles: Mapping[int, Role] = field(default_factory=dict)
    case: str = ""
    header: int | None = None
    says_what: bool = False

    def of(self, role: Role) -> int | None:
        """The first column of a role."""
        return next((number for number, own in self.roles.items() if own is role), None)

    def cell(self, cells: Sequence[str], role: Role) -> str:
        """What a row says in a role; empty where there is no such column."""
        number = self.of(role)
        return cells[number] if number is not None and number < len(cells) else ""


def is_place(text: str) -> bool:
    """Whether a text has a word that names places."""
    return bool(_PLACE.search(folded(text)))


def headed(cells: Sequence[str]) -> dict[int, Role]:
    """The roles that a row's words give to columns, if it is a row of headers; else nothing."""
    roles: dict[int, Role] = {}
    filled = [number for number, cell in enumerate(cells) if cell.strip()]
    for number in filled:
        role = _headed_as(cells[number])
        if role is not None:
            roles[number] = role
    if len(roles) < 2 or len(roles) * 2 < len(filled):
        return {}
    return _once_each(roles, cells)


def _headed_as(cell: str) -> Role | None:
    said = " ".join(folded(cell).replace("\n", " / ").split()).strip(" .:*")
    if len(said.split()) > 2 * _MOST_HEADER_WORDS or stated_time(said) is not None:
        return None
    parts = [part.strip(" .:()") for part in re.split(r"[/|]", said)]
    for role, pattern in _HEADED.items():
        if any(pattern.fullmatch(part) for part in (said, *parts)):
            return role
    for role, pattern in _HEADED.items():
        if any(pattern.match(part) and len(part.split()) <= _MOST_HEADER_WORDS for part in parts):
            return role
    return None


def _once_each(roles: dict[int, Role], cells: Sequence[str]) -> dict[int, Role]:
    """A role that stands twice is said again in another language; times that stand twice begin and end."""
    again = {Role.TITLE: Role.SECOND, Role.PLACE: Role.SECOND_PLACE}
    seen: dict[Role, int] = {}
    settled: dict[int, Role] = {}
    for number, role in roles.items():
        if role not in seen:
            seen[role] = number
            settled[number] = role
        elif role in again and script_of(cells[seen[role]]) != script_of(cells[number]):
            settled[number] = again[role]
        else:
            settled[number] = Role.NOTE
    if Role.END in seen and Role.TIME not in seen:
        settled[seen[Role.END]] = Role.TIME
    return settled


def columns_of(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a whole table, its row of headers (if it has one) among the first three."""
    for number, row in enumerate(rows[:3]):
        if roles := headed(row):
            return _completed(roles, rows[number + 1 :], number)
    return _completed({}, rows, None)


def _completed(roles: dict[int, Role], rows: Sequence[Sequence[str]], header: int | None) -> Columns:
    width = max((len(row) for row in rows), default=0)
    texts = {
        number: [row[number] for row in rows if number < len(row) and row[number].strip()] for number in range(width)
    }
    roles = {number: role for number, role in roles.items() if texts.get(number) or header is not None}
    free = [number for number in range(width) if number not in roles and texts[number]]
    case = ""
    for number in list(free):
        role = _by_sight(texts[number], roles)
        if role is not None:
            roles[number] = role
            free.remove(number)
    if len(ends := [number for number, role in roles.items() if role in (Role.TIME, Role.END)]) == 2:
        case = (
            "two-clocks"
            if _is_other_clock([(row[ends[0]], row[ends[1]]) for row in rows if max(ends) < len(row)])
            else ""
        )
    roles, free = _titled(roles, free, texts)
    if free:
        given = _in_usual_order(roles, free, texts)
        case = case or ("columns" if any(role is not Role.NOTE for role, sure in given.values() if not sure) else "")
        roles |= {number: role for number, (role, _) in given.items()}
    title = next((number for number, role in roles.items() if role is Role.TITLE), None)
    says_what = title is not None and (header is not None or _says_what(texts.get(title, ())) >= _SURE_OF_TITLES)
    return Columns(dict(sorted(roles.items())), case, header, says_what)


def _by_sight(cells: Sequence[str], roles: Mapping[int, Role]) -> Role | None:
    if _counts_up(cells):
        return Role.NUMBER
    timed = [cell for cell in cells if is_time(cell)]
    if timed and len(timed) >= _SHARE * len(cells) and any(stated_time(cell, expected=True) for cell in timed):
        return Role.END if Role.TIME in roles.values() else Role.TIME
    if sum(heading_of(cell, in_column=True) is not None for cell in cells) >= _SHARE * len(cells):
        return Role.DAY if Role.DAY not in roles.values() else Role.NOTE
    if all(re.fullmatch(r"\d{1,3}[.)]?", folded(cell).strip()) for cell in cells):
        return Role.NUMBER
    return None


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether cells number their rows, from 1; hours would hardly do so."""
    return len(cells) > 1 and [folded(cell).strip(" .)") for cell in cells] == [str(n) for n, _ in enumerate(cells, 1)]


def is_time(cell: str) -> bool:
    """Whether a cell holds a time and nothing else, or says that there is none yet."""
    first = " ".join(cell.split())
    found = stated_time(first, expected=True)
    return (found is not None and found.stop >= len(first)) or says_open(first) or says_then(first)


def _is_other_clock(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether two columns of times are one moment on two clocks: always the same hours apart, more than once."""
    apart = set()
    count = 0
    for first, second in pairs:
        one, other = stated_time(first, expected=True), stated_time(second, expected=True)
        if one is None or other is None or one.at.clock is None or other.at.clock is None:
            continue
        count += 1
        minutes = [at.hour * 60 + at.minute for at in (one.at.clock.at, other.at.clock.at)]
        apart.add((minutes[1] - minutes[0]) % (24 * 60))
    return count > 2 and len(apart) == 1 and next(iter(apart)) % 30 == 0


def _titled(
    roles: dict[int, Role], free: list[int], texts: Mapping[int, Sequence[str]]
) -> tuple[dict[int, Role], list[int]]:
    """The title, and beside it the same in another script."""
    if Role.TITLE not in roles.values() and free:
        after = [number for number in free if number > (max(_numbers(roles, Role.TIME), default=-1))]
        title = min(after or free, key=lambda number: (_looks_like_places(texts[number]), number))
        if len(tried := [number for number in free if _script(texts[number]) is _script(texts[title])]) > 1:
            best = max(tried, key=lambda number: _says_what(texts[number]))
            title = best if _says_what(texts[best]) >= _says_what(texts[title]) + _MARGIN else title
        roles = {**roles, title: Role.TITLE}
        free = [number for number in free if number != title]
    title_column = next((number for number, role in roles.items() if role is Role.TITLE), None)
    if title_column is None or Role.SECOND in roles.values():
        return roles, free
    own = _script(texts.get(title_column, ()))
    for number in list(free):
        other = _script(texts[number])
        if own is not None and other not in (None, own) and not _looks_like_places(texts[number]):
            roles = {**roles, number: Role.SECOND}
            free.remove(number)
            break
    return roles, free


def _says_what(cells: Sequence[str]) -> float:
    """The part of a column's cells that say what takes place."""
    return round(sum(kind_of(cell) is not Kind.OTHER for cell in cells) / max(len(cells), 1), 1)


def _numbers(roles: Mapping[int, Role], wanted: Role) -> list[int]:
    return [number for number, role in roles.items() if role is wanted]


def _script(cells: Sequence[str]) -> Script | None:
    return script_of(" ".join(cells))


def _looks_like_places(cells: Sequence[str]) -> bool:
    """Whether most cells are short and name places: a title may name one, but is not only that."""
    named = [cell for cell in cells if is_place(cell) and len(cell.split()) <= 6]
    return len(named) * 2 > len(cells)


def _in_usual_order(
    roles: Mapping[int, Role], free: Sequence[int], texts: Mapping[int, Sequence[str]]
) -> dict[int, tuple[Role, bool]]:
    """What is left, as offices write it: place, people, remarks. Sure where the words say so."""
    given: dict[int, tuple[Role, bool]] = {}
    places = [number for number in free if _looks_like_places(texts[number])]
    taken = set(roles.values())
    if Role.PLACE not in taken and places:
        given[places[0]] = (Role.PLACE, True)
        taken.add(Role.PLACE)
        second = next((n for n in places[1:] if _script(texts[n]) != _script(texts[places[0]])), None)
        if second is not None:
            given[second] = (Role.SECOND_PLACE, True)
    for number in free:
        if number in given:
            continue
        role = next((role for role in (Role.PLACE, Role.PEOPLE) if role not in taken), Role.NOTE)
        taken.add(role)
        given[number] = (role, role is Role.NOTE)
    return given
