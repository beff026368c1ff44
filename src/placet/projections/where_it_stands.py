"""Where every point stands: a pure fold of the record, the same at every node. What it finds is in `standing`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from placet.agreement.acts import Revision, revision_of
from placet.agreement.dates.holds import hold_of
from placet.agreement.entry import Entry, Kind
from placet.agreement.fold import Folded, Signed
from placet.agreement.numbering import number_by_point, numbers_of
from placet.agreement.record import Record
from placet.agreement.tabling import Text, needs_of
from placet.errors import Refused
from placet.projections.standing import LIVE, PointStanding, Remark, Standing, TextStanding


def standings(record: Record, folded: Folded) -> tuple[PointStanding, ...]:
    """Every point, by number. Packages are points too."""
    tabled = _Tabled(record, folded)
    found = [tabled.point(point) for point in tabled.points]
    return tuple(sorted(found, key=lambda each: each.number))


@dataclass(slots=True)
class _Said:
    """What entries say about points and texts, looked up once."""

    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    named: dict[Text, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The clocks of all entries that name a text."""
    declined: set[Text] = field(default_factory=set)
    withdrawn: dict[Text, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Sides that withdrew a text, signed by them or not."""


def _said(record: Record) -> _Said:
    found = _Said()
    for entry in record:
        header = entry.header
        if header.point is None:
            continue
        if header.type in (Kind.NOTE, Kind.DECLINE):
            told = {key: value for key, value in (entry.body_fields() or {}).items() if key != "salt"}
            found.remarks[header.point].append(Remark(header.side, header.seq, header.at, told))
        if header.revision is None:
            continue
        text = (header.point, header.revision)
        found.named[text].append(header.at)
        if header.type == Kind.DECLINE:
            found.declined.add(text)
        elif header.type == Kind.WITHDRAW:
            found.withdrawn[text].add(header.side)
    return found


class _Tabled:
    """The record's points, with what each text's standing needs looked up once."""

    def __init__(self, record: Record, folded: Folded) -> None:
        self._record, self._folded = record, folded
        self.points: dict[str, list[Entry]] = defaultdict(list)
        for text, ways in folded.table.items():
            first = min(ways, key=lambda way: (way.seq, way.side))
            entry = record.entry(first.side, first.seq)
            if entry is not None:
                self.points[text[0]].append(entry)
        self._numbers = number_by_point(numbers_of(record))
        self._bundles: dict[Text, list[Text]] = defaultdict(list)
        for key, ways in folded.table.items():
            for text in ways[0].bundle.texts:
                self._bundles[text].append(key)
        self._agreed = {signed.bundle.key for signed in folded.agreed}
        self._ad_referendum = {signed.bundle.key for signed in folded.ad_referendum}
        self._in_force = _in_force(folded)
        self._said = _said(record)

    def point(self, point: str) -> PointStanding:
        """One point."""
        entries = sorted(self.points[point], key=_when)
        first = entries[0]
        texts = _answered(tuple(self._text(entry) for entry in entries), self._in_force.get(point))
        in_force = next((each for each in texts if each.text == self._in_force.get(point)), None)
        if in_force is not None and in_force.standing is Standing.LAPSED:
            in_force = None  # nobody is bound by a hold that was over when it was let go
        on_table = tuple(each for each in texts if each.standing in LIVE and each is not in_force)
        standing = _of_point(texts, in_force, on_table)
        kinds = [each.revision.kind for each in texts if each.revision is not None]
        latest = on_table[-1] if on_table else in_force or texts[-1]
        found = PointStanding(
            point=point,
            label=self._label(point),
            number=self._numbers[point],
            kind=kinds[0] if kinds else "",
            side=first.header.side,
            texts=texts,
            standing=standing,
            in_force=in_force,
            on_table=on_table,
            turn=self._turn(latest, standing),
            since=max(self._said.named[latest.text], default=latest.at),
            remarks=tuple(self._said.remarks[point]),
        )
        return replace(found, turn=found.turn.union(*(self._turn(each, each.standing) for each in found.beside)))

    def _text(self, entry: Entry) -> TextStanding:
        header = entry.header
        text = (str(header.point), str(header.revision))
        keys = self._bundles[text]
        candidates = [self._standing(key, text) for key in keys] or [(Standing.PROPOSED, None)]
        standing, signed = max(candidates, key=lambda each: _RANK[each[0]])
        package = signed.bundle.key if signed is not None and signed.bundle.key != text else None
        if package is None and len(keys) > 1 and standing is Standing.PROPOSED:
            package = next(key for key in keys if key != text)
        any_level = self._folded.any_level.get(signed.bundle.key) if signed is not None else None
        final = self._folded.final.get(signed.bundle.key) if signed is not None else None
        signers = frozenset(any_level.assents) - any_level.taken_back if any_level is not None else frozenset()
        finals = frozenset(final.assents) - final.taken_back if final is not None else frozenset()
        furthest = final if final is not None and final.is_signed_by(self._folded.sides) else any_level
        missing = {
            f"{side}/{office}"
            for side, said in self._folded.sayings.items()
            for key in keys
            for office in said.partial.get(key, ())
        }
        revision = revision_of(entry)
        if standing is Standing.AGREED and self._is_hold_let_go(text, revision):
            standing = Standing.LAPSED
        return TextStanding(
            text=text,
            side=header.side,
            seq=header.seq,
            at=header.at,
            revision=revision,
            base=revision.base if revision is not None else (),
            standing=standing,
            signed_by=signers,
            ad_referendum_by=signers - finals,
            receipts_of=frozenset(furthest.receipts) if furthest is not None else frozenset(),
            needs=frozenset(f"{side}/{office}" for side, office in needs_of(self._folded.table, text)),
            missing_offices=frozenset(missing),
            ended_by=signed.ended_by if signed is not None else frozenset(),
            package=package,
            replaced_by=self._successor(signed) if standing is Standing.REPLACED and signed is not None else "",
        )

    def _label(self, point: str) -> str:
        return f"P-{self._numbers[point]:02d}"

    def _successor(self, signed: Signed) -> str:
        """The point that was signed in the place of a text: by whoever did so first by side, where several did."""
        return self._label(signed.replaced_by[min(signed.taken_back)][0])

    def _standing(self, key: Text, text: Text) -> tuple[Standing, Signed | None]:
        final, any_level = self._folded.final.get(key), self._folded.any_level.get(key)
        sides = self._folded.sides
        if final is not None and key in self._agreed:
            return self._of_agreed(final, text), final
        if any_level is None:
            return self._of_unsigned(key), None
        if _is_crossed(any_level, self._folded.any_level):
            return Standing.CROSSED, any_level
        if any_level.taken_back:
            if any(key in self._folded.sayings[side].lapsed for side in any_level.taken_back):
                return Standing.LAPSED, any_level
            is_replaced = any_level.taken_back <= any_level.replaced_by.keys()
            return Standing.REPLACED if is_replaced else Standing.WITHDRAWN, any_level
        if final is not None and final.is_signed_by(sides):
            # A side that withdrew after its receipt had given its word: the others' receipts make no agreement last.
            return Standing.ENDED if final.ended_by else Standing.RECEIPT_OUTSTANDING, final
        if key in self._ad_referendum:
            return Standing.ENDED if any_level.ended_by else Standing.AD_REFERENDUM, any_level
        if any_level.is_signed_by(sides):
            return Standing.RECEIPT_OUTSTANDING, any_level
        return Standing.DECLINED if key in self._said.declined else Standing.SIGNED, any_level

    def _of_agreed(self, signed: Signed, text: Text) -> Standing:
        if self._in_force.get(text[0]) == text:
            return Standing.CONTESTED if signed.contested else Standing.AGREED
        return Standing.ENDED if signed.ended_by else Standing.SUPERSEDED

    def _is_hold_let_go(self, text: Text, revision: Revision | None) -> bool:
        """Whether a side let an agreed hold go when its time was over, by the clock of that side alone.

        It says itself until when it binds: all agreed that it would end so. Before that a lapse ends nothing.
        """
        try:
            until = hold_of(revision.content).until if revision is not None else None
        except Refused:
            return False
        if until is None:
            return False
        lapses = {side: said.taken_back[text][0] for side, said in self._folded.sayings.items() if text in said.lapsed}
        entries = (self._record.entry(side, back.seq) for side, back in lapses.items())
        return any(entry is not None and entry.header.at >= until for entry in entries)

    def _of_unsigned(self, key: Text) -> Standing:
        if any(key in said.partial for said in self._folded.sayings.values()):
            return Standing.PARTLY_SEALED
        if self._said.withdrawn[key] & {way.side for way in self._folded.table[key]}:
            return Standing.WITHDRAWN
        return Standing.DECLINED if key in self._said.declined else Standing.PROPOSED

    def _turn(self, latest: TextStanding, standing: Standing) -> frozenset[str]:
        sides = frozenset(self._folded.sides)
        if standing in (Standing.PROPOSED, Standing.SIGNED, Standing.PARTLY_SEALED):
            return (sides - latest.signed_by) - ({latest.side} if not latest.missing_offices else frozenset())
        if standing is Standing.AD_REFERENDUM:
            return latest.ad_referendum_by
        if standing is Standing.RECEIPT_OUTSTANDING:
            return sides - latest.receipts_of
        if standing in (Standing.CROSSED, Standing.CONTESTED):
            return sides
        return frozenset({latest.side}) if standing is Standing.DECLINED else frozenset()


_RANK = {standing: rank for rank, standing in enumerate((
    Standing.WITHDRAWN, Standing.REPLACED, Standing.LAPSED, Standing.PROPOSED, Standing.DECLINED,
    Standing.PARTLY_SEALED, Standing.SIGNED, Standing.CROSSED, Standing.RECEIPT_OUTSTANDING, Standing.AD_REFERENDUM,
    Standing.SUPERSEDED, Standing.ENDED, Standing.CONTESTED, Standing.AGREED,
))}  # fmt: skip
"""Of a text that is signed alone and in packages: how far it has come at most."""


def _answered(texts: tuple[TextStanding, ...], in_force: Text | None) -> tuple[TextStanding, ...]:
    """The texts that the one in force answers, and those that they answered, are replaced by it."""
    bases = {each.text[1]: each.base for each in texts}
    waiting, answered = [in_force[1]] if in_force is not None else [], set[str]()
    while waiting:
        for base in bases.get(waiting.pop(), ()):
            if base not in answered:
                answered.add(base)
                waiting.append(base)
    return tuple(
        replace(each, standing=Standing.SUPERSEDED) if each.text[1] in answered and each.standing in LIVE else each
        for each in texts
    )


def _of_point(
    texts: tuple[TextStanding, ...], in_force: TextStanding | None, on_table: tuple[TextStanding, ...]
) -> Standing:
    if on_table:
        crossed = [each for each in on_table if each.standing is Standing.CROSSED]
        return Standing.CROSSED if crossed else on_table[-1].standing
    if in_force is not None:
        return in_force.standing
    # That there was an agreement tells more than what became of a text that was proposed in its place.
    return Standing.ENDED if any(each.standing is Standing.ENDED for each in texts) else texts[-1].standing


def _in_force(folded: Folded) -> dict[str, Text]:
    """By point, the last agreed text, unless a side has withdrawn from it."""
    found: dict[str, Text] = {}
    for signed in folded.agreed:
        for point, text in signed.bundle.texts:
            if signed.ended_by:
                if found.get(point) == (point, text):
                    del found[point]
                continue
            found[point] = (point, text)
    return found


def _is_crossed(signed: Signed, others: Mapping[Text, Signed]) -> bool:
    """Whether each of two sides took this text back for another while another side did the reverse."""
    for side, by in signed.replaced_by.items():
        other = others.get(by)
        if side in signed.taken_back and other is not None:
            back = {who for who in other.replaced_by if who != side and who in other.taken_back}
            if any(other.replaced_by[who] == signed.bundle.key for who in back):
                return True
    return False


def _when(entry: Entry) -> tuple[int, int, str]:
    """A causal order for people: by how much the writer had seen and written; concurrent ones by side."""
    return sum(head.seq for head in entry.header.seen) + entry.header.seq, entry.header.seq, entry.header.side
