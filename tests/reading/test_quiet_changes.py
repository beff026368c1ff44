"""Ways and protected time of a paper that came back: found like engagements, taken over where the file states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.projections.visits import at, full_day, going, with_journeys, with_visit
from tests.rules.cases import case

from placet.formats.scalars import write_hours, write_when
from placet.model.engagements import Status
from placet.model.ids import BlockId, EngagementId, MovementId
from placet.model.programme import MIDDAY_MEAL, KeptBlock
from placet.model.spans import Window
from placet.model.text import Text
from placet.node.printed_lines import printed_lines
from placet.reading.attached import Attached
from placet.reading.changes import edits_of
from placet.reading.edits import Change, Edit, WhyNot
from placet.reading.grid import FileKind, Grid, Row
from placet.reading.tagged import PrintedLine
from placet.reading.taking_over import taken_over

BLOCKS = """
[blocks.rest]
kind = "rest"
title = "Rest"
who = ["president-se"]
day = 1
between = "10:00–12:00"
length = "20m"
venue = "palace"
[blocks.nap]
kind = "rest"
who = ["minister-se"]
between = "12:00–14:00"
length = "30m"
[blocks.lunch]
kind = "meal"
title = "Lunch apart"
who = ["minister-se"]
day = 1
between = "13:00–14:00"
length = "45m"
"""
WAY = "By car · Palace → Hall"


def kept(name: str, opens: tuple[int, int], closes: tuple[int, int], day: int = 1) -> KeptBlock:
    return KeptBlock(block=BlockId(name), party="minister-se", window=Window(at(*opens, day), at(*closes, day)))


@pytest.fixture(scope="module")
def attached() -> Attached:
    """A flight from another clock, a way that was laid, rests of one day and of both, a meal that a rule asked for.

    The block `lunch` is called like an engagement.
    """
    subject = full_day()
    subject = with_visit(subject, replace(subject.visit, blocks=case(BLOCKS).visit.blocks))
    drive = going("go:drive", ("president-ar",), at(11, 20), at(11, 30), "palace", "hall")
    blocks = (
        kept("rest", (10, 50), (11, 10)),
        kept("nap", (12, 30), (13, 0)),
        kept("nap", (12, 30), (13, 0), day=2),
        kept("lunch", (13, 0), (13, 45)),
        kept(MIDDAY_MEAL, (13, 50), (14, 30)),
    )
    subject = with_journeys(subject, drive, blocks=blocks)
    return Attached(subject.visit, subject.programme, "", "")


@pytest.fixture(scope="module")
def printed(attached) -> tuple[PrintedLine, ...]:
    return printed_lines(attached)


class Paper:
    """The working programme in English, with what somebody did to it: `set` texts by tag, rows `out` and copied."""

    def __init__(self, attached: Attached, printed: tuple[PrintedLine, ...]) -> None:
        self.attached = attached
        self.printed = printed

    def edits(self, texts: Mapping[str, str] | None = None, out: tuple[str, ...] = ()) -> tuple[Edit, ...]:
        rows = [self._row(number, line, texts or {}) for number, line in enumerate(self.printed, 1)]
        left = [row for row in rows if row.tags[0].rpartition("/")[0] not in out]
        return self.edits_in(left)

    def edits_in(self, rows: list[Row]) -> tuple[Edit, ...]:
        return edits_of(Grid(kind=FileKind.WORD, rows=tuple(rows)), self.attached, self.printed)

    def rows(self) -> list[Row]:
        return [self._row(number, line, {}) for number, line in enumerate(self.printed, 1)]

    def _row(self, number: int, line: PrintedLine, texts: Mapping[str, str]) -> Row:
        tags = tuple(f"{line.id}/{field}" for field in ("time", "title", "place") if line.texts[field])
        said = tuple(self._text(line, tag, texts) for tag in tags)
        where = f"table {line.day}, row {number}"
        return Row(where=where, cells=said, table=line.day, tags=tags, tagged=said)

    def _text(self, line: PrintedLine, tag: str, texts: Mapping[str, str]) -> str:
        """A tag may be set for one sort or one day only: `block:lunch/title`, `2:nap/time`."""
        keys = (f"{line.sort.value}:{tag}", f"{line.day}:{tag}", tag)
        ours = min(line.texts[tag.rpartition("/")[2]])
        return next((texts[key] for key in keys if key in texts), ours)


@pytest.fixture
def paper(attached, printed) -> Paper:
    return Paper(attached, printed)


def shown(edits: tuple[Edit, ...]) -> list[tuple[Change, str, WhyNot | None]]:
    return [(edit.change, edit.name, edit.why_not) for edit in edits]


def test_what_stands_as_it_was_printed_in_any_language_is_no_change(attached, printed, paper):
    assert paper.edits() == ()
    flight = next(line for line in printed if line.id == "flight")
    # Moscow is 3:00 and Tehran 3:30 ahead of UTC: 06:30 there is 07:00 here.
    assert flight.texts["time"] == {"07:00–09:00", "۰۷:۰۰–۰۹:۰۰"}
    assert paper.edits({"flight/time": "۰۷:۰۰–۰۹:۰۰", "go:drive/time": "11.20 – 11.30"}) == ()


def test_a_stated_way_moves_on_the_clocks_of_its_ends(attached, paper):
    edits = paper.edits({"flight/time": "07:20–09:40"})
    assert shown(edits) == [(Change.MOVED, "Flight to Arvand", None)]
    movement = taken_over(attached.visit, edits, {1}).movements[MovementId("flight")]
    # Twenty minutes later from Moscow, forty minutes later in Arvand.
    assert write_when(movement.departs.at) == "06:50 Europe/Moscow"
    assert (write_when(movement.arrives.at), movement.arrives.day) == ("09:40", 1)
    assert taken_over(attached.visit, edits, ()) == attached.visit


def test_a_beginning_alone_moves_both_ends(attached, paper):
    edits = paper.edits({"flight/time": "07:30"})
    movement = taken_over(attached.visit, edits, {1}).movements[MovementId("flight")]
    assert [write_when(end.at) for end in (movement.departs, movement.arrives)] == ["07:00 Europe/Moscow", "09:30"]


def test_a_stated_way_is_renamed_and_taken_out_and_its_ends_are_left_to_the_file(attached, paper):
    edits = paper.edits({"flight/title": "Special flight", "flight/place": "Arvand"})
    assert shown(edits) == [
        (Change.RENAMED, "Flight to Arvand", None),
        (Change.PLACE, "Flight to Arvand", WhyNot.ENDS),
    ]
    movement = taken_over(attached.visit, edits, {1, 2}).movements[MovementId("flight")]
    assert movement == replace(attached.visit.movements[MovementId("flight")], title=movement.title)
    assert movement.title.by_language == {"en": "Special flight"}
    gone = paper.edits(out=("flight",))
    assert shown(gone) == [(Change.DELETED, "Flight to Arvand", None)]
    assert taken_over(attached.visit, gone, {1}).movements[MovementId("flight")].status is Status.CANCELLED


def test_a_way_that_was_laid_is_shown_and_never_taken_over(attached, paper):
    edits = paper.edits({"go:drive/time": "11:00–11:30", "go:drive/title": "By bus"})
    assert shown(edits) == [(Change.MOVED, WAY, WhyNot.LAID), (Change.RENAMED, WAY, WhyNot.LAID)]
    gone = paper.edits(out=("go:drive",))
    assert shown(gone) == [(Change.DELETED, WAY, WhyNot.LAID)]
    assert taken_over(attached.visit, (*edits, *gone), {1, 2, 3}) == attached.visit


def test_protected_time_of_one_day_is_kept_at_the_new_hours(attached, paper):
    edits = paper.edits({"rest/time": "11:00–11:30", "rest/title": "Rest of the President"})
    assert shown(edits) == [(Change.MOVED, "Rest", None), (Change.RENAMED, "Rest", None)]
    block = taken_over(attached.visit, edits, {1, 2}).blocks[BlockId("rest")]
    assert (write_hours(block.between), block.length) == ("11:00–11:30", timedelta(minutes=30))
    assert block.title.by_language == {"en": "Rest of the President"}


def test_protected_time_with_a_beginning_alone_lasts_as_long_as_before(attached, paper):
    block = taken_over(attached.visit, paper.edits({"rest/time": "11:05"}), {1}).blocks[BlockId("rest")]
    # It was kept from 10:50 to 11:10: twenty minutes.
    assert (write_hours(block.between), block.length) == ("11:05–11:25", timedelta(minutes=20))


def test_protected_time_goes_to_a_venue_of_the_file_and_to_no_other(attached, paper):
    there = paper.edits({"rest/place": "Hall"})
    assert taken_over(attached.visit, there, {1}).blocks[BlockId("rest")].venue == "hall"
    assert shown(paper.edits({"rest/place": "Garden"})) == [(Change.PLACE, "Rest", WhyNot.NO_VENUE)]


def test_protected_time_that_was_taken_out_is_waived_and_says_why(attached, paper):
    edits = paper.edits(out=("rest",))
    assert shown(edits) == [(Change.DELETED, "Rest", None)]
    assert taken_over(attached.visit, edits, {1}, "By hand.").blocks[BlockId("rest")].waived == "By hand."


def test_protected_time_of_every_day_is_not_changed_for_one_of_them(attached, paper):
    edits = paper.edits({"2:nap/time": "13:30–14:00"})
    assert [(edit.day, edit.why_not) for edit in edits] == [(2, WhyNot.EVERY_DAY)]
    assert shown(paper.edits(out=("nap",))) == [(Change.DELETED, "Rest", WhyNot.EVERY_DAY)] * 2
    assert taken_over(attached.visit, edits, {1}) == attached.visit


def test_what_a_rule_asked_for_is_shown_and_never_taken_over(attached, paper):
    edits = paper.edits({"midday-meal/time": "14:00–14:30"})
    assert shown(edits) == [(Change.MOVED, "Meal", WhyNot.PUT_IN)]
    assert taken_over(attached.visit, edits, {1}) == attached.visit


def test_a_block_and_an_engagement_of_one_name_are_told_apart_by_what_was_printed(attached, paper):
    edits = paper.edits({"block:lunch/time": "13:10–13:50"})
    assert shown(edits) == [(Change.MOVED, "Lunch apart", None)]
    assert edits[0].block == "lunch"
    edits = paper.edits({"engagement:lunch/time": "11:45–12:45"})
    assert (shown(edits), edits[0].engagement) == ([(Change.MOVED, "Lunch", None)], "lunch")


def test_a_time_that_cannot_be_read_or_is_on_another_clock_is_shown_as_it_is(attached, paper):
    edits = paper.edits({"flight/time": "later", "rest/time": "11:00 GMT"})
    assert [(edit.change, edit.after, edit.why_not) for edit in edits] == [
        (Change.UNREAD, "later", WhyNot.UNREAD),
        (Change.UNREAD, "11:00 GMT", WhyNot.UNREAD),
    ]


def test_a_row_that_was_made_by_copying_another_is_a_new_engagement(attached, paper):
    rows = paper.rows()
    talks = next(row for row in rows if row.tags[0] == "talks/time")
    copied = replace(talks, where="table 1, row 99", cells=("15:00", "Tea", "Hall"), tagged=("15:00", "Tea", "Hall"))
    edits = paper.edits_in([*rows, copied])
    assert [(edit.change, edit.name, edit.place, edit.day) for edit in edits] == [(Change.ADDED, "Tea", "Hall", 1)]
    assert taken_over(attached.visit, edits, {1}).engagements[EngagementId("added-1")].place == Text({"en": "Hall"})


@pytest.mark.parametrize(
    ("headings", "words", "language"),
    [
        ({"en": "Visit", "fa": "سفر"}, "کاخ سبز", "fa"),
        ({"en": "Visit", "fr": "Visite"}, "Garden", "en"),
        ({"fr": "Visite"}, "Garden of the palace", "fr"),
        ({"en": "Visit"}, "Кремль", "ru"),
    ],
)
def test_words_written_by_hand_are_of_the_language_whose_script_the_title_of_the_visit_has(
    attached, paper, headings, words, language
):
    talks = next(row for row in paper.rows() if row.tags[0] == "talks/time")
    copied = replace(talks, where="table 1, row 99", cells=("15:00", words, words), tagged=("15:00", words, words))
    visit = replace(attached.visit, title=Text(headings))
    added = taken_over(visit, paper.edits_in([*paper.rows(), copied]), {1}).engagements[EngagementId("added-1")]
    assert added.title == added.place == Text({language: words})
