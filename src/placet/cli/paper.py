"""A page in the terminal: at most a hundred columns, colour only where somebody looks, words wrapped under themselves.

What a file says is hostile until it is printed here: characters that would steer the terminal or turn the line round
are shown as a mark. In a language that runs from right to left, what runs the other way is isolated, and nothing is put
in order by hand: a terminal that shows such letters at all does that itself. Elsewhere no isolates are printed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from placet.cli.sharing import GAP, shared_widths
from placet.wording.isolates import END, ISOLATE, Said, harmless, without_isolates
from placet.wording.language import Language
from placet.wording.runs import command_last, foreign_isolated, from_the_right, runs_isolated

WIDTH = 100
LABEL = 10
"""Columns of a label; more in a language whose labels are longer."""
WIDE = 90
"""Columns below which nothing stands at the end of a line."""
ALLOWED = "\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\N{NO-BREAK SPACE}"
"""Characters that Python does not call printable and that texts need."""
STYLES = {"must": "red", "should": "yellow", "quiet": "dim", "head": "bold", "label": "dim"}


class IsolatedText(Text):
    """A text whose isolates are closed at the end of each line and opened again on the next."""

    def wrap(self, console: Console, width: int, **more: Any) -> Lines:
        """The lines, each with whole isolates: an open one would swallow what stands beside it in a table."""
        lines = super().wrap(console, width, **more)
        whole, is_open = Lines(), False
        for line in lines:
            plain = f"{ISOLATE if is_open else ''}{line.plain}"
            is_open = plain.rfind(ISOLATE) > plain.rfind(END)
            body = plain.rstrip()
            closed = f"{body}{END}{plain[len(body) :]}" if is_open else plain
            whole.append(Text(closed, line.style, end=line.end))
        return whole


def print_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object, and nothing else; what this stream cannot carry is escaped, so that nothing is lost."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    click.echo(text)


class Paper:
    """Writes lines, labelled lines and tables."""

    def __init__(self, spoken: Language, *, stderr: bool = False) -> None:
        """On a terminal as wide as it is, up to `WIDTH`; elsewhere `WIDTH`, without colour. Labels are in `spoken`."""
        self.spoken = spoken
        words = spoken.words("outcome")
        self._label = max(
            LABEL, *(cell_len(said) for said in (*words["labels"].values(), *words["why"]["labels"].values()))
        )
        stream = sys.stderr if stderr else sys.stdout
        terminal = stream is not None and stream.isatty()
        width = WIDTH
        if terminal:
            try:
                width = max(60, min(WIDTH, os.get_terminal_size(stream.fileno()).columns or WIDTH))
            except OSError:
                width = WIDTH
        self.console = Console(
            file=stream,
            width=width,
            force_terminal=terminal,
            no_color=True if not terminal else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def text(self, said: str, style: str = "") -> Text:
        """A text that can be printed as it is."""
        if not self.spoken.right_to_left:
            return Text(_shown(without_isolates(said), ALLOWED), style)
        whole = foreign_isolated(said) if not isinstance(said, Said) else said
        return IsolatedText(_shown(runs_isolated(harmless(whole)), ALLOWED + ISOLATE + END), style)

    def line(self, said: str = "", style: str = "", *, indent: int = 0) -> None:
        """One paragraph; nothing for an empty one."""
        about, command = self._parted(said, indent)
        if about:
            self._print(Padding(self.text(about, STYLES.get(style, style)), (0, 0, 0, indent)))
        self._command(command, indent)

    def blank(self) -> None:
        """An empty line."""
        self.console.file.write("\n")

    def labelled(self, label: str, said: str, right: str = "") -> None:
        """A label and what it says, wrapped beside it; `right` stands at the end of the line. Nothing for nothing."""
        if not said:
            return
        if right and self.console.width < WIDE:
            said, right = f"{said}  {right}", ""
        table = Table.grid(padding=(0, 1), expand=bool(right))
        table.add_column(width=self._label)
        table.add_column(ratio=1 if right else None)
        if right:
            table.add_column(justify="right")
        cells: list[RenderableType] = [self.text(label, STYLES["label"]), self.text(said)]
        table.add_row(*cells, *([self.text(right)] if right else []))
        self._print(Padding(table, (0, 0, 0, 2)))

    def steps(self, label: str, rows: Iterable[tuple[str, str]]) -> None:
        """Commands and what each is for, under one label; below each other where they are too long for one line."""
        rows = list(rows)
        widest = [max((cell_len(cell) for cell in column), default=0) for column in zip(*rows, strict=True)]
        if sum((2, self._label - 1, 2, 2, *widest)) > self.console.width:
            for number, (command, about) in enumerate(rows):
                self.labelled("" if number else label, f"{command}\n{about}")
            return
        labels = [label]
        blank = self._label - 1
        self.columns(
            [(_padded(labels.pop() if labels else "", blank), command, about) for command, about in rows],
            ratios=(0, 0, 1),
        )

    def copied(self, lines: Iterable[str], *, indent: int = 4) -> None:
        """Lines that are there to be copied: each whole, however long, and with nothing in it that nobody sees."""
        for line in lines:
            self.console.file.write(f"{' ' * indent}{_shown(without_isolates(harmless(line)), ALLOWED)}\n")

    def bullet(self, said: str) -> None:
        """One entry of a list, wrapped under itself."""
        about, command = self._parted(said, 4)
        table = Table.grid(padding=(0, 1))
        table.add_row(self.text("–"), self.text(about))
        self._print(Padding(table, (0, 0, 0, 2)))
        self._command(command, 4)

    def entry(self, place: str, found: str, remedy: str) -> None:
        """A mistake: where, what stands there, and below it what would be right."""
        self._print(self.text(self.spoken.joined((place, found), "  "), STYLES["head"]))
        self.line(remedy, indent=6)

    def columns(
        self,
        rows: Iterable[tuple[str | Text, ...]],
        *,
        indent: int = 2,
        ratios: tuple[int, ...] = (),
        heads: tuple[str, ...] = (),
    ) -> None:
        """A table without lines. With `ratios` the columns share the width so; 0 is as wide as its words.

        Where a word would have to be cut, the cells of a row stand below each other, each beside its head.
        """
        texts = [[self._text_of(cell) for cell in row] for row in rows]
        if not texts:
            return
        head = [self.text(said) for said in heads]
        whole = [head, *texts] if heads else texts
        cells = [[text.plain for text in column] for column in zip(*whole, strict=True)]
        widths = shared_widths(self.console.width - indent, ratios, cells)
        if widths is None:
            beside = next((number for number, ratio in enumerate(ratios) if ratio), 0)
            for row in texts:
                self._stacked(row, head, beside, indent)
            return
        table = Table.grid(padding=(0, GAP))
        for width in widths:
            table.add_column(width=width, overflow="fold")
        for row in whole:
            table.add_row(*row)
        self._print(Padding(table, (0, 0, 0, indent)))

    def _stacked(self, row: list[Text], heads: list[Text], beside: int, indent: int) -> None:
        """A row whose first cells, up to the first that shares the width, stand on one line, and the others below."""
        self._side_by_side(row[: beside + 1], indent)
        for number, cell in enumerate(row[beside + 1 :], start=beside + 1):
            if cell.plain:
                self._side_by_side([*heads[number : number + 1], cell], indent + 2)

    def _side_by_side(self, cells: list[Text], indent: int) -> None:
        line = Table.grid(padding=(0, GAP))
        line.add_row(*(cell for cell in cells if cell.plain))
        self._print(Padding(line, (0, 0, 0, indent)))

    def _text_of(self, cell: str | Text) -> Text:
        return cell if isinstance(cell, Text) else self.text(cell)

    def _parted(self, said: str, indent: int) -> tuple[str, str]:
        """What is printed as a paragraph, and the command at its end where the two do not fit on one line."""
        fits = indent + cell_len(without_isolates(said)) <= self.console.width
        return (said, "") if fits else command_last(said)

    def _command(self, command: str, indent: int) -> None:
        """A command on a line of its own."""
        if command:
            self.copied((command,), indent=indent + 2)

    def _print(self, renderable: RenderableType) -> None:
        """Print without the spaces that a table leaves at the ends of its lines."""
        with self.console.capture() as capture:
            self.console.print(renderable)
        lines = (_without_tail(line) for line in capture.get().splitlines())
        shown = map(from_the_right, lines) if self.spoken.right_to_left else lines
        self.console.file.write("\n".join(shown) + "\n")


def _shown(said: str, allowed: str) -> str:
    return "".join(c if c.isprintable() or c in allowed else "\N{REPLACEMENT CHARACTER}" for c in said)


def _padded(said: str, columns: int) -> str:
    return said + " " * (columns - cell_len(said))


def _without_tail(line: str) -> str:
    return line.rstrip(" ") if "\x1b" not in line else line
