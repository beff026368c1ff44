"""Who has to be where."""

from tests.rules.cases import engagement, entry, visit_file

from placet.model.attendance import invited, label_of, parties_of, principals, required, track_members
from placet.model.engagements import Engagement
from placet.model.ids import TrackId
from placet.model.text import Text
from placet.model.visit import Visit

GROUPS = (
    entry("delegations", "ministers", name="Ministers", members=["minister-ar", "minister-se"])
    + entry("delegations", "guests", name="Guests", count=160)
    + entry("delegations", "press", name="Press")
    + entry("tracks", "talks", name="Talks", members=["ministers"])
)


def wished(name: str, text: str) -> tuple[Visit, Engagement]:
    visit = visit_file(GROUPS + text).visit
    return visit, next(each for key, each in visit.engagements.items() if key == name)


def test_a_delegation_is_its_members() -> None:
    visit = visit_file(GROUPS).visit
    assert parties_of(visit, ["president-ar", "ministers"]) == {"president-ar", "minister-ar", "minister-se"}


def test_a_delegation_that_is_only_counted_can_be_anywhere() -> None:
    visit = visit_file(GROUPS).visit
    assert parties_of(visit, ["guests"]) == frozenset()
    assert parties_of(visit, ["press"]) == {"press"}


def test_a_track_is_its_members_or_itself() -> None:
    visit = visit_file(GROUPS).visit
    assert track_members(visit, TrackId("talks")) == {"minister-ar", "minister-se"}
    assert track_members(visit, TrackId("main")) == {"track:main"}


def test_those_named_must_come_and_otherwise_the_track() -> None:
    assert required(*wished("one", engagement("one", who=["president-ar"]))) == {"president-ar"}
    assert required(*wished("one", engagement("one", who=None, track="talks"))) == {"minister-ar", "minister-se"}


def test_a_named_interpreter_must_come() -> None:
    wanted = {"languages": ["fa", "ru"], "named": ["interpreter-1"]}
    assert required(*wished("one", engagement("one", interpretation=wanted))) == {"president-ar", "interpreter-1"}


def test_those_who_may_come_are_not_those_who_must() -> None:
    text = engagement("one", who=["minister-ar"], optional_who=["ministers"])
    assert invited(*wished("one", text)) == {"minister-se"}


def test_without_a_principal_the_main_track_leads() -> None:
    assert principals(visit_file().visit) == ("president-ar", "president-se")
    assert principals(Visit(title=Text({"en": "Visit"}))) == ("track:main",)


def test_a_track_is_labelled_without_its_mark() -> None:
    assert label_of("track:main") == "main"
    assert label_of("minister-ar") == "minister-ar"
