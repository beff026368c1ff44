"""What is said of every programme, planned or given: what was read, whether it is sound, what to note, what for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from placet.cli.paper import Paper
from placet.model.programme import Programme
from placet.node.judging import Judged
from placet.wording.isolates import Said
from placet.wording.language import Language
from placet.wording.outcomes import Outcomes
from placet.wording.sentences import Sentences


class Summary:
    """Writes the parts of a report; each command puts them in its own order."""

    def __init__(self, paper: Paper, report: Judged, *, in_full: bool = False) -> None:
        """Everything speaks of the report's visit on the report's days; `in_full` names all of many."""
        visit = report.visit_file.visit
        self.paper = paper
        self.report = report
        self.sentences = Sentences(visit, report.timeline, paper.spoken.code, in_full=in_full)
        self.outcomes = Outcomes(visit, report.timeline, self.sentences)
        self.words = paper.spoken.words("outcome")

    def head(self, above: str = "") -> None:
        """The title, and in capitals what is invented."""
        self.paper.line(above or self.outcomes.title(), "head")
        self.paper.line(self.outcomes.illustrative() or "")

    def read(self, where: str) -> None:
        """What was read."""
        self.paper.labelled(self.words["labels"]["read"], where, self.outcomes.read())

    def checked(self, *, planned: bool) -> None:
        """Whether the rules find it sound."""
        if self.report.judgement is not None:
            said = self.outcomes.checked(self.report.judgement, planned=planned)
            self.paper.labelled(self.words["labels"]["checked"], said)

    def findings(self, *, details: bool) -> None:
        """What was found, by grade in words; what nobody could judge is counted, and listed where it presses."""
        judgement = self.report.judgement
        if judgement is None:
            return
        outcomes = Summary(self.paper, self.report, in_full=True).outcomes if details else self.outcomes
        groups = outcomes.findings(judgement.violations)
        for group in groups:
            self.paper.blank()
            self.paper.line(group.grade, "head")
            for line in group.lines:
                self.paper.bullet(line)
        if not groups:
            self.paper.blank()
            self.paper.line(self.words["findings"]["none"])
        said = self.outcomes.unjudged(judgement)
        if not said:
            return
        self.paper.blank()
        told = [finding for finding in judgement.unjudged if details or finding.verdict.is_pressing]
        if told:
            self.paper.line(self.words["findings"]["unjudged"], "head")
            for line in outcomes.unjudged_lines(told):
                self.paper.bullet(line)
        if len(told) < len(judgement.unjudged):
            more = Said(self.words["checked"]["unjudged-details"])
            self.paper.line(
                self.paper.spoken.fill(self.words["checked"]["unjudged-rest"], {"said": said, "more": more})
            )

    def treaty(self, programme: Programme) -> None:
        """How the agenda covers what the visit serves."""
        for title, tracks in self.outcomes.treaty(programme):
            self.paper.blank()
            self.paper.line(title, "head")
            self.paper.line(tracks, indent=2)


def show_written(paper: Paper, folder: Path, written: Iterable[Path], kept: Collection[Path]) -> None:
    """What lies in a folder now: what may be handed over, and what stays in this office, as `kept` has it."""
    paper.labelled(paper.spoken.words("outcome")["labels"]["wrote"], str(folder))
    show_handed_over(paper, folder, written, kept)


def show_handed_over(paper: Paper, folder: Path, written: Iterable[Path], kept: Collection[Path]) -> None:
    """The same where it was said already what lies where."""
    words, spoken, written = paper.spoken.words("outcome"), paper.spoken, list(written)
    for key, is_kept in (("hand-over", False), ("stays", True)):
        files = [path for path in written if (path in kept) == is_kept]
        said = spoken.fill(words["head"][key], {"files": by_folder(files, folder, spoken)})
        paper.labelled("", said if files else "")


def by_folder(written: Iterable[Path], folder: Path, said: Language) -> str:
    """What lies in a folder now: its own files by name, those of the folders in it counted."""
    own, inside = [], Counter[str]()
    for path in written:
        name = path.relative_to(folder)
        if len(name.parts) == 1:
            own.append(str(name))
        else:
            inside[name.parts[0]] += 1
    words = said.words("outcome")
    counted = (
        said.fill(words["aside"], {"said": f"{name}/", "more": said.fill(words["head"]["files"], {"n": count})})
        for name, count in inside.items()
    )
    return said.joined([*own, *counted])
