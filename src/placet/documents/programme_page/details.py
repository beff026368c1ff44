"""What there is to say about an engagement, a journey or protected time besides who, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from placet.documents.programme_page.phrases import Phrases
from placet.model.engagements import Engagement, Follow, Kind, Mode, Status
from placet.model.ids import EngagementId
from placet.model.movements import Movement
from placet.model.programme import PRAYERS, RESIDENCE
from placet.model.spans import Length
from placet.model.text import Text
from placet.model.visit import Block, BlockKind
from placet.projections.programme import BlockRow, EngagementRow

UNSETTLED = frozenset({Status.IDEA, Status.TENTATIVE, Status.TO_BE_CONFIRMED, Status.ADDED})
"""How settled something is, where that is worth a word."""


def status_of(phrases: Phrases, item: Engagement | Movement) -> str:
    """A word for what is not settled yet."""
    return phrases.word("sheet", item.status.value) if item.status in UNSETTLED else ""


def is_agreed(item: Engagement | Movement) -> bool:
    """Whether the sides agreed on it, whether or not the file says by what."""
    return item.agreed is not None or item.status is Status.AGREED


# ------------------------------------------------------------------------------------------------ engagements


def lines_of(phrases: Phrases, engagement: Engagement, row: EngagementRow | None = None) -> tuple[str, ...]:
    """What it is, what was asked for, and what may still change: a line each, as far as there is something to say."""
    lines = (_nature(phrases, engagement), _standing(phrases, engagement, row), _wish(phrases, engagement))
    return tuple(phrases.joined(line, " · ") for line in lines if line)


def running_lines(phrases: Phrases, row: EngagementRow) -> tuple[str, ...]:
    """Of that, what whoever runs the day needs: what it is, and where it is held if the weather is bad."""
    return (*_nature(phrases, row.engagement), *weather_of(phrases, row.engagement, row))


def weather_of(phrases: Phrases, engagement: Engagement, row: EngagementRow | None) -> tuple[str, ...]:
    """Where it is held if the weather is bad, and by when that is decided; how long before, where it has no hour."""
    plan_b = engagement.plan_b
    if plan_b is None or (row is not None and row.venue == plan_b.venue):
        return ()
    decision = row.decision if row is not None else None
    at = phrases.clock(decision.at, row.zone, row.day) if row is not None and decision is not None else ""
    return phrases.facts(
        plan_b=phrases.venue(plan_b.venue),
        plan_b_by=at,
        plan_b_decided=None if at else plan_b.decide_before,
    )


def _nature(phrases: Phrases, engagement: Engagement) -> tuple[str, ...]:
    kind = phrases.word("engagement_kinds", engagement.kind.value)
    said = engagement.title.in_language(phrases.language).casefold()
    return phrases.facts(
        kind=kind if kind.casefold() not in said else "",
        format=phrases.word("formats", engagement.format.value) if engagement.format is not None else "",
        honours=tuple(phrases.word("honours", honour) for honour in engagement.honours),
        documents=phrases.count("sheet", "documents", engagement.documents) if engagement.documents else "",
        speech=engagement.speech and engagement.kind is not Kind.SPEECH,
        guest_book=engagement.guest_book,
        gifts=engagement.gifts,
        flags=phrases.name(engagement.flags) if engagement.flags is not None else "",
        host=phrases.name(engagement.host) if engagement.host is not None else "",
        greeter_level=_level(phrases, engagement.greeter_level),
        people=engagement.people,
        people_met=engagement.people_met,
        served=tuple(phrases.word("kitchen", dish) for dish in engagement.served),
        seating=phrases.word("seating", "agreed" if engagement.seating_agreed else "open")
        if engagement.seating_agreed is not None
        else "",
    )


def _level(phrases: Phrases, level: int | None) -> str:
    return phrases.word("levels", str(level)) if level is not None else ""


def _standing(phrases: Phrases, engagement: Engagement, row: EngagementRow | None) -> tuple[str, ...]:
    plan_b = engagement.plan_b
    before = phrases.facts(
        serves=tuple(phrases.purpose(purpose) for purpose in engagement.serves),
        agreed_by=engagement.agreed,
        anchor=engagement.anchor,
        margin=engagement.margin,
    )
    after = phrases.facts(
        plan_b_trigger=plan_b.trigger if plan_b is not None else None,
        disclosed_on=engagement.disclosed_on,
        owner=engagement.owner,
        contact=_reached(phrases, engagement),
        optional=engagement.optional,
    )
    return (*before, *weather_of(phrases, engagement, row), *after)


def _reached(phrases: Phrases, engagement: Engagement) -> str:
    """The person to call, with the telephone."""
    if engagement.contact is None or engagement.contact not in phrases.visit.people:
        return ""
    phone = phrases.visit.people[engagement.contact].phone
    return phrases.joined(filter(None, (phrases.attendee(engagement.contact), phone)))


def _wish(phrases: Phrases, engagement: Engagement) -> tuple[str, ...]:
    """What was asked for, where the programme had a choice."""
    asked = (
        "" if engagement.at.is_placed else phrases.when(engagement.at),
        *(_follow(phrases, Follow(engagement=EngagementId(before))) for before in engagement.at.after),
        *phrases.facts(ends=phrases.when(engagement.ends)),
        _length(phrases, engagement.length),
        *(_follow(phrases, follow) for follow in engagement.after),
        *phrases.facts(days=tuple(phrases.day(day) for day in engagement.days)),
    )
    return phrases.facts(wish=phrases.joined(filter(None, asked)))


def _length(phrases: Phrases, length: Length | None) -> str:
    """A length with play in it; one without is what the times say."""
    if length is None or length.least == length.most or not length.stated:
        return ""
    return phrases.say(
        "facts",
        "length",
        least=phrases.fact(length.least),
        typical=phrases.fact(length.typical),
        most=phrases.fact(length.most),
    )


def _follow(phrases: Phrases, follow: Follow) -> str:
    (after,) = phrases.facts(after=phrases.item(follow.engagement))
    gap = phrases.facts(gap_least=follow.least, gap_most=follow.most)
    return phrases.aside(after, gap)


def private_lines(phrases: Phrases, engagement: Engagement) -> tuple[str, ...]:
    """What stays in this office. Nothing of it is in what other readers see, so for them this is empty."""
    return phrases.facts(
        value=engagement.value if engagement.value != _UNSTATED_VALUE else None,
        withheld=engagement.withheld,
        reason=engagement.reason,
        note=engagement.note,
    )


_UNSTATED_VALUE = Engagement(title=Text({"en": "any"})).value
"""What an engagement is worth of which nobody said it."""


def arrangements_of(phrases: Phrases, row: EngagementRow) -> Iterator[str]:
    """Interpretation, press, dress, and what it takes, a line each."""
    engagement = row.engagement
    yield from interpretation_of(phrases, row)
    yield from press_of(phrases, row)
    if engagement.dress is not None:
        yield phrases.name(engagement.dress)
    yield from phrases.amounts(engagement.uses)


def press_of(phrases: Phrases, row: EngagementRow) -> Iterator[str]:
    """How the press is there, and when it assembles, on the clock of where it is."""
    engagement = row.engagement
    if engagement.press is None:
        return
    said = phrases.word("press", engagement.press.value)
    if engagement.press_call is not None:
        at = phrases.clock(row.starts_at - engagement.press_call, row.zone, row.day)
        said = phrases.spoken.clauses((said, phrases.say("sheet", "press_call", at=at)))
    yield said


def interpretation_of(phrases: Phrases, row: EngagementRow) -> Iterator[str]:
    """How it is interpreted, between which languages, and by whom."""
    wanted = row.engagement.interpretation
    if wanted is None:
        return
    if wanted.mode is Mode.NONE:
        yield phrases.say(
            "sheet", "one_language", mode=phrases.word("modes", wanted.mode.value), languages=_spoken(phrases, row)
        )
        return
    names = phrases.joined(map(phrases.attendee, row.interpreters))
    key = "interpreters_named" if names else "interpreters"
    mode = phrases.word("modes", wanted.mode.value)
    said = phrases.say("sheet", key, mode=mode, languages=phrases.language_pair(wanted.languages), names=names)
    more = phrases.facts(
        at_once=wanted.interpreters if wanted.interpreters != len(row.interpreters) else None,
        named=tuple(phrases.attendee(name) for name in wanted.named if name not in row.interpreters),
        speech_time=wanted.speech,
    )
    yield phrases.spoken.clauses((said, *more))


def _spoken(phrases: Phrases, row: EngagementRow) -> str:
    wanted = row.engagement.interpretation
    pair = wanted.languages if wanted is not None else ()
    return phrases.joined(dict.fromkeys(phrases.word("languages", code) for code in pair))


# ------------------------------------------------------------------------------------------- ways and blocks


def movement_facts(phrases: Phrases, movement: Movement) -> tuple[str, ...]:
    """How one travels, the time on the ground at both ends, and what the journey takes."""
    return phrases.facts(
        kind=phrases.word("transport", movement.by.value).lower(),
        flight=movement.flight,
        takes=movement.length.typical if movement.length is not None else None,
        buffer_before=movement.departs.buffer,
        buffer_after=movement.arrives.buffer,
        uses=phrases.amounts(movement.uses),
        agreed_by=movement.agreed,
        anchor=movement.anchor,
    )


def block_name(phrases: Phrases, row: BlockRow) -> str:
    """Its title, or what it protects; what the plan put in is a prayer, a meal or time at the residence."""
    if row.block is not None and row.block.title is not None:
        return row.block.title.in_language(phrases.language)
    if row.block is None and row.id == RESIDENCE:
        return phrases.word("sheet", "residence")
    put_in = BlockKind.PRAYER if row.id in PRAYERS else BlockKind.MEAL
    return phrases.word("blocks", (row.block.kind if row.block is not None else put_in).value)


def block_facts(phrases: Phrases, block: Block) -> tuple[str, ...]:
    """What was asked for and, where it was, that it may be given up."""
    title = phrases.name(block.title) if block.title is not None else ""
    kind = phrases.word("blocks", block.kind.value)
    return phrases.facts(
        kind=kind.lower() if title and kind.casefold() not in title.casefold() else "",
        kept_between=phrases.say("facts", "kept", length=phrases.fact(block.length), hours=phrases.fact(block.between)),
        every_day=block.day is None,
        waived=block.waived,
    )
