"""Whoever is put down to interpret does interpret between the two languages."""

from dataclasses import replace

from tests.rules.cases import broken, certain, engagement, plan, said, with_programme

from placet.model.ids import EngagementId, PersonId
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.catalogue import BY_NAME
from placet.rules.finding import Answer

RULE = "interpreter-able"


def talks(*placed: str, **need: object) -> Case:
    """Talks in Persian and Russian with these people placed as interpreters."""
    wanted = {"languages": ["fa", "ru"]} | need
    subject = plan(
        engagement("talks", kind="talks", who=["president-ar", "president-se"], interpretation=wanted),
        talks="10:00-11:00",
    )
    name = EngagementId("talks")
    placement = replace(subject.programme.placements[name], interpreters=tuple(map(PersonId, placed)))
    return with_programme(subject, placements={name: placement})


def test_an_interpreter_of_the_two_languages_will_do() -> None:
    assert broken(RULE, talks("interpreter-1")) == []


def test_somebody_who_does_not_interpret_between_them_will_not() -> None:
    assert said(RULE, talks("minister-se")) == [
        "Minister of Severia is to interpret in Talks, and does not interpret Persian–Russian."
    ]
    assert certain(RULE, talks("minister-se")) == [True]
    # interpreter-1 interprets between fa and ru only
    assert said(RULE, talks("interpreter-1", languages=["fa", "en"])) == [
        "Interpreter is to interpret in Talks, and does not interpret Persian–English."
    ]


def test_one_whom_the_file_asks_for_by_name_is_the_choice_of_the_office() -> None:
    subject = talks(named=["minister-se"])
    found = [v for v in BY_NAME[RULE].judge(subject, None) if v.answer is Answer.VIOLATED]
    assert [(verdict.subjects, verdict.at_most) for verdict in found] == [(("talks", "minister-se"), Grade.SHOULD)]


def test_too_few_are_counted_where_the_visit_has_somebody() -> None:
    assert said(RULE, talks()) == ["In Talks 0 of 1 interpreters are named."]
    assert certain(RULE, talks()) == [False]
    assert broken(RULE, talks("interpreter-1", interpreters=1)) == []
    # nobody in the visit interprets between fa and en
    assert broken(RULE, talks(languages=["fa", "en"])) == []
