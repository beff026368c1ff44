"""Drawings in SVG, put together anew from plain shapes and colours.

Nothing of the file's own words is left: names of parts are numbered, texts and remarks of drawing programs are dropped.
What would change how the emblem looks, and is not known here (a filter, a picture inside, letters), is refused by name:
an emblem with a part missing is worse than none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat  # entities are refused where they are declared, and nothing is fetched

from placet.reading import drawing_words as words
from placet.reading import limits
from placet.reading.refusal import Refused

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_PARTS = _SHAPES | {"g", "defs", "symbol", "use", "linearGradient", "radialGradient", "stop", "clipPath", "style"}
_DROPPED = frozenset({"title", "desc", "metadata"})
"""Told to programs or to readers, and drawn by nobody."""
_PAINTED = frozenset(words.PAINTED.split())
_PLACED = frozenset(words.PLACED.split())
_CHANGES_THE_LOOK = frozenset(
    {"filter", "mask", "marker", "marker-start", "marker-mid", "marker-end", "mix-blend-mode"}
)
_KNOWN = frozenset((*words.VALUES.split(), *words.COLOURS.split()))
_VALUE = re.compile(r"[\w\s#%.,()+-]*", re.ASCII)
"""Numbers, colours, words such as `evenodd`, and functions such as `rotate(45)`."""
_WORD = re.compile(r"#[0-9A-Fa-f]{3,8}\b|x(?:Min|Mid|Max)Y(?:Min|Mid|Max)|[A-Za-z]+")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaEe0-9\s.,+-]*")
_LINK = re.compile(r"""url\(\s*(["']?)#([^"')\s]+)\1\s*\)""")
_SELECTORS = re.compile(r"[\w.#,*\s>-]+", re.ASCII)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_TAGS = re.compile(r"(?<![.#\w-])[A-Za-z][\w-]*")
_NAMED = re.compile(r"([.#])([\w-]+)")


def rebuilt(content: bytes) -> bytes:
    """The same drawing from its known parts. Raises `Refused` with what it holds that an emblem need not."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = drawing.begin
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    try:
        parser.Parse(content, True)  # the signature of the library: this is all of it
    except expat.ExpatError:
        raise Refused("picture-broken") from None
    return drawing.whole()


def _refuse_declarations(*declared: object) -> None:
    """Which type of document a file says it is matters to nobody; what it declares itself is refused."""
    if declared[-1]:
        raise Refused("picture-holds", found="<!ENTITY>")


def _refuse_entities(*_: object) -> None:
    raise Refused("picture-holds", found="<!ENTITY>")


@dataclass(slots=True)
class _Open:
    """An element that is being read: its name, its number of parts so far, and those of its ids."""

    name: str
    parts: int = 1
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class _Drawing:
    """What was written so far, and how much of it there is."""

    written: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    passed_over: int = 0
    """How deep in something that is dropped whole."""
    count: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    using: set[str] = field(default_factory=set)
    """Ids of what itself shows other parts."""
    style: list[str] = field(default_factory=list)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self.passed_over or (self.open and (space != _SVG or name in _DROPPED)):
            self.passed_over += 1
            return
        self.count += 1
        if self.count > limits.MAX_DRAWING_PARTS or len(self.open) > limits.MAX_DRAWING_DEPTH:
            raise Refused("picture-too-many", most=limits.MAX_DRAWING_PARTS)
        if not self.open:
            self._root(space, name, attributes)
            return
        if name not in _PARTS:
            raise Refused("picture-holds", found=f"<{name[:40]}>")
        if name != "style":
            self.written.append(f"<{name}{''.join(self._attributes(name, attributes))}>")
        self.open.append(_Open(name, ids=(attributes["id"],) if "id" in attributes else ()))

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if (space, name) != (_SVG, "svg"):
            raise Refused("picture-kind")
        box = _numbers(attributes.get("viewBox", "")) or [
            0,
            0,
            *map(_length, (attributes.get("width"), attributes.get("height"))),
        ]
        if len(box) != 4 or not all(map(math.isfinite, box)) or not 0 < min(box[2:]) <= max(box[2:]) <= 1e6:
            raise Refused("picture-broken")
        shown = " ".join(f"{number:g}" for number in box)
        kept = "".join(
            self._attributes(
                "g",
                {key: said for key, said in attributes.items() if key in _PAINTED or key in ("style", "class", "id")},
            )
        )
        self.written.append(f'<svg xmlns="{_SVG}" viewBox="{shown}"{kept}>')
        self.open.append(_Open("svg"))

    def end(self, _: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
            return
        closed = self.open.pop()
        if closed.name == "style":
            self.written.append(f"<style>{''.join(self._rules(''.join(self.style)))}</style>")
            self.style.clear()
        else:
            self.written.append(f"</{closed.name}>")
        for name in closed.ids:
            self.sizes[name] = closed.parts
        if closed.name == "use":
            self.using.update(name for element in self.open for name in element.ids)
        if self.open:
            self.open[-1].parts += closed.parts

    def text(self, said: str) -> None:
        """Only of a style: other texts are drawn by nobody, for letters were refused."""
        if not self.passed_over and self.open and self.open[-1].name == "style":
            self.style.append(said)

    def whole(self) -> bytes:
        """The drawing. What is shown in several places counts each time, and shows nothing that is shown again."""
        if any(name in self.using for name in self.used):
            raise Refused("picture-holds", found="<use> in <use>")
        if self.count + sum(self.sizes.get(name, 0) for name in self.used) > limits.MAX_DRAWING_PARTS:
            raise Refused("picture-too-many", most=limits.MAX_DRAWING_PARTS)
        return "".join(self.written).encode()

    # ---------------------------------------------------------------------------------------------- attributes

    def _attributes(self, name: str, attributes: dict[str, str]) -> Iterator[str]:
        for key, said in attributes.items():
            if key == "id":
                yield f' id="{self._id(said)}"'
            elif key == "class":
                yield f' class="{" ".join(map(self._class, said.split()))}"'
            elif key == "style":
                yield f' style="{";".join(self._declarations(said))}"'
            elif key in ("href", f"{_XLINK} href"):
                yield f' href="#{self._target(name, said)}"'
            elif key in _CHANGES_THE_LOOK and said.strip() != "none":
                raise Refused("picture-holds", found=key)
            elif key == "d":
                yield f' d="{_path(said)}"'
            elif key in _PAINTED or key in _PLACED:
                yield f' {key}="{self._value(said)}"'

    def _declarations(self, said: str) -> Iterator[str]:
        for declaration in said.split(";"):
            key, _, value = (part.strip() for part in declaration.partition(":"))
            if key in _CHANGES_THE_LOOK and value not in ("none", "normal"):
                raise Refused("picture-holds", found=key)
            if key in _PAINTED:
                yield f"{key}:{self._value(value)}"

    def _rules(self, style: str) -> Iterator[str]:
        plain = _REMARK.sub("", style)
        if "@" in plain or "\\" in plain:
            raise Refused("picture-holds", found="<style> @")
        for selectors, declarations in _RULE.findall(plain):
            if not _SELECTORS.fullmatch(selectors) or not {*_TAGS.findall(selectors)} <= _PARTS | {"svg"}:
                raise Refused("picture-holds", found="<style>")
            named = _NAMED.sub(
                lambda found: found[1] + (self._class(found[2]) if found[1] == "." else self._id(found[2])), selectors
            )
            yield f"{' '.join(named.split())}{{{';'.join(self._declarations(declarations))}}}"

    def _value(self, said: str) -> str:
        """A value without foreign words; one that points elsewhere is refused."""
        plain = " ".join(said.replace("!important", "").split())
        named = _LINK.fullmatch(plain)
        if named is not None:
            return f"url(#{self._id(named[2])})"
        if not _VALUE.fullmatch(plain) or not all(map(_is_known, _WORD.findall(plain))):
            raise Refused("picture-holds", found=plain[:40])
        return plain

    def _target(self, name: str, said: str) -> str:
        """What a part is taken from: another part of the same drawing."""
        if not said.startswith("#"):
            raise Refused("picture-holds", found=said[:40])
        if name == "use":
            self.used.append(said[1:])
            if any(said[1:] in element.ids for element in self.open):
                raise Refused("picture-holds", found="<use> in <use>")
        return self._id(said[1:])

    def _id(self, said: str) -> str:
        return self.ids.setdefault(said, f"i{len(self.ids)}")

    def _class(self, said: str) -> str:
        return self.classes.setdefault(said, f"c{len(self.classes)}")


def _path(said: str) -> str:
    """The steps of a path; one with anything else is refused."""
    if not _PATH.fullmatch(said):
        raise Refused("picture-holds", found=said.strip()[:40])
    return " ".join(said.split())


def _is_known(word: str) -> bool:
    """Whether a word is one of drawings: a colour, a step of a path (`M`), the `e` of a number."""
    return len(word) == 1 or word[0] == "#" or word[1:4] in ("Min", "Mid", "Max") or word.lower() in _KNOWN


def _numbers(said: str) -> list[float]:
    try:
        return [float(part) for part in said.replace(",", " ").split()]
    except ValueError:
        return []


def _length(said: str | None) -> float:
    found = re.fullmatch(r"\s*([0-9.]+)\s*(?:px|pt|mm|cm|in|pc)?\s*", said or "")
    return _numbers(found[1])[0] if found is not None and _numbers(found[1]) else math.nan
