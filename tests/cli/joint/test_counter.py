"""What a counter-proposal changes is shown before it is signed; requests, matters and holds can be answered too."""

from __future__ import annotations

import pytest
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written


def proposed(homes: Homes, *what: object) -> str:
    """Put something on the table at both; its label at Moscow."""
    before = set(homes.points("moscow"))
    done("propose", homes.tehran, *what, "--yes")
    homes.carry("tehran", "moscow")
    (label,) = set(homes.points("moscow")) - before
    return label


def content(homes: Homes, label: str) -> dict[str, object]:
    (found,) = [each for each in homes.standing("moscow")["points"] if each["label"] == label]
    return dict(found["content"])


def test_another_day_for_data_and_another_wording_of_a_matter(homes: Homes) -> None:
    request = proposed(homes, "--request", "List of the delegation", "--due", "2090-04-20")
    told = done("counter", homes.moscow, request, "--due", "2090-04-25", "--yes").stdout
    assert f"{request}  List of the delegation" in told
    assert "2090-04-25 (was: 2090-04-20)" in told
    assert content(homes, request) == {"what": {"en": "List of the delegation"}, "due": "2090-04-25"}
    matter = proposed(homes, "--matter", "Gifts")
    done("counter", homes.moscow, matter, "--words", "No gifts are exchanged.", "--yes")
    assert content(homes, matter) == {"title": {"en": "Gifts"}, "words": {"en": "No gifts are exchanged."}}


def test_days_are_held_for_less_long(homes: Homes) -> None:
    days = proposed(homes, "--dates", "2090-05-10", "--days", 2, "--hold-until", "2090-04-01")
    done("counter", homes.moscow, days, "--hold-until", "2090-03-20", "--yes")
    assert (content(homes, days)["type"], content(homes, days)["until"]) == ("hold", "2090-03-20T00:00:00Z")
    past = placet("counter", homes.moscow, days, "--hold-until", "2020-03-20", "--yes")
    assert (past.exit_code, "--hold-until: 2020-03-20 has passed." in past.stderr) == (2, True)


def test_everything_that_people_see_of_an_engagement_can_be_answered(homes: Homes) -> None:
    talks = proposed(homes, "talks")
    before = content(homes, talks)
    assert (before["who"], before["starts"]["at"], before["ends"]["at"]) == (  # type: ignore[index]
        [{"en": "President of Arvandia"}, {"en": "President of Severia"}],
        "10:00",
        "11:00",
    )
    told = done(
        "counter", homes.moscow, talks, "--yes", "--title", "Talks on energy", "--title", "ru=Переговоры",
        "--press", "pool", "--dress", "Lounge suit", "--who", "President of Severia", "--who", "Minister of Energy",
        "--length", "1h30",
    ).stdout  # fmt: skip
    said = " ".join(told.split())
    assert "Talks on energy (was: Talks)" in said
    assert "Переговоры (new)" in said
    after = content(homes, talks)
    assert after == {
        **before,
        "title": {"en": "Talks on energy", "ru": "Переговоры"},
        "who": [{"en": "President of Severia"}, {"en": "Minister of Energy"}],
        "press": "pool",
        "dress": {"en": "Lounge suit"},
        "ends": {**before["ends"], "at": "11:30"},  # type: ignore[dict-item]  # 10:00 and 90 minutes
    }


def test_who_stays_keeps_all_languages(homes: Homes) -> None:
    """Named in one language; the office has two in Tehran's file."""
    plain, both = 'office = "President of Severia"', 'office = { en = "President of Severia", fa = "رئیس‌جمهور" }'
    assert plain in VISIT
    own = homes.folder / "own"
    written(own, VISIT.replace(plain, both))
    done("open", homes.tehran, own, "--file", "file-1")
    talks = proposed(homes, "talks")
    done("counter", homes.moscow, talks, "--who", "President of Severia", "--yes")
    assert content(homes, talks)["who"] == [{"en": "President of Severia", "fa": "رئیس‌جمهور"}]


def test_honours_interpretation_seating_format_and_margin_can_be_answered(homes: Homes) -> None:
    talks = proposed(homes, "talks")
    before = content(homes, talks)
    assert {"honours", "interpretation", "seating_agreed", "format", "margin"}.isdisjoint(before)
    told = done(
        "counter", homes.moscow, talks, "--yes", "--honours", "anthems", "--honours", "guard-of-honour",
        "--interpretation", "simultaneous", "--between", "fa,ru", "--interpreters", 2, "--seating", "agreed",
        "--format", "restricted", "--margin", "10m",
    ).stdout  # fmt: skip
    said = " ".join(told.split())
    assert "interpretation · languages · 1 Persian (fa) (new)" in said
    assert "seating agreed yes (new)" in said
    after = content(homes, talks)
    assert after == {
        **before,
        "honours": ["anthems", "guard-of-honour"],
        "interpretation": {"mode": "simultaneous", "languages": ["fa", "ru"], "interpreters": 2},
        "seating_agreed": True,
        "format": "restricted",
        "margin": "10m",
    }
    done(
        "counter", homes.moscow, talks, "--yes", "--no-honours", "--interpretation", "whispered", "--seating", "open",
        "--margin", "0m",
    )  # fmt: skip
    last = content(homes, talks)
    assert last["interpretation"] == {**after["interpretation"], "mode": "whispered"}  # type: ignore[dict-item]
    assert (last["seating_agreed"], "honours" in last, "margin" in last) == (False, False, False)


def test_kind_documents_and_food_can_be_answered(homes: Homes) -> None:
    lunch = proposed(homes, "lunch")
    before = content(homes, lunch)
    assert (before["kind"], {"documents", "served"}.isdisjoint(before)) == ("meal", True)
    told = done(
        "counter", homes.moscow, lunch, "--yes", "--kind", "banquet", "--documents", 2, "--food", "halal",
        "--food", "vegetarian",
    ).stdout  # fmt: skip
    said = " ".join(told.split())
    assert "kind banquet (was: meal)" in said
    assert "documents 2 (new) served · 1 halal (new) served · 2 vegetarian (new)" in said
    assert "takes part · 1 · English President of Arvandia" in said  # what stays is signed too
    assert content(homes, lunch) == {**before, "kind": "banquet", "documents": 2, "served": ["halal", "vegetarian"]}
    done("counter", homes.moscow, lunch, "--yes", "--documents", 0, "--no-food")
    assert content(homes, lunch) == {**before, "kind": "banquet"}


def test_another_kind_comes_on_paper_and_is_agreed_to_by_its_code(homes: Homes) -> None:
    lunch = proposed(homes, "lunch")
    done("counter", homes.moscow, lunch, "--kind", "banquet", "--food", "halal", "--yes")
    homes.carry("moscow", "tehran")
    paper = homes.folder / "open.txt"
    done("standing", homes.tehran, "--paper", paper, "--lang", "en")
    text = paper.read_text("utf-8")
    assert "halal" in text
    (code,) = [
        line.removeprefix("# ").split()[0] for line in text.splitlines() if f"{lunch}-" in line and "____" in line
    ]
    sheet = " ".join(done("reply", homes.tehran, f"{code} agreed", "--yes").stdout.split())
    assert "kind banquet (was: meal)" in sheet
    homes.exchange()
    assert homes.points("moscow")[lunch] == "agreed"


def test_honours_of_the_category_can_be_answered(homes: Homes) -> None:
    done("counter", homes.moscow, "P-01", "--honours", "salute-21", "--yes")
    assert content(homes, "P-01")["honours"] == ["salute-21"]


def test_an_interpretation_needs_its_languages(homes: Homes) -> None:
    talks = proposed(homes, "talks")
    wrong = placet("counter", homes.moscow, talks, "--interpretation", "whispered", "--yes")
    assert (wrong.exit_code, "Name them: --between fa,ru" in " ".join(wrong.stderr.split())) == (3, True)


def test_a_length_is_counted_over_midnight(homes: Homes) -> None:
    talks = proposed(homes, "talks")
    done("counter", homes.moscow, talks, "--at", "23:30", "--length", "45m", "--yes")  # 23:30 and 45 minutes: 00:15
    ends = content(homes, talks)["ends"]
    assert (ends["at"], ends["plus_days"]) == ("00:15", 1)  # type: ignore[index]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--length", "45"], "“45” is no length that an engagement can have."),
        (["--length", "0m"], "“0m” is no length"),
        (["--length", "25h"], "“25h” is no length"),
        (["--title", "fa= "], "The text is empty."),
        (["--press", "paparazzi"], "pool-at-start"),
        (["--margin", "-5m"], "“-5m” is no margin."),
        (["--margin", "25h"], "0m for none, and no more than a day."),
        (["--between", "fa"], "“fa” is not two languages."),
        (["--between", "fa,fa"], "“fa,fa” is not two languages."),
        (["--interpreters", "-1"], "Give one from 0 to 20."),
        (["--honours", "anthems", "--no-honours"], "Choose one: --honours or --no-honours."),
        (["--food", "halal", "--no-food"], "Choose one: --food or --no-food."),
        (["--documents", "some"], "“some” is no number of documents. Give one from 0 to 200."),
        (["--kind", "party"], "“party” is none of these: arrival, welcome"),
        (["--on", "2020-04-08"], "--on: 2020-04-08 has passed."),
        (["--length", "45m", "--ends", "11:00"], "Choose one: --ends or --length."),
    ],
)
def test_what_cannot_be_meant_is_told(homes: Homes, given: list[str], told: str) -> None:
    wrong = placet("counter", homes.moscow, "P-01", *given, "--yes")
    assert (wrong.exit_code, told in " ".join(wrong.stderr.split())) == (2, True), wrong.stderr


def test_a_category_has_nobody_who_takes_part(homes: Homes) -> None:
    wrong = placet(
        "counter", homes.moscow, "P-01", "--who", "Minister", "--length", "45m", "--dress", "Uniform", "--yes"
    )
    assert (wrong.exit_code, "--dress, --length, --who" in wrong.stderr) == (3, True)


def test_what_has_no_option_is_answered_from_the_own_visit_file(homes: Homes) -> None:
    """A first hour, say: the engagement proposed by its id is another text of the point of the other side."""
    own, theirs = homes.folder / "own", homes.folder / "theirs"
    written(theirs, VISIT.replace('at = "10:00"\n', ""))
    done("open", homes.tehran, theirs, "--file", "file-1")
    written(own, VISIT)
    assert theirs.joinpath("visit.toml").read_text("utf-8") != VISIT
    done("open", homes.moscow, own, "--file", "file-1")
    talks = proposed(homes, "talks")
    done("propose", homes.moscow, "talks", "--yes")
    assert set(homes.points("moscow")) == {"P-01", talks}
    assert content(homes, talks)["starts"]["at"] == "10:00"  # type: ignore[index]


def test_what_is_typed_in_persian_digits_is_read(homes: Homes) -> None:
    days = proposed(homes, "--dates", "2090-05-10", "--days", 2)
    done("counter", homes.moscow, days, "--on", "۲۰۹۰-۰۵-۱۲", "--yes")
    assert content(homes, days)["window"] == {"arrival": "2090-05-12", "days": 2}
    talks = proposed(homes, "talks")
    done("counter", homes.moscow, talks, "--at", "۱۱:۲۰", "--yes")
    assert content(homes, talks)["starts"]["at"] == "11:20"  # type: ignore[index]


def test_what_a_text_does_not_state_is_named_as_it_was_typed(homes: Homes) -> None:
    matter = proposed(homes, "--matter", "Gifts")
    wrong = placet("counter", homes.moscow, matter, "--at", "11:20", "--interpretation", "none", "--yes")
    told = " ".join(wrong.stderr.split())
    assert (wrong.exit_code, "cannot be changed: --at, --interpretation." in told) == (3, True), told


def test_nothing_is_shown_of_a_withdrawal_of_which_one_point_cannot_be_taken_back(homes: Homes) -> None:
    ours, theirs = proposed(homes, "--matter", "Gifts"), proposed(homes, "--matter", "Flowers")
    done("agree", homes.moscow, ours, "--yes")
    wrong = placet("withdraw", homes.moscow, ours, theirs, "--yes")
    assert (wrong.exit_code, "Gifts" in wrong.stdout, f"take back under {theirs}" in wrong.stderr) == (3, False, True)


def test_another_place_is_named_in_the_languages_of_both_sides_and_the_one_before_is_gone(homes: Homes) -> None:
    talks = proposed(homes, "talks")
    told = done("counter", homes.moscow, talks, "--place", "Small hall", "--place", "fa=تالار کوچک", "--yes").stdout
    assert "place · Persian" in told
    assert content(homes, talks)["venue"] == {"en": "Small hall", "fa": "تالار کوچک"}
