"""The declared fields of a visit: where each stands in it, and other values that it could have."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from placet.formats.vocabularies import VOCABULARIES
from placet.model.spans import Clock, Hours, Length, PartialDate, Precision, When
from placet.model.text import Text
from placet.model.visit import Visit

CANARY = "Kanarienvogel"
TABLES = {
    "SideId": ("sides",),
    "LegId": ("legs",),
    "VenueId": ("venues",),
    "ResourceId": ("resources",),
    "PersonId": ("people",),
    "AttendeeId": ("people", "delegations"),
    "DelegationId": ("delegations",),
    "TrackId": ("tracks",),
    "EngagementId": ("engagements",),
    "AgreementId": ("agreements",),
    "PurposeId": ("agreements", "commitments"),
}
"""Where the things stand that an id may name."""
OF_A_KIND = {
    "zone": "Asia/Tokyo",
    "home_zone": "Asia/Tokyo",
    "language": "ru",
    "track": "scientific",
    "languages": ("de", "fr"),
}
"""Fields whose strings cannot be just any."""
VALUES: dict[Any, tuple[Any, ...]] = {
    **dict.fromkeys((str, *VOCABULARIES), (CANARY,)),
    Any: (CANARY,),
    Text: (Text({"en": CANARY}),),
    date: (date(2027, 2, 3),),
    time: (time(3, 33),),
    Hours: (Hours(time(3, 33), time(4, 44)),),
    PartialDate: (PartialDate(1999, 3),),
    When: (When(Precision.FROM, Clock(time(3, 33))), When(Precision.AFTER, after=("arrival",))),
    Length: (Length(timedelta(minutes=3), timedelta(minutes=33), timedelta(minutes=333)),),
}


def is_declared(value: Any) -> bool:
    """Whether a value is of a class whose fields are declared with layers and told apart here."""
    return is_dataclass(value) and not isinstance(value, Text | Length) and any(own.metadata for own in fields(value))


def parts(value: Any) -> Iterator[Any]:
    """Everything in a visit that has declared fields, the visit first."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for one in value:
            yield from parts(one)
    elif is_declared(value):
        yield value
        for own in fields(value):
            yield from parts(getattr(value, own.name))


def classes(visit: Visit) -> dict[type, list[Any]]:
    """The parts of a visit by their class."""
    found: dict[type, list[Any]] = {}
    for part in parts(visit):
        found.setdefault(type(part), []).append(part)
    return found


def declared(of: type) -> list[Field[Any]]:
    return [own for own in fields(of) if own.metadata]


def replaced(value: Any, old: Any, new: Any) -> Any:
    """A value with another in the place of one of its parts."""
    if value is old:
        return new
    if isinstance(value, Mapping):
        return {key: replaced(part, old, new) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(replaced(part, old, new) for part in value)
    if not is_declared(value):
        return value
    own = {one.name: replaced(getattr(value, one.name), old, new) for one in declared(type(value))}
    return replace(value, **{name: part for name, part in own.items() if part is not getattr(value, name)})


def changed(visit: Visit, part: Any, field: str) -> Iterator[Visit]:
    """The visit with other values in one field of one of its parts; those that the model refuses are left away."""
    hint = get_type_hints(type(part))[field]
    now = getattr(part, field)
    others = [OF_A_KIND[field]] if field in OF_A_KIND and _is_words(hint) else _others(hint, now, visit)
    for other in others:
        if other == now:
            continue
        try:
            new = replace(part, **{field: other})
        except ValueError:
            continue
        yield replaced(visit, part, new)


def _is_words(hint: Any) -> bool:
    words = {str, *VOCABULARIES}
    return hint in words or not words.isdisjoint(get_args(hint))


def _others(hint: Any, now: Any, visit: Visit) -> Iterator[Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        for arm in get_args(hint):
            yield from _others(arm, now, visit)
    elif hint is type(None):
        yield None
    elif origin is tuple:
        yield ()
        yield from ((other,) for other in _others(get_args(hint)[0], None, visit))
    elif origin is not None and issubclass(origin, Mapping):
        keys = _others(get_args(hint)[0], None, visit)
        yield from ({key: other} for key in keys for other in _others(get_args(hint)[1], None, visit))
    elif hasattr(hint, "__supertype__") and hint not in VOCABULARIES:
        for table in TABLES.get(hint.__name__, ()):
            yield from (key for key in getattr(visit, table) if key != now)
    elif hint is bool:
        yield not now
    elif hint in (int, float):
        yield (now or 0) + 1
    elif hint is timedelta:
        yield (now or timedelta(0)) + timedelta(minutes=7)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        yield from (member for member in hint if member is not now)
    else:
        yield from VALUES.get(hint, ())
