"""Sides, the mail between them, and everything that can go wrong with both: what the model tests play with.

A history is a list of steps, each a verb and three numbers; a number is taken modulo whatever there is to choose from,
and a step that cannot be done is left out. So any list is a history, and a failing one can be shortened by leaving
steps out. `World` plays one and looks, after every step, at what must always hold; `close` lets everything arrive and
looks at what must hold in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.agreement.parties import Party, keys_of, parties
from tests.agreement.verdicts import Rule, Verdict, Violation, compare, must, our_rule, state_of, untouched

from placet.agreement.acts import Level
from placet.agreement.entry import ERASABLE, Entry, Kind
from placet.agreement.erasure import asked_to_erase
from placet.agreement.fold import fold
from placet.agreement.record import Chain, Record
from placet.agreement.resuming import rebuilt, resumed
from placet.agreement.resumption import Resumption, SignedResumption, resumption_of, settling
from placet.agreement.signing import Use
from placet.agreement.tabling import Text
from placet.errors import Refused

SIDES = ("IR", "OM", "RU", "TM")
OFFICES = ("council", "protocol")
STRANGE = "firm-offer"
"""A type of entry that this version does not understand."""

Step = tuple[str, int, int, int]


@dataclass
class Node:
    """One installation: a side's record and pen, and the order in which entries came."""

    party: Party
    log: list[Entry]
    agreed: tuple[set[Text], set[Text]] = field(default_factory=lambda: (set(), set()))
    """What it held for agreed so far, at both levels."""
    copy: int = 0
    """How much of the log the last backup holds."""
    awaited: set[str] = field(default_factory=set)
    """After a restore: sides that have not shown yet what they hold of our chain. Until then we do not write."""
    last_good: int | None = None
    """While somebody else has our machine key: the last entry that was ours."""

    @property
    def side(self) -> str:
        return self.party.side

    @property
    def record(self) -> Record:
        return self.party.record

    @property
    def chain(self) -> Chain:
        return self.record.chains[self.side]

    @property
    def may_write(self) -> bool:
        return not self.awaited and self.chain.fork is None and not self._is_behind

    @property
    def _is_behind(self) -> bool:
        """Whether it was agreed which of our branches counts, and we do not hold all of it yet."""
        return max(self.chain.counted, default=0) > len(self.chain.entries)


@dataclass(frozen=True)
class Mail:
    """An envelope under way."""

    sender: int
    to: int
    entries: tuple[Entry, ...]
    is_whole: bool
    """Whether it holds everything, also what the sender has of the receiver's own chain."""


@cache
def _beginning(count: int) -> tuple[Party, ...]:
    sides = SIDES[:count]
    return tuple(parties(*sides, offices=dict.fromkeys(sides, OFFICES)))


class World:
    """`count` sides. `rule` is the one on trial; the record, the door and the mail are the real ones.

    `clocks`: by how many hours the clock of each side is wrong.
    """

    def __init__(self, count: int, rule: Rule = our_rule, clocks: Sequence[int] = (0, 0, 0, 0)) -> None:
        self.rule = rule
        self.nodes = [self._node(party, hours) for party, hours in zip(_beginning(count), clocks, strict=False)]
        self.mails: list[Mail] = []
        self.cut: set[frozenset[int]] = set()
        self.twin_of: int | None = None
        self.is_thorough = rule is our_rule
        for node in self.nodes:
            self._note(node)

    @staticmethod
    def _node(beginning: Party, hours: int) -> Node:
        party = Party(beginning.keys, beginning.opening)
        party.hours = hours
        party.record = beginning.record.copy()
        chains = party.record.chains.values()
        first = [chain.entries[0] for chain in chains]
        return Node(party, [*first, *(entry for chain in chains for entry in chain.entries[1:])], copy=len(first))

    # ------------------------------------------------------------------------------------ steps

    def do(self, step: Step) -> None:
        """Play one step, and look."""
        verb, who, one, two = step
        node = self.nodes[who % len(self.nodes)]
        act: Callable[[Node, int, int], object] = getattr(self, f"do_{verb}")
        act(node, one, two)

    def say(self, node: Node, write: Callable[[], object]) -> bool:
        """Let a node write something, if it may; and look."""
        if not node.may_write:
            return False
        node.party.keys = keys_of(node.side, OFFICES, len(node.chain.changes))
        before = len(node.chain.entries)
        write()
        node.log.extend(node.chain.entries[before:])
        self._look(node)
        return True

    def do_propose(self, node: Node, one: int, two: int) -> None:
        self.say(node, lambda: node.party.propose({"what": one % 5}, needs=self._needs(two)))

    def do_counter(self, node: Node, one: int, two: int) -> None:
        texts = self._texts(node, Kind.PROPOSE)
        if texts:
            point, base = _pick(texts, one)
            self.say(
                node,
                lambda: node.party.propose({"what": two % 5}, point=point, base=[base], needs=self._needs(two)),
            )

    def do_package(self, node: Node, one: int, two: int) -> None:
        texts = self._texts(node)
        first, second = (_pick(texts, one), _pick(texts, two)) if texts else (None, None)
        if first and second and first[0] != second[0]:
            tied: list[Text] = []
            self.say(node, lambda: tied.append(node.party.package(first, second)))
            if tied and two % 2:
                self.say(node, lambda: node.party.assent(tied[0], Level.FINAL, OFFICES))

    def do_retable(self, node: Node, one: int, two: int) -> None:
        """Table a text again: as it is, as if it needed other offices, or as if it were of the other kind."""
        tabled = [e for e in node.record if e.header.type in (Kind.PROPOSE, Kind.PACKAGE) and e.body is not None]
        if tabled:
            entry = _pick(tabled, one)
            other = Kind.PACKAGE if entry.header.type == Kind.PROPOSE else Kind.PROPOSE
            lies: list[dict[str, Any]] = [{}, {"needs": ((node.side, "nobody"),)}, {"kind": other}]
            self.say(node, lambda: node.party.table_again(entry, **_pick(lies, two)))

    def do_assent(self, node: Node, one: int, _two: int) -> None:
        self._sign(node, one, Level.FINAL, OFFICES)

    def do_refer(self, node: Node, one: int, _two: int) -> None:
        self._sign(node, one, Level.AD_REFERENDUM, OFFICES)

    def do_seal(self, node: Node, one: int, two: int) -> None:
        """One office seals."""
        self._sign(node, one, _pick(list(Level), two // 2), [_pick(OFFICES, two)])

    def _sign(self, node: Node, one: int, level: Level, offices: Sequence[str]) -> None:
        texts = self._texts(node)
        if texts:
            self.say(node, lambda: node.party.assent(_pick(texts, one), level, offices))

    def do_forge(self, node: Node, one: int, two: int) -> None:
        """The machine writes an assent for which it has no seal: by its own key, of another text or level, or none."""
        texts = self._texts(node)
        if texts:
            text, other = _pick(texts, one), _pick(texts, two)
            self.say(node, lambda: node.party.forge(text, other, two % 4))

    def do_withdraw(self, node: Node, one: int, _two: int) -> None:
        self._take_back(node, one, "withdrawn")

    def do_lapse(self, node: Node, one: int, _two: int) -> None:
        self._take_back(node, one, "lapsed")

    def _take_back(self, node: Node, one: int, reason: str) -> None:
        texts = self._texts(node)
        if texts:
            self.say(node, lambda: node.party.withdraw(_pick(texts, one), reason))

    def do_speak(self, node: Node, one: int, two: int) -> None:
        """Something that has no effect: a remark, a decline, a kind of entry from the future."""
        texts = self._texts(node)
        about = dict(zip(("point", "revision"), _pick(texts, two), strict=True)) if texts else {}
        self.say(node, lambda: node.party.say(_pick([Kind.NOTE, Kind.DECLINE, STRANGE], one), {"n": one}, **about))

    def do_purge(self, node: Node, one: int, _two: int) -> None:
        erasable = [e.header.seq for e in node.chain.entries if e.header.type in ERASABLE]
        if erasable:
            self.say(node, lambda: node.party.purge(_pick(erasable, one)))

    def do_erase(self, node: Node, _one: int, _two: int) -> None:
        """Erase what writers have asked to erase. What is sent on from here has no such body any more."""
        node.party.record = node.record.without_bodies(asked_to_erase(node.record))
        held = {entry.hash: entry for entry in node.record}
        node.log = [held[entry.hash] for entry in node.log]

    def do_send(self, node: Node, one: int, _two: int) -> None:
        """Put an envelope in the mail: from the last that the other side has acknowledged."""
        self._send(self.nodes.index(node), one % len(self.nodes))

    def _send(self, sender: int, to: int) -> None:
        node, other = self.nodes[sender], self.nodes[to]
        if node.side == other.side:
            return
        theirs = node.record.chains[other.side]
        has = {side: counts[-1] for side, counts in theirs.seen.items()} if not other.awaited else {}
        entries = [
            entry
            for entry in node.log
            if entry.header.seq > has.get(entry.header.side, 0) and (other.awaited or entry.header.side != other.side)
        ]
        self.mails.append(Mail(sender, to, tuple(entries), bool(other.awaited)))

    def do_deliver(self, _node: Node, one: int, two: int) -> None:
        """An envelope arrives, or the first so many entries of it."""
        if self.mails:
            mail = self.mails.pop(one % len(self.mails))
            self._arrive(mail, two % (len(mail.entries) + 1) if two % 3 == 0 else None, two)

    def do_talk(self, node: Node, one: int, two: int) -> None:
        """An envelope goes to another side and arrives at once."""
        self._send(self.nodes.index(node), one % len(self.nodes))
        if self.mails:
            self._arrive(self.mails.pop(), None, two)

    def do_gather(self, node: Node, _one: int, two: int) -> None:
        """A node writes to all others, and all others to it."""
        here = self.nodes.index(node)
        for there in range(len(self.nodes)):
            for sender, to in ((here, there), (there, here)):
                self._send(sender, to)
                if self.mails and (self.mails[-1].sender, self.mails[-1].to) == (sender, to):
                    self._arrive(self.mails.pop(), None, two)

    def do_double(self, _node: Node, one: int, _two: int) -> None:
        if self.mails:
            self.mails.append(_pick(self.mails, one))

    def do_lose(self, _node: Node, one: int, _two: int) -> None:
        if self.mails:
            self.mails.pop(one % len(self.mails))

    def do_part(self, node: Node, one: int, _two: int) -> None:
        """No mail goes between two nodes."""
        self.cut.add(frozenset({self.nodes.index(node), one % len(self.nodes)}))

    def do_heal(self, _node: Node, _one: int, _two: int) -> None:
        self.cut.clear()

    def do_crash(self, node: Node, _one: int, _two: int) -> None:
        """The node comes up again from what it had written down."""
        before = state_of(node.record)
        self._rebuild(node, node.log)
        must(state_of(node.record) == before, "I15: a record that is built again is another one")

    def do_backup(self, node: Node, _one: int, _two: int) -> None:
        node.copy = len(node.log)

    def do_restore(self, node: Node, _one: int, _two: int) -> None:
        """The node comes up from an old backup. It reads until all others have shown what they hold of its chain.

        What it had in the mail is lost: an entry that is under way while its writer has forgotten it is the one thing
        that this does not mend (see test_forks).
        """
        if node.chain.fork is not None or node.last_good is not None or self.twin_of is not None:
            return
        self._rebuild(node, node.log[: node.copy])
        node.awaited = {other.side for other in self.nodes} - {node.side}
        self.mails = [mail for mail in self.mails if self.nodes[mail.sender] is not node]
        self._note(node)

    def do_rotate(self, node: Node, one: int, _two: int) -> None:
        if node.last_good is None:
            self.say(node, lambda: node.party.change_keys(signed_by_new=bool(one % 2)))

    def do_steal(self, node: Node, one: int, two: int) -> None:
        """Somebody has the machine key and writes with it; some of our own words may follow before we notice."""
        if node.last_good is None and node.may_write and self.twin_of is None:
            node.last_good = len(node.chain.entries)
            texts = self._texts(node)
            acts: list[Callable[[], object]] = [node.party.acknowledge]
            if texts:
                text = _pick(texts, two)
                acts += [lambda: node.party.withdraw(text), lambda: node.party.assent(text, Level.FINAL, OFFICES)]
            self.say(node, _pick(acts, one))

    def do_notice(self, node: Node, _one: int, _two: int) -> None:
        """The owner of a stolen key notices, and takes a new one."""
        if node.last_good is not None and node.may_write:
            good = node.last_good
            node.last_good = None
            self.say(node, lambda: node.party.change_keys(good))

    def do_clone(self, node: Node, _one: int, _two: int) -> None:
        """A second node of the same side begins to write, from the same record."""
        if self.twin_of is None and node.last_good is None and node.may_write:
            self.twin_of = self.nodes.index(node)
            party = Party(node.party.keys, node.party.opening, ticks=10_000)
            party.record = node.record.copy()
            self.nodes.append(Node(party, list(node.log), copy=len(node.log)))
            self._note(self.nodes[-1])

    # ---------------------------------------------------------------------------------- delivery

    def _arrive(self, mail: Mail, first: int | None, order: int) -> None:
        if frozenset({mail.sender, mail.to}) in self.cut:
            return
        node = self.nodes[mail.to]
        entries = list(mail.entries[:first])
        taken = self._take_in(node, _shuffled(entries, order))
        if taken is not None and first is None and mail.is_whole:
            node.awaited.discard(self.nodes[mail.sender].side)
        is_news = any(entry.header.type != Kind.ACKNOWLEDGE for entry in taken or ())
        if taken and not (is_news and self.say(node, node.party.acknowledge)):
            self._look(node)

    def _take_in(self, node: Node, entries: Sequence[Entry]) -> list[Entry] | None:
        """Take in all or nothing; what was new, or None where it has to wait."""
        draft = node.record.copy()
        try:
            taken = draft.admit_all(entries)
        except Refused as refusal:
            waits = {"gap", "seen-missing"}
            waits |= {"seen-contradicts", "keys-replaced"} if self.twin_of is not None else set()
            must(refusal.code in waits, f"an honest envelope is refused: {refusal}")
            return None
        node.party.record = draft
        node.log.extend(taken)
        if self.is_thorough and len(node.log) % 4 == 0:
            before = state_of(draft)
            must(draft.admit_all(entries) == [] and state_of(draft) == before, "I9: what is known changes something")
        return taken

    def _rebuild(self, node: Node, log: Sequence[Entry]) -> None:
        forks = [chain.fork.other for chain in node.record.chains.values() if chain.fork is not None]
        node.party.record = rebuilt(node.party.opening, [*log, *forks], _statements(node.record))
        node.log = list(log)

    # ---------------------------------------------------------------------------------- looking

    def _look(self, node: Node) -> None:
        """What must hold at a node after every step."""
        for chain in node.record.chains.values():
            for counts in chain.seen.values():
                must(len(counts) < 2 or counts[-2] <= counts[-1], "I14: what a side has seen falls")
        found = self.rule(node.record)
        for held, now in zip(node.agreed, found, strict=True):
            must(held <= set(now), "I1: something agreed is agreed no more")
            held.update(now)
        if self.is_thorough:
            must(set(found[0]) <= set(found[1]), "agreed finally and not ad referendum")

    def _note(self, node: Node) -> None:
        """Begin anew with what a node holds for agreed: it is new, or was restored, or all sides have resumed."""
        for held, found in zip(node.agreed, self.rule(node.record), strict=True):
            held.clear()
            held.update(found)

    def close(self) -> None:
        """Everything arrives. All must fall silent, and hold the same for agreed in the same order."""
        self.cut.clear()
        self.mails.clear()
        if self.twin_of is not None:
            self._close_fork()
            return
        self._exchange()
        records = [node.record for node in self.nodes]
        verdicts = [self.rule(record) for record in records]
        must(all(verdict == verdicts[0] for verdict in verdicts), "I2: the same entries, and not the same agreed")
        for node in self.nodes:
            for held, now in zip(node.agreed, verdicts[0], strict=True):
                must(held <= set(now), "I1: something agreed at one node is not agreed in the end")
        self._look_at_order(records[0], verdicts[0])
        if self.is_thorough:
            states = [state_of(record) for record in records]
            must(all(state == states[0] for state in states), "I2: the same entries, and not the same state")
            self._look_without_bodies(records[0])
            compare(records[0])

    def _exchange(self) -> None:
        """Everybody writes to everybody until nobody has news. Silence must come: receipts are not receipted."""
        for _ in range(4 * len(self.nodes)):
            sizes = [len(node.record) for node in self.nodes]
            for sender in range(len(self.nodes)):
                for to in range(len(self.nodes)):
                    self._send(sender, to)
                    for mail in self.mails:
                        self._arrive(mail, None, len(mail.entries))
                    self.mails.clear()
            if sizes == [len(node.record) for node in self.nodes]:
                return
        raise Violation("I11: idle nodes do not fall silent")

    def _look_at_order(self, record: Record, verdict: Verdict) -> None:
        """I3: contradicting texts that are both agreed were signed in one order by every side."""
        folded = fold(record)
        for signed, keys in ((folded.final, verdict[0]), (folded.any_level, verdict[1])):
            agreed = [signed[key] for key in keys]
            for at, one in enumerate(agreed):
                for other in agreed[at + 1 :]:
                    if one.bundle.contradicts(other.bundle):
                        before = [one.assents[side] < other.assents[side] for side in folded.sides]
                        must(all(before), "I3: two sides signed two agreed texts in two orders")

    def _look_without_bodies(self, record: Record) -> None:
        """I16: without any body that may be erased, the same is agreed; also for who comes in only now."""
        places = [(e.header.side, e.header.seq) for e in record if e.header.type in ERASABLE]
        bare = record.without_bodies(places)
        must(state_of(bare) == state_of(record), "I16: an erased body changes what is agreed")
        log = [bare.entry(entry.header.side, entry.header.seq) for entry in self.nodes[0].log]
        late = rebuilt(record.opening, [entry for entry in log if entry is not None], _statements(record))
        must(state_of(late) == state_of(record), "I16: a record without bodies cannot be taken in")

    # ------------------------------------------------------------------------------------ forks

    def _close_fork(self) -> None:
        """A side has written with two pens. Frozen with a proof that verifies, nothing un-agreed; then all resume."""
        assert self.twin_of is not None
        real = self.nodes[self.twin_of]
        self._exchange()
        for node in self.nodes:
            chain = node.record.chains[real.side]
            for held, now in zip(node.agreed, self.rule(node.record), strict=True):
                must(held <= set(now), "I1: a fork has undone an agreement")
            compare(node.record)
            if chain.fork is not None:
                card = chain.card_at(chain.fork.seq)
                must(chain.fork.is_proven(card), "I8: the proof of a fork does not verify")
        branches = [node.record.chains[real.side].entries for node in self.nodes]
        if any(_leave(one, other) for one in branches for other in branches):
            self._resume(real, branches)

    def _resume(self, real: Node, branches: Sequence[list[Entry]]) -> None:
        """All roots agree that the branch of one of the two counts. What rests on no other stands."""
        counted = max(branches, key=lambda entries: (len(entries), entries[-1].hash))
        before = [each.resumption.hash for each in real.record.chains[real.side].resumptions]
        statement = resumption_of(settling(counted, branches, *before[-1:]).to_bytes())
        signed = SignedResumption(statement, {node.side: self._roots(node, statement) for node in self.nodes})
        pool = {entry.hash: entry for node in self.nodes for entry in node.record}
        del self.nodes[-1]
        self.twin_of = None
        for node in self.nodes:
            stays = [untouched(fold(node.record), real.side, statement.after, level) for level in reversed(Level)]
            node.party.record = resumed(node.record, signed)
            self._note(node)
            for held, keys in zip(node.agreed, stays, strict=True):
                must(keys <= held, "I1: resuming has undone what does not rest on the fork")
        for node in self.nodes:
            held = {entry.hash for entry in node.record}
            node.log = [entry for entry in node.log if entry.hash in held]
            self._take_in(node, list(pool.values()))
        if int(statement.hash, 16) % 2:
            self._supersede(real, statement)
        self.say(real, real.party.acknowledge)
        self.close()

    def _supersede(self, real: Node, before: Resumption) -> None:
        """All agree once more on the place where the chain goes on, and drop nothing: as where new keys were lost."""
        after = len(real.chain.entries)
        statement = Resumption(before.visit, real.side, after, real.chain.entries[-1].hash, (), (), before.hash)
        statement = resumption_of(statement.to_bytes())
        signed = SignedResumption(statement, {node.side: self._roots(node, statement) for node in self.nodes})
        for node in self.nodes:
            agreed = [set(found) for found in self.rule(node.record)]
            node.party.record = resumed(node.record, signed)
            same = [set(found) for found in self.rule(node.record)] == agreed
            must(same, "I1: a statement that drops nothing has changed what is agreed")
            self._note(node)
        must(real.chain.previous == statement.hash, "I8: the next entry does not stand on the newest statement")

    @staticmethod
    def _roots(node: Node, statement: Resumption) -> list[tuple[str, str]]:
        """A side signs with all the roots that it ever had: others may not have heard of the newest."""
        roots = [keys_of(node.side, OFFICES, generation).root for generation in range(len(node.chain.cards))]
        return [(root.public, root.sign(Use.RESUME, statement.to_bytes())) for root in roots]

    # ---------------------------------------------------------------------------------- choosing

    def _needs(self, which: int) -> tuple[tuple[str, str], ...]:
        """Two in three texts need no office in particular."""
        side = SIDES[which // 6 % (len(self.nodes) - (self.twin_of is not None))]
        return ((side, "council"), (side, "protocol"))[: which % 2 + 1] if which % 3 == 0 else ()

    @staticmethod
    def _texts(node: Node, *kinds: Kind) -> list[Text]:
        """Texts that reached a node, oldest first, true or not."""
        wanted = kinds or (Kind.PROPOSE, Kind.PACKAGE)
        headers = (entry.header for entry in node.log)
        found = {(str(h.point), str(h.revision)): None for h in headers if h.type in wanted}
        return list(found)


def _statements(record: Record) -> list[SignedResumption]:
    return [statement for chain in record.chains.values() for statement in chain.resumptions]


def _leave(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    return any(mine.hash != theirs.hash for mine, theirs in zip(one, other, strict=False))


def _shuffled(entries: list[Entry], order: int) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.hash[order % 60 :])


def _pick(found: Sequence[Any], which: int) -> Any:
    """From the end, so that small numbers choose what is newest."""
    return found[-1 - which % len(found)]
