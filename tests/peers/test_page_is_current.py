"""The page of the reference says what these scripts say; its figures come from a run and are compared by nobody."""

from pathlib import Path

from benchmarks.peers.page import COMMON, FOOT, HEAD


def test_the_page_in_the_reference_is_of_these_scripts(checkout: Path) -> None:
    written = (checkout / "docs" / "reference" / "peers.md").read_text(encoding="utf-8")
    assert written.startswith(HEAD + "\n## Conditions\n")
    assert COMMON in written
    assert written.endswith(FOOT)
