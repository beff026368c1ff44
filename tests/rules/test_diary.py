"""Nobody is taken elsewhere."""

from tests.rules.cases import broken, case, certain, engagement, entry, said, verdicts

BUSY = entry("busy", "cabinet", who=["minister-ar"], day=1, between="11:00–12:00", title="Cabinet")
OWN = entry("diary", "doctor", who=["minister-ar"], day=1, between="11:00–12:00", reason="Doctor")


def talks(at: str, length: str | None = "60m", **more: object) -> str:
    return engagement("talks", at, length=length, who=["president-ar", "minister-ar"], **more)


def test_up_to_the_minute_and_from_the_minute() -> None:
    assert broken("diary", case(BUSY + talks("10:00"))) == []
    assert broken("diary", case(BUSY + talks("12:00"))) == []


def test_a_minute_inside() -> None:
    assert broken("diary", case(BUSY + talks("10:01"))) == [("talks",)]
    assert broken("diary", case(BUSY + talks("11:59"))) == [("talks",)]


def test_what_rests_on_the_own_diary_is_private() -> None:
    (verdict,) = verdicts("diary", case(talks("10:01"), private=OWN))
    assert verdict.facts["private"] is True
    assert verdict.facts["parties"] == ("minister-ar",)
    (shared,) = verdicts("diary", case(BUSY + talks("10:01")))
    assert shared.facts["private"] is False


def test_the_reason_is_never_said() -> None:
    assert "Doctor" not in said("diary", case(talks("10:01"), private=OWN))[0]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min: 10:30 + 60 = 11:30
    assert certain("diary", case(BUSY + talks("10:30", None, kind="talks"))) == [False]


def test_a_start_inside_is_certain_without_any_end() -> None:
    assert certain("diary", case(BUSY + talks("11:00", None))) == [True]
    assert certain("diary", case(BUSY + talks("about 11:10", None))) == [False]


def test_others_and_other_days_are_free() -> None:
    assert broken("diary", case(BUSY + engagement("talks", "11:00", length="60m"))) == []
    assert broken("diary", case(BUSY + talks("11:00", day=2))) == []
