"""A letter that nothing draws is told where a sheet of open points is printed without it."""

from __future__ import annotations

from tests.cli.homes import Homes, done

TOLD = "no font on this machine draws it. Install one that does"


def test_a_sheet_says_that_it_does_not_show_a_letter(homes: Homes) -> None:
    # U+0378 is given to no letter, so that no font has it; as text the sheet has it all the same.
    done("propose", homes.tehran, "--matter", "Gifts \u0378", "--yes")
    printed = done("standing", homes.tehran, "--paper", homes.folder / "open.pdf", "--lang", "en").stdout
    assert TOLD in " ".join(printed.split())
    as_text = done("standing", homes.tehran, "--paper", homes.folder / "open.txt", "--lang", "en").stdout
    assert TOLD not in " ".join(as_text.split())
    twin = homes.folder / "twin.pdf"
    sealed = done("envelope", "seal", homes.tehran, "--to", "RU", "-o", homes.folder / "one", "--paper", twin).stdout
    assert TOLD in " ".join(sealed.split())
