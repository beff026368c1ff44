"""`placet rules`: list the rules, or show one with its figures and its source."""

from __future__ import annotations

import click

from placet.cli.commands import Command, common, words
from placet.cli.exits import Exit
from placet.cli.paper import Paper
from placet.node.rule_pages import RulePage, rule_page, rule_pages
from placet.wording.catalogues import catalogue, filled


@click.command("rules", cls=Command)
@click.argument("name", required=False)
@common()
def rules_command(name: str | None) -> Exit:
    """Show all, or one."""
    paper = Paper()
    if name is not None:
        _show(paper, rule_page(name))
        return Exit.DONE
    pages = rule_pages()
    paper.columns([(page.name, _title(page), _grade(page)) for page in pages], ratios=(0, 1, 0), indent=0)
    paper.blank()
    paper.line(filled(words()["rules"]["foot"], {"n": len(pages)}))
    return Exit.DONE


def _show(paper: Paper, page: RulePage) -> None:
    said = words()["rules"]
    paper.line(_title(page), "head")
    for paragraph in page.demands:
        paper.line(paragraph, indent=2)
    paper.blank()
    paper.labelled(said["grade"], _grade(page))
    paper.labelled(said["source"], page.source)
    paper.blank()
    paper.line(said["figures"], "head")
    if not page.parameters:
        paper.line(said["no-figures"], indent=2)
    for parameter in page.parameters:
        paper.line(f"{parameter.name} = {_value(parameter.value)}", indent=2)
        paper.line(parameter.doc, "quiet", indent=6)
    paper.blank()
    paper.line(said["change"], "head")
    paper.line(filled(said["change-how"], {"name": page.name}), indent=2)


def _title(page: RulePage) -> str:
    return str(catalogue("en", "rules")[page.name]["title"])


def _grade(page: RulePage) -> str:
    return str(catalogue("en", "outcome")["findings"].get(page.grade, words()["rules"]["off"]))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return ", ".join(_value(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
