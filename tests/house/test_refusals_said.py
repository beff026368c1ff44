"""Whatever is refused is said in words, in every language: each code has its own sentence, and no sentence is idle.

The codes are read out of the sources: literals, both branches of a choice, and the three places that pass a code on.
"""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from placet.agreement.signing import PointFault

LANGUAGES = ("en", "fa", "ru")
FALLBACK = "other"
ALWAYS_KNOWN = {"code", "home", "at"}
BY_KEY_FAULT = {f"key-{fault.value}" for fault in PointFault}
"""What `signing.enrolled` makes of the fault of a point."""
PASSED_ON = {
    "agreement/shape.py": "_wrong(name, code), whose codes its callers name",
    "agreement/dates/rounds.py": "what `fault_in` found, a code of agreement/dates/meeting.py, without its facts",
    "agreement/signing.py": "BY_KEY_FAULT",
}
FORBIDDEN = {
    "en": "invalid fork attack hostile lied lie lying reject refuse conflict forge fake tamper illegal kill malicious",
    "fa": "نامعتبر مهاجم خصمانه دروغ جعل تقلب مردود مشکوک حمله غیرقانونی",
    "ru": "недействительн атак враждебн лгал ложь лжи отклонен отклонён отверг подделк поддельн конфликт злоумышл",
}
"""How the words begin that no screen shows: the other side may look over the shoulder."""

Facts = frozenset[str]


def sources(checkout: Path) -> Iterator[tuple[str, ast.Module]]:
    """The modules that raise `placet.errors.Refused`; the readers of old programmes have a refusal of their own."""
    root = checkout / "src" / "placet"
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        imported = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
        if any(each.module == "placet.errors" and "Refused" in {name.name for name in each.names} for each in imported):
            yield path.relative_to(root).as_posix(), tree


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
            yield node


def literals(node: ast.expr) -> list[str] | None:
    """The codes that an expression may be, or None where it cannot be read off."""
    match node:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=another):
            found = literals(one), literals(another)
            return None if None in found else [code for part in found for code in part or []]
        case _:
            return None


def facts_of_call(call: ast.Call, tree: ast.Module) -> Facts:
    """The names of the facts; `**where` is a dict that is written out in the same module."""
    named = {each.arg for each in call.keywords if each.arg is not None}
    for each in call.keywords:
        if each.arg is None:
            assert isinstance(each.value, ast.Name)
            named |= keys_of(each.value.id, tree)
    return frozenset(named)


def keys_of(name: str, tree: ast.Module) -> set[str]:
    dicts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == name
    ]
    assert dicts, f"{name} is written out"
    given = [
        {key.value for key in each.keys if isinstance(key, ast.Constant)}
        for each in dicts
        if isinstance(each, ast.Dict)
    ]
    assert len(given) == len(dicts)
    return set.intersection(*given)  # what it holds wherever it is written out


def codes_of_shape(tree: ast.Module) -> set[str]:
    """The default of `_wrong`, and what its callers name."""
    named = [call.args[1] for call in calls(tree, "_wrong") if len(call.args) > 1]
    found = {code for node in named for code in literals(node) or []}
    assert len(found) >= 3, "field-bound, field-missing, no-such-moment"
    return {"field", *found}


def raised_in(checkout: Path) -> Iterator[tuple[str, Facts]]:
    """Every code with the facts of one place that raises it."""
    passed_on = set()
    for path, tree in sources(checkout):
        for call in calls(tree, "Refused"):
            facts = facts_of_call(call, tree)
            codes = literals(call.args[0])
            if codes is None:
                passed_on.add(path)
            yield from ((code, facts) for code in codes or sorted(codes_passed_on(path, tree)))
    assert passed_on == set(PASSED_ON)


def codes_passed_on(path: str, tree: ast.Module) -> set[str]:
    match path:
        case "agreement/shape.py":
            return codes_of_shape(tree)
        case "agreement/signing.py":
            return BY_KEY_FAULT
        case "agreement/dates/rounds.py":
            return codes_of_dates(Path(str(files("placet.agreement.dates").joinpath("meeting.py"))))
        case _:
            raise AssertionError(f"{path} passes a code on: write down which")


def codes_of_dates(path: Path) -> set[str]:
    found = [literals(call.args[0]) for call in calls(ast.parse(path.read_text("utf-8")), "Refused")]
    return {code for codes in found for code in codes or []}


@pytest.fixture(scope="module")
def raised(checkout):
    """By code, the facts that every place gives that raises it."""
    found: dict[str, Facts] = {}
    for code, facts in raised_in(checkout):
        found[code] = found.get(code, facts) & facts
    return found


def said(language: str) -> dict[str, dict[str, str]]:
    path = Path(str(files("placet.wording").joinpath("catalogue", language, "refusals.toml")))
    return tomllib.loads(path.read_text("utf-8"))["codes"]


def braces(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_codes_are_found_where_they_are_known_to_be(raised):
    """One of each kind: a literal, a branch, facts by `**where`, passed on by a shape, by a key, by a search."""
    assert raised["wrong-passphrase"] == frozenset()
    assert raised["code-ambiguous"] == {"shown"}
    assert raised["pouch-entry-gap"] == {"side", "seq"}
    assert raised["field-bound"] == {"field"}
    assert raised["key-mixed-order"] == frozenset()
    assert raised["dates-count"] == frozenset()  # two facts where it is found, none where it is passed on


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language, raised):
    assert sorted(set(raised) - set(said(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_for_a_code_that_nobody_raises(language, raised):
    assert sorted(set(said(language)) - set(raised) - {FALLBACK}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_asks_for_no_fact_that_a_raise_does_not_give(language, raised):
    asked = {code: braces(entry["said"] + entry["advice"]) - ALWAYS_KNOWN for code, entry in said(language).items()}
    missing = {code: facts - raised.get(code, frozenset()) for code, facts in asked.items()}
    assert {code: facts for code, facts in missing.items() if facts} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_says_what_is_so_and_what_to_do(language):
    assert {code: set(entry) for code, entry in said(language).items() if set(entry) != {"said", "advice"}} == {}
    assert [code for code, entry in said(language).items() if not entry["said"].endswith(".")] == []
    assert [code for code, entry in said(language).items() if not entry["advice"].strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_a_word_that_would_offend(language):
    offends = re.compile(rf"\b(?:{'|'.join(FORBIDDEN[language].split())})", re.IGNORECASE)
    found = {
        code: words
        for code, entry in said(language).items()
        if (words := offends.findall(f"{entry['said']} {entry['advice']}"))
    }
    assert found == {}
