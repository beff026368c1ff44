"""An office alone: what the other side said outside Placet, and drafts that are worded anew."""

from __future__ import annotations

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

VISIT = "visit.toml"


@pytest.fixture
def alone(apart: Homes) -> Homes:
    """Tehran's file of its own, with the talks and a request as drafts."""
    done("open", apart.tehran, apart.visit)
    done("propose", apart.tehran, "talks", "lunch", "--yes")
    return apart


def shown(homes: Homes) -> str:
    return " ".join(done("standing", homes.tehran).stdout.split())


def test_agreed_on_paper_is_a_standing_and_counts(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    said = shown(alone)
    assert said.startswith(
        "0 agreed · 1 agreed on paper · waiting for us: 0 · for the others: 0 · drafts: 1",
    )
    assert "draft-1 Talks Agreed on paper (note" in said
    assert alone.standing()["counts"] == {"agreed": 0, "us": 0, "them": 0, "drafts": 1, "on_paper": 1}


def test_a_telephone_call_is_not_called_paper(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--agreed-by-phone", "counsellor, 16:40")
    done("note", alone.tehran, "draft-2", "--agreed-by-phone", "counsellor, 16:50", "--said", "noted")
    standing = done("standing", alone.tehran).stdout
    assert "on paper" not in standing
    assert "Agreed by phone" in standing
    assert "reply by telephone: noted" in standing


def test_the_same_thing_proposed_again_is_another_wording_of_its_draft(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    same = placet("propose", alone.tehran, "talks", "--yes")
    assert (same.exit_code, "draft-1 says the same already" in same.stderr) == (3, True)
    text = (alone.visit / VISIT).read_text("utf-8")
    written(alone.visit, text.replace('at = "10:00"', 'at = "10:30"'))
    done("propose", alone.tehran, "talks", "lunch", "--yes")
    counts = alone.standing()["counts"]
    assert (counts["drafts"], counts["on_paper"]) == (2, 0)  # what they agreed to was another text
    assert [each["label"] for each in alone.standing()["points"]] == ["draft-1", "draft-2"]
    assert alone.standing()["points"][0]["on_paper"] == []
