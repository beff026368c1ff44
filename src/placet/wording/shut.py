"""When a venue cannot be used: of one that is open around the clock but for a few hours, those few say more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from placet.model.places import Opening

DAY = 24 * 60
Shut = tuple[int, int]
"""Minutes of a day between which nothing is open."""
ALL_DAY: Shut = (0, DAY)


def shut(openings: Sequence[Opening], days: Sequence[int]) -> dict[Shut, list[int]] | None:
    """On which days a venue is shut between which minutes; None where the hours in which it is open are fewer to say.

    A minute of all days is none: that is how a venue is written down that is lost for good.
    """
    if any(opening.weekdays for opening in openings):
        return None
    found: dict[Shut, list[int]] = {}
    for day in days:
        for since, until in _between(_open_on(openings, day)):
            found.setdefault((since, until), []).append(day)
    if sum((until - since) * len(on) for (since, until), on in found.items()) >= DAY * len(days) - 1:
        return {ALL_DAY: list(days)}
    return found if found and (len(found) < len(openings) or set(found) == {ALL_DAY}) else None


def _open_on(openings: Iterable[Opening], day: int) -> Iterator[Shut]:
    """The minutes of a day in which it is open, those after midnight of the day before among them."""
    for opening in openings:
        for begun in (day - 1, day):
            if not opening.days or begun in opening.days:
                since, until = (minute + (begun - day) * DAY for minute in _span(opening))
                if until > 0 and since < DAY:
                    yield max(since, 0), min(until, DAY)


def _span(opening: Opening) -> Shut:
    return opening.hours.opens_min(), opening.hours.closes_min()


def _between(spans: Iterable[Shut]) -> Iterator[Shut]:
    reached = 0
    for since, until in sorted(spans):
        if since > reached:
            yield reached, since
        reached = max(reached, until)
    if reached < DAY:
        yield reached, DAY
