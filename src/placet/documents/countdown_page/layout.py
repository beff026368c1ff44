"""The page as one HTML file: style inside, no script, nothing fetched from anywhere; every text is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from placet.documents.countdown_page.content import Content
from placet.wording.isolates import harmless


def lay_out(page: Content) -> str:
    """A content as HTML. Same input, same bytes."""
    style = Markup(_asset("style.css"))  # noqa: S704  # our own file
    return _template().render(page=page, style=style)


def _asset(name: str) -> str:
    return files("placet.documents.countdown_page").joinpath(name).read_text("utf-8")


def _printable(value: Any) -> Any:
    """A text without characters that hide or turn round; anything else as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("layout.html.j2"))
