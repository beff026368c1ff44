"""`placet common-dates terms`: under terms that cannot be searched nothing is proposed, let alone signed."""

from __future__ import annotations

import pytest
from tests.cli.homes import Homes
from tests.cli.running import placet

FROM, UNTIL = ("--from", "2027-04-01"), ("--until", "2027-06-30")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2027-06-30", "--until", "2027-04-01", "--days", 2), "end on 2027-04-01, before they begin"),
        # From 1 April 2027 to 5 April 2030 are 365 + 366 + 365 + 5 days: one more than may be searched.
        ((*FROM, "--until", "2030-04-05", "--days", 2), "about 1101 days of arrival; 1100 at most"),
        ((*FROM, *UNTIL, *(part for n in range(1, 10) for part in ("--days", n))), "name 9 lengths of stay; 8 at most"),
    ],
)
def test_terms_that_nobody_could_search_are_refused_before_they_are_signed(
    homes: Homes, given: tuple[object, ...], said: str
) -> None:
    before = homes.points("tehran")
    done = placet("common-dates", "terms", homes.tehran, *given)
    told = " ".join(done.stderr.split()).replace(",", "")
    assert (done.exit_code, said.replace(",", "") in told) == (3, True), told
    assert homes.points("tehran") == before


def test_a_home_with_several_files_is_told_apart(homes: Homes) -> None:
    """Opening the visit again makes another file, as an office does whose chain is nearly full."""
    assert placet("open", homes.tehran, homes.visit, "--with", homes.card("moscow")).exit_code == 0
    done = placet("standing", homes.tehran)
    told = " ".join(done.stderr.split())
    assert done.exit_code == 7
    assert "holds several joint files: file-1 (" in told
    assert "Say which one: --file NAME" in told
    assert placet("standing", homes.tehran, "--file", "file-2").exit_code == 0
