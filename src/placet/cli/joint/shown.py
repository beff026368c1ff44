"""The joint file in the terminal: the sheet before a signature, where points stand, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from placet.agreement import limits
from placet.agreement.state import short
from placet.agreement.tabling import Text
from placet.cli.paper import Paper
from placet.cli.typed import with_file
from placet.model.evidence import Form
from placet.model.points import KIND_OF
from placet.node.joint.common_dates import COMMANDS, owed
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft
from placet.node.joint.office import files_in
from placet.node.joint.ports import Claim
from placet.node.joint.standing import Line, State
from placet.node.joint.wishes import Wishes
from placet.projections.standing import PointStanding, TextStanding
from placet.wording.isolates import SaidToRun
from placet.wording.joint import JointWords
from placet.wording.language import Language


class Shown:
    """What one command shows of one desk, in one language."""

    def __init__(self, desk: Desk, spoken: Language) -> None:
        """Begin a page. In a home of several joint files, suggested commands name this one."""
        is_one_of_several = len(files_in(desk.stores.private)) > 1
        self.desk, self.spoken = desk, with_file(spoken, desk.file) if is_one_of_several else spoken
        self.paper = Paper(self.spoken)
        self.said = JointWords(desk.opening if desk.has_counterpart else None, desk.side, spoken)
        self.words = self.said.words

    def done(self, key: str, labels: Sequence[str], **facts: object) -> None:
        """One line about what was done to these points."""
        all_facts = {"labels": self.spoken.joined(labels), "n": len(labels), **facts}
        self.paper.line(self.spoken.fill(self.words["done"][key], all_facts))

    def leaves(self) -> None:
        """That nothing has left yet, and how it does."""
        others = [side for side in self.desk.opening.sides if side != self.desk.side]
        facts = {"to": others[0] if len(others) == 1 else "SIDE"}
        self.paper.line(self.spoken.fill(self.words["done"]["leaves"], facts), "quiet")

    def labels_of(self, texts: Iterable[Text]) -> list[str]:
        """The labels of the points of some texts, each once."""
        labels = {point.point: point.label for point in self.desk.standings()}
        return list(dict.fromkeys(labels[point] for point, _ in texts))

    def on_evidence(self, wishes: Wishes) -> None:
        """With which evidence texts are offered, where there is any: what the others are told of them besides."""
        for each in (each.proposed for group in wishes for each in group):
            if each is not None and each.note:
                title = self.said.title(KIND_OF[type(each.content)].value, each.content)
                self.paper.line(self.spoken.clauses((title, self.said.named_evidence(each.note))), indent=2)

    def title(self, point: PointStanding) -> str:
        """What a point is called."""
        return self.said.point_title(point)

    def state(self, state: State) -> None:
        """Where everything stands."""
        counts = state.counts()
        head = self.words["head"]["counts-on-paper" if counts["on_paper"] else "counts"]
        self.paper.line(self.spoken.fill(head, counts), "head")
        if state.is_read_only:
            self.read_only(state.awaited, state.claims)
        self.suspended(state.frozen)
        self.new_keys(state.new_keys)
        self.left_behind(state.keys_left_behind)
        self.nearly_full(state.nearly_full)
        if not state.lines:
            self.paper.line(str(self.words["head"]["empty"]))
            return
        self.paper.blank()
        rows = [tuple(map(str, self.words["head"]["columns"])), *(self.row(line) for line in state.lines)]
        self.paper.columns(rows, ratios=(0, 3, 4, 2, 0))

    def read_only(self, awaited: Sequence[str], claims: Sequence[Claim]) -> None:
        """That nothing may be written, who says that there is more, and what is to be done about it."""
        key = "read-only" if awaited else "read-only-answered"
        sides = self.said.sides(awaited) if awaited else ""
        self.paper.line(self.spoken.fill(self.words["head"][key], {"sides": sides}), "must")
        for side in awaited:
            command = f"placet envelope seal {self.spoken.at} --to {side} -o FILE"
            self.paper.line(SaidToRun(command, command), indent=2)
        self.claims(claims)
        if claims:
            facts = {"command": f"placet footing vouch {self.spoken.at}"}
            self.paper.line(self.spoken.fill(self.words["footing"]["decide"], facts))

    def claims(self, claims: Sequence[Claim]) -> None:
        """Who says that it holds more of our chain than is here."""
        ours = len(self.desk.record.chains[self.desk.side].entries)
        for claim in claims:
            facts = {"side": self.said.side(claim.by), "number": claim.envelope, "seq": claim.shown.seq, "ours": ours}
            key = "claim-replaced" if claim.is_key_replaced else "claim"
            self.paper.line(self.spoken.fill(self.words["footing"][key], facts), "must")

    def suspended(self, chains: Sequence[tuple[str, int]]) -> None:
        """Which chains are suspended, and where to read what happened."""
        for side, seq in chains:
            facts = {"side": self.said.side(side), "seq": seq, "command": f"placet resume {self.spoken.at}"}
            self.paper.line(self.spoken.fill(self.words["resume"]["frozen"], facts), "must")

    def new_keys(self, chains: Sequence[tuple[str, str]]) -> None:
        """Which chains go on with new keys alone, and what their side is to do."""
        for side, fingerprint in chains:
            key = "keys-ours" if side == self.desk.side else "keys-theirs"
            facts = {
                "side": self.said.side(side),
                "fingerprint": fingerprint,
                "command": f"placet keys change {self.spoken.at}",
            }
            self.paper.line(self.spoken.fill(self.words["resume"][key], facts), "must")

    def left_behind(self, fingerprints: Sequence[str]) -> None:
        """That our chain went on without keys that were drawn for it, until others are in force."""
        for fingerprint in fingerprints:
            facts = {"fingerprint": fingerprint, "command": f"placet keys change {self.spoken.at}"}
            self.paper.line(self.spoken.fill(self.words["resume"]["left-behind"], facts), "must")

    def nearly_full(self, sides: Sequence[str]) -> None:
        """That a chain comes near its bound, while there is still room to agree on a new file."""
        for side in sides:
            chain, most = self.desk.record.chains[side], limits.MAX_CHAIN_BYTES
            facts = {"side": self.said.side(side), "mib": chain.size >> 20, "most": most >> 20}
            self.paper.line(self.spoken.fill(self.words["head"]["nearly-full"], facts), "should")

    def due(self, due: Mapping[str, Sequence[PointStanding]]) -> None:
        """Which sides wait for a receipt: nothing else would ask for that envelope."""
        for side, points in due.items():
            labels = self.spoken.joined([point.label for point in points])
            facts = {"side": self.said.side(side), "to": side, "labels": labels}
            self.paper.line(self.spoken.fill(self.words["head"]["receipts"], facts), "should")

    def dates_owed(self) -> None:
        """That a search for common dates waits for us: its point is agreed, and says nothing of its rounds."""
        now = owed(self.desk)
        if now is not None:
            command = f"placet common-dates {COMMANDS[now.step]} {self.spoken.at}"
            facts = {"round": now.meeting.round, "rounds": now.meeting.search.terms.rounds, "command": command}
            self.paper.line(self.spoken.fill(self.words["dates"]["owed"], facts), "should")

    def digest(self, digest: str) -> None:
        """The digest that two offices read to each other, shortened."""
        if digest:
            self.paper.blank()
            self.paper.labelled(str(self.words["head"]["digest"]), short(digest))

    def row(self, line: Line) -> tuple[str, ...]:
        """One point: label, title, standing with its notes, turn, since."""
        notes = [self.said.remark(remark) for remark in line.remarks]
        evidence = self.evidence(line)
        parts = (*self.stands(line), *evidence, *notes)
        standing = self.spoken.clauses([part for part in parts if part])
        turn = self.said.turn(line.turn)
        return (
            line.label,
            self.said.title(line.kind, line.content, line.members),
            standing,
            turn,
            self.said.day_of(line.since),
        )

    def stands(self, line: Line) -> list[str]:
        """How a point or draft stands, who must confirm, which offices must sign and initial it, what became of data.

        Any may be empty.
        """
        said, point = self.said, line.point
        of_point = (said.to_confirm(point), said.beside(point), said.needs(point)) if point is not None else ()
        return [str(self._standing(line)), *of_point, self.not_initialled(line), self.handed(line)]

    def not_initialled(self, line: Line) -> str:
        """Which offices of ours must initial it before it is signed."""
        if not line.uninitialled:
            return ""
        facts = {"offices": self.spoken.all_of(sorted(line.uninitialled))}
        return self.spoken.fill(self.words["standing"]["not-initialled"], facts)

    def _standing(self, line: Line) -> str:
        if line.point is not None:
            return self.said.standing(line.point)
        is_on_paper = any(each.form is not Form.TELEPHONE for each in line.evidence)
        return "" if is_on_paper else str(self.words["standing"]["draft"])

    def handed(self, line: Line) -> str:
        """Of a request whether its data came, of an answer what it answers."""
        if line.asked is not None:
            labels = [each.label for each in line.asked.answers]
            return self.said.asked(line.asked.state.value, line.asked.due, labels)
        return self.said.answering(line.answers) if line.answers is not None else ""

    def evidence(self, line: Line) -> list[str]:
        """What was last said of a point on paper, unless we have told the others and it stands among the notes."""
        notes = [each.fields for each in line.remarks if each.side == self.desk.side]
        told = {(each.get("form"), each.get("reference")) for each in notes}
        last = [each for each in line.evidence[-1:] if (each.form.value, each.reference) not in told]
        return [self.said.evidence(each) for each in last]

    def text(self, point: PointStanding, text: TextStanding, *, only_changes: bool = False) -> None:
        """The exact text, leaf by leaf, with what is different in it marked; or nothing but that."""
        rows = self.said.exact(point, text)
        shown = [row for row in rows if not (only_changes and row.is_same)]
        self.paper.columns([(str(row.name), str(row.said)) for row in shown], indent=4)

    def draft_title(self, draft: Draft | None) -> str:
        """What a draft is called."""
        return self.said.title(draft.kind, draft.understood.content) if draft is not None else ""
