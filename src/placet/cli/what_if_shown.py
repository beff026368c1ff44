"""What would be otherwise: the programme as it is beside the one that there would be."""

from __future__ import annotations

from placet.cli.clash_shown import show_clash, show_ways
from placet.cli.compare import ComparisonShown
from placet.cli.paper import Paper
from placet.cli.summary import Summary
from placet.node.comparing import CompareReport
from placet.node.outcomes import Infeasible, Planned
from placet.node.what_if import TYPED, WhatIfReport


class WhatIfShown:
    """Writes one answer to what would be if."""

    def __init__(self, paper: Paper, report: WhatIfReport) -> None:
        """Everything speaks of the visit as it might be."""
        self.paper, self.report = paper, report
        self.summary = Summary(paper, report.report)
        self.words = paper.spoken.words("outcome")["what-if"]

    def everything(self, *, details: bool) -> None:
        """The changes as they were typed, and what follows from them."""
        self.paper.blank()
        for number, one in enumerate(self.report.asked):
            self.paper.labelled("" if number else self.words["label"], one.words)
        planned, compared = self.report.report, self.report.comparison
        if isinstance(planned.outcome, Infeasible):
            self.paper.blank()
            show_clash(self.summary, planned.outcome, self.words["clash"], TYPED)
            show_ways(self.summary, planned.outcome)
        elif not isinstance(planned.outcome, Planned) or compared is None or planned.judgement is None:
            self.paper.line(self.words["no-answer"])
        else:
            labels = self.summary.words["labels"]
            self.summary.checked(planned=True)
            self.paper.labelled(labels["kept"], self.summary.outcomes.kept(planned.outcome))
            self.paper.blank()
            side_by_side = CompareReport(
                visit_file=planned.visit_file,
                timeline=planned.timeline,
                rulebook=planned.rulebook,
                judgement=planned.judgement,
                comparison=compared,
            )
            ComparisonShown(self.paper, side_by_side, self.words).body(details=details)
