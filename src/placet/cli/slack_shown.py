"""How late each engagement of a programme may run, in its order."""

from __future__ import annotations

from collections.abc import Mapping

from placet.cli.summary import Summary
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.node.outcomes import Slack
from placet.wording.slack import Slackness


def show_slack(summary: Summary, visit: Visit, programme: Programme, slack: Mapping[str, Slack]) -> None:
    """A head and a line each; of a withheld hour nothing is said."""
    said = Slackness(visit, summary.sentences, summary.outcomes.requirements)
    rows = [
        (summary.sentences.engagement(placement.engagement), said.first(slack[placement.engagement]))
        for placement in programme.in_order()
        if visit.engagements[placement.engagement].withheld is None and placement.engagement in slack
    ]
    if rows:
        summary.paper.blank()
        summary.paper.line(said.head(), "head")
        summary.paper.columns(rows, ratios=(4, 6))
