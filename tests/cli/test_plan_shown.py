"""What an office reads after planning: word for word where it matters."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.cli.running import placet
from tests.cli.visits import CLASH, HEAD, SMALL, TALKS, WREATH, written

from placet.planner.clashes import explain
from placet.planner.clashes.clash import Contradictions
from placet.planner.run import Search

# Talks fill 10:00–11:00; the monument is 15 minutes away and open from 10:50 to 11:25: 15 + 15 minutes do not fit.
CROWDED = (HEAD + TALKS.format(at='at = "10:00"') + WREATH).replace(
    'name = "Monument"', 'name = "Monument"\nopenings = [{ hours = "10:50–11:25" }]'
)
TREATY = """
[agreements.treaty]
title = "Treaty"
[agreements.treaty.tracks]
trade = "Trade"
science = "Science"
"""


def page(*args: object) -> str:
    return placet(*args).stdout


def test_what_cannot_all_be_kept_says_who_asked_what_is_agreed_and_where_it_stands(tmp_path):
    visit = written(tmp_path, CLASH)
    printed = page("plan", visit)
    lines = [re.split(r"\s{2,}", line.strip()) for line in printed.splitlines()]
    rows = {line[1]: line[2:] for line in lines if len(line) == 4}
    number = CLASH.splitlines().index('at = "from 11:20"') + 1
    assert printed.index("These cannot all be kept:") < printed.index("Cheapest ways out")
    assert rows["Landing not before 11:20"] == ["Severia, agreed (P-04)", f"visit.toml:{number}"]
    assert rows["Talks not after 12:45"][0] == "Arvandia, agreed (P-14)"
    assert rows["Airport to Monument: 38 min, door to door 45"][0] == "measured by the advance mission"
    assert "Landing, in the programme" not in rows  # goes without saying: its hour is spoken of


def test_the_cheapest_ways_out_say_what_they_reopen(tmp_path):
    printed = page("plan", written(tmp_path, CLASH))
    assert re.search(r"a  .*reopens nothing agreed", printed)


def test_a_way_out_that_touches_what_is_agreed_says_so(tmp_path):
    agreed = CLASH.replace('proposed_by = "AR"\n', 'proposed_by = "AR"\nagreed = "P-09"\n').replace(
        'agreed = "P-09"\nagreed = "P-14"', 'agreed = "P-14"'
    )
    assert re.search(r"reopens P-\d\d", page("plan", written(tmp_path, agreed)))


def test_what_is_left_out_is_followed_by_what_brings_it_in(tmp_path):
    lines = page("plan", written(tmp_path, CROWDED)).splitlines()
    number = next(i for i, line in enumerate(lines) if "Left out: Wreath." in line)
    assert "kept       1 of 2." in lines[number]
    assert lines[number + 1].strip().startswith("It fits if ")
    assert f"placet why {tmp_path} wreath" in " ".join(" ".join(lines[number + 1 : number + 6]).split())


def test_tracks_of_the_treaty_without_an_engagement_stay_visible(tmp_path):
    text = SMALL.replace('title = "Talks"', 'title = "Talks"\nserves = ["trade"]') + TREATY
    assert "trade 1 engagement · science none" in page("plan", written(tmp_path, text))


def test_what_is_invented_is_marked(tmp_path):
    text = SMALL.replace('kind = "working"', 'kind = "working"\nillustrative = "all of it"', 1)
    for args in (["plan", tmp_path], ["check", tmp_path], ["why", tmp_path, "talks"]):
        written(tmp_path, text)
        assert "ILLUSTRATIVE: all of it" in page(*args)


def test_an_undated_plan_speaks_of_d_and_a_dated_one_of_its_day(tmp_path):
    visit = written(tmp_path, SMALL)
    assert "\nD\n" in page("plan", visit)
    assert "\nThu 31 Jan\n" in page("plan", visit, "--date", "2030-01-31")


def test_the_second_plan_says_only_what_moved_and_what_stays(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    assert "10:00–11:00  Talks" in page("plan", visit, "--out", papers)
    again = page("plan", visit, "--out", papers)
    assert "Nothing moved since last time; all 2 stay as they were." in again
    assert "10:00–11:00" not in again
    written(visit, SMALL.replace('at = "10:00"', 'at = "14:00"').replace('"60m"', '"50m"'))
    moved = page("plan", visit, "--out", papers)
    assert "moves from D 10:00 to D 14:00; is 10 min shorter" in moved
    assert "of 2 changed since last time:" in moved


def test_a_programme_of_last_time_that_cannot_be_read_is_not_compared(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    page("plan", visit, "--out", papers)
    (papers / "programme.toml").unlink()
    assert "10:00–11:00  Talks" in page("plan", visit, "--out", papers)


def test_what_may_be_handed_over_is_told_apart_from_what_stays(tmp_path):
    printed = " ".join(page("plan", written(tmp_path, HEAD + WREATH), "--out", tmp_path / "papers").split())
    handed, stays = printed.partition("to hand over: ")[2].split(" stays here: ")
    assert handed.startswith("index.html")
    assert "office.html" not in handed
    assert stays == "programme.toml, office.html"


def test_what_nobody_can_judge_of_a_principals_prayer_is_told_at_once(tmp_path):
    asked = (HEAD + TALKS.format(at='at = "10:00"')).replace(
        "principal = true", 'principal = true\nprayer = { prayers = ["dhuhr"] }', 1
    )
    printed = page("plan", written(tmp_path, asked))
    assert "Could not be judged" in printed
    assert "Time for prayer" in printed


def test_a_programme_that_was_changed_by_hand_is_kept_and_told_before_the_search(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    page("plan", visit, "--out", papers)
    (papers / "programme.toml").write_text("dated = 7\n", encoding="utf-8")
    result = placet("plan", visit, "--out", papers)
    assert (result.exit_code, result.stdout) == (7, "")
    assert "was changed after Placet wrote it" in " ".join(result.stderr.split())
    assert (papers / "programme.toml").read_text(encoding="utf-8") == "dated = 7\n"


def test_the_programme_that_was_written_is_judged_sound(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    page("plan", visit, "--out", papers)
    assert placet("check", visit, "--programme", papers / "programme.toml").exit_code == 0
    text = (papers / "programme.toml").read_text(encoding="utf-8").replace('at = "10:00"', 'at = "10:05"')
    (tmp_path / "edited.toml").write_text(text, encoding="utf-8")
    assert placet("check", visit, "--programme", tmp_path / "edited.toml").exit_code == 5


@pytest.mark.parametrize("word", ["seed", "optimal", "infeasible", "solver", "CP-SAT"])
def test_no_word_of_a_solver_without_details(tmp_path, word):
    visit = tmp_path / "visit"
    printed = page("plan", written(visit, CLASH)) + page("plan", written(visit, CROWDED))
    printed = printed.replace(str(tmp_path), "")
    assert word.lower() not in printed.lower()


def test_details_say_how_far_it_is_settled(tmp_path):
    printed = page("plan", written(tmp_path, CROWDED), "--details")
    assert "How far this is settled" in printed
    assert "nothing better exists" in printed
    assert "tried every five minutes" in " ".join(printed.split())  # proven among those alone


def test_details_say_nothing_of_five_minutes_where_every_minute_was_tried(tmp_path):
    # 10:02 to 10:44 holds 21 + 21 minutes, and of that nothing begins on five minutes.
    talks = TALKS.format(at="").replace("60m", "21m").replace('"plenary"', '"restricted"')
    day = HEAD.replace('zone = "Asia/Tehran"', 'zone = "Asia/Tehran"\nday = "10:02–10:44"')
    printed = page("plan", written(tmp_path, day + talks + talks.replace("talks]", "further]")), "--details")
    assert "How far this is settled" in printed
    assert "every five minutes" not in " ".join(printed.split())


def test_details_name_the_levels_that_were_not_looked_at(tmp_path, monkeypatch):
    complete = Search.complete
    monkeypatch.setattr(Search, "complete", lambda it, level: level != "waiting" and complete(it, level))
    printed = " ".join(page("plan", written(tmp_path, CROWDED), "--details").split())
    nothing = "not looked at: the search was cut short"
    # Waiting was not settled, so that the buffers after it are not begun with.
    assert f"waiting and late hours, weighed minutes {nothing} short pauses, and minutes missed" in printed
    assert printed.count(nothing) == 2


def test_a_check_with_details_shows_the_programme_that_the_file_states(tmp_path):
    printed = " ".join(page("check", written(tmp_path, SMALL), "--details").split())
    assert "D 10:00–11:00 Talks Palace" in printed
    assert "Could not be judged" in printed
    assert "Talks Palace" not in " ".join(page("check", tmp_path).split())


def test_of_many_the_first_three_are_named_and_all_with_details(tmp_path):
    more = "".join(
        f'[engagements.e{n}]\ntitle = "Call {n}"\nday = 1\nlength = "10m"\nwho = ["pm-ar"]\n' for n in range(4)
    )
    contact = '[engagements.last]\ntitle = "Last"\nday = 1\nlength = "10m"\nwho = ["pm-ar"]\nowner = "Protocol"\n'
    visit = written(tmp_path, HEAD + TALKS.format(at='at = "10:00"') + more + contact)
    # Talks, Call 0 to 3 and Last have no contact: six.
    assert "No contact is named for: Talks, Call 0, Call 1 and 3 more." in " ".join(page("plan", visit).split())
    details = " ".join(page("plan", visit, "--details").split())
    assert "No contact is named for: Talks, Call 0, Call 1, Call 2, Call 3, Last." in details


def test_ways_that_time_ran_out_for_are_not_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(explain, "WAYS_IN_WORK", 0.0)
    monkeypatch.setattr(explain, "WAY_IN_WORK", 0.0)
    printed = page("plan", written(tmp_path, CROWDED))
    assert "No way to bring in Wreath was found before the search was cut short." in printed
    assert "No way to bring it in was found before the search was cut short." in page("why", tmp_path, "wreath")


def test_what_no_way_in_was_found_for_is_named_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(explain, "WAYS_IN_WORK", 0.0)
    monkeypatch.setattr(explain, "WAY_IN_WORK", 0.0)
    tree = WREATH.replace("[engagements.wreath]", "[engagements.tree]").replace('"Wreath"', '"Tree"')
    visit = written(tmp_path, CROWDED + tree)
    printed = " ".join(page("plan", visit).split())
    told = f"No way to bring in Wreath, Tree was found before the search was cut short. placet why {visit} wreath"
    assert told in printed
    assert "placet why" not in printed.replace(told, "")


def test_ways_out_that_time_ran_out_for_are_not_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(explain, "WAYS_WORK", 0.0)
    assert "No way out was found before the search was cut short." in page("plan", written(tmp_path, CLASH))


def test_a_clash_that_may_be_longer_than_it_need_be_says_so(tmp_path, monkeypatch):
    assert "may be longer" not in page("plan", written(tmp_path, CLASH))
    whole = Contradictions.first

    def perhaps_longer(*asked):
        found = whole(*asked)  # None where nothing clashes among the few that are looked at first
        return found and replace(found, is_irreducible=False)

    monkeypatch.setattr(Contradictions, "first", perhaps_longer)
    assert "This list may be longer than it need be" in page("plan", tmp_path)


def at(*hours: str) -> str:
    """The small visit, in which one person has an hour of something at each of these."""
    return HEAD + "".join(
        f'[engagements.e{number}]\ntitle = "E{number}"\nday = 1\nat = "{hour}"\nlength = "60m"\nwho = ["pm-se"]\n'
        for number, hour in enumerate(hours)
    )


def test_a_clash_with_something_in_it_that_is_in_none_before_is_shown_too(tmp_path):
    # e0 and e1, e1 and e2.
    printed = page("plan", written(tmp_path, at("10:00", "10:30", "11:00")))
    assert printed.count("These cannot all be kept:") == printed.count("These cannot all be kept either:") == 1
    assert "Cheapest ways out of all of them" in printed
    assert "--json" not in printed


def test_clashes_between_the_same_are_counted(tmp_path):
    # All three at once: the third of the three pairs has nothing new.
    printed = page("plan", written(tmp_path, at("10:00", "10:00", "10:00")))
    assert "One more clash, between the same, stands in the output of --json." in printed


def test_that_there_may_be_others_is_said(tmp_path, monkeypatch):
    said = "There may be more that cannot be kept together"
    visit = written(tmp_path, at("10:00", "10:30", "11:00"))
    assert said not in page("plan", visit)
    monkeypatch.setattr(explain, "CLASHES_WORK", 0.0)
    assert said in page("plan", visit)


LATE = HEAD.replace('zone = "Asia/Tehran"\n', 'zone = "Asia/Tehran"\nlast_day = 2\n') + TALKS.format(at='at = "23:30"')


@pytest.mark.parametrize(
    ("language", "hours"), [("en", "23:30–00:30⁺¹"), ("fa", "۲۳:۳۰–۰۰:۳۰⁺¹"), ("ru", "23:30–00:30⁺¹")]
)
def test_what_ends_after_midnight_says_so_wherever_its_hours_are_printed(tmp_path, language, hours):
    visit = written(tmp_path, LATE)
    for told in (page("plan", visit, "--say", language), page("why", visit, "talks", "--say", language)):
        assert told.count(hours) == 1
    assert re.search(rf"{re.escape(hours)}  \W*Talks", page("plan", visit, "--say", language))  # whole, in its column


def test_what_begins_after_midnight_says_so_where_its_day_is_the_one_before(tmp_path):
    visit = written(tmp_path, LATE.replace('"23:30"', '"00:40 +1"'))
    assert "stated     on D; begins at 00:40⁺¹; lasts 1 h 00" in page("why", visit, "talks")
    assert "D+1\n  00:40–01:40  Talks" in page("plan", visit)


def test_in_persian_every_number_of_a_plan_is_in_persian_digits(tmp_path):
    said = page("plan", written(tmp_path, SMALL), "--details", "--say", "fa")
    read = next(line for line in said.splitlines() if "خوانده شد" in line)  # with the name of the folder
    assert re.findall(r".*[0-9].*", said.replace(read, "")) == []
    assert "عدد آغازین ۰؛" in said
