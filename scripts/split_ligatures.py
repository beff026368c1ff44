"""Make Persian papers readable for programs: draw lam-alef as two glyphs instead of one.

A program that reads the text of a page takes each glyph for its letters, from the left edge to the right, and turns
what runs from the right. A glyph of two letters comes out with these the wrong way round: whoever searches a paper for
«اسلامی» does not find it, because the page says «اسالمی». So the first letter gets the whole shape, the second an empty
one, and the page looks the same to the eye. Letters with a vowel sign on them keep the one glyph, which the sign fits.

Run by hand when the fonts are renewed (`pip install fonttools`, then `python -m scripts.split_ligatures FONT...`); the
licence (OFL 1.1, no reserved name) allows it. A font that was split already is refused.
"""

from __future__ import annotations

import copy
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

FIRSTS = ("uniFEDF", "uniFEE0")
"""Lam as it begins a word and as it stands within one."""
SECONDS = ("uniFE8E", "uniFE82", "uniFE84", "uniFE88", "uniFB51")
"""Alef as it ends a word: bare, with madda, with hamza above and below, with wasla."""
_LIGATURE, _RIGHT_TO_LEFT = 4, 1
_MARK = 3

Pairs = dict[str, dict[str, str]]
"""By the second letter: the glyph of both, by the first."""


def main(paths: list[str]) -> None:
    """Split the ligatures of the fonts at these paths, in place."""
    for path in paths:
        font = TTFont(path)
        if any(name.endswith(".first") for name in font.getGlyphOrder()):
            sys.exit(f"{path}: split already")
        _split(font)
        font.save(path)
        print(f"{path}: {Path(path).stat().st_size} bytes")


def _split(font: TTFont) -> None:
    marks = [name for name, kind in font["GDEF"].table.GlyphClassDef.classDefs.items() if kind == _MARK]
    lookups = font["GSUB"].table.LookupList.Lookup
    for index in range(len(lookups)):
        pairs = _pairs(lookups[index])
        for pair in pairs.values():
            for ligature in pair.values():
                _copy(font, ligature, f"{ligature}.first")
        for second in pairs:
            _empty(font, f"{second}.second")
        if pairs:
            _put_before(font, index, pairs, marks)
    font["GSUB"].table.LookupList.LookupCount = len(lookups)


def _pairs(lookup: Any) -> Pairs:
    found: Pairs = defaultdict(dict)
    for table in _ligatures(lookup):
        for first, made in table.ligatures.items():
            for ligature in made:
                if first in FIRSTS and len(ligature.Component) == 1 and ligature.Component[0] in SECONDS:
                    found[ligature.Component[0]][first] = ligature.LigGlyph
    return found


def _ligatures(lookup: Any) -> Iterator[Any]:
    for table in lookup.SubTable:
        inner = getattr(table, "ExtSubTable", table)
        if inner.LookupType == _LIGATURE:
            yield inner


def _put_before(font: TTFont, index: int, pairs: Pairs, marks: list[str]) -> None:
    """What was at an index goes to the end of its features; in its place the letters are drawn apart."""
    glyphs, lookups = font.getReverseGlyphMap(rebuild=True), font["GSUB"].table.LookupList.Lookup
    before, after = [], []
    for second, pair in pairs.items():
        lookups.append(_single({first: f"{ligature}.first" for first, ligature in pair.items()}))
        first_at = len(lookups) - 1
        lookups.append(_single({second: f"{second}.second"}))
        second_at = len(lookups) - 1
        firsts = sorted(pair)
        before.append(_context([], firsts, [[second], marks], (), glyphs))
        before.append(_context([], firsts, [[second]], ((0, first_at),), glyphs))
        drawn = sorted(f"{ligature}.first" for ligature in pair.values())
        after.append(_context([drawn], [second], [], ((0, second_at),), glyphs))
    original = lookups[index]
    lookups[index] = builder.buildLookup(before, flags=_RIGHT_TO_LEFT)
    lookups += [builder.buildLookup(after, flags=_RIGHT_TO_LEFT), original]
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if index in record.Feature.LookupListIndex:
            record.Feature.LookupListIndex += [len(lookups) - 2, len(lookups) - 1]
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def _single(mapping: dict[str, str]) -> Any:
    return builder.buildLookup([builder.buildSingleSubstSubtable(mapping)], flags=_RIGHT_TO_LEFT)


def _context(
    behind: list[list[str]],
    at: list[str],
    ahead: list[list[str]],
    changes: tuple[tuple[int, int], ...],
    glyphs: dict[str, int],
) -> Any:
    table = otTables.ChainContextSubst()
    table.Format = 3
    for name, covers in (("Backtrack", behind), ("Input", [at]), ("LookAhead", ahead)):
        setattr(table, f"{name}Coverage", [builder.buildCoverage(cover, glyphs) for cover in covers])
        setattr(table, f"{name}GlyphCount", len(covers))
    table.SubstLookupRecord = []
    for sequence, lookup in changes:
        record = otTables.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = sequence, lookup
        table.SubstLookupRecord.append(record)
    table.SubstCount = len(table.SubstLookupRecord)
    return table


def _copy(font: TTFont, name: str, new: str) -> None:
    _add(font, new, copy.deepcopy(font["glyf"][name]), font["hmtx"][name])


def _empty(font: TTFont, new: str) -> None:
    if new not in font.getGlyphOrder():
        _add(font, new, Glyph(), (0, 0))


def _add(font: TTFont, name: str, glyph: Glyph, metrics: tuple[int, int]) -> None:
    font["glyf"][name] = glyph
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font["hmtx"][name] = metrics
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


if __name__ == "__main__":
    main(sys.argv[1:])
