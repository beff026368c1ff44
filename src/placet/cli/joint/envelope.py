"""`placet envelope`: seal what another side has not shown to hold, and take in what comes from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from placet.agreement.envelopes.segments import MAX_POUCH_BYTES
from placet.agreement.signing import SecretKey
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, passphrase_of, passphrase_option, root_of
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.undrawn_shown import show_undrawn
from placet.cli.values import Languages, OneOf, path
from placet.node.files import read_bytes
from placet.node.joint.envelopes import Received, receive
from placet.node.joint.footing import awaited, claims
from placet.node.joint.given_files import key_card_at
from placet.node.joint.handing_data_over import Awaited
from placet.node.joint.handing_over import seal_into
from placet.node.joint.news import News, news_of
from placet.node.joint.office import Office
from placet.node.joint.open_points import twin, undrawn_on
from placet.node.joint.our_visit import path_of_visit
from placet.node.joint.purging import kept_back
from placet.node.joint.receipts import receipts_due
from placet.node.joint.standing import Line, lines_of_points, nearly_full, new_keys_awaited, suspended
from placet.node.joint.stating_keys import left_behind
from placet.projections.standing import PointStanding
from placet.wording.language import Language


@click.command("envelope", cls=Command)
@click.argument("action", type=OneOf(["seal", "receive"]), metavar="seal|receive")
@home_argument
@click.argument("envelope", type=path(), required=False, metavar="[FILE]")
@option("--to", metavar="SIDE")
@option("--output", "-o", type=path(), metavar="FILE")
@option("--paper", type=path(), metavar="FILE")
@option("--lang", "languages", type=Languages(), default=(), metavar="LANG[,LANG]")
@option("--with", "cards", type=path(), multiple=True, metavar="KEY-CARD")
@option("--root", type=path(), metavar="FILE")
@file_option
@passphrase_option
@common()
@pass_spoken
def envelope_command(
    spoken: Language,
    action: str,
    home: Path,
    *,
    envelope: Path | None,
    to: str | None,
    output: Path | None,
    paper: Path | None,
    languages: tuple[str, ...],
    cards: Sequence[Path],
    root: Path | None,
    file_name: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Do one of the two."""
    with office_at(home) as office:
        if action == "seal":
            if to is None or output is None or envelope is not None:
                raise WrongUse("seal-form")
            _seal(Shown(office.desk(file_name), spoken), to, output, paper, languages)
            return Exit.DONE
        if envelope is None or any(given is not None for given in (to, output, paper)):
            raise WrongUse("receive-form")
        raw = read_bytes(envelope, MAX_POUCH_BYTES)
        compared = [key_card_at(each) for each in cards]
        asked = _root(office, passphrase_file, root, spoken) if compared else None
        show_received(spoken, receive(office, raw, asked, compared))
    return Exit.DONE


def _root(office: Office, passphrase_file: Path | None, root: Path | None, spoken: Language) -> Callable[[], SecretKey]:
    """Our root key, asked for when it is needed: a file is joined once."""
    return lambda: root_of(office, passphrase_of(passphrase_file, spoken), root)


def _seal(shown: Shown, to: str, output: Path, paper: Path | None, languages: tuple[str, ...]) -> None:
    desk, spoken, words = shown.desk, shown.spoken, shown.words["envelope"]
    envelope = seal_into(desk, to, output, paper, languages)
    facts = {"number": envelope.number, "side": shown.said.side(to), "file": output}
    shown.paper.line(spoken.fill(words["sealed"], facts))
    contents = envelope.contents
    if contents.statements:
        shown.paper.line(str(words["goes-on"]))
    if contents.entries or not contents.statements:
        facts = {"n": len(contents.entries), "bytes": spoken.number(len(envelope.raw))}
        shown.paper.line(spoken.fill(words["holds" if contents.entries else "nothing-new"], facts))
    if envelope.asks:
        shown.paper.line(spoken.fill(words["asks"], {"side": shown.said.side(to)}))
    if paper is not None:
        shown.paper.line(spoken.fill(words["twin"], {"file": paper}))
        show_undrawn(shown.paper, undrawn_on(twin(desk, envelope, languages), paper))


def show_received(spoken: Language, received: Received) -> None:
    """What it brought, in three columns and the calm half."""
    shown = Shown(received.desk, spoken)
    words, paper = shown.words["envelope"], shown.paper
    facts: dict[str, object] = {"number": received.number, "side": shown.said.side(received.sender)}
    paper.line(spoken.fill(words["received"], facts), "head")
    if received.is_again:
        paper.line(str(words["again"]))
    elif received.taken:
        paper.line(spoken.fill(words["brought"], {"n": len(received.taken)}))
    else:
        paper.line(str(words["brought-nothing"]))
    if received.before is None and path_of_visit(received.desk) is None:
        paper.line(spoken.fill(words["own-visit"], {"file": received.desk.file}), "quiet")
    ours = len(received.desk.record.chains[received.desk.side].entries)
    paper.line(spoken.fill(words["they-hold"], {"theirs": received.their_hold, "ours": ours}))
    if received.recovered is not None:
        paper.line(spoken.fill(words["recovered"], {"ours": received.recovered}))
    elif received.desk.is_read_only:
        shown.read_only(awaited(received.desk), claims(received.desk))
    if received.asks:
        paper.line(spoken.fill(words["asked"], {"side": shown.said.side(received.sender), "code": received.sender}))
    if received.statements:
        paper.line(str(shown.words["resume"]["came"]))
    shown.suspended(suspended(received.desk))
    shown.new_keys(new_keys_awaited(received.desk))
    shown.left_behind(left_behind(received.desk))
    shown.nearly_full(nearly_full(received.desk))
    news, lines = news_of(received), lines_of_points(received.desk)
    _keys(shown, news)
    columns = {
        "both-changed": news.both,
        "now-agreed": news.agreed,
        "theirs-new": news.theirs,
        "ours-still": news.ours,
        "ours-over": news.over,
    }
    for head, points in columns.items():
        _column(shown, words[head], [(point, lines[point.point]) for point in points], news.remarks)
    _data_awaited(shown, lines.values())
    for (side, seq), label in kept_back(received.desk):
        facts = {"side": shown.said.side(side), "seq": seq, "label": label}
        paper.line(spoken.fill(shown.words["purge"]["kept-back"], facts))
    shown.due(receipts_due(received.desk))
    shown.dates_owed()
    if news.standing:
        paper.line(spoken.fill(words["stands"], {"n": news.standing}))


def _data_awaited(shown: Shown, lines: Iterable[Line]) -> None:
    """Every request whose data somebody still waits for, also those of earlier envelopes: ours to answer first."""
    words, own = shown.words["request"], shown.desk.side
    asked = [(line, line.asked) for line in lines if line.asked is not None and line.asked.sides]
    ours = [(line, each) for line, each in asked if own in each.sides]
    theirs = [(line, each) for line, each in asked if own not in each.sides]
    for key, found in (("of-us", ours), ("of-them", theirs)):
        if found:
            shown.paper.line(str(words[key]), "head")
        for line, each in found:
            state = "should" if each.state is Awaited.LATE else ""
            title = shown.said.title(line.kind, line.content)
            shown.paper.line(f"{line.label}  {title}: {shown.handed(line)}", state, indent=2)


def _keys(shown: Shown, news: News) -> None:
    """New keys of others, and what they disown with them: points may stand otherwise that nobody spoke of."""
    words, spoken = shown.words["envelope"], shown.spoken
    for side, seq, change in news.keys:
        facts = {"side": shown.said.side(side), "seq": seq, "fingerprint": change.card.fingerprint}
        shown.paper.line(spoken.fill(words["new-keys"], facts), "should")
        if change.last_good is not None:
            shown.paper.line(spoken.fill(words["disowned"], {**facts, "good": change.last_good}), "must")


def _column(
    shown: Shown, head: str, points: Sequence[tuple[PointStanding, Line]], new: frozenset[tuple[str, int]]
) -> None:
    """Points under a heading, each with what was newly remarked about it."""
    if not points:
        return
    shown.paper.line(str(head), "head")
    for point, line in points:
        remarks = [shown.said.remark(each) for each in point.remarks if (each.side, each.seq) in new]
        said = shown.spoken.clauses([part for part in (*shown.stands(line), *remarks) if part])
        shown.paper.line(f"{point.label}  {shown.title(point)}: {said}", indent=2)
        if point.latest.revision is None:
            shown.paper.line(str(shown.words["envelope"]["wordless"]), indent=4)
        if point.on_table and point.kind != "package":
            asked = point.asked_of(shown.desk.side)
            shown.text(asked, asked.latest, only_changes=True)
