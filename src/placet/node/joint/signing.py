"""Sign for the side, at some level and in some wording, what was shown first; or take it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placet.agreement.acts import Consent, Level, Wording, assent_fields
from placet.agreement.entry import Entry, Kind
from placet.agreement.header import Header
from placet.agreement.signing import SecretKey, Use
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.node.joint.desk import Act, Desk
from placet.node.joint.texts import understood
from placet.projections.standing import LIVE, PointStanding, Standing, TextStanding


@dataclass(frozen=True, slots=True)
class Seals:
    """The officers' keys that were unlocked for this signature, by office."""

    keys: Mapping[str, SecretKey]


def assenting(
    desk: Desk, text: Text, seals: Seals, level: Level = Level.FINAL, wording: Wording = Wording.AGREE
) -> Act:
    """The act by which the side signs a text."""
    point, revision = text

    def finish(header: Header) -> dict[str, object]:
        consent = Consent(desk.visit, desk.side, point, revision, level, wording, header.at)
        signed = [(key.public, key.sign(Use.SEAL, consent.to_bytes())) for key in seals.keys.values()]
        return assent_fields(consent, signed)

    return Act(Kind.ASSENT, header={"point": point, "revision": revision}, finish=finish)


def covered(everything: Iterable[PointStanding], points: Sequence[PointStanding]) -> list[PointStanding]:
    """What signatures under these points cover: of a point that is on the table in a package, the package. Each once.

    Whoever signs is shown all of it.
    """
    known = {each.point: each for each in everything}
    packages = (each.latest.package for each in points)
    pairs = zip(points, packages, strict=True)
    found = [known.get(package[0], each) if package is not None else each for each, package in pairs]
    return list({each.point: each for each in found}.values())


def signable(point: PointStanding) -> TextStanding:
    """The text of a point that a side may sign now. Raises `Refused` with what stands in the way."""
    if not point.on_table:
        raise Refused("nothing-to-sign", point=point.label)
    text = point.on_table[-1]
    if text.revision is None:
        raise Refused("text-missing", point=point.label)
    if point.kind != Kind.PACKAGE.value:
        found = understood(text)
        if not found.is_whole:
            raise Refused("not-understood", point=point.label)
    return text


def agree(
    desk: Desk,
    points: Sequence[PointStanding],
    seals: Seals,
    level: Level = Level.FINAL,
    wording: Wording = Wording.AGREE,
) -> list[Entry]:
    """Sign the texts on the table of these points, all or none. Raises `Refused`, `StorageError`."""
    refuse_signed(desk.side, points, level)
    texts = [signable(point) for point in points]
    keys = dict.fromkeys(text.package or text.text for text in texts)
    return desk.write([assenting(desk, key, seals, level, wording) for key in keys])


def refuse_signed(side: str, points: Sequence[PointStanding], level: Level) -> None:
    """Raise `Refused` where the side has signed already: what it signed ad referendum it may still sign finally."""
    for point in points:
        text = signable(point)
        if side in text.signed_by and not (level is Level.FINAL and side in text.ad_referendum_by):
            raise Refused("signed-already", point=point.label)


def withdraw(desk: Desk, points: Sequence[PointStanding], reason: str = "withdrawn") -> list[Entry]:
    """Take back what the side signed or proposed; of what is agreed, the agreement. Raises `Refused`."""
    acts = []
    for point in points:
        text = last_of_ours(point, desk.side)
        key = text.package or text.text
        acts.append(Act(Kind.WITHDRAW, {"reason": reason}, {"point": key[0], "revision": key[1]}))
    return desk.write(acts)


def last_of_ours(point: PointStanding, side: str) -> TextStanding:
    """The last text of a point of which a side can take its word back. Raises `Refused` where there is none."""
    found = [text for text in point.texts if _is_bound(text, side)]
    if not found:
        raise Refused("nothing-to-withdraw", point=point.label)
    return found[-1]


def _is_bound(text: TextStanding, side: str) -> bool:
    """Whether a side proposed or signed a text and has not taken that back; what another one replaced binds nobody."""
    if text.standing is Standing.SUPERSEDED or side in text.ended_by:
        return False
    return side in text.signed_by or (text.side == side and text.standing in LIVE)
