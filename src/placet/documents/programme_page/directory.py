"""Who takes part: people by side and precedence, delegations, parallel programmes, and what else takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from placet.documents.programme_page.entries import Entry, Group
from placet.documents.programme_page.phrases import Phrases
from placet.model.people import Delegation, Person, Presence, Suite
from placet.model.text import Text, Title
from placet.model.visit import Busy
from placet.wording.dates import weekday

FORMS = ("genitive", "instrumental", "dative", "with_article", "short")
"""Of a title, the forms that papers need."""


def directory_of(phrases: Phrases) -> Iterator[Group]:
    """People of each side, the reader's own first; then delegations, tracks and other commitments."""
    p, visit = phrases, phrases.visit
    for side in p.sides:
        people = [person for person in visit.people.values() if person.side == side]
        last = len(people) + 1
        people.sort(key=lambda person: person.precedence or last)
        yield Group(
            heading=p.side(side),
            side="ours" if side == p.sides[0] else "theirs",
            entries=tuple(_person(p, person) for person in people),
        )
    yield Group(
        heading=p.word("annexes", "delegations"),
        entries=tuple(_delegation(p, delegation) for delegation in visit.delegations.values()),
    )
    yield Group(
        heading=p.word("annexes", "tracks"),
        entries=tuple(
            Entry(name=p.name(track.name), facts=p.everybody(track.members)) for track in visit.tracks.values()
        ),
    )
    yield Group(heading=p.word("annexes", "busy"), entries=_taken(p, visit.busy))
    yield Group(heading=p.word("annexes", "diary"), entries=_taken(p, visit.diary), private=True)


def _person(p: Phrases, person: Person) -> Entry:
    return Entry(
        mark=p.spoken.in_digits(person.precedence) if person.precedence is not None else "",
        name=p.name(person.office.name),
        facts=(
            *p.facts(person=person.name),
            *_standing(p, person),
            *_other_languages(p, person.name, person.office.name),
            *_forms(p, person.office),
        ),
        private=p.facts(day_limit=person.day_limit, note=person.note),
    )


def _standing(p: Phrases, person: Person) -> tuple[str, ...]:
    interpreted = tuple(p.language_pair(pair) for pair in person.interprets)
    return p.facts(
        principal=person.principal,
        level=p.word("levels", str(person.level)) if person.level is not None else "",
        institution=p.word("institutions", person.institution) if person.institution is not None else "",
        suite=p.word("suites", person.suite.value) if person.suite is not Suite.OFFICIAL else "",
        counterpart=p.attendee(person.counterpart, full=True) if person.counterpart is not None else "",
        speaks=tuple(p.word("languages", code) for code in person.speaks),
        interprets=interpreted,
        there=tuple(_presence(p, presence) for presence in person.presence),
        prayers=tuple(p.word("prayers", prayer) for prayer in person.prayer.prayers) if person.prayer else (),
        prayer_length=person.prayer.length if person.prayer else None,
        kitchen=tuple(p.word("kitchen", dish) for dish in person.diet),
        home=p.city(person.home_zone) if person.home_zone is not None else "",
        phone=person.phone,
    )


def _other_languages(p: Phrases, *texts: Text | None) -> tuple[str, ...]:
    """The same in the other languages that the file has it in."""
    return tuple(
        dict.fromkeys(
            words for text in texts if text is not None for words in text.by_language.values() if words != p.name(text)
        )
    )


def _forms(p: Phrases, office: Title) -> tuple[str, ...]:
    """The grammatical forms of a title, as its owner wrote them."""
    written = ((form, getattr(office, form)) for form in FORMS)
    return tuple(
        p.say("facts", "form", form=p.word("forms", form), words=words)
        for form, text in written
        if text is not None
        for words in text.by_language.values()
    )


def _presence(p: Phrases, presence: Presence) -> str:
    since, until = (
        p.joined(filter(None, (p.day(day) if day is not None else "", p.sentences.clock(at) if at is not None else "")))
        for day, at in ((presence.from_day, presence.from_at), (presence.until_day, presence.until_at))
    )
    return p.joined(p.facts(since=since, until=until))


def _delegation(p: Phrases, delegation: Delegation) -> Entry:
    return Entry(
        name=p.name(delegation.name),
        facts=p.facts(
            of_side=p.side(delegation.side) if delegation.side is not None else "",
            counted=delegation.count,
            members=p.everybody(delegation.members),
        ),
    )


def _taken(p: Phrases, table: Mapping[str, Busy]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            name=p.name(busy.title) if busy.title is not None else p.word("annexes", "taken"),
            facts=p.facts(who=p.everybody(busy.who), on=_dates(p, busy), hours=busy.between),
            private=p.facts(reason=busy.reason),
        )
        for busy in table.values()
    )


def _dates(p: Phrases, busy: Busy) -> str:
    """The day of the visit, or the dates, on which somebody is taken."""
    if busy.day is not None:
        return p.day(busy.day)
    said = p.facts(since=busy.on, until=busy.until) if busy.until is not None else p.facts(on=busy.on)
    return p.joined((*said, *(weekday(day, p.spoken) for day in busy.weekdays)))
