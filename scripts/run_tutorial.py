"""Follow the pages of the tutorial word by word: is what they show true? `--write` makes it so.

In the page, a block marked `console` holds commands (after `$ `) and what they print; a line `…` stands for lines that
are left out. A block marked `diff` with a file for its title is an edit: its lines without `+` are found there, exactly
once, and become its lines without `-`. A block marked `toml` with a title is a file to be written. Other blocks are
not followed. Timings and the way to the checkout do not count, and neither does where a line is broken. What is drawn
by lot (fingerprints, states) is printed as other numbers, always the same ones in the order in which they come: so two
numbers that are equal on the page are equal. Today is the 4th of March 2027, nine o'clock.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from placet.cli.exits import Exit

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = tuple(sorted((CHECKOUT / "docs" / "tutorial").glob("*.md")))
LEFT_OUT = "…"
LONGEST_STATE = 19
"""Characters; a fingerprint is longer, and of digits alone."""

_FENCE = re.compile(r'```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\Z')
_DRAWN = (
    re.compile(r"\b\d{5}(?:\s+\d{5}){5}\b"),  # a fingerprint
    re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b"),  # a state
)
_PLACET = CHECKOUT / "scripts" / "placet_that_day.py"
PASSPHRASE = "quiet paper moves slowly"  # noqa: S105  # of homes that are thrown away
_TIMING = re.compile(r"\b\d+\.\d s\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the lines between its fences, and the index of the first of them in the page."""

    kind: str
    title: str
    first: int
    lines: tuple[str, ...]


class Drawn:
    """Numbers that were drawn by lot, each with the number that a page shows for it."""

    def __init__(self) -> None:
        """Begin a page."""
        self._shown: dict[str, str] = {}

    def settled(self, said: str) -> str:
        """What was printed, with numbers that do not change from one time to the next."""
        for pattern in _DRAWN:
            said = pattern.sub(lambda found: self._of(found[0]), said)
        return said

    def _of(self, number: str) -> str:
        plain = " ".join(number.split())
        name = f"{len(plain)}/{sum(len(known) == len(plain) for known in self._shown)}"
        signs = hashlib.sha256(name.encode()).hexdigest() if plain not in self._shown else ""
        if signs and len(plain) > LONGEST_STATE:
            signs = str(int(signs, 16))
        other = self._shown.setdefault(plain, signs)
        return "".join(other[at] if sign.isalnum() else sign for at, sign in enumerate(number))


@dataclass(frozen=True, slots=True)
class Printed:
    """A command of the page: what the page says it prints, and what it printed."""

    command: str
    first: int
    wanted: tuple[str, ...]
    actual: tuple[str, ...]

    @property
    def is_true(self) -> bool:
        """Whether the page is right."""
        parts = [_plain(part) for part in "\n".join(self.wanted).split(LEFT_OUT)]
        return re.fullmatch(".*".join(map(re.escape, parts)), _plain("\n".join(self.actual)), re.DOTALL) is not None

    def rewritten(self) -> tuple[str, ...]:
        """What the page should say, with as many lines left out as before."""
        if self.wanted.count(LEFT_OUT) != 1:
            return self.actual
        head = self.wanted.index(LEFT_OUT)
        tail = len(self.wanted) - head - 1
        return (*self.actual[:head], LEFT_OUT, *(self.actual[-tail:] if tail else ()))


def _plain(text: str) -> str:
    return " ".join(_TIMING.sub("0.0 s", text).split())


def blocks(page: str) -> Iterator[Block]:
    """All fenced blocks of a page."""
    lines = page.splitlines()
    index = 0
    while index < len(lines):
        fence = _FENCE.match(lines[index])
        index += 1
        if fence is not None:
            end = lines.index("```", index)
            yield Block(fence["kind"], fence["title"] or "", index, tuple(lines[index:end]))
            index = end + 1


def follow(page: str, folder: Path) -> Iterator[Printed]:
    """Do in `folder` what the page says, one step after the other."""
    drawn = Drawn()
    for block in blocks(page):
        if block.kind == "console":
            yield from _commands(block, folder, drawn)
        elif block.kind == "diff" and block.title:
            edit(folder / block.title, block.lines)
        elif block.kind == "toml" and block.title:
            (folder / block.title).write_text("\n".join(block.lines) + "\n", encoding="utf-8")


def edit(file: Path, lines: tuple[str, ...]) -> None:
    """Make one edit. Raises `ValueError` when the lines to be changed are not there exactly once."""
    old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{file.name}: found {text.count(old)} times, expected once:\n{old}")
    file.write_text(text.replace(old, new), encoding="utf-8")


def _commands(block: Block, folder: Path, drawn: Drawn) -> Iterator[Printed]:
    starts = [index for index, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        command = block.lines[start].removeprefix("$ ")
        wanted = block.lines[start + 1 : end]
        actual = drawn.settled("\n".join(run(command, folder))).splitlines()
        yield Printed(command, block.first + start + 1, wanted, tuple(actual))


def run(command: str, folder: Path) -> list[str]:
    """What a command prints. `make demo` is done by the Placet at hand, after the line that make prints."""
    before = []
    if command == "make demo":
        recipe = next(line for line in (CHECKOUT / "Makefile").read_text().splitlines() if "placet demo" in line)
        before = [recipe.strip().replace("$(USER)", ".venv/bin")]
        command = before[0].removeprefix(".venv/bin/")
    program, *arguments = shlex.split(command)
    if program != "placet":
        raise ValueError(f"only placet is run: {command}")
    done = subprocess.run(  # noqa: S603  # the tutorial is ours
        [sys.executable, str(_PLACET), *arguments],
        cwd=folder,
        env={**os.environ, "PLACET_LANG": "en", "PLACET_PASSPHRASE": PASSPHRASE},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode == Exit.BUG:
        raise RuntimeError(f"{command}\n{done.stdout}")
    return before + done.stdout.replace(f"{CHECKOUT}/", "").splitlines()


def prepared(folder: Path) -> Path:
    """A folder that looks like a fresh clone, as far as the tutorial goes."""
    (folder / "examples").symlink_to(CHECKOUT / "examples", target_is_directory=True)
    return folder


def main(arguments: list[str]) -> int:
    """Tell which commands print something else, or with `--write` mend the pages. Each page begins in a fresh clone."""
    return max(_checked(page, mend="--write" in arguments) for page in PAGES)


def _checked(file: Path, *, mend: bool) -> int:
    page = file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        untrue = [printed for printed in follow(page, prepared(Path(folder))) if not printed.is_true]
    if not mend:
        for printed in untrue:
            print(f"$ {printed.command}\n" + "\n".join(printed.actual) + "\n")
        return 1 if untrue else 0
    lines = page.splitlines()
    for printed in reversed(untrue):
        lines[printed.first : printed.first + len(printed.wanted)] = printed.rewritten()
        print(f"wrote what {printed.command!r} prints")
    if untrue:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
