"""A draft is thrown away: nothing of it stays, and nobody else learns that there was one."""

from __future__ import annotations

from tests.cli.homes import Homes, done
from tests.cli.running import placet


def kept(homes: Homes) -> bytes:
    """Every byte that Tehran has on its disk."""
    return b"".join(path.read_bytes() for path in homes.tehran.rglob("*") if path.is_file())


def test_a_draft_is_thrown_away_and_its_words_leave_the_store(homes: Homes) -> None:
    done("propose", homes.tehran, "--matter", "Quetzalcoatl", "--draft")
    before = homes.standing()
    assert b"Quetzalcoatl" in kept(homes)
    said = " ".join(done("withdraw", homes.tehran, "draft-1", "--yes").stdout.split())
    assert "draft-1 Quetzalcoatl: Draft, in this office only" in said
    assert "draft-1: it was never sent; it is thrown away, and nothing of it is left." in said
    assert "Thrown away: draft-1. Nothing of it had left in an envelope." in said
    assert "It leaves with the next envelope" not in said
    assert [each["label"] for each in before["points"]] == ["P-01", "draft-1"]
    assert [each["label"] for each in homes.standing()["points"]] == ["P-01"]
    assert homes.standing()["digest"] == before["digest"]  # the record knows nothing of it
    assert b"Quetzalcoatl" not in kept(homes)
    again = placet("withdraw", homes.tehran, "draft-1", "--yes")
    assert (again.exit_code, "draft-1" in again.stderr) == (2, True)


def test_without_a_yes_nothing_is_thrown_away(homes: Homes) -> None:
    done("propose", homes.tehran, "--matter", "Gifts", "--draft")
    asked = placet("withdraw", homes.tehran, "draft-1")
    assert (asked.exit_code != 0, "Throw away?" in asked.stderr) == (True, True)
    assert homes.points() == {"P-01": "signed", "draft-1": "draft"}


def test_points_and_drafts_are_taken_back_together(homes: Homes) -> None:
    done("propose", homes.tehran, "--matter", "Gifts", "--draft")
    said = " ".join(done("withdraw", homes.tehran, "P-01", "draft-1", "--yes").stdout.split())
    assert "Taken back: P-01. Thrown away: draft-1." in said
    assert homes.points() == {"P-01": "withdrawn"}


def test_a_number_is_not_given_again_since_papers_may_bear_it(apart: Homes) -> None:
    """Drafts of an office alone are on paper, with their numbers; a reply to one must not be read as to another."""
    done("open", apart.tehran, apart.visit)
    done("propose", apart.tehran, "talks", "lunch", "--yes")
    done("note", apart.tehran, "draft-2", "--on-paper", "no. 112 of 3 May")
    said = " ".join(done("withdraw", apart.tehran, "draft-2", "--yes").stdout.split())
    assert "what was noted of the reply stays in this office" in said
    done("propose", apart.tehran, "lunch", "--yes")
    assert apart.points() == {"draft-1": "draft", "draft-3": "draft"}
    assert apart.standing()["counts"]["on_paper"] == 0
    done("withdraw", apart.tehran, "draft-1", "draft-3", "--yes")
    assert apart.points() == {}
