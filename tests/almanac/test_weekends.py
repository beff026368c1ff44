"""Weekends: dated table, overrides and their precedence, the library as last resort."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.certainty import Certainty
from placet.almanac.weekends import Basis, WeekendJudgement, WeekendOverride, weekend

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TODAY = date(2026, 11, 24)
ROWS = tomllib.loads(files("placet.almanac").joinpath("data/weekends.toml").read_text(encoding="utf-8"))["row"]


def override(*days, from_=None, until=None, institution=None):
    return WeekendOverride(frozenset(days), from_, until, institution, "as told")


@pytest.mark.parametrize(
    ("country", "last_old_day", "old", "new"),
    [
        ("AE", date(2021, 12, 31), {FRI, SAT}, {SAT, SUN}),  # from 1 January 2022
        ("SA", date(2013, 6, 28), {THU, FRI}, {FRI, SAT}),  # from Saturday, 29 June 2013
        ("DZ", date(2009, 8, 13), {THU, FRI}, {FRI, SAT}),  # from Friday, 14 August 2009
        ("KW", date(2007, 8, 31), {THU, FRI}, {FRI, SAT}),  # from 1 September 2007
    ],
)
def test_a_weekend_changes_on_its_day(country, last_old_day, old, new):
    before = weekend(country, last_old_day)
    after = weekend(country, last_old_day + timedelta(days=1))
    assert (before.days, after.days) == (old, new)
    assert before.basis is after.basis is Basis.TABLE
    assert before.certain
    assert after.certain


@pytest.mark.parametrize(
    ("on", "possibly"),
    [
        (date(2024, 5, 14), {THU}),
        (date(2024, 5, 15), {THU, SAT}),  # parliament's vote for Saturday
        (date(2025, 3, 4), {THU, SAT}),
        (date(2025, 3, 5), {THU}),  # parliament's vote for Thursday
        (TODAY, {THU}),
    ],
)
def test_in_iran_only_friday_is_sure(on, possibly):
    found = weekend("IR", on)
    assert found.days == {FRI}
    assert found.possibly == possibly
    assert not found.certain
    assert found.includes(FRI) is Certainty.YES
    assert found.includes(THU) is Certainty.POSSIBLY
    assert found.includes(SUN) is Certainty.NO


def test_russia_rests_on_saturday_and_sunday():
    found = weekend("RU", TODAY)
    assert (found.days, found.certain, found.basis) == ({SAT, SUN}, True, Basis.TABLE)
    assert "decree" in found.note


def test_where_our_table_ends_the_library_answers_and_is_not_believed():
    found = weekend("NP", TODAY)
    assert found.basis is Basis.LIBRARY
    assert not found.certain
    assert found.days == set(holidays.country_holidays("NP").weekend)
    assert found.includes(SAT) is Certainty.POSSIBLY
    assert found.includes(MON) is Certainty.NO


def test_years_before_our_rows_are_the_librarys():
    assert weekend("FR", date(1999, 12, 31)).basis is Basis.LIBRARY
    assert weekend("FR", date(2000, 1, 1)).basis is Basis.TABLE


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_ends_of_the_calendar_are_answered(on):
    assert isinstance(weekend("NP", on), WeekendJudgement)


@pytest.mark.parametrize("country", ["ZZ", "", "ir", "IRN", "Iran", "../x", "\0", "X" * 10_000])
def test_an_unknown_country_is_unknown(country):
    found = weekend(country, TODAY)
    assert found == WeekendJudgement(frozenset(), frozenset(), False, Basis.UNKNOWN)
    assert found.includes(SUN) is Certainty.UNKNOWN


def test_the_institution_beats_the_side_and_the_side_beats_the_table():
    stated = (override(THU, FRI), override(FRI, SAT, institution="bank"))
    bank = weekend("IR", TODAY, stated, institution="bank")
    ministry = weekend("IR", TODAY, stated, institution="ministry")
    nobody = weekend("IR", TODAY, stated)
    assert (bank.days, bank.basis) == ({FRI, SAT}, Basis.INSTITUTION)
    assert (ministry.days, ministry.basis) == ({THU, FRI}, Basis.SIDE)
    assert nobody == ministry
    assert weekend("IR", TODAY, (stated[1],)).basis is Basis.TABLE
    assert bank.certain
    assert (bank.possibly, bank.note) == (frozenset(), "as told")


def test_an_override_is_valid_from_its_first_day_up_to_not_including_its_last():
    stated = (override(THU, FRI, from_=date(2026, 11, 1), until=date(2026, 11, 30)),)
    bases = {day: weekend("IR", date(2026, 11, day), stated).basis for day in (1, 29, 30)}
    assert bases == {1: Basis.SIDE, 29: Basis.SIDE, 30: Basis.TABLE}
    assert weekend("IR", date(2026, 10, 31), stated).basis is Basis.TABLE


def test_of_two_overrides_the_one_that_began_last_counts():
    old = override(FRI)
    new = override(FRI, SAT, from_=date(2026, 1, 1))
    for stated in ((old, new), (new, old)):
        assert weekend("IR", TODAY, stated).days == {FRI, SAT}


def test_of_two_overrides_that_began_together_the_last_given_counts():
    one, other = override(FRI), override(SAT)
    assert weekend("IR", TODAY, (one, other)).days == {SAT}
    assert weekend("IR", TODAY, (other, one)).days == {FRI}


def test_a_weekend_may_be_stated_to_be_empty():
    found = weekend("RU", TODAY, (override(),))
    assert (found.days, found.basis) == (frozenset(), Basis.SIDE)
    assert found.includes(SUN) is Certainty.NO


def test_an_override_that_is_nonsense_is_refused():
    with pytest.raises(ValueError, match="not weekdays"):
        override(7)
    with pytest.raises(ValueError, match="never valid"):
        override(FRI, from_=TODAY, until=TODAY)


dates = st.dates(date(1990, 1, 1), date(2076, 12, 31))
overrides = st.builds(
    lambda days, from_, length, institution: WeekendOverride(
        days, from_, from_ + timedelta(days=length) if from_ else None, institution
    ),
    st.frozensets(st.integers(0, 6)),
    st.none() | dates,
    st.integers(1, 10_000),
    st.sampled_from([None, "bank", "ministry"]),
)


@given(st.lists(overrides), dates, st.sampled_from([None, "bank"]))
def test_precedence_holds_for_any_overrides(stated, on, institution):
    found = weekend("IR", on, stated, institution)
    holding = [
        one for one in stated if (one.from_ is None or one.from_ <= on) and (one.until is None or on < one.until)
    ]
    mine = [one for one in holding if institution and one.institution == institution]
    side = [one for one in holding if one.institution is None]
    if mine:
        assert found.basis is Basis.INSTITUTION
        assert found.days in [one.days for one in mine]
    elif side:
        assert found.basis is Basis.SIDE
        assert found.days in [one.days for one in side]
    else:
        assert found == weekend("IR", on)


def test_the_rows_of_a_country_do_not_overlap():
    countries = {country for row in ROWS for country in row["countries"]}
    for country in countries:
        spans = sorted(
            (row.get("from", date.min), row.get("until", date.max)) for row in ROWS if country in row["countries"]
        )
        for (_, ends), (begins, _) in pairwise(spans):
            assert ends <= begins, country


def test_every_row_is_complete_and_names_countries_that_exist():
    known = holidays.list_supported_countries(include_aliases=False)
    for row in ROWS:
        assert set(row) <= {"countries", "days", "possibly", "from", "until", "certain", "note"}
        assert row["note"]
        assert row["days"]
        assert not set(row["days"]) & set(row.get("possibly", []))
        assert not (row["certain"] and "possibly" in row)
        assert set(row["countries"]) <= set(known)
        assert len(set(row["countries"])) == len(row["countries"])


def test_our_table_and_the_library_differ_only_where_we_know_why():
    differing = {
        country
        for row in ROWS
        for country in row["countries"]
        if weekend(country, TODAY).days != set(holidays.country_holidays(country).weekend)
    }
    # Afghanistan is disputed. In Libya and Palestine the library falls back to Saturday-Sunday.
    assert differing == {"AF", "LY", "PS"}
