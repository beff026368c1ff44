"""What an engagement is, by the words of its title. The words are data (`words/kinds.toml`); nothing else is looked at.

Where no word says it, it is `other`: a kind is never needed to know when and where something is.
"""

from __future__ import annotations

from placet.model.engagements import Format, Kind
from placet.reading.letters import folded
from placet.reading.words import whole, words

_KINDS = [(Kind(entry["is"]), whole(entry["words"])) for entry in words("kinds")["kind"]]
_FORMATS = [(Format(entry["is"]), whole(entry["words"])) for entry in words("kinds")["format"]]


def kind_of(title: str) -> Kind:
    """The first kind whose words are in the title."""
    said = folded(title)
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), Kind.OTHER)


def format_of(title: str) -> Format | None:
    """The format of talks, where the title names it."""
    said = folded(title)
    return next((form for form, pattern in _FORMATS if pattern.search(said)), None)
