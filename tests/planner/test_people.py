"""Who is there, who is taken by something else, protected time, withheld times."""

import pytest
from tests.planner.visits import amounts, clash, engagement, kinds, outcome_of, planned, shown
from tests.visits.toml import entry

from placet.model.ids import EngagementId
from placet.planner.outcome import Infeasible


def one(more: str = "", **fields: object) -> str:
    """x of p and q, and whatever else."""
    return engagement("x", **{"who": ["p", "q"]} | fields) + more


def test_people_take_part_only_while_they_are_with_the_visit() -> None:
    # q from 11:10 to 12:20: an hour begins at 11:10, 11:15 or 11:20.
    there = '[people.q]\npresence = [{ from_at = "11:10", until_day = 1, until_at = "12:20" }]\n'
    assert shown(planned(one(there)))["x"][:5] in ("11:10", "11:15", "11:20")
    assert isinstance(outcome_of(one(there, at="11:25")), Infeasible)


def test_one_of_several_presences_is_enough() -> None:
    there = (
        '[people.q]\npresence = [{ until_day = 1, until_at = "08:30" }, '
        '{ from_at = "15:00", until_day = 1, until_at = "16:00" }]\n'
    )
    assert shown(planned(one(there)))["x"] == "15:00–16:00 a"


@pytest.mark.parametrize("table", ["busy", "diary"])
def test_other_commitments_come_first(table: str) -> None:
    taken = f'[{table}.one]\nwho = ["q"]\nday = 1\nbetween = "08:00–18:55"\n'
    # Until 20:00 an hour begins at 18:55 or 19:00.
    assert shown(planned(one(taken)))["x"][:5] in ("18:55", "19:00")
    assert isinstance(outcome_of(one(taken, at="18:50")), Infeasible)


def test_a_clash_with_the_diary_names_its_entry() -> None:
    taken = '[diary.one]\nwho = ["q"]\nday = 1\nbetween = "09:00–12:00"\n'
    assert kinds(clash(one(taken, at="10:00"))) == [("busy", "one"), ("place", "x"), ("time", "x")]


def block(at: str, between: str = "11:00–13:00", more: str = "", **rest: object) -> str:
    """x at a from 10:00 to 11:00, half an hour of rest, and y at b."""
    kept = {"kind": "rest", "who": ["p"], "between": between, "length": "30m"}
    visit = entry("blocks", "rest", **kept | rest) + more
    return visit + engagement("x", "10:00") + engagement("y", at, venues=["b"])


def test_rest_and_the_drive_do_not_overlap() -> None:
    # x ends 11:00; 30 min rest + 30 min a–b = 12:00. Without the way in it, 11:30 would do.
    between = "11:00–12:00"
    plan = planned(block("12:00", between))
    (kept,) = plan.programme.blocks
    assert (kept.window.opens.strftime("%H:%M"), kept.window.closes.strftime("%H:%M")) in (
        ("11:00", "11:30"),
        ("11:30", "12:00"),
    )
    assert isinstance(outcome_of(block("11:55", between)), Infeasible)


def test_the_drive_is_not_cut_in_two_by_the_rest() -> None:
    # From 11:00 to 12:10: 30 min rest and 30 min drive leave 10 min; a rest that begins at 11:05–11:35 in the middle
    # would leave pieces of at most 25 min on either side. The hours 11:05–11:40 allow 11:05 and 11:10 only, and after
    # the latter the whole drive still fits: 11:40 + 30 = 12:10.
    plan = planned(block("12:10", "11:05–11:40"))
    assert shown(plan)["y"].startswith("12:10")
    (kept,) = plan.programme.blocks
    assert f"{kept.window.closes:%H:%M}" in ("11:35", "11:40")
    # Hours that force the rest to begin between 11:15 and 11:20: 15–20 min before it, 20–25 after it: no drive.
    assert isinstance(outcome_of(block("12:10", "11:15–11:50")), Infeasible)


def test_two_blocks_do_not_cut_the_drive_either() -> None:
    # 75 min between x and y: 30 rest + 15 prayer + 30 drive = 75 exactly, so the drive lies in one piece.
    prayer = '[blocks.prayer]\nkind = "prayer"\nwho = ["p"]\nbetween = "11:00–12:15"\nlength = "15m"\n'
    assert planned(block("12:15", "11:00–12:15", prayer))
    assert isinstance(outcome_of(block("12:10", "11:00–12:10", prayer.replace("12:15", "12:10"))), Infeasible)


def test_the_way_may_fill_all_the_time_beside_a_block() -> None:
    # Hours that leave the rest no other place: 11:30–12:00 after the drive of 30 min; 11:00–11:30 before it; and
    # 11:45–12:15 after a prayer until 11:15 and the drive.
    prayer = entry("blocks", "prayer", kind="prayer", who=["p"], between="11:00–11:15", length="15m")
    assert planned(block("12:00", "11:25–12:00"))
    assert planned(block("12:00", "11:00–11:35"))
    assert planned(block("12:15", "11:40–12:15", prayer))


def test_whichever_comes_first_the_way_lies_beside_the_block() -> None:
    # 60 + 30 rest + 30 a–b + 60 fill the three hours exactly, in either order
    hours = entry("legs", "city", day="10:00–13:00")
    rest = entry("blocks", "rest", kind="rest", who=["p"], between="11:00–12:00", length="30m")
    assert planned(hours + rest + engagement("x") + engagement("y", venues=["b"]))


def test_the_way_to_a_venue_that_is_not_chosen_does_not_count_beside_a_block() -> None:
    # At a there is no way between 11:00 and 11:55; at b, which is liked more, rest + way = 60 min.
    plan = planned(block("11:55", "11:00–11:55").replace('venues = ["b"]', 'venues = ["b", "a"]'))
    assert shown(plan)["y"] == "11:55–12:55 a"


def test_a_block_is_asked_of_the_ways_beside_it_and_of_no_longer_ones() -> None:
    # b → a → rest at a → a → e: each drive of 30 min fits beside the rest. From w to z it is 60 min, and only 45 lie
    # between w and the rest (10:00–10:45), or between the rest and z (11:15–12:00): but nobody drives from w to z.
    farther = """
[venues.e]
name = "E"
leg = "city"
[[travel]]
origin = "a"
destination = "e"
time = "30m"
basis = "measured"
[[travel]]
origin = "b"
destination = "e"
time = "60m"
basis = "measured"
[blocks.rest]
kind = "rest"
who = ["p"]
between = "10:45–11:15"
length = "30m"
"""
    stops = {"w": ("09:45", "b"), "x": ("10:30", "a"), "y": ("11:15", "a"), "z": ("12:00", "e")}
    text = farther + "".join(
        f'[engagements.{name}]\ntitle = "{name}"\nwho = ["p"]\nat = "{at}"\nlength = "15m"\nvenues = ["{venue}"]\n'
        for name, (at, venue) in stops.items()
    )
    assert shown(planned(text)) == {
        "w": "09:45–10:00 b",
        "x": "10:30–10:45 a",
        "y": "11:15–11:30 a",
        "z": "12:00–12:15 e",
    }


def test_the_way_to_the_venue_that_is_chosen_counts_beside_a_block() -> None:
    # y could be at a (no way) or at b (30 min); a is taken by q until 20:00, so it is b, and rest + way = 60 min.
    taken = engagement("z", "11:30", who=["q"], length="8h30m")
    text = block("11:55", "11:00–11:55").replace('venues = ["b"]', 'venues = ["a", "b"]') + taken
    assert isinstance(outcome_of(text), Infeasible)


def test_a_block_at_a_place_takes_the_way_there_and_back() -> None:
    # x at a until 11:00, rest at b 11:30–12:00, y at b at 12:00.
    assert planned(block("12:00", "11:00–12:00", venue="b"))
    # Resting at c: 60 there, 30 rest, 60 on to b: 13:30.
    assert planned(block("13:30", "11:00–13:00", venue="c"))
    assert isinstance(outcome_of(block("13:25", "11:00–13:00", venue="c")), Infeasible)


def test_a_waived_block_is_not_kept() -> None:
    assert planned(block("11:30", "11:00–11:30", waived="by note")).programme.blocks == ()


def test_a_block_is_kept_on_each_of_its_days_for_each_of_its_people() -> None:
    rest = '[legs.city]\nlast_day = 2\n[blocks.rest]\nkind = "rest"\nwho = ["p", "q"]\nbetween = "12:00–18:00"\n'
    kept = planned(rest + 'length = "30m"\n' + one(day=1)).programme.blocks
    assert sorted((k.party, k.window.opens.day) for k in kept) == [("p", 1), ("p", 2), ("q", 1), ("q", 2)]


def test_drives_do_not_pass_through_a_block() -> None:
    # The oracle, which `planned` asks, refuses a drive that is shown at a time of rest.
    assert planned(block("12:30", "11:15–12:30"))


def test_while_a_time_is_withheld_nothing_else_takes_its_people() -> None:
    secret = engagement("stop", who=["q"], day=1, withheld="14:00–16:00")
    # From 14:00 to 16:00 + 60 min = 17:00 q is not free; x shares q, and is at the same place.
    assert isinstance(outcome_of(secret + one(at="16:30")), Infeasible)
    plan = planned(secret + one(at="17:00"))
    assert "14:00" <= shown(plan)["stop"][:5] <= "16:00"


def test_a_night_is_as_long_as_it_is_without_the_ways_to_bed_and_back() -> None:
    """Home from a at 24:00 after an hour's drive, 8 h of rest, and an hour back to a."""
    text = '[legs.city]\nlast_day = 2\nsleeps_at = "c"\n'
    text += engagement("dinner", "20:00", day=1, length="180m") + engagement("talks", day=2)
    found = planned(text, soft=("night-rest",))
    assert amounts(found)["should"] == 0
    assert found.programme.placements[EngagementId("talks")].starts_at.hour == 9
    hosted = planned(text.replace('sleeps_at = "c"', "") + engagement("tea", day=2, length="30m"), soft=("night-rest",))
    assert min(placed.starts_at.hour for placed in hosted.programme.placements.values()) == 8


def kept(text: str, **asked: object) -> list[tuple[str, str, str]]:
    """The protected time of a plan: what, from when, until when."""
    blocks = planned(text, **asked).programme.blocks
    return [(block.block, f"{block.window.opens:%H:%M}", f"{block.window.closes:%H:%M}") for block in blocks]


def test_a_guest_goes_back_to_the_residence_by_day_where_it_is_worth_the_way() -> None:
    """Half an hour from a to b and back: 10:30 to 11:15 are 45 minutes, one less is not worth it."""
    bed = '[legs.city]\nsleeps_at = "b"\n' + engagement("x", "09:00")
    text = bed + engagement("y", "11:45")
    assert kept(text) == [("residence", "10:30", "11:15")]
    ways = [(way.origin, way.destination) for way in planned(text).programme.journeys]
    assert ways == [("a", "b"), ("b", "a")]
    assert kept(bed + engagement("y", "11:44")) == []
    # hosts are at home, who has taken leave does not come back, and nobody is in two places
    hosts = {"who": ["i1"]}
    home = bed.replace(engagement("x", "09:00"), engagement("x", "09:00", **hosts))
    assert kept(home + engagement("y", "11:45", **hosts)) == []
    assert kept(text.replace('"X"', '"X"\nkind = "farewell"')) == []
    assert kept(text + '[busy.call]\nwho = ["p"]\nday = 1\nbetween = "10:30–10:45"\n') == []


def test_the_ways_to_the_residence_leave_protected_time_whole() -> None:
    """Rest at a until 10:20, half an hour's drive; back from 12:30, or before the rest at 12:00, which is too soon."""
    stated = "".join(
        entry("blocks", name, kind="rest", who=["p"], between=between, length="20m")
        for name, between in (("one", "10:00–10:20"), ("two", "12:00–12:20"))
    )
    text = '[legs.city]\nsleeps_at = "b"\n' + stated + engagement("x", "09:00") + engagement("y", "12:30")
    rests = [("one", "10:00", "10:20"), ("two", "12:00", "12:20")]
    assert kept(text) == rests
    assert kept(text.replace("12:30", "13:00")) == [*rests, ("residence", "10:50", "12:30")]


def test_a_meal_at_midday_is_shown_to_whoever_has_a_day_around_it() -> None:
    text = engagement("x", "10:00") + engagement("y", "15:00")
    assert [block for block, _, _ in kept(text, soft=("midday-meal",))] == ["midday-meal"]
    assert kept(engagement("y", "15:00"), soft=("midday-meal",)) == []
