"""A side that has replaced its keys is not brought back to the old ones by whoever stole them and another side."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.node.joint.forked import take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes

from placet.agreement.resumption import Resumption, SignedResumption, settling
from placet.agreement.signing import SecretKey, Use
from placet.errors import Refused
from placet.node.joint.changing_keys import change_keys, root_in_force, root_of_card, successors
from placet.node.joint.going_on import looked_at, our_cards, sign
from placet.node.joint.keyring import ROOT, keep_keys, open_keyring, root_in
from placet.node.joint.means import REAL
from placet.node.joint.safe import LIGHT


def renewed(home: SideHome) -> None:
    """New keys, told in the one joint file."""
    keys, keyring = successors(home.folder, REAL)

    def keep():
        keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
        return open_keyring(keyring.folder)

    with home.office() as office:
        change_keys([office.desk()], lambda desk: root_in_force(home.folder, desk, PASSPHRASE), keys, keep)


def root(home: SideHome, generation: int) -> SecretKey:
    return root_in(home.folder / "keys" / str(generation) / ROOT, PASSPHRASE)


def under(statement: Resumption, *roots: tuple[str, SecretKey]) -> SignedResumption:
    signed: dict[str, list[tuple[str, str]]] = {}
    for side, key in roots:
        signed.setdefault(side, []).append((key.public, key.sign(Use.RESUME, statement.to_bytes())))
    return SignedResumption(statement, signed)


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome, Resumption]:
    """IR has changed its keys, RU has received that; a statement says that the change does not count."""
    ir, ru = homes(tmp_path, "IR", "RU")
    renewed(ir)
    carry(ir, ru)
    with ru.desk() as desk:
        chain = desk.record.chains["IR"].entries
    return ir, ru, settling(chain[:1], [chain])


def test_the_old_roots_and_the_other_side_are_not_enough(two: tuple[SideHome, SideHome, Resumption]) -> None:
    ir, ru, statement = two
    before = ir.own_numbers()
    lie = under(statement, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    with pytest.raises(Refused, match="resumption-undoes-keys"):
        take_in(ir, lie)
    take_in(ru, lie)  # RU lies, and sends it
    with pytest.raises(Refused, match="resumption-undoes-keys"):
        carry(ru, ir)
    assert ir.own_numbers() == before
    assert ir.refusal_of_writing() is None


def test_a_side_that_means_it_signs_with_both(two: tuple[SideHome, SideHome, Resumption]) -> None:
    ir, ru, statement = two
    signed = under(statement, ("RU", root(ru, 1)))
    for unsigned in (("IR",), ("IR",)):  # first with the root before the fork, then with the newer one
        with ir.desk() as desk:
            assert looked_at(desk, signed).unsigned == unsigned
            signed = sign(desk, signed, root_of_card(ir.folder, our_cards(desk, signed)[0], PASSPHRASE))
    with ir.desk() as desk:
        assert looked_at(desk, signed).unsigned == ()
        assert [key for key, _ in signed.roots["IR"]] == [root(ir, 1).public, root(ir, 2).public]
    take_in(ir, signed)
    assert len(ir.own_numbers()) == 1
