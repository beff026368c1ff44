"""An entry in the making: what rows and lines add to it, and the entry that it becomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from placet.model.spans import UNKNOWN, When
from placet.reading import lines, timing
from placet.reading.clock import StatedTime
from placet.reading.engagement_kinds import format_of, kind_of
from placet.reading.findings import About, DayRead, Doubt, Entry
from placet.reading.grid import Where
from placet.reading.letters import language_of, script_of
from placet.reading.wrapping import settled, together


@dataclass(slots=True)
class Item:
    """An entry in the making. `heading` counts the day headings before it, 0 for none.

    `is_apart` is set where places have a column of their own: then none is looked for in the title. `printed_place`
    and `printed_time` are what was last printed in the column of places and of times.
    """

    where: Where
    heading: int
    times: StatedTime | None = None
    ends: When = UNKNOWN
    title: str = ""
    second: str = ""
    place: str = ""
    people: str = ""
    from_table: bool = False
    is_apart: bool = False
    printed_place: str = ""
    printed_time: str = ""
    is_open: bool = False
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def said(self, name: str) -> str:
        """What stands in the title, place, people or the last of the notes."""
        own = self.notes[-1:] if name == "notes" else [getattr(self, name)]
        return own[0] if own else ""

    def begin(self, name: str, words: str) -> None:
        """Set the title, place or people, or begin a note."""
        if name == "notes":
            self.notes.append(words)
        else:
            setattr(self, name, words)

    def go_on(self, name: str, line: str) -> None:
        """Add a further line to what stands there."""
        whole = together(self.said(name), line)
        if name == "notes":
            self.notes[-1:] = [whole]
        else:
            setattr(self, name, whole)

    def ask(self, about: About, case: str, said: str, chosen: str = "", others: tuple[str, ...] = ()) -> None:
        """Add a question."""
        self.doubts.append(Doubt(where=self.where, about=about, case=case, said=said, chosen=chosen, others=others))


def place_apart(item: Item, habit: lines.Habit) -> None:
    """Cut the place off a title that holds both; what is only perhaps a place is asked, and where it may begin."""
    if item.place or item.is_apart:
        return
    whole = item.title
    parts = lines.split(whole, habit)
    item.title, item.place = parts.title, parts.place
    if parts.maybe:
        item.ask(About.PLACE, "place-maybe", parts.maybe, parts.place, parts.others)


def settle_divided(item: Item, known: Collection[str]) -> None:
    """Words that stood divided at the end of a line are made whole, as the paper has them elsewhere or asked."""
    for name, about in (
        ("title", About.TITLE),
        ("second", About.TITLE),
        ("place", About.PLACE),
        ("people", About.PEOPLE),
    ):
        words, open_words = settled(getattr(item, name), known)
        setattr(item, name, words)
        for whole, hyphened in open_words:
            item.ask(about, "divided", hyphened, whole, (hyphened,))
    item.notes = [settled(note, known)[0] for note in item.notes]


def entry_of(item: Item, days: Sequence[DayRead], language: str, second: str) -> Entry:
    """The entry, on its day. `language` is that of the paper, `second` that of its other column."""
    day = days[item.heading - 1].number if item.heading else None
    own = item.title or "…"
    title = {language_of(own) if script_of(own) is not _script_of(language) else language: own}
    if item.second:
        told = language if script_of(item.second) is _script_of(language) else second
        title.setdefault(told if told not in title else _another(title), item.second)
    said = " ".join([own, *item.notes])
    return Entry(
        where=item.where,
        day=day,
        at=item.times.at if item.times is not None else UNKNOWN,
        ends=item.ends,
        title=title,
        place=item.place,
        people=item.people,
        kind=kind_of(" ".join(title.values())),
        format=format_of(" ".join(title.values())),
        is_open=item.is_open or bool(item.times and item.times.is_open) or timing.is_to_be_confirmed(said),
        notes=tuple(item.notes),
        doubts=tuple(item.doubts),
    )


def _script_of(language: str) -> object:
    """The script a language is written in, as `script_of` tells it."""
    return script_of({"ru": "я", "fa": "ا", "ar": "ا"}.get(language, "a"))


def _another(title: Iterable[str]) -> str:
    """A language that is not yet there: two texts in one script are still two texts."""
    return next(code for code in ("en", "fr", "ru", "fa", "ar") if code not in title)
