"""The order of ceremony."""

from tests.rules.cases import broken, case, engagement, entry, said, verdicts

from placet.model.profile import Grade
from placet.rules.finding import Answer
from placet.rules.judge import weight

RULE = "ceremony-order"
BOTH = ["president-ar", "president-se"]


def day(*items: tuple[str, str], who: list[str] | None = None, **fields: object) -> str:
    return "".join(
        engagement(kind, at, kind=kind, length="5m", who=who if who is not None else BOTH, **fields)
        for kind, at in items
    )


def talks(name: str, at: str, form: str | None = None, who: list[str] | None = None) -> str:
    return engagement(name, at, kind="talks", format=form, length="5m", who=who if who is not None else BOTH)


def test_the_welcome_comes_before_the_talks() -> None:
    assert broken(RULE, case(day(("arrival", "09:00"), ("welcome", "10:00"), ("meal", "10:01")))) == []


def test_what_begins_a_minute_before_the_welcome_is_found() -> None:
    text = day(("arrival", "09:00"), ("welcome", "10:00"), ("meal", "09:59"))
    assert said(RULE, case(text)) == ["Meal comes before the welcome, Welcome."]


def test_of_two_welcomes_the_first_counts() -> None:
    second = engagement("palace", "11:00", kind="welcome", length="5m")
    assert broken(RULE, case(day(("welcome", "10:00"), ("meal", "10:30")) + second)) == []


def test_a_start_that_is_only_about_may_still_be_in_order() -> None:
    assert broken(RULE, case(day(("welcome", "10:00"), ("meal", "about 09:50")))) == []
    assert broken(RULE, case(day(("welcome", "10:00"), ("meal", "about 09:44")))) == [("welcome", "meal")]


def test_after_the_farewell_there_is_only_the_departure() -> None:
    assert broken(RULE, case(day(("farewell", "10:00"), ("departure", "10:30")))) == []
    assert said(RULE, case(day(("farewell", "10:00"), ("meal", "10:30")))) == [
        "Meal comes after the farewell, Farewell."
    ]


def test_talks_grow_and_signing_and_press_follow() -> None:
    first, second = talks("alone", "10:00", "one-to-one"), talks("all", "10:30", "plenary")
    assert broken(RULE, case(first + second + day(("signing", "11:00"), ("press", "11:10")))) == []
    assert broken(RULE, case(first + second + day(("signing", "11:10"), ("press", "11:00")))) == [("signing", "press")]
    turned = talks("alone", "10:30", "one-to-one") + talks("all", "10:00", "plenary")
    assert said(RULE, case(turned)) == ["All comes before Alone; the other order is usual."]


def test_on_different_days_they_may_come_as_they_like() -> None:
    assert broken(RULE, case(day(("press", "10:00")) + day(("signing", "10:00"), day=2))) == []


def test_the_press_of_one_meeting_may_precede_the_talks_of_another() -> None:
    other = talks("ministers", "11:00", who=["president-ar", "minister-se"])
    assert broken(RULE, case(talks("talks", "10:00") + day(("press", "10:30")) + other)) == []


def test_where_nobody_is_named_only_what_occurs_once_is_compared() -> None:
    press, signing = engagement("press", "10:00", kind="press"), engagement("signing", "11:00", kind="signing")
    again = engagement("again", "12:00", kind="press")
    anonymous = (press + signing).replace('who = ["president-ar"]\n', "")
    assert broken(RULE, case(anonymous)) == [("signing", "press")]
    assert broken(RULE, case(anonymous + again.replace('who = ["president-ar"]\n', ""))) == []


def test_nor_across_an_arrival_elsewhere_or_with_another_host() -> None:
    def anonymous(**second: object) -> str:
        press = engagement("press", "10:00", kind="press", who=None, host="President")
        return press + engagement("signing", "11:00", **({"kind": "signing", "who": None} | second))

    arrival = engagement("arrival", "10:30", kind="arrival", who=None)
    assert broken(RULE, case(anonymous(host="President"))) == [("signing", "press")]
    assert broken(RULE, case(anonymous(host="Parliament"))) == []
    assert broken(RULE, case(anonymous() + arrival)) == []


def test_after_the_next_arrival_a_farewell_is_over() -> None:
    text = day(("farewell", "10:00"), ("arrival", "12:00"), ("meal", "12:30"))
    assert broken(RULE, case(text)) == []


def test_another_track_has_its_own_order() -> None:
    spouse = entry("tracks", "spouse", name="Spouse")
    museum = engagement("museum", "09:00", kind="cultural", track="spouse", length="5m")
    assert broken(RULE, case(day(("welcome", "10:00")) + spouse + museum)) == []


def test_a_wreath_before_the_welcome_is_a_matter_of_courtesy() -> None:
    found = [
        verdict
        for verdict in verdicts(RULE, case(day(("wreath", "09:59"), ("welcome", "10:00"))))
        if verdict.answer is Answer.VIOLATED
    ]
    assert [(verdict.case, weight(Grade.SHOULD, verdict)) for verdict in found] == [("custom", Grade.COURTESY)]


def test_what_one_side_does_alone_has_no_usual_order() -> None:
    alone = day(("press", "10:00"), ("signing", "11:00"), who=["president-ar"])
    assert broken(RULE, case(alone)) == []


def test_the_press_of_one_principal_may_precede_the_talks_of_both() -> None:
    other = engagement("press", "10:00", kind="press", length="5m", who=["president-ar", "minister-se"])
    assert broken(RULE, case(other + talks("talks", "11:00"))) == []


def test_with_an_arrival_something_else_begins() -> None:
    # an arrival as the second begins parts the two, one as the first begins does not
    def between(at: str) -> str:
        pair = engagement("press", "10:00", kind="press") + engagement("signing", "11:00", kind="signing")
        return (pair + engagement("arrival", at, kind="arrival")).replace('who = ["president-ar"]\n', "")

    assert broken(RULE, case(between("11:00"))) == []
    assert broken(RULE, case(between("10:00"))) == [("signing", "press")]
