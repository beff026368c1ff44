"""Every case of a hostile counterpart: what becomes of it, and that nothing else does."""

from __future__ import annotations

import re

import pytest
from tests.agreement.evil import EvilParty, offer, offer_in_a_heap, snapshot
from tests.agreement.hostile import CASES, Stage, fails, knock, standing

from placet.agreement.record import Admission
from placet.errors import Refused

REFUSED = {name: case for name, case in CASES.items() if case["expected"] not in ("taken", "known", "fork", "read")}
KEPT = {name: case for name, case in CASES.items() if name not in REFUSED}
AT_THE_DOOR = {name: case for name, case in REFUSED.items() if case.get("door", "entry") == "entry"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_has_its_code_and_changes_nothing(name):
    stage = Stage.of(CASES[name])
    before = snapshot(stage.honest.record)
    with pytest.raises(Refused) as refusal:
        knock(stage, CASES[name])
    assert refusal.value.code == CASES[name]["expected"]
    assert snapshot(stage.honest.record) == before
    assert CASES[name]["state"] == "unchanged"


@pytest.mark.parametrize("name", AT_THE_DOOR)
def test_a01_every_door_refuses_it_alike(name):
    stage = Stage.of(CASES[name])
    before = snapshot(stage.honest.record)
    with pytest.raises(Refused) as refusal:
        offer_in_a_heap(stage.wire(CASES[name]["sends"]), stage.honest.record)
    assert refusal.value.code == CASES[name]["expected"]
    assert snapshot(stage.honest.record) == before


@pytest.mark.parametrize("name", AT_THE_DOOR)
def test_a04_a08_what_was_refused_comes_to_nothing_later_and_good_entries_still_come_in(name):
    """The honest side never heard of it: what both write afterwards comes to the same with and without the attempt."""
    stage, calm = Stage.of(CASES[name]), Stage.of(CASES[name])
    with pytest.raises(Refused):
        knock(stage, CASES[name])
    calm.wire(CASES[name]["sends"])  # written, and never sent
    for each in (stage, calm):
        each.honest.hear(each.evil)
        if each.honest.record.chains[each.evil.side].fork is None:
            good = each.evil.write("note", {"text": "good"})
            assert each.honest.record.admit(good) is Admission.TAKEN
        each.honest.acknowledge()
    assert snapshot(stage.honest.record) == snapshot(calm.honest.record)


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_is_what_it_should_be(name):
    case = CASES[name]
    stage = Stage.of(case)
    before, stood = snapshot(stage.honest.record), standing(stage.honest.record)
    assert knock(stage, case) == case["expected"]
    assert (snapshot(stage.honest.record) == before) is (case["state"] == "unchanged")
    assert (standing(stage.honest.record) == stood) is (case.get("effect", "none") == "none")


@pytest.mark.parametrize("name", [name for name, case in KEPT.items() if case.get("door", "entry") == "entry"])
def test_what_is_kept_is_known_the_second_time_and_changes_nothing_more(name):
    stage = Stage.of(CASES[name])
    wire = stage.wire(CASES[name]["sends"])
    first, after = offer(wire, stage.honest.record), snapshot(stage.honest.record)
    again = offer(wire, stage.honest.record)
    assert again is (Admission.FORK if first is Admission.FORK else Admission.KNOWN)
    assert snapshot(stage.honest.record) == after


# ------------------------------------------------------------------------------ the cases themselves


def test_at_least_twice_as_many_cases_fail_as_pass():
    failing = sum(fails(case) for case in CASES.values())
    assert failing >= 2 * (len(CASES) - failing) > 0


FIELDS = {"about", "covers", "sides", "offices", "before", "door", "sends", "expected", "effect", "state"}


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_named_after_its_defect_and_says_what_it_is(name):
    case = CASES[name]
    assert set(case) <= FIELDS
    assert name.endswith("_fail") is fails(case)
    assert re.fullmatch(r"[a-z0-9-]+(_fail)?", name)
    assert case["about"].endswith(".")
    assert all(re.fullmatch(r"[AB]\d\d", each) for each in case["covers"])
    assert case["state"] in ("unchanged", "changed")
    assert case.get("effect") in (None, "none", "some")


def test_almost_every_refusal_has_a_code_of_its_own():
    """Goal 6: at most one in twenty of the cases has the general code of a field that is not as it must be."""
    general = [name for name, case in REFUSED.items() if case["expected"] == "field"]
    assert len(general) * 20 <= len(REFUSED)


WANTED = {
    *(f"A{number:02}" for number in (1, 2, 4, 5, 7, 8, 9, 12, 13, 16, 17, 18, 19, 20, 21)),
    *(f"B{number:02}" for number in (1, 2, 3, 4, 5, 7, 11)),
}
"""Of what must not happen, what could happen here, where nothing is stored, sent, or sealed in envelopes."""


def test_every_thing_that_must_not_happen_here_has_a_case_or_a_test_named_after_it(checkout):
    covered = {each for case in CASES.values() for each in case["covers"]}
    for path in (checkout / "tests/agreement").glob("test_*.py"):
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE):
            covered |= {each.upper() for each in re.findall(r"_([ab]\d\d)(?=_)", name)}
    assert covered >= WANTED


def test_the_evil_party_is_honest_until_it_is_told_otherwise():
    evil, honest = EvilParty.among("IR", "RU")
    wire = evil.wire("note", {"text": "good"})
    assert offer(wire, honest.record) is Admission.TAKEN
