"""Every language says everything that English says: the same keys, the same facts, all plural forms of its own."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from placet.wording.catalogues import is_plural
from placet.wording.language import language

CATALOGUES = Path(str(files("placet.wording").joinpath("catalogue")))
SUBJECTS = sorted(path.stem for path in (CATALOGUES / "en").glob("*.toml"))
LANGUAGES = sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
OTHERS = [code for code in LANGUAGES if code != "en"]
OWN = "language"
"""The subject in which a language says how it is written: its patterns are nobody else's."""
BY_HAND = re.compile(r"`[^`]+`|--[a-z-]+|\b[\w-]+\.(?:toml|json)\b")
"""What people type is the same in every language."""
QUOTED = re.compile(r"""(["']).*?\1""")
"""A title that somebody types is in the language of the office."""
DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def entries(tree: dict[str, object], path: str = "") -> Iterator[tuple[str, object]]:
    """Every entry by its path; a sentence in plural forms and a list are one."""
    for key, value in tree.items():
        if isinstance(value, dict) and not is_plural(value):
            yield from entries(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


@cache
def read(code: str, subject: str) -> dict[str, object]:
    return dict(entries(tomllib.loads((CATALOGUES / code / f"{subject}.toml").read_text("utf-8"))))


def forms_of(entry: object) -> list[str]:
    """All that an entry may say."""
    match entry:
        case dict():
            return list(entry.values())
        case list():
            return [said for part in entry for said in forms_of(part)]
        case str():
            return [entry]
        case _:
            return []


def facts_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def needed(entry: object) -> set[str]:
    """The facts of an entry; the count of a plural sentence is one of them, though `1` may stand for it."""
    said = {name for sentence in forms_of(entry) for name in facts_of(sentence)}
    return said | {"n"} if isinstance(entry, dict) else said


def test_english_is_there_and_it_is_not_alone():
    assert {"en", "fa", "ru"} <= set(LANGUAGES)
    assert {"language", "page", "papers", "rules"} <= set(SUBJECTS)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("code", OTHERS)
def test_it_has_every_key_in_the_same_order_and_no_stale_one(code, subject):
    assert list(read(code, subject)) == list(read("en", subject))


@pytest.mark.parametrize("subject", [subject for subject in SUBJECTS if subject != OWN])
@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_has_the_facts_of_the_english_one(code, subject):
    own = read(code, subject)
    wanted = {key: needed(entry) for key, entry in read("en", subject).items()}
    assert {key: needed(own[key]) for key, facts in wanted.items() if needed(own[key]) != facts} == {}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_with_plural_forms_has_exactly_those_of_its_language(code, subject):
    wanted = set(language(code).locale.plural_form.tags) | {"other"}
    plurals = {key: set(entry) for key, entry in read(code, subject).items() if isinstance(entry, dict)}
    assert {key: forms for key, forms in plurals.items() if forms != wanted} == {}


@pytest.mark.parametrize("subject", [subject for subject in SUBJECTS if subject != OWN])
@pytest.mark.parametrize("code", OTHERS)
def test_what_people_type_is_the_same_in_every_language(code, subject):
    own = read(code, subject)
    lost = {
        key: missing
        for key, entry in read("en", subject).items()
        for said in forms_of(entry)[:1]
        if (missing := set(BY_HAND.findall(said)) - set(BY_HAND.findall(" ".join(forms_of(own[key])))))
    }
    assert lost == {}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_it_says_whether_a_speaker_has_checked_it(code, subject):
    assert isinstance(read(code, subject)["reviewed"], bool)


@pytest.mark.parametrize("code", OTHERS)
def test_the_commands_of_examples_are_the_same_in_every_language(code):
    def typed(code: str) -> dict[str, list[str]]:
        lists = {key: entry for key, entry in read(code, "commands").items() if isinstance(entry, list)}
        return {key: [QUOTED.sub('"…"', command) for command, _ in examples] for key, examples in lists.items()}

    assert typed(code) == typed("en")


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_was_left_in_english(code):
    """A sentence of two words or more that is the English one has not been translated."""
    same = [
        (subject, key)
        for subject in SUBJECTS
        if subject != OWN
        for key, entry in read("en", subject).items()
        if not key.endswith(".section")  # a name that the code goes by
        for said in forms_of(entry)[:1]
        if said in forms_of(read(code, subject)[key]) and len(re.findall("[A-Za-z]{2,}", _prose(said))) > 1
    ]
    assert same == []


def _prose(sentence: str) -> str:
    """A sentence without its facts and without what is typed."""
    return re.sub(r"\{[^}]*\}|`[^`]*`|^placet .*", "", sentence)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_catalogue_turns_text_round_by_hand(code):
    """Foreign text is isolated where it is filled in."""
    found = [path.name for path in (CATALOGUES / code).glob("*.toml") if DIRECTIONS.search(path.read_text("utf-8"))]
    assert found == []
