"""Several programmes side by side: what stands elsewhere in each, what each comes to, and what is proven of them."""

from __future__ import annotations

from collections.abc import Iterator

from placet.cli.paper import Paper
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.node.comparing import LEVELS
from placet.node.outcomes import Planned
from placet.node.planned import PlanReport
from placet.node.variants import LETTERS, VariantReport, VariantsReport
from placet.wording.sentences import Sentences

WEIGHED = "waiting"
"""The level that weighs late hours besides what is shown of it."""


class VariantsShown:
    """Writes the programmes besides the best one."""

    def __init__(self, paper: Paper, report: VariantsReport) -> None:
        """Names and days are those of the visit."""
        self.paper, self.report = paper, report
        first = report.first
        self.visit, self.timeline = first.visit_file.visit, first.timeline
        self.sentences = Sentences(self.visit, self.timeline, paper.spoken.code)
        self.words, self.say = paper.spoken.words("outcome")["variants"], paper.spoken.fill

    def everything(self) -> None:
        """The table of what differs, that of what each comes to, and a line of proof for each."""
        self.paper.blank()
        others = self.report.others
        if others:
            facts = {"n": len(others) + 1, "within": self.report.within}
            self.paper.line(self.say(self.words["head"], facts), "head")
            self._standing()
            self.paper.blank()
            self.paper.line(self.words["costs"], "head")
            self._costs()
            self.paper.blank()
            for one in others:
                self.paper.bullet(self._proof(one))
        self.paper.line(self._ended())

    def _standing(self) -> None:
        """Where each item stands that stands elsewhere in one of them."""
        found = self.report.others
        differing = dict.fromkeys(
            name
            for one in found
            for name in (*one.apart.elsewhere, *(it for pair in one.apart.exchanged for it in pair))
        )
        programmes = [_programme(report) for report in self.report.reports().values()]
        order = [str(placement.engagement) for placement in programmes[0].in_order()]
        ranked = sorted(differing, key=lambda name: order.index(name) if name in order else len(order))
        rows = [(self.sentences.name(self.visit.item_ref(name)), *self._cells(name, programmes)) for name in ranked]
        self._table(rows)
        items = {*order, *(str(j.movement) for j in programmes[0].journeys if j.movement is not None)}
        rest = len(items - differing.keys())
        if rest:
            self.paper.line(self.say(self.words["rest"], {"n": rest}), indent=2)

    def _cells(self, name: str, programmes: list[Programme]) -> Iterator[str]:
        """Where it stands in each; its venue where that is not the same in all."""
        places = [programme.placements.get(EngagementId(name)) for programme in programmes]
        is_one_venue = len({it.venue for it in places if it is not None}) <= 1
        for programme, placement in zip(programmes, places, strict=True):
            if placement is not None:
                at = self.sentences.time(placement.starts_at)
                known = None if is_one_venue else placement.venue
                where = self.sentences.place(known) if known is not None else ""
                yield self.say(self.words["at"], {"time": at, "place": where}) if where else at
                continue
            journey = next((it for it in programme.journeys if it.movement == name), None)
            leaves = (journey.leaves_at or journey.arrives_at) if journey is not None else None
            yield self.sentences.time(leaves) if leaves is not None else str(self.words["left-out"])

    def _costs(self) -> None:
        names = self.paper.spoken.words("repair")["compare"]["levels"]
        columns = [
            self.report.others[0].comparison.levels[0],
            *(one.comparison.levels[1] for one in self.report.others),
        ]
        rows: list[tuple[str, ...]] = []
        for name in LEVELS:
            amounts = (self.paper.spoken.in_digits(getattr(levels, name)) for levels in columns)
            rows.append((str(names[name]), *amounts))
            rows += self._weighed() if name == WEIGHED else []
        self._table(rows)

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        """Rows under the letters of the programmes."""
        letters = [letter.upper() for letter in self.report.reports()]
        self.paper.columns(rows, ratios=(5, *(4 for _ in letters)), heads=("", *letters))

    def _weighed(self) -> list[tuple[str, ...]]:
        """What decided between them of the level that counts more than the minutes above, where all were settled."""
        levels = [
            next((level.amount for level in report.outcome.levels if level.name == WEIGHED), None)
            for report in self.report.reports().values()
            if isinstance(report.outcome, Planned)
        ]
        if None in levels:
            return []
        label = str(self.paper.spoken.words("outcome")["levels"][WEIGHED])
        return [(label, *(self.paper.spoken.in_digits(amount) for amount in levels))]

    def _proof(self, one: VariantReport) -> str:
        """By how much it differs at least from those before it, and whether any differs by more."""
        before = self.paper.spoken.all_of([letter.upper() for letter in LETTERS[: LETTERS.index(one.letter)]])
        facts = {"letter": one.letter.upper(), "before": before, "n": one.variant.distance, "most": one.variant.most}
        return self.say(self.words["furthest" if one.variant.is_furthest else "perhaps"], facts)

    def _ended(self) -> str:
        key = self.report.ended.value
        return self.say(self.words[key], {"within": self.report.within}) if key in self.words else ""


def _programme(report: PlanReport) -> Programme:
    if not isinstance(report.outcome, Planned):
        raise TypeError("nothing was planned")
    return report.outcome.programme
