"""Begin a visit from a template, or like an old one."""

from __future__ import annotations

import pytest
from tests.told import ENGLISH
from tests.visits import NAMES, path_of

from placet.errors import NotFoundError, StorageError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.formats.writing import write_visit
from placet.model.engagements import Status
from placet.model.places import TravelBasis
from placet.model.visit import Secrecy
from placet.node.demo import example_path
from placet.node.files import open_visit
from placet.node.judging import judge_stated
from placet.node.new import TEMPLATES, new_visit, visit_like
from placet.node.planning import plan_visit
from placet.node.rulebook import rulebook_for

SOURCES = [path_of(name) for name in NAMES] + [example_path("tehran-moscow"), example_path("university-visit")]

OLD = """
format_version = 1
title = "Old visit"
starts_on = 2027-09-08
[legs.capital]
city = "Arvand"
zone = "Asia/Tehran"
[venues.hall]
name = "Hall"
leg = "capital"
inspection = "inspected"
[engagements.lunch]
title = "Lunch"
day = 1
at = "13:00"
length = "75m"
status = "agreed"
agreed = "Point 3"
[engagements.lecture]
title = "Lecture"
day = 1
at = "16:00"
anchor = true
[engagements.talks]
title = "Talks"
day = 1
at = "about 10:00"
[engagements.dinner]
title = "Dinner"
day = 1
at = "20:00"
after = ["lecture"]
"""


def old_visit(text=OLD):
    return read_visit(parse_toml("visit.toml", text.encode())).visit


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_loads_as_it_is_and_says_that_it_is_one(template, tmp_path):
    assert new_visit(tmp_path / "visit", template, spoken=ENGLISH) == (tmp_path / "visit" / "visit.toml",)
    visit_file = open_visit(tmp_path / "visit")
    _, judgement = judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))
    assert judgement.is_sound
    assert visit_file.visit.kind.value == template
    assert visit_file.visit.illustrative is not None


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_plans_as_it_is_with_everything_in_it(template, tmp_path):
    new_visit(tmp_path, template, spoken=ENGLISH)
    report = plan_visit(open_visit(tmp_path))
    assert report.case is not None
    assert report.case.programme.left_out == ()


def test_the_working_template_has_the_eleven_usual_engagements(tmp_path):
    new_visit(tmp_path, spoken=ENGLISH)
    assert len(open_visit(tmp_path).visit.engagements) == 11


def test_an_unknown_template_is_refused_with_names_that_look_alike(tmp_path):
    with pytest.raises(NotFoundError) as refused:
        new_visit(tmp_path, "offical", spoken=ENGLISH)
    assert refused.value.nearest == ("official",)


@pytest.mark.parametrize("name", ["visit.toml", "private.toml"])
def test_a_visit_that_is_there_is_never_replaced(name, tmp_path):
    (tmp_path / name).write_text("mine")
    with pytest.raises(StorageError):
        new_visit(tmp_path, "courtesy", spoken=ENGLISH)
    assert (tmp_path / name).read_text() == "mine"


def test_a_visit_that_placet_began_is_not_replaced_either(tmp_path):
    new_visit(tmp_path, "courtesy", spoken=ENGLISH)
    with pytest.raises(StorageError):
        new_visit(tmp_path, "working", spoken=ENGLISH)


def test_dates_times_and_what_was_agreed_are_left_out_and_anchors_stay():
    new = visit_like(old_visit())
    lunch = new.engagements["lunch"]
    assert new.starts_on is None
    assert (lunch.at.is_placed, lunch.status, lunch.agreed) == (False, Status.PROPOSED, None)
    assert lunch.length == old_visit().engagements["lunch"].length
    assert new.engagements["lecture"].at == old_visit().engagements["lecture"].at
    assert new.venues["hall"].inspection is None


def test_the_order_of_the_old_day_is_kept():
    new = visit_like(old_visit())
    assert list(new.engagements) == ["talks", "lunch", "lecture", "dinner"]
    assert [follow.engagement for follow in new.engagements["lunch"].after] == ["talks"]
    assert [follow.engagement for follow in new.engagements["dinner"].after] == ["lecture"]


def test_an_order_that_the_old_times_contradicted_does_not_become_a_circle():
    # The old file asked for lunch before the talks, and put the talks first all the same.
    new = visit_like(old_visit(OLD.replace('at = "about 10:00"', 'at = "about 10:00"\nafter = ["lunch"]')))
    assert new.engagements["lunch"].after == ()


@pytest.mark.parametrize("like", SOURCES, ids=lambda path: path.name)
def test_a_visit_like_an_old_one_loads(like, tmp_path):
    new_visit(tmp_path / "new", like=like, spoken=ENGLISH)
    old, new = open_visit(like).visit, open_visit(tmp_path / "new").visit
    assert (new.people, new.resources, new.agreements) == (old.people, old.resources, old.agreements)
    assert set(new.engagements) == set(old.engagements)
    assert (new.secrecy, dict(new.diary), dict(new.notes)) == (Secrecy.SECRET, {}, {})
    assert all(travel.basis is not TravelBasis.MEASURED for travel in new.travel)


def test_what_is_private_is_written_only_in_the_private_file(tmp_path):
    new_visit(tmp_path, like=path_of("state_visit"), spoken=ENGLISH)
    limit = "day_limit"
    assert limit in (tmp_path / "private.toml").read_text("utf-8")
    assert limit not in (tmp_path / "visit.toml").read_text("utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_visit_that_is_written_reads_the_same(path):
    visit = open_visit(path).visit
    written = write_visit(visit)
    private = parse_toml("private.toml", written.private.encode()) if written.private else None
    assert read_visit(parse_toml("visit.toml", written.shared.encode()), private).visit == visit
