"""What stands in a visit file that Placet begins: in every language, and nothing of it in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.told import ENGLISH

from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.node.new import TEMPLATES, template_text
from placet.node.opening import open_dated
from placet.node.planning import plan_visit
from placet.planner.outcome import Planned
from placet.wording.catalogues import catalogue
from placet.wording.language import language
from placet.wording.visit_files import _NAME, _PROSE, _joined, begun_like, imported_from

OTHERS = ("fa", "ru")
NOTATIONS = re.compile(r"XX|UTC|(?:\d\d:\d\d|from|by|about) .*")
"""Texts of a template that are no words."""


def texts(template: str) -> Iterator[tuple[str, str]]:
    """Every comment and every name of a template, with the table of the catalogue that has it."""
    for line in _joined(template_text(template, ENGLISH).split("\n")):
        code, _, aside = line.partition("    # ")
        if aside:
            yield "comments", aside
        elif (prose := _PROSE.match(line)) is not None:
            yield "comments", prose["said"]
            continue
        for name in _NAME.findall(code):
            if (name[0].isupper() or " " in name) and not NOTATIONS.fullmatch(name):
                yield "names", name


def test_the_catalogue_has_what_stands_in_the_templates_and_nothing_else():
    found = {(table, said) for template in TEMPLATES for table, said in texts(template)}
    english = catalogue("en", "templates")
    assert found == {(table, said) for table in ("comments", "names") for said in english[table].values()}


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_in_another_language_is_the_same_visit_in_other_words(template, code):
    def read(spoken):
        return read_visit(parse_toml("visit.toml", template_text(template, spoken).encode())).visit

    own, english = read(language(code)), read(ENGLISH)
    assert (own.language, english.language) == (code, "en")
    assert list(own.engagements) == list(english.engagements)
    assert [each.at for each in own.engagements.values()] == [each.at for each in english.engagements.values()]
    titles = [each.title.in_language(code) for each in own.engagements.values()]
    assert [title for title in titles if re.search("[A-Za-z]{2,}", title)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_it_is_planned_as_the_english_one_is(code, tmp_path):
    (tmp_path / "visit.toml").write_text(template_text("courtesy", language(code)), "utf-8")
    outcome = plan_visit(open_dated(tmp_path)).outcome
    assert isinstance(outcome, Planned)
    assert outcome.programme.left_out == ()


@pytest.mark.parametrize("code", OTHERS)
def test_no_comment_is_left_in_english(code):
    for template in TEMPLATES:
        comments = [line.partition("# ")[2] for line in template_text(template, language(code)).split("\n")]
        prose = [said for said in comments if said and not re.match(r"[a-z_]+ = |\[|-{5}", said)]
        assert prose
        assert {said for said in prose for table, text in texts(template) if table == "comments" and text == said} <= {
            "EDIT"
        }


def test_a_visit_begun_like_another_says_so_and_what_was_left_out():
    shared, private = begun_like("old", ENGLISH), begun_like("old", ENGLISH, private=True)
    assert shared[:3] == [
        "Begun like old.",
        "",
        "Kept: people, venues, drives, engagements with their lengths and their order.",
    ]
    assert private == [
        "What stays in this office, begun like old. It has the shape of visit.toml, keyed by the same ids.",
    ]
    assert begun_like("old", language("ru"))[0] == "Начато по образцу: old."


def test_the_name_of_an_imported_file_is_told_and_turns_nothing_round():
    assert imported_from("a.json", ENGLISH)[0] == "A published programme, imported from a.json."
    hostile = imported_from("\N{RIGHT-TO-LEFT OVERRIDE}a.json", language("fa"))
    assert hostile[0] == "برنامهٔ منتشرشده، واردشده از a.json."
    assert max(map(len, hostile)) <= 118
