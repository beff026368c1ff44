"""`placet rules`: list the rules, or show one with its figures and its source."""

from __future__ import annotations

import click

from placet.cli.commands import Command, common
from placet.cli.exits import Exit
from placet.cli.paper import Paper
from placet.node.rule_pages import RulePage, rule_page, rule_pages
from placet.wording.language import Language
from placet.wording.language import language as language_of
from placet.wording.meanings import demand


@click.command("rules", cls=Command)
@click.argument("name", required=False)
@common()
@click.pass_obj
def rules_command(language: str, name: str | None) -> Exit:
    """Show all, or one."""
    spoken = language_of(language)
    paper = Paper(spoken)
    if name is not None:
        _show(paper, rule_page(name))
        return Exit.DONE
    pages = rule_pages()
    listed = [(page.name, _title(page, spoken), _grade(page, spoken)) for page in pages]
    paper.columns(listed, ratios=(0, 1, 0), indent=0)
    paper.blank()
    paper.line(spoken.fill(spoken.words("commands")["rules"]["foot"], {"n": len(pages)}))
    return Exit.DONE


def _show(paper: Paper, page: RulePage) -> None:
    spoken = paper.spoken
    said, demanded = spoken.words("commands")["rules"], demand(page.name, spoken)
    paper.line(_title(page, spoken), "head")
    for paragraph in demanded.paragraphs:
        paper.line(paragraph, indent=2)
    paper.blank()
    paper.labelled(said["grade"], _grade(page, spoken))
    paper.labelled(said["source"], demanded.source)
    paper.blank()
    paper.line(said["figures"], "head")
    if not page.parameters:
        paper.line(said["no-figures"], indent=2)
    for parameter in page.parameters:
        paper.line(spoken.isolated(f"{parameter.name} = {_value(parameter.value)}"), indent=2)
        paper.line(demanded.figures[parameter.name], "quiet", indent=6)
    paper.blank()
    paper.line(said["change"], "head")
    paper.line(spoken.fill(said["change-how"], {"name": page.name}), indent=2)


def _title(page: RulePage, spoken: Language) -> str:
    return str(spoken.words("rules")[page.name]["title"])


def _grade(page: RulePage, spoken: Language) -> str:
    return str(spoken.words("outcome")["findings"].get(page.grade, spoken.words("commands")["rules"]["off"]))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return ", ".join(_value(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
