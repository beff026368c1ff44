"""What the visit calls its things. Each is looked up in its own table: an id is that of one thing within it only."""

from __future__ import annotations

from typing import Any

from placet.model.attendance import label_of
from placet.model.ids import Ref, Sort
from placet.model.roads import place_words
from placet.model.text import Text, Title
from placet.model.visit import Block, Visit
from placet.wording.language import language as language_of

TABLES = {
    Sort.SIDE: "sides",
    Sort.LEG: "legs",
    Sort.ENGAGEMENT: "engagements",
    Sort.MOVEMENT: "movements",
    Sort.BLOCK: "blocks",
    Sort.TRACK: "tracks",
    Sort.VENUE: "venues",
    Sort.RESOURCE: "resources",
    Sort.BUSY: "busy",
    Sort.DIARY: "diary",
}
"""The table of the visit file for each sort that has one of its own."""
CALLED = ("title", "name", "city", "office")
"""The fields that say what something is called; nothing has two of them."""


class Names:
    """The names of one visit in one language."""

    def __init__(self, visit: Visit, language: str) -> None:
        """A thing without a name is called by a word of the language."""
        self._visit = visit
        self._language = language
        self._spoken = language_of(language)
        self._words = self._spoken.words("outcome")["names"]
        self._places = place_words(visit)

    def of(self, ref: Ref) -> str:
        """What something is called; its id where it has no name, and a word for protected time that has none."""
        if ref.sort is Sort.ATTENDEE:
            return self._attendee(ref)
        if ref.sort is Sort.VISIT:
            return str(self._words["visit"])
        if ref.sort is Sort.RULE:
            return str(self._spoken.words("rules")[str(ref)]["title"])
        if ref.sort is Sort.LANGUAGE:
            return str(self._spoken.words("requirements")["languages"].get(str(ref), ref))
        entry = getattr(self._visit, TABLES[ref.sort]).get(ref) if ref.sort in TABLES else None
        return self._called(entry) or self._unnamed(ref, entry)

    def said(self, text: Text) -> str:
        """A text of the visit in the language."""
        return text.in_language(self._language)

    def _unnamed(self, ref: Ref, entry: object) -> str:
        if ref.sort is Sort.BLOCK:
            kind = entry.kind.value if isinstance(entry, Block) else str(ref)
            said = self._spoken.words("requirements")
            prayer = said["prayers"].get(kind.removeprefix("prayer-"))
            if prayer:
                return self._spoken.fill(self._words["prayer"], {"prayer": prayer})
            return str(said["blocks"].get(kind, ref))
        place = self._places.get(ref) if ref.sort is Sort.VENUE else None
        return self.said(place) if place is not None else str(ref)

    def _attendee(self, party: Ref) -> str:
        """A person by office, a delegation, a track; whoever follows the main programme without a name is the party."""
        label = label_of(party)
        tables: tuple[Any, ...] = (self._visit.people, self._visit.delegations)
        if label != party:
            tables = (self._visit.tracks,)
        entry = next((table[label] for table in tables if label in table), None)
        return self._called(entry) or (label if label == party else str(self._words["party"]))

    def _called(self, entry: Any) -> str:
        for field in CALLED:
            said = getattr(entry, field, None)
            if isinstance(said, Title):
                said = said.name
            if isinstance(said, Text):
                return self.said(said)
        return ""
