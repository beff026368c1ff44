"""What cannot all be kept, on a page, and the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from placet.cli.summary import Summary
from placet.model.ids import Ref, Sort
from placet.node.outcomes import Clash, Infeasible, Requirement
from placet.node.report import place_of
from placet.wording.errors import place_said
from placet.wording.requirements import OF_ITSELF

LETTERS = "abcdefghij"
CLASHES_SHOWN = 3
MANY = 8
"""Rows from which on what is asked of one engagement stands in one."""
TAKEN = frozenset({"busy", "presence"})
"""Kinds of requirements by which somebody is not to be had."""
TAKING_TIME = (Sort.ENGAGEMENT, Sort.MOVEMENT, Sort.BLOCK, Sort.BUSY, Sort.DIARY)


def show_clash(summary: Summary, outcome: Infeasible, head: str = "", asked_in: str = "") -> None:
    """The requirements that clash, one clash after the other; what says little new stands in the JSON only.

    `asked_in` is the file with what is asked for now, or the option that was typed.
    """
    words, shown = summary.words["clash"], list(_different(outcome.clashes))[:CLASHES_SHOWN]
    if _is_of_facts(outcome):
        summary.paper.line(words["facts"])
        return
    for number, clash in enumerate(shown):
        if number:
            summary.paper.blank()
        summary.paper.line((head or words["head"]) if number == 0 else words["another"], "head")
        _requirements(summary, clash, asked_in)
    if more := len(outcome.clashes) - len(shown):
        summary.paper.line(summary.paper.spoken.fill(words["more"], {"n": more}))
    if not outcome.are_all:
        summary.paper.line(words["perhaps-others"])


def _is_of_facts(outcome: Infeasible) -> bool:
    """Whether nothing that clashes could be given up: of a day that has begun, what is said to have happened."""
    return not any(clash.requirements for clash in outcome.clashes)


def _different(clashes: Iterable[Clash]) -> Iterator[Clash]:
    """Those that bring in something that is in no clash before; the others say in another way what was said."""
    named: set[Ref] = set()
    for clash in clashes:
        subjects = {
            subject for wanted in clash.requirements for subject in wanted.subjects if subject.sort in TAKING_TIME
        }
        if not subjects <= named:
            yield clash
        named |= subjects


def _requirements(summary: Summary, clash: Clash, asked_in: str) -> None:
    """What cannot all be kept, who wants it, and where it stands in the file.

    That something is to take place goes without saying where another requirement speaks of it.
    """
    said, wanted_all = summary.outcomes.requirements, clash.requirements
    rows = []
    spoken_of = {subject for wanted in wanted_all if wanted.kind != "place" for subject in wanted.subjects}
    told = [wanted for wanted in wanted_all if wanted.kind != "place" or not spoken_of.issuperset(wanted.subjects)]
    standing = {wanted: _standing(summary, wanted, asked_in) for wanted in told}
    for number, own in enumerate(_in_rows(told, standing), start=1):
        where = summary.paper.spoken.joined(_places(summary, own))
        rows.append((summary.paper.spoken.in_digits(number), said.together(own), standing[own[0]], where))
    summary.paper.columns(rows, ratios=(0, 11, 8, 0))
    for common in clash.in_common:
        summary.paper.line(summary.outcomes.in_common(common), indent=2)
    if not clash.is_irreducible:
        summary.paper.line(summary.words["clash"]["perhaps-longer"], indent=2)


def _in_rows(told: Sequence[Requirement], standing: Mapping[Requirement, str]) -> list[list[Requirement]]:
    """One requirement a row; of very many, all that the same people ask of one engagement, and who is away first."""
    if len(told) <= MANY:
        return [[wanted] for wanted in told]
    rows: dict[object, list[Requirement]] = {}
    for wanted in sorted(told, key=lambda wanted: wanted.kind not in TAKEN):
        is_of_one = wanted.kind in OF_ITSELF
        rows.setdefault((wanted.subjects, standing[wanted]) if is_of_one else wanted, []).append(wanted)
    return list(rows.values())


def _standing(summary: Summary, wanted: Requirement, asked_in: str) -> str:
    place = place_of(summary.report.visit_file, wanted.path)
    is_asked_now = place is not None and place[0] == asked_in
    return summary.outcomes.requirements.standing(wanted, is_asked_now=is_asked_now)


def _places(summary: Summary, asked: Iterable[Requirement]) -> Iterator[str]:
    """Where they stand in the file, which is named once."""
    file = ""
    for wanted in asked:
        place = place_of(summary.report.visit_file, wanted.path)
        if place is not None and place[0] == file and isinstance(place[1], int):
            yield summary.paper.spoken.in_digits(place[1])
        elif place is not None:
            yield place_said(Path(place[0]).name, place[1], summary.paper.spoken)
        file = place[0] if place is not None else file


def show_ways(summary: Summary, outcome: Infeasible) -> None:
    """The cheapest ways out, with what each reopens; where the search for them did not end, others may be cheaper."""
    if _is_of_facts(outcome):
        return
    ways, words, said = outcome.ways_out, summary.words["clash"], summary.outcomes.requirements
    summary.paper.blank()
    if not ways:
        summary.paper.line(words["no-ways" if outcome.is_searched else "no-ways-found"])
        return
    found_all = "ways" if len(outcome.clashes) == 1 else "ways-all"
    summary.paper.line(words[found_all if outcome.is_searched else "some-ways"], "head")
    rows = [(letter, said.ways(way), summary.outcomes.reopens(way)) for letter, way in zip(LETTERS, ways, strict=False)]
    summary.paper.columns(rows, ratios=(0, 7, 3))
