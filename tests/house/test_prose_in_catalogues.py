"""Prose for people stands in `wording/catalogue` only: no sentence is written where something happens.

The code is walked, not run. A text of two words or more is prose, unless it is a docstring, what is told to a
programmer, what is typed, or one of the exemptions below, each with its reason. The table is a ratchet: an exemption
that is no longer needed must go.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from placet.wording.catalogues import catalogue

WORDS = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z']+")
NOTATION = re.compile(
    r"^\s*(?:SELECT|SET|BEGIN|PRAGMA|CREATE|INSERT|REVOKE|GRANT|ALTER|DELETE|UPDATE|DROP|COMMIT|ATTACH|VACUUM)\b"
    r"|<[/a-z]|\bw:\w*=|^[\" ]*w:"
)
"""SQL and XML."""
TYPED = re.compile(r"\s*(?:placet|--)\b")
"""A command is the same in every language."""
SLUG = re.compile(r"[a-z0-9-]+")

TO_PROGRAMMERS = {"ValueError", "TypeError", "RuntimeError", "KeyError", "BadAnswer", "super().__init__"}
"""What is wrong in a program, not in the world: read in the report of a bug, or by nobody."""
NAMES_IN_THE_MODEL = {"new_bool_var", "new_int_var"}
"""Names of variables of the solver: read in a debugger."""
DECLARED = {"public", "shared", "internal"}
"""The sentence of a field: `make reference` writes the English catalogue `fields` from these."""
PATTERNS = {"re.compile"}
ANSWERED = TO_PROGRAMMERS | NAMES_IN_THE_MODEL | DECLARED | PATTERNS

MODULES = {
    "formats/not_toml.py": "how the complaints of the parser begin: they are recognised, not said",
    "formats/printed.py": "words of published programmes, which are read",
    "formats/printed_items.py": "words of published programmes, which are read",
    "reading/drawing_words.py": "words of SVG, which are read",
    "verifier.py": "it must work alone, so it holds its own sentences",
    "almanac/prayer.py": "proper names of the institutions whose methods these are",
}
TEXTS = {
    ("cli/__init__.py", "Stopped. Nothing is half written.\n"): "said before anything is loaded that could look it up",
    ("agreement/cards.py", "card file"): "the name of a place in a file of ours",
    ("agreement/letters.py", "EAST ASIAN"): "how Unicode names letters",
    ("cli/joint/together.py", "Signing of documents"): "the title of an engagement of the example",
    ("node/joint/rehearsal.py", "shown to everybody"): "the passphrase of the example",
    ("node/conformance.py", "reject line-too-long"): "what a program hears",
    ("node/conformance.py", "reject line-malformed"): "what a program hears",
    ("node/conformance.py", "nothing after"): "the name of a line that is counted",
    ("stores/postgres/troubles.py", "PostgreSQL, schema "): "the name of a place",
    ("documents/typeset/word_fonts.py", "Noto Sans"): "a typeface",
    ("documents/typeset/word_fonts.py", "Segoe UI"): "a typeface",
    (
        "reading/gate.py",
        "import runpy, sys; sys.modules['numpy'] = None; runpy.run_module(sys.argv[1], run_name='__main__')",
    ): "a program",
    ("node/rule_pages.py", "any visit"): "the title of a visit that nobody sees",
    (
        "planner/clashes/explain.py",
        "which requirements clash",
    ): "a key of `outcome`, and what --json has always printed",
    ("planner/solve.py", "everything that is wished"): "a key of `outcome`, and what --json has always printed",
    ("planner/solve.py", "without the optional engagements"): "a key of `outcome`, and what --json has always printed",
}

REASONED = {
    "FormatError": "format",
    "UnsupportedVersion": "unsupported-version",
    "TooLarge": "too-large",
    "StorageError": "storage",
    "trouble": "storage",
    "trouble_with_number": "storage",
    "storage_error": "storage",
    "ForeignFileError": "foreign-file",
    "Refused": "foreign-file",
    "WrongUse": "wrong-use",
    "BadValue": "wrong-use",
    "Fault": "faults",
    "Contradiction": "faults",
    "Odd": "faults",
    "NotJson": "json",
    "fault": "faults",
    "_fault": "faults",
    "_refuse": "faults",
    "_refusal": "faults",
    "tell": "faults",
}
"""Who carries a reason, and the table of `errors` that has its sentence."""
PLACE_OF_REASON = {
    **dict.fromkeys(("FormatError", "UnsupportedVersion", "TooLarge", "StorageError", "ForeignFileError"), 1),
    **dict.fromkeys(("Refused", "WrongUse", "BadValue", "Contradiction", "Odd", "NotJson"), 0),
    "Fault": 3,
    "trouble": 1,
    "trouble_with_number": 2,
    "storage_error": 2,
    "fault": 1,
    "_fault": 2,
    "_refuse": 1,
    "_refusal": 2,
    "tell": 2,
}
INDIRECT = {
    "faults": {f"beyond-{bound}" for bound in ("depth", "key", "parts", "number", "text", "nodes")}
    | {f"{kind}-column" for kind in ("unnamed", "internal", "shared", "unknown")}
    | {"no-leg-row", "no-such-time", "time-twice"},
    "foreign-file": {"unreadable", "picture-unreadable"},
    "storage": {"append-only", "database-failed", "layout-missing", "not-written"},
    "wrong-use": {"value", "hint", "other", "missing", "takes-none", "wants-value", "no-option", "near-option"}
    | {"seed", "work", "time-limit", "days", "number", "branch", "rounds", "windows", "answers"}
    | {"address-form", "address-option", "address-password", "address-user"}
    | {"length", "lead", "best", "processes", "no-side", "no-office", "variants", "within"}
    | {"interpreters", "documents", "no-length", "no-margin"},
}
"""Reasons that the code chooses in another way than by one literal."""
SAYS = {"line", "labelled", "bullet", "entry", "echo", "print", "write"}
"""Methods that print: their first argument comes from a catalogue, or from the visit."""


class Text(NamedTuple):
    """A text of the code: what is called with it, and what it is."""

    module: str
    line: int
    call: str
    said: str


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def docstrings(tree: ast.Module) -> set[int]:
    """A text that stands alone explains what it follows."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(value) for value in alone if isinstance(value, ast.Constant)}


@cache
def trees(source: Path) -> list[tuple[str, ast.Module]]:
    """Every module below a folder, and its code."""
    paths = sorted(source.rglob("*.py"))
    return [(path.relative_to(source).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def texts(source: Path) -> Iterator[Text]:
    """Every text that is no docstring, with the innermost call that it is an argument of."""
    for module, tree in trees(source):
        alone = docstrings(tree)
        for node, call in with_calls(tree, ""):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield Text(module, node.lineno, call, node.value)


def with_calls(node: ast.AST, call: str) -> Iterator[tuple[ast.AST, str]]:
    yield node, call
    inner = called(node) if isinstance(node, ast.Call) else call
    for child in ast.iter_child_nodes(node):
        yield from with_calls(child, inner)


def is_answered(text: Text) -> bool:
    names = {text.call, text.call.rpartition(".")[2]}
    return bool(names & ANSWERED) or text.module in MODULES or (text.module, text.said) in TEXTS


@pytest.fixture(scope="module")
def source(checkout) -> Path:
    return checkout / "src" / "placet"


def is_prose(said: str) -> bool:
    return bool(WORDS.search(said)) and not TYPED.match(said) and not NOTATION.search(said)


@cache
def prose(source: Path) -> list[Text]:
    return [text for text in texts(source) if is_prose(text.said)]


def test_no_prose_is_written_outside_the_catalogues(source):
    assert [text for text in prose(source) if not is_answered(text)] == []


def test_no_exemption_is_left_over(source):
    found = prose(source)
    assert set(TEXTS) - {(text.module, text.said) for text in found} == set()
    assert set(MODULES) - {text.module for text in found} == set()


def test_prose_is_found_where_it_is_written(tmp_path):
    code = 'def plan():\n    """Find a programme."""\n    raise StorageError(path, f"{name} is there already")\n'
    (tmp_path / "plan.py").write_text(code)
    assert [(text.call, text.said) for text in prose(tmp_path)] == [("StorageError", " is there already")]


@cache
def calls(source: Path) -> list[tuple[str, ast.Call]]:
    return [
        (f"{module}:{node.lineno}", node)
        for module, tree in trees(source)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


@cache
def reasons(source: Path) -> list[tuple[str, str, str]]:
    """Where a reason is given in so many words, in which table it is looked up, and the reason."""
    return [
        (where, REASONED[name], given)
        for where, node in calls(source)
        if (name := called(node).rpartition(".")[2]) in REASONED and len(node.args) > PLACE_OF_REASON[name]
        if name != "Refused" or where.startswith("reading/")  # all others are in the catalogue `refusals`
        for given in literals(node.args[PLACE_OF_REASON[name]])
    ]


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def test_a_reason_is_no_sentence(source):
    assert [found for found in reasons(source) if not SLUG.fullmatch(found[2])] == []


def test_every_reason_has_its_sentence_and_every_sentence_its_reason(source):
    words = catalogue("en", "errors")
    given: dict[str, set[str]] = {table: set(INDIRECT.get(table, ())) for table in set(REASONED.values())}
    for _, table, reason in reasons(source):
        given[table].add(reason)
    assert given == {table: set(words[table]) for table in given}


def test_nothing_is_printed_that_is_written_in_the_command(source):
    said = [
        (where, node.args[0].value)
        for where, node in calls(source / "cli")
        if isinstance(node.func, ast.Attribute) and node.func.attr in SAYS and node.args
        if isinstance(node.args[0], ast.Constant) and re.search("[A-Za-z]", str(node.args[0].value))
    ]
    assert said == [("__init__.py:15", "Stopped. Nothing is half written.\n")]


def test_no_reason_is_called_indirect_that_stands_in_so_many_words(source):
    given = {(table, reason) for _, table, reason in reasons(source)}
    assert {(table, reason) for table, names in INDIRECT.items() for reason in names} & given == set()


def test_every_word_that_a_fact_is_told_with_is_in_its_table(source):
    words = catalogue("en", "errors")
    named = [
        (where, *(argument.value for argument in node.args[:2]))
        for where, node in calls(source)
        if called(node) == "Word" and all(isinstance(argument, ast.Constant) for argument in node.args[:2])
    ]
    assert len(named) > 5
    assert [found for found in named if found[2] not in words[found[1]]] == []
