"""Where interpreters work: the placed engagements that need interpretation, and the people who do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from placet.model.attendance import interpreting
from placet.model.engagements import Interpretation, Mode
from placet.model.ids import PersonId
from placet.model.people import Person
from placet.rules.case import Case, Item


def interpreted(case: Case) -> Iterator[tuple[Item, Interpretation]]:
    """Every placed engagement that needs interpretation, in order of their starts."""
    for item in case.engagements:
        need = item.engagement.interpretation if item.engagement is not None else None
        if need is not None and need.mode is not Mode.NONE:
            yield item, need


def assigned(case: Case, item: Item) -> tuple[PersonId, ...]:
    """Who interprets there, as far as it is known; each once."""
    stated = interpreting(case.visit, item.engagement) if item.engagement is not None else ()
    placed = item.placement.interpreters if item.placement is not None else ()
    return tuple(dict.fromkeys((*stated, *placed)))


def interpreters(case: Case) -> Mapping[PersonId, Person]:
    """The visit's interpreters, in the order of the file."""
    return {name: person for name, person in case.visit.people.items() if person.interprets}


def works_between(person: Person, languages: tuple[str, str]) -> bool:
    """Whether somebody interprets between two languages; the order of a pair means nothing."""
    return any(set(pair) == set(languages) for pair in person.interprets)


def are_enough(
    case: Case, work: Sequence[tuple[Item, Interpretation]], is_free: Callable[[PersonId, Item], bool]
) -> bool:
    """Whether everybody needed can be somebody else who is free: a matching of places and people (Kuhn)."""
    places = [able for item, need in work for able in _able(case, item, need, is_free)]
    taken: dict[PersonId, int] = {}

    def seat(place: int, tried: set[PersonId]) -> bool:
        for name in places[place]:
            if name not in tried:
                tried.add(name)
                if name not in taken or seat(taken[name], tried):
                    taken[name] = place
                    return True
        return False

    return all(seat(place, set()) for place in range(len(places)))


def _able(
    case: Case, item: Item, need: Interpretation, is_free: Callable[[PersonId, Item], bool]
) -> Iterator[tuple[PersonId, ...]]:
    """For each interpreter needed there, who can do it."""
    named = assigned(case, item)
    yield from ((name,) for name in named)
    missing = need.interpreters - len(named)
    if missing > 0:
        able = (name for name, person in interpreters(case).items() if works_between(person, need.languages))
        free = tuple(name for name in able if name not in named and is_free(name, item))
        yield from (free for _ in range(missing))
