"""Time for interpretation."""

from tests.rules.cases import broken, case, engagement, missing, said, verdicts

from placet.model.profile import Grade
from placet.rules.finding import Answer
from placet.rules.judge import weight

RULE = "interpretation-time"


def press(length: str | None, kind: str = "press", **need: object) -> str:
    need = {"languages": ["fa", "ru"], "speech": "20m"} | need
    stated = {key: value for key, value in need.items() if value is not None}
    return engagement("press", "10:00", kind=kind, length=length, interpretation=stated)


def test_consecutive_interpreting_doubles_speech() -> None:
    # 20 min x 2 = 40 min
    assert broken(RULE, case(press("40m"))) == []


def test_a_minute_less_is_too_little() -> None:
    assert said(RULE, case(press("39m"))) == ["Press lasts 39 min; 20 min of speech take 40 min with interpretation."]


def test_simultaneous_interpreting_takes_a_tenth_more() -> None:
    # 20 min x 1.1 = 22 min
    assert broken(RULE, case(press("22m", mode="simultaneous"))) == []
    assert broken(RULE, case(press("21m", mode="simultaneous"))) == [("press",)]


def test_it_binds_at_a_press_conference_and_is_advice_at_talks() -> None:
    weights = []
    for kind in ("press", "talks"):
        (verdict,) = verdicts(RULE, case(press("39m", kind)))
        assert verdict.answer is Answer.VIOLATED
        weights.append(weight(Grade.MUST, verdict))
    assert weights == [Grade.MUST, Grade.SHOULD]


def test_where_the_translation_lies_on_the_tables_it_is_heard_once() -> None:
    on_paper = (
        '[rules.interpretation-time]\nreason = "x"\n[rules.interpretation-time.parameters]\non_paper = ["banquet"]'
    )
    assert broken(RULE, case(press("20m", "banquet"))) == [("press",)]
    assert broken(RULE, case(press("20m", "banquet") + on_paper)) == []


def test_without_the_speech_or_the_end_nobody_can_say() -> None:
    assert missing(RULE, case(press("40m", speech=None))) == ["press.interpretation.speech"]
    assert missing(RULE, case(press(None))) == ["press.ends"]
