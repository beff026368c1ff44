"""A page as one HTML file: style inside, no script, nothing fetched from anywhere.

Every text may come from the other side and is hostile until escaped: all output is escaped, isolated by direction, and
loses the characters that would turn round or hide what stands beside it. Every page is made here, so that none can
forget it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from placet.wording.isolates import Said, harmless


def laid_out(package: str, **facts: object) -> str:
    """The layout of a package of ours (`layout.html.j2`, `style.css`), filled in. Same facts, same bytes."""
    style = Markup(_asset(package, "style.css"))  # noqa: S704  # our own file
    return _template(package).render(style=style, **facts)


def _asset(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")


def _printable(value: Any) -> Any:
    """A text without characters that hide or turn round; anything else as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template(package: str) -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True, lstrip_blocks=True
    )
    environment.tests["said"] = lambda text: isinstance(text, Said)
    return environment.from_string(_asset(package, "layout.html.j2"))
