"""`placet why`: why something is there, why not, and what would move it or bring it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.agreed import opened
from placet.cli.clash_shown import LETTERS, show_clash, show_ways
from placet.cli.commands import Command, common
from placet.cli.exits import Exit
from placet.cli.paper import Paper
from placet.cli.summary import Summary
from placet.cli.values import path
from placet.cli.watching import Watch
from placet.errors import Line
from placet.model.ids import BlockId, EngagementId, MovementId, Sort
from placet.model.profile import Grade
from placet.model.spans import Window
from placet.node.explaining import STEP, Explanation, explain, find_thing
from placet.node.outcomes import Infeasible, LeftOut, NoAnswer
from placet.node.planning import plan_visit
from placet.node.report import place_of
from placet.wording.errors import place_said
from placet.wording.explanations import Explanations
from placet.wording.language import language as language_of
from placet.wording.slack import Slackness
from placet.wording.weather import Weather

ITEMS = {Sort.VENUE: "held", Sort.TRACK: "in-it"}


@click.command("why", cls=Command)
@click.argument("visit", type=path())
@click.argument("thing")
@common("date", "agreed")
@click.pass_obj
def why_command(language: str, visit: Path, thing: str, *, starts_on: date | None, agreed_in: Path | None) -> Exit:
    """Find the thing, plan, and explain."""
    visit_file = opened(visit, starts_on, agreed_in).visit_file
    found = find_thing(visit_file.visit, thing)
    spoken = language_of(language)
    watch = Watch(spoken)
    report = watch.run(lambda: plan_visit(visit_file, starts_on=starts_on, on_progress=watch.progress, stop=watch.stop))
    shown = WhyShown(Paper(spoken), explain(report, found))
    if isinstance(report.outcome, NoAnswer):
        shown.paper.line(shown.summary.outcomes.no_answer(report.outcome))
        return Exit.NO_ANSWER
    shown.everything()
    return Exit.CLASH if isinstance(report.outcome, Infeasible) else Exit.DONE


class WhyShown:
    """Writes one explanation."""

    def __init__(self, paper: Paper, explanation: Explanation) -> None:
        """Everything speaks of the explanation's own visit."""
        self.paper = paper
        self.explanation = explanation
        report = explanation.report
        self.visit = report.visit_file.visit
        self.summary = Summary(paper, report, in_full=explanation.thing.sort is Sort.RULE)
        self.says = Explanations(self.visit, report.timeline, self.summary.sentences)
        self.slack = Slackness(self.visit, self.summary.sentences, self.summary.outcomes.requirements)

    def everything(self) -> None:
        """What can be said, by the sort of thing."""
        thing, outcome = self.explanation.thing, self.explanation.report.outcome
        title = self.name()
        if isinstance(outcome, Infeasible):
            key = "clash" if self.explanation.is_in_clash else "clash-elsewhere"
            show_clash(self.summary, outcome, self.says.plain(key, thing=self.paper.spoken.quoted(title)))
            show_ways(self.summary, outcome)
            return
        self.paper.line(title, "head")
        self.paper.line(self.summary.outcomes.illustrative() or "")
        if thing.sort is Sort.ENGAGEMENT:
            self.engagement(EngagementId(thing))
        elif thing.sort is Sort.MOVEMENT:
            self.movement(MovementId(thing))
            self.items()
        elif thing.sort is Sort.BLOCK:
            self.block(BlockId(thing))
        elif thing.sort is Sort.RULE:
            self.rule()
        else:
            self.items()
        if thing.sort is not Sort.RULE:
            for finding in self.explanation.findings:
                self.label("note", self.summary.sentences.finding(finding))

    def name(self) -> str:
        """What the thing is called."""
        return self.summary.sentences.name(self.explanation.thing)

    def label(self, key: str, said: str, right: str = "") -> None:
        """A labelled line; nothing where there is nothing to say."""
        if said:
            self.paper.labelled(self.says.label(key), said, right)

    def place(self, place: tuple[str, Line] | None) -> str:
        """Where in the file it stands."""
        return place_said(Path(place[0]).name, place[1], self.paper.spoken) if place is not None else ""

    def way(self, origin: str, destination: str) -> str:
        """From one end to the other."""
        said = self.paper.spoken.words("outcome")["timetable"]["way"]
        return self.paper.spoken.fill(said, {"origin": origin, "destination": destination})

    def engagement(self, name: EngagementId) -> None:
        """Where it was put, what the file states, who asked, and why not at another hour; or what would bring it in."""
        engagement = self.visit.engagements[name]
        placement = self.explanation.placement
        if engagement.is_cancelled:
            self.label("is", self.says.plain("not-planned"))
        elif placement is None:
            self.label("is", self.says.plain("left-out"))
        else:
            self.label("is", self.says.placed(placement))
        place = place_of(self.explanation.report.visit_file, ("engagements", name))
        self.label("stated", self.says.stated(engagement), self.place(place))
        self.label("standing", self.says.standing(engagement))
        self.label("who", self.says.who(engagement))
        self.label("serves", self.paper.spoken.joined(self.says.purpose(purpose) for purpose in engagement.serves))
        if placement is None:
            if self.explanation.missing is not None:
                self.ways_in(self.explanation.missing)
            return
        for number, line in enumerate(self.says.withheld(engagement, placement)):
            self.paper.labelled("" if number else self.says.label("withheld"), line)
        for key, limit, step in (
            ("moves", self.explanation.earlier, -STEP),
            ("moves-later", self.explanation.later, STEP),
        ):
            if limit is not None:
                said = self.says.limit(
                    key, starts_at=placement.starts_at, until=limit.until, step=step, findings=limit.findings
                )
                self.label("earlier" if step < -step else "later", said)
        programme = self.explanation.programme
        if programme is not None:
            self.label("weather", Weather(self.visit, programme, self.summary.sentences).said(name))
        if self.explanation.slack is not None:
            self.label("slack", self.slack.first(self.explanation.slack))
            if said := self.slack.all_told(self.explanation.slack):
                self.paper.labelled("", said)

    def ways_in(self, missing: LeftOut) -> None:
        """What would bring it in, each way on a line, with what it reopens."""
        if not missing.ways_in:
            self.label("ways", self.says.plain("no-way-in" if missing.is_searched else "no-way-found"))
        outcomes = self.summary.outcomes
        for letter, way in zip(LETTERS, missing.ways_in, strict=False):
            self.label("ways", f"{letter}  {self.says.plain('way-in', changes=outcomes.requirements.condition(way))}")
            wishes = dict.fromkeys(outcomes.requirements.standing(change.requirement) for change in way.changes)
            reopens = outcomes.reopens(way)
            self.paper.labelled(
                "", self.says.plain("wish-of", standing=self.paper.spoken.clauses(wishes), reopens=reopens)
            )

    def movement(self, name: MovementId) -> None:
        """When it goes, what the file states of both ends, and who asked."""
        movement = self.visit.movements[name]
        programme = self.explanation.programme
        journey = next((j for j in programme.journeys if j.movement == name), None) if programme else None
        if journey is not None and journey.leaves_at is not None and journey.arrives_at is not None:
            leaves = self.says.moment(journey.leaves_at, movement.departs)
            self.label("is", self.way(leaves, self.says.moment(journey.arrives_at, movement.arrives)))
        place = place_of(self.explanation.report.visit_file, ("movements", name))
        ends = [self.says.journey_end(end) for end in (movement.departs, movement.arrives)]
        self.label("stated", self.way(*ends), self.place(place))
        self.label("standing", self.says.standing(movement))
        self.label("who", self.says.who(movement))

    def items(self) -> None:
        """The engagements it has to do with, in order, and those that were left out."""
        programme = self.explanation.programme
        if programme is None:
            return
        if not self.explanation.engagements:
            self.label("part", self.says.plain("no-items"))
        key = ITEMS.get(self.explanation.thing.sort, "part")
        for number, name in enumerate(self.explanation.engagements):
            placement = programme.placements[name]
            label = self.says.label(key) if number == 0 else ""
            self.paper.labelled(label, self.says.item(placement, with_place=key != "held"))
        for name in self.explanation.left_out:
            self.label("left-out", self.summary.sentences.engagement(name))

    def block(self, name: BlockId) -> None:
        """Where it is kept and for whom, what the file asks for, or why it need not be kept."""
        block, programme = self.visit.blocks[name], self.explanation.programme
        together: dict[Window, list[str]] = {}
        for kept in programme.blocks if programme is not None else ():
            if kept.block == name:
                together.setdefault(kept.window, []).append(kept.party)
        for window, parties in sorted(together.items()):
            self.label("is", self.says.kept(window, parties))
        if block.waived is not None:
            self.label("is", self.says.plain("waived", reason=block.waived))
        place = place_of(self.explanation.report.visit_file, ("blocks", name))
        self.label("stated", self.says.protected(block), self.place(place))

    def rule(self) -> None:
        """What a rule found."""
        if self.explanation.report.rulebook.grade(str(self.explanation.thing)) is Grade.OFF:
            self.label("is", self.says.plain("rule-off"))
            return
        groups = self.summary.outcomes.findings(self.explanation.findings)
        if not groups:
            self.label("is", self.says.plain("rule-kept"))
        for group in groups:
            for line in group.lines:
                self.paper.labelled(group.grade, line)
