"""`placet read`: an office's old programme into a draft visit, with every question that it leaves open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.values import path
from placet.cli.watching import Watch
from placet.node.reading import (
    Found,
    acceptable,
    change_lines,
    drafted,
    find,
    found_data,
    question_lines,
    said,
    why_not_line,
    write_drafted,
)
from placet.node.reading_progress import ReadingProgress, Watcher
from placet.wording.language import Language
from placet.wording.language import language as language_of

SHOWN = 12
"""Questions, and lines left, that are shown; the report has all."""
ALL, NONE = "all", "none"


@click.command("read", cls=Command)
@click.argument("source", type=path(), metavar="FILE")
@option("--out", "-o", type=path(), metavar="DIR", required=True)
@option("--accept", metavar="all|none|N,N")
@common("date", "json")
@click.pass_obj
def read_command(
    language: str, source: Path, *, out: Path, accept: str | None, starts_on: date | None, as_json: bool
) -> Exit:
    """Read, write the draft, and show what is asked."""
    spoken = language_of(language)
    watch = Watch(spoken, "stopping-read")
    watcher = Watcher(lambda progress: _tell(watch, progress, source.name), watch.stop)

    def work() -> tuple[Found, frozenset[int], dict[str, bytes]]:
        found = find(source, starts_on, watcher)
        accepted = _accepted(accept, found, spoken)
        if _waits(found, accept):
            return found, accepted, {}
        watcher.drafts()
        return found, accepted, drafted(found, spoken, accepted)

    found, accepted, contents = watch.run(work)
    if watch.stopped:
        raise KeyboardInterrupt  # it came too late to end the work, and in time to keep it unwritten
    waits = _waits(found, accept)
    written = () if waits else write_drafted(out, contents)
    if as_json:
        print_json(found_data(found, written, accepted, spoken))
    elif found.attached is not None:
        _show_changes(Paper(spoken), found, source, out, None if waits else accepted)
    else:
        _show_reading(Paper(spoken), found, out)
    return Exit.DONE


def _waits(found: Found, accept: str | None) -> bool:
    """Whether nothing is written yet, because the user must first say which changes are right."""
    return bool(acceptable(found)) and accept is None


def _tell(watch: Watch, progress: ReadingProgress, file: str) -> None:
    watch.tell(f"read-{progress.step}", {"file": file, "done": progress.done, "of": progress.of})


def _accepted(accept: str | None, found: Found, spoken: Language) -> frozenset[int]:
    """The numbers of the changes that are taken over."""
    if accept is None or accept == NONE:
        return frozenset()
    if found.attached is None:
        raise WrongUse("not-ours")
    every = range(1, len(found.edits) + 1)
    if accept == ALL:
        return frozenset(acceptable(found))
    numbers = [number.strip() for number in accept.split(",")]
    for number in numbers:
        if not (number.isascii() and number.isdigit() and int(number) in every):
            raise WrongUse("wrong-number", number=number, most=len(found.edits))
        if why := why_not_line(found, int(number), spoken):
            raise WrongUse("cannot-take", number=number, why=why)
    return frozenset(map(int, numbers))


def _show_reading(paper: Paper, found: Found, out: Path) -> None:
    spoken = paper.spoken
    heads, words_, typed = spoken.words("outcome")["labels"], said(spoken), quote(str(out))
    listed = question_lines(found, spoken)
    paper.labelled(heads["read"], found.file)
    paper.labelled("", listed.counts)
    for note in listed.notes:
        paper.labelled("", note)
    paper.labelled(heads["wrote"], spoken.fill(words_["done"]["wrote"], {"folder": out}))
    for head, lines in ((words_["report"]["questions"], listed.questions), (words_["report"]["left"], listed.left)):
        if lines:
            paper.blank()
            paper.line(head, "head")
        for line in lines[:SHOWN]:
            paper.bullet(line)
        if len(lines) > SHOWN:
            paper.line(spoken.fill(words_["done"]["more"], {"n": len(lines) - SHOWN}), indent=2)
    paper.blank()
    steps = [(f"{out}/visit.toml", words_["done"]["ask"])] if listed.questions else []
    steps += [
        (f"placet check {typed}", words_["done"]["check"]),
        (f"placet plan {typed} --forget-times", words_["done"]["plan"]),
    ]
    paper.steps(heads["next"], steps)


def _show_changes(paper: Paper, found: Found, source: Path, out: Path, accepted: frozenset[int] | None) -> None:
    """`accepted` is None while nobody has said what is taken over."""
    spoken = paper.spoken
    heads, words_, typed = spoken.words("outcome")["labels"], said(spoken), quote(str(out))
    paper.labelled(heads["read"], found.file)
    paper.labelled("", words_["changes"]["head" if found.edits else "none"])
    paper.columns([(spoken.in_digits(number), line) for number, line in change_lines(found, spoken)], ratios=(0, 1))
    if found.edits and accepted is not None:
        taken = spoken.joined(spoken.in_digits(number) for number in sorted(accepted))
        none = words_["changes"]["none-taken" if acceptable(found) else "nothing-to-take"]
        paper.line(spoken.fill(words_["changes"]["taken"], {"numbers": taken}) if accepted else none)
    paper.blank()
    if accepted is None:
        paper.steps(
            heads["next"], [(f"placet read {quote(str(source))} -o {typed} --accept N,N", words_["changes"]["accept"])]
        )
    else:
        paper.labelled(heads["wrote"], spoken.fill(words_["done"]["wrote"], {"folder": out}))
        paper.steps(heads["next"], [(f"placet check {typed}", words_["done"]["check"])])
