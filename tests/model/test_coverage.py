"""How the agenda covers the treaty's tracks; a track that nothing serves is part of the answer."""

from __future__ import annotations

from datetime import UTC, datetime

from placet.model.coverage import coverage
from placet.model.engagements import Engagement
from placet.model.programme import Placement, Programme
from placet.model.spine import Agreement, Commitment
from placet.model.text import Text
from placet.model.visit import Visit


def text(words: str) -> Text:
    return Text({"en": words})


VISIT = Visit(
    title=text("Visit"),
    agreements={
        "treaty": Agreement(title=text("Treaty"), tracks={"trade": text("Trade"), "science": text("Science")}),
    },
    commitments={"corridor": Commitment(title=text("Corridor"), agreement="treaty", track="trade")},
    engagements={
        "forum": Engagement(title=text("Forum"), serves=("trade",)),
        "railway": Engagement(title=text("Railway"), serves=("corridor",)),
        "talks": Engagement(title=text("Talks"), serves=("treaty",)),
        "park": Engagement(title=text("Park"), serves=("science",)),
    },
)


def test_a_track_counts_what_serves_it_and_what_serves_its_commitments():
    at = datetime(2030, 1, 31, 10, tzinfo=UTC)
    placed = ("railway", "forum", "talks")
    programme = Programme(
        starts_on=None,
        placements={name: Placement(engagement=name, starts_at=at, ends_at=None) for name in placed},
        left_out=("park",),
    )
    found = {covered.track: covered.engagements for covered in coverage(VISIT, programme)}
    # In order of start, then id; the park was left out; the talks serve the treaty as a whole.
    assert found == {"trade": ("forum", "railway"), "science": ()}
