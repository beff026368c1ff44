"""Why is it there, why not, and what would move it: the reason is what a rule says of the next hour."""

from __future__ import annotations

import json
from functools import partial

import pytest
from tests.cli.running import placet
from tests.cli.test_plan_shown import CROWDED
from tests.cli.visits import CLASH, HEAD, RICH, SMALL, TALKS, written

from placet.errors import NotFoundError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.ids import Ref, Sort
from placet.node.explaining import explain, find_thing
from placet.node.files import open_visit
from placet.node.planning import plan_visit
from placet.wording.catalogues import catalogue


def said(visit: object, thing: str) -> str:
    return " ".join(placet("why", visit, thing).stdout.split())


def test_a_stated_hour_is_the_reason(tmp_path):
    printed = said(written(tmp_path, SMALL), "talks")
    assert "it is D 10:00–11:00 at Palace" in printed
    assert "begins at 10:00" in printed
    assert "asked for by Arvandia; not agreed yet" in printed
    assert "earlier? No. At 09:55: Required. Talks begins at D 09:55; the file says" in printed
    assert "later? No. At 10:05: Required." in printed


def test_an_engagement_that_may_move_says_how_far(tmp_path):
    # The wreath ends 15 minutes of way before 10:00, or begins 15 after 11:00; nothing else holds it.
    printed = said(written(tmp_path, SMALL), "wreath")
    assert "nothing else has to move" in printed or "Nothing objects" in printed


def test_how_late_something_may_run_and_what_gives_way_is_told():
    # The welcome ends 10:25, the talks in private begin 10:40, a walk of 5 minutes away: 10 are to spare.
    printed = said("tests/visits/working_visit", "welcome")
    assert "runs late? 10 min, then Talks in private has to move" in printed


def test_what_is_left_out_has_its_ways_in_with_who_wished_it(tmp_path):
    printed = said(written(tmp_path, CROWDED), "wreath")
    assert "not in the programme, which may do without it" in printed
    assert "way in a It fits if" in printed
    assert "reopens nothing agreed" in printed


def test_a_thing_is_found_by_the_beginning_of_its_title_in_any_case(tmp_path):
    assert said(written(tmp_path, SMALL), "TAL") == said(tmp_path, "talks")


def test_two_things_of_one_beginning_are_both_named(tmp_path):
    result = placet("why", written(tmp_path, SMALL), "prime")
    assert result.exit_code == 2
    assert "Did you mean: pm-ar, pm-se" in result.stderr


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("pm-se", "takes part"),
        ("palace", "held there D 10:00–11:00 Talks"),
        ("night-rest", "kept everywhere in this programme"),
        ("airport", "in nothing that is in the programme"),
    ],
)
def test_other_things(tmp_path, thing, expected):
    assert expected in said(written(tmp_path, SMALL), thing)


def test_where_nothing_can_be_planned_the_clash_is_shown(tmp_path):
    visit = written(tmp_path, CLASH)
    result = placet("why", visit, "wreath")
    assert result.exit_code == 4
    assert "“Wreath” is part of what cannot all be kept" in result.stdout


def test_where_another_thing_is_the_cause_that_is_said(tmp_path):
    result = placet("why", written(tmp_path, CLASH), "airport")
    assert result.exit_code == 4
    assert "“Airport” is part of what" in result.stdout
    result = placet("why", written(tmp_path, CLASH), "night-rest")
    assert result.exit_code == 4
    assert "and “A night's rest” is not the cause. These cannot all be kept:" in " ".join(result.stdout.split())


def test_without_an_answer_it_says_so(tmp_path, monkeypatch):
    assert placet("why", "--help").exit_code == 0  # the command is loaded now
    monkeypatch.setattr("placet.cli.why.plan_visit", partial(plan_visit, work=1e-9))
    result = placet("why", "examples/tehran-moscow", "plenary")
    assert result.exit_code == 6
    assert "No answer in the time given" in result.stdout


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return written(tmp_path_factory.mktemp("rich"), RICH)


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("talks", "stated on D; begins at 11:00; ends at 12:30; lasts 1 h 00 to 1 h 30; keeps its"),
        ("talks", "agreed: P-14; may move by 10 min without asking again"),
        ("talks", "serves Trade, Treaty earlier?"),
        # Its margin leaves ten minutes open: 10:50 is within them, 10:45 is not.
        ("talks", "As early as 10:50 nothing else has to move. Before that: Required. Talks begins at D 10:45; agreed"),
        ("talks", "agreed under P-14 is D 11:00. (1 more like it)"),
        ("talks", "to note Nobody says which cameras may see Talks."),
        ("press", "on D; comes after Talks, within 1 h 00; its length is an estimate"),
        ("press", "the file names no side that asked for it; not agreed yet"),
        ("tea", "at the garden stated comes after Statements; lasts 30 min"),
        ("museum", "stated on D; begins in the afternoon; lasts 45 min"),
        ("museum", "who Spouse of the Prime Minister of Severia"),
        ("museum", "later? Nothing objects, as far as"),
        ("flight", "it is D 08:30 → D 09:00 stated Severia at 08:30 → Airport at 09:00"),
        ("flight", "standing asked for by Severia; agreed: P-01 who Suite of Severia"),
        ("home", "Flight home it is D 20:00 → D 20:20 stated Airport at 20:00 → Severia"),
        ("rest", "Prime Minister of Severia"),
        ("suite", "takes part in nothing that is in the programme"),
        ("spouses", "Programme of the spouses in it D"),
        ("palace", "held there D 11:00–12:30 Talks D"),
        ("spouse-se", "Museum, Monument"),
        ("midday-meal", "A meal at midday it is off for this visit"),
    ],
)
def test_what_is_said_of_each_sort_of_thing(rich, thing, expected):
    assert expected in said(rich, thing)


def test_what_is_cancelled_is_said_to_be_so_and_has_no_way_in(rich):
    printed = said(rich, "dinner")
    assert "it is not planned: the file has it cancelled" in printed
    assert "way in" not in printed


def test_a_rule_that_is_not_kept_says_where(rich):
    printed = said(rich, "press-mode")
    assert "Nobody says which cameras may see Talks." in printed
    assert "kept everywhere" not in printed


def test_a_person_sees_what_was_left_out(tmp_path):
    printed = said(written(tmp_path, CROWDED), "pm-se")
    assert "takes part D 10:00–11:00 Talks, Palace" in printed
    assert "left out Wreath" in printed


VISIT = read_visit(parse_toml("visit.toml", RICH.encode())).visit


@pytest.mark.parametrize(
    ("name", "sort", "found"),
    [
        ("talks", Sort.ENGAGEMENT, "talks"),
        ("Flight", Sort.MOVEMENT, "flight"),
        ("rest", Sort.BLOCK, "rest"),
        ("spouse of", Sort.ATTENDEE, "spouse-se"),
        ("suite  of", Sort.ATTENDEE, "suite"),
        ("AIRPORT", Sort.VENUE, "airport"),
        ("Main programme", Sort.TRACK, "main"),
        ("night-rest", Sort.RULE, "night-rest"),
    ],
)
def test_a_thing_is_found_by_id_title_or_beginning(name, sort, found):
    assert find_thing(VISIT, name).is_same(Ref(sort, found))


def test_two_engagements_of_one_beginning_are_both_named():
    with pytest.raises(NotFoundError) as raised:
        find_thing(VISIT, "t")
    assert raised.value.nearest == ("talks", "tea")


def test_an_empty_name_is_nothing():
    with pytest.raises(NotFoundError) as raised:
        find_thing(VISIT, " ")
    assert raised.value.nearest == ()


def test_after_no_answer_there_is_nothing_to_explain(checkout):
    report = plan_visit(open_visit(checkout / "examples" / "tehran-moscow"), work=1e-9)
    explanation = explain(report, Ref(Sort.VENUE, "airport"))
    assert (explanation.programme, explanation.engagements, explanation.findings) == (None, (), ())


def test_the_day_on_which_it_would_begin_may_be_given(tmp_path):
    # 18 November 2026 is a Wednesday.
    result = placet("why", written(tmp_path, SMALL), "talks", "--date", "2026-11-18")
    assert result.exit_code == 0
    assert "it is Wed 18 Nov 10:00–11:00 at Palace" in " ".join(result.stdout.split())


@pytest.fixture(scope="module")
def withheld(tmp_path_factory):
    """The wreath of 25 minutes, at an hour from 12:00 to 13:30 that only this office knows."""
    folder = tmp_path_factory.mktemp("withheld")
    wreath = '[engagements.wreath]\ntitle = "Wreath"\nday = 1\nlength = "25m"\nwho = ["pm-se"]\nvenues = ["monument"]\n'
    written(folder, HEAD + wreath)
    (folder / "private.toml").write_text('[engagements.wreath]\nwithheld = "12:00–13:30"\n', encoding="utf-8")
    return folder


def test_a_withheld_hour_says_what_is_kept_free_and_what_others_read(withheld):
    printed = said(withheld, "wreath")
    # The last start is 13:30; 25 minutes later it is 13:55.
    assert "withheld from the other side. 12:00–13:55 is kept free: whichever start from 12:00 to 13:30" in printed
    assert "what is shared says “Time to be notified”." in printed
    assert "earlier?" not in printed


def test_the_words_that_others_read_are_those_of_the_page():
    assert catalogue("en", "page")["summary"]["untimed"].startswith("Time to be notified:")


def test_the_table_marks_a_withheld_hour(withheld):
    printed = " ".join(placet("plan", withheld).stdout.split())
    assert "Wreath ◇" in printed
    assert "12:00–13:55 ◇ kept free: its hour is" in printed


def test_protected_time_says_for_whom_it_is_kept_and_what_was_asked(rich):
    printed = said(rich, "rest")
    assert "for Prime Minister of Severia" in printed
    assert "stated lasts" in printed


def test_protected_time_that_was_waived_says_why(tmp_path):
    waived = '[blocks.rest]\nkind = "rest"\nwho = ["pm-se"]\nbetween = "14:00–16:00"\nlength = "1h"\n'
    waived += 'waived = "Asked by letter"\n'
    printed = said(written(tmp_path, SMALL + waived), "rest")
    assert "it is waived: Asked by letter stated lasts 1 h 00; between 14:00 and 16:00" in printed


SIGNING = """
[engagements.signing]
title = "Signing"
day = 1
at = "10:28"
length = "35m"
venues = ["palace"]
who = ["pm-ar"]
"""
BOTH = HEAD + TALKS.format(at='at = "10:00"') + SIGNING


@pytest.mark.parametrize("thing", ["talks", "pm-ar", "palace"])
def test_whatever_those_that_clash_share_is_part_of_the_clash_and_the_ways_out_follow(tmp_path, thing):
    result = placet("why", written(tmp_path, BOTH), thing)
    printed = " ".join(result.stdout.split())
    assert result.exit_code == 4
    assert "is part of what cannot all be kept: 1 Talks at 10:00" in printed
    assert "Talks and Signing both need Prime Minister of Arvandia." in printed
    assert "Talks and Signing are both in Palace." in printed
    assert "b Talks at 09:25 reopens nothing agreed" in printed


def test_a_name_near_enough_is_proposed_and_none_that_is_not(tmp_path):
    result = placet("why", written(tmp_path, SMALL), "tolks")
    assert result.exit_code == 2
    assert "Did you mean: talks" in result.stderr
    assert "Did you mean" not in placet("why", tmp_path, "zoological").stderr


def test_where_tables_share_an_id_the_table_may_be_named():
    text = RICH.replace("[people.spouse-se]", "[people.talks]").replace('"spouse-se"', '"talks"')
    visit = read_visit(parse_toml("visit.toml", text.encode())).visit
    assert find_thing(visit, "talks").sort is Sort.ENGAGEMENT
    assert find_thing(visit, "people.talks").is_same(Ref(Sort.ATTENDEE, "talks"))


ROOF = """
[engagements.parade]
title = "Parade"
day = 1
at = "15:00"
length = "30m"
venues = ["monument"]
who = ["pm-se"]
outdoor = true
plan_b = { venue = "palace", decide_before = "2h", trigger = "Rain" }
"""


def test_what_moves_indoors_says_by_when_that_is_decided(tmp_path):
    visit = written(tmp_path, HEAD + ROOF)
    told = "Palace; to be decided by D 13:00: 2 h 00 before the start, as the file says"
    assert f"weather {told}" in said(visit, "parade")
    printed = " ".join(placet("plan", visit).stdout.split())
    assert f"In bad weather Parade {told}" in printed


def test_who_sets_off_earlier_makes_the_decision_earlier(tmp_path):
    # from the airport it is 38 minutes and 7 to load and unload: for 15:00 the cars leave at 14:15
    call = ROOF.replace("parade", "call").replace("15:00", "13:00").replace('"monument"', '"airport"')
    call = call[: call.index("outdoor")]
    visit = written(tmp_path, HEAD + ROOF.replace('"2h"', '"10m"') + call)
    assert "to be decided by D 14:15: then the first set off" in said(visit, "parade")


def test_as_data_the_hour_has_its_reason(tmp_path):
    data = json.loads(placet("plan", written(tmp_path, HEAD + ROOF), "--json").stdout)
    decided = {"day": 1, "at": "13:00"}
    assert data["plans_b"] == [{"engagement": "parade", "venue": "palace", "decide_by": decided, "because": "notice"}]
