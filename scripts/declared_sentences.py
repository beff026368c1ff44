"""The English catalogues of what the code declares: what each field means, and what each rule demands.

The sentences stand where the thing itself is declared, and nowhere else by hand. They are copied into the catalogue so
that a translator finds in one folder all that there is to say, and every language is looked up in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tomli_w

from placet.formats.programme import _File
from placet.formats.shapes import Form, Shape, members_of
from placet.model.visit import Visit
from placet.node.rule_pages import RulePage

HEAD = """\
# {about}
# Written from the code by `make reference`: change a sentence where the code declares it, not here.
"""
FIELDS = "What each field of a visit, and of a programme, means: in comments of a workbook, and where one is missing."
DEMANDS = "What each rule demands, where it comes from, and what its figures mean: `placet rules NAME`."


def fields_catalogue() -> str:
    """What every field means, table by table."""
    said = {table.__name__.lstrip("_"): _docs(table) for table in (*_tables(Visit), *_tables(_File))}
    return _catalogue(FIELDS, said)


def demands_catalogue(rules: tuple[RulePage, ...]) -> str:
    """What every rule demands, in their order."""
    return _catalogue(DEMANDS, {page.name: _demand(page) for page in rules})


def _catalogue(about: str, said: dict[str, Any]) -> str:
    return HEAD.format(about=about) + tomli_w.dumps({"reviewed": True, **said})


def _docs(table: type) -> dict[str, str]:
    return {member.name: member.doc for member in members_of(table)}


def _demand(page: RulePage) -> dict[str, Any]:
    figures = {parameter.name: parameter.doc for parameter in page.parameters}
    said: dict[str, Any] = {"demands": list(page.demands), "source": page.source}
    return {**said, "figures": figures} if figures else said


def _tables(top: type) -> tuple[type, ...]:
    """A table and all that are in it, each once, in the order in which they are met."""
    found: dict[type, None] = {}

    def walk(table: type) -> None:
        if table not in found:
            found[table] = None
            for inner in _inside(table):
                walk(inner)

    walk(top)
    return tuple(found)


def _inside(table: type) -> Iterator[type]:
    for member in members_of(table):
        shape: Shape = member.shape
        while shape.inner is not None:
            shape = shape.inner
        if shape.form is Form.TABLE:
            yield shape.python
