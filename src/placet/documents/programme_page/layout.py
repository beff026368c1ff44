"""The content as one HTML file: style inside, no script, nothing fetched from anywhere.

Every text may come from the other side and is hostile until escaped: all output is escaped, isolated by direction, and
loses the characters that would turn round or hide what stands beside it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from placet.documents.programme_page.content import Content, content
from placet.model.ids import SideId
from placet.projections.programme import Projection
from placet.wording.isolates import Said, harmless
from placet.wording.language import language


def render(
    projection: Projection, reader: SideId | None, code: str, *, as_on: str, version: str, also: tuple[str, ...] = ()
) -> str:
    """The page. Same input, same bytes: `as_on`, `version` and what the imprint has `also` are handed in."""
    return lay_out(content(projection, reader, code), as_on=as_on, version=version, also=also)


def lay_out(page: Content, *, as_on: str, version: str, also: tuple[str, ...] = ()) -> str:
    """A content as HTML. No clock is read."""
    style = Markup(_asset("style.css"))  # noqa: S704  # our own file
    spoken = language(page.language)
    words = spoken.words("page")

    def say(table: str, key: str, **facts: object) -> str:
        return spoken.fill(words[table][key], facts)

    return _template().render(
        page=page, words=words, say=say, digits=spoken.in_digits, style=style, as_on=as_on, version=version, also=also
    )


def _asset(name: str) -> str:
    return files("placet.documents.programme_page").joinpath(name).read_text("utf-8")


def _printable(value: Any) -> Any:
    """A text without characters that hide or turn round; anything else as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True, lstrip_blocks=True
    )
    environment.tests["said"] = lambda text: isinstance(text, Said)
    return environment.from_string(_asset("layout.html.j2"))
