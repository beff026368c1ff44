"""How a command that failed says so: in words on stderr, or as the one JSON object on stdout."""

from __future__ import annotations

import traceback as tracebacks
from typing import Any

import click

from placet.cli.commands import Stopped
from placet.cli.exits import Exit, exit_of
from placet.cli.misuse import BadValue, WrongUses, name_of, reason_of
from placet.cli.paper import Paper, print_json
from placet.cli.typed import spoken_with
from placet.errors import PlacetError, UnreadReplies, VisitFileError, system_word
from placet.node.interrupts import Terminated
from placet.node.report import error_data
from placet.wording import errors as said
from placet.wording.isolates import without_isolates
from placet.wording.language import Language
from placet.wording.language import language as language_of


def tell(error: BaseException, language: str, *, as_json: bool, traceback: bool) -> Exit:
    """Tell what went wrong; the exit code it has."""
    if isinstance(error, Stopped):
        return _tell_error(error.error, spoken_with(language, error.typed), as_json=as_json)
    spoken = language_of(language)
    if isinstance(error, click.ClickException):
        typed = error.ctx.params if isinstance(error, click.UsageError) and error.ctx is not None else {}
        return _tell_wrong_use(error, spoken_with(language, typed), as_json=as_json)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _tell_plain("stopped", Exit.STOPPED, spoken, as_json=as_json)
    if isinstance(error, Terminated):
        return _tell_plain("stopped", Exit.TERMINATED, spoken, as_json=as_json)
    if isinstance(error, OSError):
        return _tell_os(error, spoken, as_json=as_json)
    return _tell_bug(error, spoken, as_json=as_json, traceback=traceback)


def _tell_error(error: PlacetError, spoken: Language, *, as_json: bool) -> Exit:
    code = exit_of(error)
    if as_json:
        print_json(error_data(error, spoken))
        return code
    paper = Paper(spoken, stderr=True)
    if isinstance(error, VisitFileError):
        show_faults(paper, error)
        return code
    if isinstance(error, UnreadReplies):
        for trouble in error.troubles:
            lines = said.trouble_lines(trouble, spoken)
            paper.entry(lines.place, lines.found, lines.remedy)
        paper.blank()
    paper.line(said.sentence(error, spoken))
    if advice := said.advice(error, spoken):
        paper.line(advice)
    return code


def show_faults(paper: Paper, error: VisitFileError) -> None:
    """All mistakes of a file, each with its place and its remedy, like a good proof-reader."""
    for fault in error.faults[: said.SHOWN]:
        lines = said.fault_lines(fault, paper.spoken)
        paper.entry(lines.place, lines.found, lines.remedy)
    paper.blank()
    paper.line(said.faults_more(error.faults, paper.spoken))
    paper.line(said.faults_head(error.faults, paper.spoken))


def _tell_wrong_use(error: click.ClickException, spoken: Language, *, as_json: bool) -> Exit:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        if error.ctx is not None:
            click.echo(error.ctx.get_help())
        return Exit.WRONG_USE
    context = error.ctx if isinstance(error, click.UsageError) else None
    errors = error.errors if isinstance(error, WrongUses) else (error,)
    messages = [_misuse(one, context, spoken) for one in errors]
    if as_json:
        _print_error("wrong-use", "\n".join(messages))
        return Exit.WRONG_USE
    command = f"{context.info_name} " if context is not None and context.parent is not None else ""
    paper = Paper(spoken, stderr=True)
    for message in messages:
        paper.line(message)
    paper.line(spoken.fill(_words(spoken)["wrong-use"]["hint"], {"command": command}))
    return Exit.WRONG_USE


def _misuse(error: click.ClickException, context: click.Context | None, spoken: Language) -> str:
    words = _words(spoken)["wrong-use"]
    reason, facts = reason_of(error)
    message = spoken.fill(words[reason], facts)
    if isinstance(error, BadValue):
        return spoken.fill(words["value"], {"name": name_of(error.param, context), "message": message})
    return message


def _tell_plain(key: str, code: Exit, spoken: Language, *, as_json: bool) -> Exit:
    message = str(_words(spoken)[key]["said"])
    if as_json:
        _print_error(key, message)
    else:
        Paper(spoken, stderr=True).line(message)
    return code


def _tell_os(error: OSError, spoken: Language, *, as_json: bool) -> Exit:
    problem = said.word_said(system_word(error), spoken)
    words = _words(spoken)["file"]
    message = spoken.fill(words["said" if error.filename else "printing"], {"file": error.filename, "problem": problem})
    if as_json:
        _print_error("storage", message)
    else:
        Paper(spoken, stderr=True).line(message)
    return Exit.STORAGE


def _tell_bug(error: BaseException, spoken: Language, *, as_json: bool, traceback: bool) -> Exit:
    words = _words(spoken)["bug"]
    kind, message = type(error).__name__, " ".join(str(error).split())
    if as_json:
        _print_error("bug", f"{kind}: {message}")
    paper = Paper(spoken, stderr=True)
    if traceback:
        click.echo("".join(tracebacks.format_exception(error)), err=True)
    if not as_json:
        paper.line(str(words["said"]))
        paper.line(spoken.fill(words["what"], {"kind": kind, "message": message}), indent=2)
        paper.line(f"{words['report']} {words['private']}")
        paper.line("" if traceback else str(words["more"]))
    return Exit.BUG


def _print_error(code: str, message: str) -> None:
    print_json({"outcome": "error", "code": code, "message": without_isolates(message), "faults": []})


def _words(spoken: Language) -> Any:
    return spoken.words("errors")
