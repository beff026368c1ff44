"""How a command that failed says so: in words on stderr, or as the one JSON object on stdout."""

from __future__ import annotations

import traceback as tracebacks
from typing import Any

import click

from placet.cli.exits import Exit, exit_of
from placet.cli.paper import Paper, print_json
from placet.errors import PlacetError, VisitFileError
from placet.node.interrupts import Terminated
from placet.node.report import error_data
from placet.wording import errors as said
from placet.wording.catalogues import catalogue, filled


def tell(error: BaseException, *, as_json: bool, traceback: bool) -> Exit:
    """Tell what went wrong; the exit code it has."""
    if isinstance(error, PlacetError):
        return _tell_error(error, as_json=as_json)
    if isinstance(error, click.ClickException):
        return _tell_wrong_use(error, as_json=as_json)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _tell_plain("stopped", Exit.STOPPED, as_json=as_json)
    if isinstance(error, Terminated):
        return _tell_plain("stopped", Exit.TERMINATED, as_json=as_json)
    if isinstance(error, OSError):
        return _tell_os(error, as_json=as_json)
    return _tell_bug(error, as_json=as_json, traceback=traceback)


def _tell_error(error: PlacetError, *, as_json: bool) -> Exit:
    code = exit_of(error)
    if as_json:
        print_json(error_data(error, said.sentence(error)))
        return code
    paper = Paper(stderr=True)
    if isinstance(error, VisitFileError):
        show_faults(paper, error)
        return code
    paper.line(said.sentence(error))
    paper.line(said.advice(error))
    return code


def show_faults(paper: Paper, error: VisitFileError) -> None:
    """All mistakes of a file, each with its place and its remedy, like a good proof-reader."""
    for fault in error.faults[: said.SHOWN]:
        lines = said.fault_lines(fault)
        paper.entry(lines.place, lines.found, lines.remedy)
    paper.blank()
    paper.line(said.faults_more(error.faults))
    paper.line(said.faults_head(error.faults))


def _tell_wrong_use(error: click.ClickException, *, as_json: bool) -> Exit:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        if error.ctx is not None:
            click.echo(error.ctx.get_help())
        return Exit.WRONG_USE
    message = error.format_message()
    if as_json:
        print_json({"outcome": "error", "code": "wrong-use", "message": message, "faults": []})
        return Exit.WRONG_USE
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = f"{context.info_name} " if context is not None and context.parent is not None else ""
    paper = Paper(stderr=True)
    paper.line(message)
    paper.line(filled(_words()["wrong-use"]["hint"], {"command": command}))
    return Exit.WRONG_USE


def _tell_plain(key: str, code: Exit, *, as_json: bool) -> Exit:
    message = str(_words()[key]["said"])
    if as_json:
        print_json({"outcome": "error", "code": key, "message": message, "faults": []})
    else:
        Paper(stderr=True).line(message)
    return code


def _tell_os(error: OSError, *, as_json: bool) -> Exit:
    problem = said.system_problem(error)
    words = _words()["storage"]
    message = filled(words["said" if error.filename else "printing"], {"path": error.filename, "problem": problem})
    if as_json:
        print_json({"outcome": "error", "code": "storage", "message": message, "faults": []})
    else:
        Paper(stderr=True).line(message)
    return Exit.STORAGE


def _tell_bug(error: BaseException, *, as_json: bool, traceback: bool) -> Exit:
    words = _words()["bug"]
    kind, message = type(error).__name__, " ".join(str(error).split())
    if as_json:
        print_json({"outcome": "error", "code": "bug", "message": f"{kind}: {message}", "faults": []})
    paper = Paper(stderr=True)
    if traceback:
        click.echo("".join(tracebacks.format_exception(error)), err=True)
    if not as_json:
        paper.line(str(words["said"]))
        paper.line("  " + filled(words["what"], {"kind": kind, "message": message}))
        paper.line(f"{words['report']} {words['private']}")
        paper.line("" if traceback else str(words["more"]))
    return Exit.BUG


def _words() -> Any:
    return catalogue("en", "errors")
