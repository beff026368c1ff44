"""Put texts on the table and sign them: some points, or a whole programme in groups.

Without a counterpart they are kept as drafts. Texts that stand or fall together are tied into a package and signed
with one signature; every other text is signed by itself, so that a counter to it reopens nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placet.agreement.acts import Level
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.node.joint.desk import Act, Desk
from placet.node.joint.signing import Seals, assenting
from placet.node.joint.texts import Proposed, packaging, tabling

Group = Sequence[Proposed | Text]
"""Texts that stand or fall together: new ones, and such as are on the table or agreed already."""


def propose(desk: Desk, groups: Sequence[Group], seals: Seals, level: Level = Level.FINAL) -> list[list[Text]]:
    """Propose and sign each group; the names of the texts, by group. All or none. Raises `Refused`, `StorageError`."""
    acts, names = proposals(desk, groups, seals, level)
    desk.write(acts)
    return names


def proposals(
    desk: Desk, groups: Sequence[Group], seals: Seals, level: Level = Level.FINAL
) -> tuple[list[Act], list[list[Text]]]:
    """The acts by which groups are proposed and signed, and the names of the texts, by group."""
    acts: list[Act] = []
    names: list[list[Text]] = []
    for group in groups:
        texts: list[Text] = []
        for each in group:
            if isinstance(each, Proposed):
                act, text = tabling(desk, each)
                acts.append(act)
                texts.append(text)
            else:
                texts.append(each)
        signed = texts[0]
        if len(texts) > 1:
            package, signed = packaging(desk, texts)
            acts.append(package)
        acts.append(assenting(desk, signed, seals, level))
        acts += _notes(group, texts)
        names.append(texts)
    return acts, names


def _notes(group: Group, texts: Sequence[Text]) -> Iterator[Act]:
    """What is told of texts besides, after they were signed."""
    for each, (point, revision) in zip(group, texts, strict=True):
        if isinstance(each, Proposed) and each.note:
            yield Act(Kind.NOTE, each.note, {"point": point, "revision": revision})
