"""Protected time that moves together is told once, with everybody whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planner.repair.repairs import outcome_for, programme_of
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.model.changes import difference
from placet.model.ids import BlockId, PartyId
from placet.model.programme import KeptBlock
from placet.model.spans import Window
from placet.planner.repair.outcome import Repaired
from placet.wording.repairs import Repairs
from placet.wording.sentences import Sentences

REST = '[blocks.rest]\nkind = "rest"\nwho = ["p", "q"]\nlength = "45m"\nbetween = "09:00–15:00"\n'


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "rest of 2: President, Minister"),
        ("ru", "отдых, сразу у 2: President, Minister"),
        ("fa", "استراحت، هم‌زمان برای ۲: President، Minister"),
    ],
)
def test_it_is_one_line_for_all(code: str, title: str) -> None:
    file = visit_file(engagement("talks", who=["p", "q"]) + REST)
    timeline = Timeline(file.visit)
    opens, closes = (timeline.wall(1, minute, "Asia/Tehran") for minute in (11 * 60, 11 * 60 + 45))
    blocks = tuple(
        KeptBlock(block=BlockId("rest"), party=PartyId(party), window=Window(opens, closes)) for party in ("p", "q")
    )
    before = replace(programme_of(file, talks="10:00–11:00 a"), blocks=blocks)
    found = outcome_for(file, before, "talks at 11:00")
    assert isinstance(found, Repaired)
    answer = found.answers[0]
    says = Repairs(file.visit, timeline, Sentences(file.visit, timeline, code))
    rows = list(says.changes(difference(before, answer.programme), answer, before))
    # The talks, which were asked for, and the rest of both: protected time weighs 2 for each of them.
    assert len(rows) == 2
    assert rows[1][0].replace("\u2068", "").replace("\u2069", "") == title
    if code == "en":
        assert rows[1][2] == "protected time 4"
