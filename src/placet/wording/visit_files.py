"""What stands in a visit file that Placet begins: comments that say how to go on, and the words of a template.

A template is written in English and is a visit file as it is. In another language its comments and names are replaced,
each as a whole, by those that the catalogue has under the same key; nothing else of it is touched.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from placet.wording.catalogues import COMPLETE, catalogue
from placet.wording.isolates import without_isolates
from placet.wording.language import Language

WIDTH = 118
"""Columns of a comment."""
_ASIDE = re.compile(r"(?P<before>.*?    # )(?P<said>.+)\Z")
_PROSE = re.compile(r"# (?![a-z_]+ = |\[|-{5})(?P<said>.+)\Z")
_NAME = re.compile(r'"([^"]+)"')
_LANGUAGE = f'language = "{COMPLETE}"'


def begun_like(old: str, spoken: Language, *, private: bool = False) -> list[str]:
    """The comments at the head of a visit file that was begun like an old one."""
    said = spoken.words("templates")["like"]
    return _lines(said["private" if private else "shared"], {"old": old}, spoken)


def imported_from(name: str, spoken: Language) -> list[str]:
    """The comments at the head of an imported visit."""
    return _lines(spoken.words("templates")["imported"], {"name": name}, spoken)


def _lines(paragraphs: Sequence[str], facts: Mapping[str, str], spoken: Language) -> list[str]:
    """Paragraphs of comments, wrapped; an empty one between those that are apart is written as it is."""
    filled = (without_isolates(spoken.fill(paragraph, facts)) for paragraph in paragraphs)
    return [line for paragraph in filled for line in (textwrap.wrap(paragraph, WIDTH) or [""])]


def template_in(written: str, spoken: Language) -> str:
    """A template in a language."""
    if spoken.speaks == COMPLETE:
        return written
    english, own = catalogue(COMPLETE, "templates"), spoken.words("templates")
    comments, names = (
        {said: own[table].get(key, said) for key, said in english[table].items()} for table in ("comments", "names")
    )
    said = "\n".join(_translated(_joined(written.split("\n")), comments, names))
    return said.replace(_LANGUAGE, f'language = "{spoken.speaks}"', 1)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with those of one paragraph of comments in one."""
    paragraph: list[str] = []
    for line in lines:
        found = _PROSE.match(line)
        if found is not None and _ASIDE.match(line) is None:
            paragraph.append(found["said"])
            continue
        if paragraph:
            yield f"# {' '.join(paragraph)}"
            paragraph = []
        yield line


def _translated(lines: Iterator[str], comments: Mapping[str, str], names: Mapping[str, str]) -> Iterator[str]:
    for line in lines:
        aside, prose = _ASIDE.match(line), _PROSE.match(line)
        if aside is not None:
            yield f"{_with_names(aside['before'], names)}{comments.get(aside['said'], aside['said'])}"
        elif prose is not None:
            yield from (f"# {part}" for part in textwrap.wrap(comments.get(prose["said"], prose["said"]), WIDTH))
        else:
            yield _with_names(line, names)


def _with_names(code: str, names: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: f'"{names.get(found[1], found[1])}"', code)
