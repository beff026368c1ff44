"""Offices that must sign, as the other side may name them: also such as nobody has."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.joint.offices import two_offices

from placet.errors import Refused
from placet.model.points import MatterContent
from placet.model.text import Text
from placet.node.joint.countering import Change, counter
from placet.node.joint.needs import offices_named
from placet.node.joint.proposing import as_tabled, propose, tablings
from placet.node.joint.sheets import Sheet, Waived, refuse_unsound, sheet_of, sheets_of
from placet.node.joint.signing import agree
from placet.node.joint.texts import Proposed

GIFTS, TOAST = (MatterContent(title=Text({"en": words})) for words in ("Gifts", "Toast"))


def test_an_office_that_no_side_has_is_told_before_the_signature(tmp_path: Path) -> None:
    """What another side writes is not checked by its own commands; nothing but the sheet says that it leads nowhere."""
    with two_offices(tmp_path) as pair:
        pair.open({"en": "Visit"})
        needs = (("RU", "almanac"), ("RU", "council"))
        propose(pair.ours.desk(), [[Proposed(GIFTS, needs=needs)]], pair.ours.seals())
        pair.carry(pair.ours, pair.theirs)
        sheet = sheet_of(pair.theirs.desk(), pair.theirs.point("Gifts"))
        assert sheet.nowhere == {"RU/almanac"}
        assert sheet.awaited == {"RU/almanac", "RU/council"}


def test_a_package_is_signed_by_the_offices_of_all_its_members(tmp_path: Path) -> None:
    with two_offices(tmp_path) as pair:
        pair.open({"en": "Visit"})
        group = [Proposed(GIFTS, needs=(("RU", "council"),)), Proposed(TOAST, needs=(("RU", "protocol"),))]
        propose(pair.ours.desk(), [group], pair.ours.seals())
        pair.carry(pair.ours, pair.theirs)
        (package,) = [each for each in pair.theirs.desk().standings() if each.kind == "package"]
        assert package.latest.needs == {"RU/council", "RU/protocol"}
        agree(pair.theirs.desk(), [package], pair.theirs.seals("council"))
        (package,) = [each for each in pair.theirs.desk().standings() if each.kind == "package"]
        assert sheet_of(pair.theirs.desk(), package).awaited == {"RU/protocol"}


def test_a_package_of_our_own_passes_over_nobody_whom_a_text_of_theirs_in_it_leaves_out(tmp_path: Path) -> None:
    """They asked for our council under the gifts, and then for nobody; we tie that text to one of our own."""
    with two_offices(tmp_path) as pair:
        pair.open({"en": "Visit"})
        propose(pair.ours.desk(), [[Proposed(GIFTS, needs=(("RU", "council"),))]], pair.ours.seals())
        released = counter(pair.ours.point("Gifts"), Change(words=Text({"en": "Books only."})), ())
        propose(pair.ours.desk(), [[released]], pair.ours.seals())
        pair.carry(pair.ours, pair.theirs)

        def package() -> Sheet:
            tabled = tablings(pair.theirs.desk(), [[Proposed(TOAST), pair.theirs.point("Gifts").latest.text]])
            return sheets_of(as_tabled(pair.theirs.desk(), tabled), tabled)[0]

        with pytest.raises(Refused) as refused:
            refuse_unsound(package(), Waived(), ("protocol",))
        assert (refused.value.code, refused.value.facts["offices"]) == ("offices-released", "council")
        refuse_unsound(package(), Waived(), ("protocol", "council"))
        agree(pair.theirs.desk(), [pair.theirs.point("Gifts")], pair.theirs.seals())
        refuse_unsound(package(), Waived(), ("protocol",))  # signed knowingly before


def test_more_offices_than_one_text_can_need_are_refused(tmp_path: Path) -> None:
    """Two sides with nine offices each are eighteen; the format has room for sixteen."""
    offices = tuple(f"office-{number}" for number in range(9))
    with two_offices(tmp_path, offices=offices) as pair:
        pair.open({"en": "Visit"})
        desk = pair.ours.desk()
        names = [f"{side}/{office}" for side in ("IR", "RU") for office in offices]
        assert len(offices_named(desk, names[:16])) == 16
        with pytest.raises(Refused) as refused:
            offices_named(desk, names)
        assert (refused.value.code, refused.value.facts) == ("too-many-offices", {"most": 16})
