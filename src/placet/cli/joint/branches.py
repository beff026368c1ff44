"""The branches of a chain that parted, and a statement about them, in the terminal: what each entry says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind
from placet.agreement.resumption import Resumption
from placet.agreement.state import short
from placet.cli.joint.shown import Shown
from placet.node.joint.going_on import Frozen, Preview
from placet.node.joint.standing import new_keys_awaited
from placet.node.joint.stating_keys import left_behind
from placet.wording.isolates import Said


class ShownBranches:
    """What `placet resume` shows of one desk."""

    def __init__(self, shown: Shown) -> None:
        """Begin a page."""
        self._shown = shown
        self.words = shown.words["resume"]
        self._titles: dict[str | None, str] = {}
        """By point, what proposals that were shown call it: those of another branch stand nowhere else."""

    def overview(self, found: Sequence[Frozen]) -> None:
        """Every suspended chain, both branches entry by entry, and what to do."""
        if not found:
            self._line("none")
        for each in found:
            self._line("head", "head", side=self._side(each.side), seq=each.seq)
            self._line("why", side=self._side(each.side))
            for number, branch in enumerate(each.branches, start=1):
                entries = branch[each.seq - 1 :]
                self._line("branch", "head", number=number, n=len(entries), seq=each.seq)
                if number == 1:
                    self._line("held", "quiet")
                self._entries(entries)
            self._next(each)
        self._keys_to_come()

    def _keys_to_come(self) -> None:
        """Keys that are to be put in force, with a way on where they are lost; and keys that were left behind."""
        awaited = new_keys_awaited(self._shown.desk)
        self._shown.new_keys(awaited)
        if self._shown.desk.side in dict(awaited):
            self._line("keys-lost", command=f"placet resume {self._shown.spoken.at} --draft --keys-lost -o FILE")
        self._shown.left_behind(left_behind(self._shown.desk))

    def _next(self, suspended: Frozen) -> None:
        """Which statement to draft; where keys were drawn for our own chain, none without them."""
        command, drawn = f"placet resume {self._shown.spoken.at} --draft --counts 1", suspended.new_keys
        is_ours = suspended.side == self._shown.desk.side
        if not is_ours or not drawn:
            self._line("next", command=f"{command} -o FILE")
        if not is_ours:
            self._line("stolen-theirs", side=self._side(suspended.side))
        if is_ours and not drawn:
            self._line("stolen", "should", command=f"{command} --new-keys -o FILE")
        if is_ours and drawn:
            self._line("drawn", "must", fingerprint=drawn[-1], command=f"{command} --new-keys -o FILE")

    def drafted(self, number: int | None, file: Path, card: Card | None) -> None:
        """Where the statement lies that nobody has signed, and with which new keys; no number where some were lost."""
        key = "drafted-lost" if number is None else "drafted" if number else "drafted-none"
        self._line(key, number=number, file=file)
        if card is not None:
            self._line("brings-drawn", "must", fingerprint=card.fingerprint)
        command = f"placet resume {self._shown.spoken.at} --sign {quote(str(file))} -o FILE"
        self._line("sign-it", command=f"{command} --keys-lost" if number is None else command)

    def sheet(self, preview: Preview) -> None:
        """Exactly what would be signed, and what would come of it here."""
        statement = preview.statement
        own, first = self._shown.desk.side, statement.after + 1
        self._line("sheet", "head", side=self._side(own), whose=self._side(statement.side))
        self._keys(statement, preview)
        if statement.counts or statement.dropped:
            counts = len(preview.counts)
            self._line("counts" if counts else "counts-nothing", "head", n=counts, seq=first)
            self._entries(preview.counts)
            self._line("dropped", "head", n=len(preview.dropped))
            self._entries(preview.dropped)
        else:
            self._line("counts-as-before", "head", seq=statement.after)
        if preview.elsewhere:
            self._line("elsewhere", "should", n=preview.elsewhere)
        self._line("lost" if preview.lost else "lost-nothing", "must" if preview.lost else "quiet")
        for point in preview.lost:
            self._shown.paper.line(f"{point.label}  {self._shown.title(point)}", indent=2)
        self._line("evidence", "quiet")
        self._name(preview)

    def _keys(self, statement: Resumption, preview: Preview) -> None:
        """With which keys the chain goes on; before all else, those with which it would not."""
        side, is_ours = self._side(statement.side), statement.side == self._shown.desk.side
        for fingerprint in preview.left_out:
            self._line("leaves-out", "must", fingerprint=fingerprint, side=side)
        if (card := preview.takes_back) is not None:
            self._line("takes-back-ours" if is_ours else "takes-back", "must", fingerprint=card.fingerprint, side=side)
        if statement.card is not None:
            key = "brings-ours" if is_ours else "brings"
            self._line(key, "must", fingerprint=statement.card.fingerprint, side=side)
        elif not is_ours:
            self._line("same-keys", "should", side=side)

    def signed(self, preview: Preview, file: Path) -> None:
        """Where it lies now, and who is next."""
        self._line("signed", file=file)
        own = self._shown.desk.side
        if preview.takes_back is not None and preview.statement.side == own and own in preview.unsigned:
            command = f"placet resume {self._shown.spoken.at} --sign {quote(str(file))} -o FILE --keys-lost"
            self._line("signed-in-part", "must", command=command)
        elif preview.unsigned:
            self._line("hand-on", command=f"placet resume HOME --sign {quote(str(file))} -o FILE")
        self._name(preview)
        if preview.left_out and preview.statement.side == self._shown.desk.side:
            self._line("signed-without", "must", command=f"placet keys change {self._shown.spoken.at}")
        if not preview.unsigned:
            self._line("complete", command=f"placet resume {self._shown.spoken.at} --with {quote(str(file))}")

    def holds(self, statement: Resumption) -> None:
        """That the chain goes on."""
        self._line("holds", side=self._side(statement.side), seq=statement.last)
        self._keys_to_come()

    def _name(self, preview: Preview) -> None:
        self._line("name", name=short(preview.statement.hash))
        if preview.unsigned:
            sides = self._shown.spoken.all_of([self._side(side) for side in preview.unsigned])
            self._line("unsigned", "should", sides=sides)

    def _entries(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            facts = {"seq": entry.header.seq, "what": self._said(entry)}
            self._shown.paper.line(self._shown.spoken.fill(self.words["entry"], facts), indent=2)
            self._shown.paper.columns(self._leaves(entry), indent=6)

    def _said(self, entry: Entry) -> Said:
        """The kind of an entry, and the point that it is about."""
        kinds, header = self.words["kinds"], entry.header
        what = Said(kinds.get(header.type, kinds["unknown"]))
        spoken = self._shown.spoken
        if entry.body is None:
            return spoken.fill(self.words["wordless"], {"what": what})
        title: object = ""
        if header.type == Kind.PROPOSE:
            fields = entry.body_fields() or {}
            title = self._shown.said.proposal_title(fields)
            self._titles[header.point] = title
        elif header.point is not None:
            points = {point.point: point for point in self._shown.desk.standings()}
            known = points.get(header.point)
            own = self._titles.get(header.point, "")
            title = f"{known.label} {self._shown.title(known)}" if known is not None else own
        return spoken.fill(self.words["of-point"], {"what": what, "title": title}) if title else what

    def _leaves(self, entry: Entry) -> list[tuple[str, str]]:
        """The exact words of a text that is put on the table."""
        fields = entry.body_fields() or {} if entry.header.type == Kind.PROPOSE and entry.body is not None else {}
        kind, content = fields.get("kind"), fields.get("content")
        if not isinstance(kind, str) or not isinstance(content, dict):
            return []
        return [(str(row.name), str(row.said)) for row in self._shown.said.leaves(kind, content)]

    def _side(self, side: str) -> str:
        return self._shown.said.side(side)

    def _line(self, key: str, style: str = "", **facts: object) -> None:
        self._shown.paper.line(self._shown.spoken.fill(self.words[key], facts), style)
