"""Why something is where it is, in sentences: what is stated, who asked for it, and what objects to another hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.cli.visits import RICH

from placet.almanac.timeline import Timeline
from placet.formats.scalars import read_when
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.engagements import Follow
from placet.model.ids import engagement_ref
from placet.model.movements import End
from placet.model.profile import Grade
from placet.model.programme import Placement
from placet.rules.finding import Finding, violated
from placet.wording.explanations import Explanations
from placet.wording.sentences import Sentences

VISIT = read_visit(parse_toml("visit.toml", RICH.encode())).visit
TIMELINE = Timeline(VISIT)
SAYS = Explanations(VISIT, TIMELINE, Sentences(VISIT, TIMELINE))
AT = TIMELINE.wall(1, 12 * 60, "Asia/Tehran")
STEP = timedelta(minutes=5)
TEA = VISIT.engagements["tea"]
FINDING = Finding("press-mode", Grade.SHOULD, violated(engagement_ref("talks")))


@pytest.mark.parametrize(
    ("placement", "placed", "listed"),
    [
        (
            Placement(engagement="talks", starts_at=AT, ends_at=AT + 3 * STEP, venue="palace"),
            "D 12:00–12:15 at Palace",
            "D 12:00–12:15  Talks, Palace",
        ),
        (Placement(engagement="talks", starts_at=AT, ends_at=None), "D 12:00", "D 12:00  Talks"),
        (Placement(engagement="tea", starts_at=AT, ends_at=None), "D 12:00 at the garden", "D 12:00  Tea"),
    ],
)
def test_where_an_engagement_was_put(placement, placed, listed):
    assert SAYS.placed(placement) == placed
    assert SAYS.item(placement, with_place=True) == listed
    assert SAYS.item(placement, with_place=False) == listed.removesuffix(", Palace")


@pytest.mark.parametrize(
    ("engagement", "said"),
    [
        (TEA, "comes after Statements; lasts 30 min"),
        (replace(TEA, day=1, at=read_when("11:00")), "on D; begins at 11:00; lasts 30 min"),
        (replace(TEA, at=read_when("morning"), days=(1, 2)), "on D, D+1; begins in the morning; lasts 30 min"),
        (replace(TEA, at=read_when("from 11:00"), length=None), "begins not before 11:00; its length is an estimate"),
        (
            replace(
                VISIT.engagements["talks"],
                day=None,
                at=TEA.at,
                anchor=False,
                after=(
                    Follow(engagement="tea", least=timedelta(0), most=timedelta(hours=1)),
                    Follow(engagement="press"),
                ),
            ),
            (
                "ends at 12:30; comes after Statements; comes after Tea, within 1 h 00; comes after Statements; "
                "lasts 1 h 00 to 1 h 30"
            ),
        ),
    ],
)
def test_what_the_file_states_of_its_time(engagement, said):
    assert SAYS.stated(engagement) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            VISIT.engagements["talks"],
            "asked for by Arvandia; agreed: P-14; may move by 10 min without asking again",
        ),
        (TEA, "asked for by Severia; not agreed yet"),
        (VISIT.engagements["press"], "the file names no side that asked for it; not agreed yet"),
        (VISIT.movements["flight"], "asked for by Severia; agreed: P-01"),
    ],
)
def test_who_asked_and_what_is_agreed(item, said):
    assert SAYS.standing(item) == said


@pytest.mark.parametrize(
    ("engagement", "said"),
    [
        (TEA, "Prime Minister of Severia"),
        (VISIT.engagements["museum"], "Spouse of the Prime Minister of Severia"),  # the members of its track
        (replace(TEA, who=(), track="main"), ""),
        (replace(TEA, who=(), track="nowhere"), ""),
    ],
)
def test_who_takes_part(engagement, said):
    assert SAYS.who(engagement) == said


@pytest.mark.parametrize(
    ("purpose", "said"), [("treaty", "Treaty"), ("science", "Science"), ("trade", "Trade"), ("unknown", "unknown")]
)
def test_what_is_served_has_a_name(purpose, said):
    assert SAYS.purpose(purpose) == said


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (VISIT.movements["flight"].departs, "Severia at 08:30"),
        (VISIT.movements["flight"].arrives, "Airport at 09:00"),
        (VISIT.movements["home"].arrives, "Severia"),
        (End(at=read_when("10:00")), "at 10:00"),
    ],
)
def test_the_end_of_a_journey(end, said):
    assert SAYS.journey_end(end) == said


OBJECTION = "Advisable. Nobody says which cameras may see Talks."


@pytest.mark.parametrize(
    ("key", "until", "step", "findings", "said"),
    [
        ("moves", AT - 6 * STEP, -STEP, (), "Nothing objects, as far as 11:30."),
        ("moves", AT, -STEP, (FINDING,), f"No. At 11:55: {OBJECTION}"),
        ("moves-later", AT, STEP, (FINDING, FINDING, FINDING), f"No. At 12:05: {OBJECTION} (2 more like it)"),
        (
            "moves",
            AT - STEP,
            -STEP,
            (FINDING,),
            f"As early as 11:55 nothing else has to move. Before that: {OBJECTION}",
        ),
        (
            "moves-later",
            AT + STEP,
            STEP,
            (FINDING,),
            f"As late as 12:05 nothing else has to move. After that: {OBJECTION}",
        ),
    ],
)
def test_how_far_it_may_move_and_what_objects(key, until, step, findings, said):
    assert SAYS.limit(key, starts_at=AT, until=until, step=step, findings=findings) == said
