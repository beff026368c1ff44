"""Interpretation where people share no language."""

from tests.rules.cases import broken, case, engagement, missing, said

RULE = "interpreter-present"
BOTH = ["president-ar", "president-se"]
FA_RU = {"languages": ["fa", "ru"]}


def talks(**fields: object) -> str:
    return engagement("talks", "10:00", **({"kind": "talks", "who": BOTH} | fields))


def test_no_common_language_and_no_interpretation() -> None:
    assert said(RULE, case(talks())) == [
        (
            "In Talks these people share no language, and no interpretation is arranged: "
            "President of Arvandia, President of Severia."
        )
    ]


def test_interpretation_between_their_languages_is_enough() -> None:
    assert broken(RULE, case(talks(interpretation=FA_RU))) == []


def test_interpretation_that_is_stated_to_be_none_is_none() -> None:
    assert broken(RULE, case(talks(interpretation=FA_RU | {"mode": "none"}))) == [("talks",)]


def test_interpretation_into_other_languages_reaches_nobody() -> None:
    assert broken(RULE, case(talks(interpretation={"languages": ["fa", "en"]}))) == [("talks",)]


def test_a_common_language_needs_nobody() -> None:
    assert broken(RULE, case(talks() + '[people.president-se]\nspeaks = ["ru", "fa"]')) == []


def test_where_people_do_not_talk_nothing_is_needed() -> None:
    assert broken(RULE, case(talks(kind="wreath"))) == []


def test_unstated_languages_cannot_be_judged() -> None:
    silent = "[people.president-ar]\nspeaks = []\n[people.president-se]\nspeaks = []"
    assert missing(RULE, case(talks() + silent)) == ["president-ar.speaks"]


def test_people_of_one_side_are_not_looked_at() -> None:
    own = talks(who=["president-ar", "minister-ar"]) + '[people.minister-ar]\nspeaks = ["en"]'
    assert broken(RULE, case(own)) == []
