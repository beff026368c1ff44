"""Answer a text with another: the same content with some of it changed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, time, timedelta

from placet.errors import Refused
from placet.formats.scalars import read_length
from placet.model.engagements import Format, Interpretation, Kind, Mode, PressMode
from placet.model.points import (
    AgreedClock,
    CategoryContent,
    Content,
    EngagementContent,
    MatterContent,
    RequestContent,
    Stay,
    WindowContent,
    WindowStage,
)
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.model.vocabulary import LanguageTag
from placet.node.joint.texts import Proposed, needs_carried, understood
from placet.projections.standing import PointStanding

LONGEST = timedelta(days=1)
"""Of an engagement."""
_NAMES = {
    "starts": "at",
    "venue": "place",
    "until": "hold-until",
    "mode": "interpretation",
    "languages": "between",
    "served": "food",
}
"""How the parts of a change are typed where they are not called by their own names."""


def length_of(text: str, least: timedelta = timedelta(minutes=1)) -> timedelta:
    """A length as visit files have it. Raises `ValueError` for any other text, and for less or more than a day."""
    length = read_length(text)
    if not least <= length <= LONGEST:
        raise ValueError("not the length of an engagement")
    return length


_ALWAYS = frozenset(
    {
        "day",
        "on",
        "title",
        "venue",
        "who",
        "kind",
        "format",
        "mode",
        "languages",
        "interpreters",
        "honours",
        "seating",
        "margin",
        "press",
        "dress",
        "documents",
        "served",
        "remark",
    }
)
"""What every engagement has, with a time or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be otherwise; None leaves a thing as it is. An end that is not named moves with its start.

    A title is changed in the languages that it names. All who take part are named anew, and so are all honours and all
    that is served: words that stand in the text already, in whatever language, stay as they are in all of them.
    """

    starts: time | None = None
    ends: time | None = None
    length: timedelta | None = None
    day: int | None = None
    on: date | None = None
    days: int | None = None
    category: VisitKind | None = None
    title: Text | None = None
    venue: Text | None = None
    who: tuple[Text, ...] | None = None
    kind: Kind | None = None
    format: Format | None = None
    mode: Mode | None = None
    languages: tuple[LanguageTag, LanguageTag] | None = None
    interpreters: int | None = None
    honours: tuple[str, ...] | None = None
    seating: bool | None = None
    margin: timedelta | None = None
    press: PressMode | None = None
    dress: Text | None = None
    documents: int | None = None
    served: tuple[str, ...] | None = None
    remark: Text | None = None
    words: Text | None = None
    due: date | None = None
    until: str | None = None

    @property
    def named(self) -> frozenset[str]:
        """What is to be otherwise, by the names of the fields."""
        return frozenset(part.name for part in fields(self) if getattr(self, part.name) is not None)


def counter(point: PointStanding, change: Change, needs: tuple[tuple[str, str], ...] | None = None) -> Proposed:
    """The counter-proposal. Raises `Refused` where the text is not understood or has no such thing to change.

    `needs`: the offices that must sign it, where they are to be others than those that must sign the text it answers;
    with none of a side, any of its offices may.
    """
    text = point.latest
    content = understood(text).content
    if content is None:
        raise Refused("not-understood", point=point.label)
    able = _changeable(content)
    if change.named and not able:
        raise Refused("no-counter", point=point.label)
    if missing := change.named - able:
        raise Refused("nothing-of-this", point=point.label, what=_as_typed(missing), has=_as_typed(able))
    if isinstance(content, EngagementContent) and content.interpretation is None and not _is_interpreted(change):
        raise Refused("interpretation-languages", point=point.label)
    changed = _changed(content, change)
    carried = needs_carried(text)
    wanted = carried if needs is None else needs
    if changed == content and set(wanted) == set(carried):
        raise Refused("nothing-changed", point=point.label)
    return Proposed(changed, text, wanted)


def _as_typed(parts: frozenset[str]) -> str:
    return ", ".join(sorted(f"--{_NAMES.get(part, part)}" for part in parts))


def _is_interpreted(change: Change) -> bool:
    """Whether a text that has none can be given the interpretation that is wanted, if any is."""
    return change.languages is not None or (change.mode is None and change.interpreters is None)


def _changeable(content: Content) -> frozenset[str]:
    """What a text has that can be changed: of an engagement without a time, for one, no time."""
    match content:
        case EngagementContent():
            stated = {"starts": content.starts, "ends": content.ends, "length": content.starts}
            return _ALWAYS | {name for name, at in stated.items() if at is not None}
        case WindowContent():
            return frozenset({"on", "days", "until"})
        case CategoryContent():
            return frozenset({"category", "honours", "remark"})
        case RequestContent():
            return frozenset({"words", "due"})
        case MatterContent():
            return frozenset({"title", "words"})
        case _:
            return frozenset()


def _changed(content: Content, change: Change) -> Content:
    match content:
        case EngagementContent():
            return _engagement(content, change)
        case WindowContent():
            stay = Stay(arrival=change.on or content.window.arrival, days=change.days or content.window.days)
            if change.until is not None:
                return WindowContent(type=WindowStage.HOLD, window=stay, until=change.until)
            return replace(content, window=stay)
        case RequestContent():
            return replace(content, what=change.words or content.what, due=change.due or content.due)
        case MatterContent():
            title = _titled(content.title, change.title)
            return replace(content, title=title, words=change.words or content.words)
        case CategoryContent():
            return replace(
                content,
                category=change.category or content.category,
                honours=content.honours if change.honours is None else change.honours,
                remark=change.remark or content.remark,
            )
        case _:
            return content


def _engagement(content: EngagementContent, change: Change) -> EngagementContent:
    starts, ends = content.starts, content.ends
    if starts is not None and change.starts is not None:
        moved = _minutes(change.starts) - _minutes(starts.at)
        ends = _moved(ends, moved) if ends is not None else None
        starts = replace(starts, at=change.starts)
    if starts is not None and change.length is not None:
        ends = _moved(starts, round(change.length.total_seconds() / 60))
    if ends is not None and change.ends is not None:
        ends = replace(ends, at=change.ends, plus_days=0 if starts is None or change.ends >= starts.at else 1)
    on = change.on or content.on
    if on is not None and change.day is not None and content.day is not None and change.on is None:
        on += timedelta(days=change.day - content.day)
    return replace(
        content,
        starts=starts,
        ends=ends,
        day=change.day or content.day,
        on=on,
        title=_titled(content.title, change.title),
        venue=change.venue or content.venue,
        who=content.who if change.who is None else tuple(_as_it_stands(said, content.who) for said in change.who),
        kind=change.kind or content.kind,
        format=change.format or content.format,
        interpretation=_interpretation(content.interpretation, change),
        honours=content.honours if change.honours is None else change.honours,
        seating_agreed=content.seating_agreed if change.seating is None else change.seating,
        margin=content.margin if change.margin is None else change.margin,
        press=change.press or content.press,
        dress=change.dress or content.dress,
        documents=content.documents if change.documents is None else change.documents,
        served=content.served if change.served is None else change.served,
        remark=change.remark or content.remark,
    )


def _interpretation(stated: Interpretation | None, change: Change) -> Interpretation | None:
    languages = change.languages or (stated.languages if stated is not None else None)
    if languages is None:
        return None
    wanted = stated or Interpretation(languages=languages)
    number = wanted.interpreters if change.interpreters is None else change.interpreters
    return replace(wanted, mode=change.mode or wanted.mode, languages=languages, interpreters=number)


def _titled(title: Text, said: Text | None) -> Text:
    return title if said is None else Text({**title.by_language, **said.by_language})


def _as_it_stands(said: Text, known: tuple[Text, ...]) -> Text:
    """The one of these texts that says so in some language, with all its languages; else what is said."""
    words = set(said.by_language.values())
    return next((each for each in known if not words.isdisjoint(each.by_language.values())), said)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _moved(clock: AgreedClock, minutes: int) -> AgreedClock:
    days, rest = divmod(clock.plus_days * 1440 + _minutes(clock.at) + minutes, 1440)
    return replace(clock, at=time(rest // 60, rest % 60), plus_days=days)
