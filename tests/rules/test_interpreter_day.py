"""An interpreter's day."""

from tests.rules.cases import broken, case, certain, engagement, missing, said

RULE = "interpreter-day"
ALONE = {"languages": ["fa", "ru"], "named": ["interpreter-1"]}


def work(*spans: tuple[str, str], need: dict[str, object] | None = None) -> str:
    return "".join(
        engagement(f"call{index}", at, length=length, interpretation=need or ALONE)
        for index, (at, length) in enumerate(spans)
    )


def test_ninety_minutes_at_a_stretch_are_allowed() -> None:
    # 10:00 + 45 min, then 10:45 + 45 min: 90 min without a pause
    assert broken(RULE, case(work(("10:00", "45m"), ("10:45", "45m")))) == []


def test_a_minute_more_needs_a_pause() -> None:
    assert said(RULE, case(work(("10:00", "45m"), ("10:45", "46m")))) == [
        "Interpreter interprets for 1 h 31 without a pause, up to the end of Call1; at most 1 h 30."
    ]


def test_ten_minutes_are_a_pause_and_nine_are_not() -> None:
    assert broken(RULE, case(work(("10:00", "60m"), ("11:10", "60m")))) == []
    assert broken(RULE, case(work(("10:00", "60m"), ("11:09", "60m")))) == [("interpreter-1", "call1")]


def test_six_hours_a_day_are_allowed_and_a_minute_more_is_not() -> None:
    # four times 90 min = 6 h, with pauses of 30 min
    day = [("08:00", "90m"), ("10:00", "90m"), ("12:00", "90m")]
    assert broken(RULE, case(work(*day, ("14:00", "90m")))) == []
    assert broken(RULE, case(work(*day, ("14:00", "90m"), ("16:00", "1m")))) == [("interpreter-1",)]


def test_a_team_takes_turns() -> None:
    second = '[people.interpreter-2]\nside = "SE"\noffice = "Interpreter"\ninterprets = [["fa", "ru"]]\n'
    both = ALONE | {"named": ["interpreter-1", "interpreter-2"]}
    assert broken(RULE, case(work(("10:00", "2h"), need=both) + second)) == []
    assert broken(RULE, case(work(("10:00", "2h")))) == [("interpreter-1", "call0")]


def test_while_nobody_is_named_nobody_can_say() -> None:
    assert missing(RULE, case(work(("10:00", "45m"), need={"languages": ["fa", "ru"]}))) == [
        "call0.interpretation.named"
    ]


def test_who_is_named_need_not_be_asked_for() -> None:
    assert missing(RULE, case(work(("10:00", "45m")))) == []


def test_what_is_stated_breaks_it_for_certain_only_beyond_the_limit() -> None:
    # 6 h a day and 90 min at a stretch are allowed; of a last call nobody knows that it lasts at all
    call = engagement("last", "16:00", interpretation=ALONE)
    day = [("08:00", "90m"), ("10:00", "90m"), ("12:00", "90m"), ("14:00", "90m")]
    assert certain(RULE, case(work(*day) + call)) == [False]
    assert certain(RULE, case(work(*day, ("16:00", "1m")))) == [True]
    assert certain(RULE, case(work(("14:30", "90m")) + call)) == [False]
    assert certain(RULE, case(work(("14:30", "90m"), ("16:00", "1m")))) == [True]
