"""An office's keys on its own disk, a folder for each time they were drawn: `keys/1`, `keys/2` and so on.

    key-card        the public keys, signed by the root: what is handed to the other sides
    node.key        signs what the machine writes down; the machine reads it by itself
    pouch.key       opens envelopes; likewise
    seal-….key      one for each office that signs for the side, under a passphrase
    root.key        under a passphrase; joins a file and changes keys. Keep it on another stick once it has served

Whoever only holds the running machine has the first three and can sign nothing for the side. Old keys are kept: old
envelopes open with them, and which ones a file is written with is for its record to say. The card is written last; a
folder without one is what a crash left, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from placet.agreement.cards import Card, SignedCard, signed, signed_card_of
from placet.agreement.cards import written as card_written
from placet.agreement.envelopes.sealing import SEED_BYTES, PouchKey
from placet.agreement.limits import MAX_CARD_BYTES
from placet.agreement.signing import SecretKey
from placet.errors import NotFoundError, Refused, StorageError
from placet.node.files import read_bytes
from placet.node.joint.means import Means
from placet.node.joint.safe import MAX_SAFE_BYTES, STRONG, Cost, locked, opened
from placet.node.joint.secret_files import write_secret

FOLDER = "keys"
CARD, NODE, POUCH, ROOT = "key-card", "node.key", "pouch.key", "root.key"
MAIN_OFFICE = "protocol"
"""The office that a side has when it names none, and that signs where nobody names another."""
LEAST_PASSPHRASE = 12
"""Characters. Default, after the least that verification standards ask of a passphrase."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """What the machine may use by itself, and where the rest lies."""

    folder: Path
    card: SignedCard
    node: SecretKey
    pouch: PouchKey

    @property
    def side(self) -> str:
        """The side whose keys these are."""
        return self.card.card.side

    def signing(self, named: Sequence[str]) -> tuple[str, ...]:
        """The offices that sign: those that were named; without any the main one, else the only one of the side.

        Raises `Refused` where several could be meant, and `NotFoundError` for one whose key is not here.
        """
        offices = self.card.card.offices
        if not named and MAIN_OFFICE not in offices and len(offices) > 1:
            raise Refused("office-unnamed", offices=", ".join(sorted(offices)))
        signing = tuple(named) or ((MAIN_OFFICE,) if MAIN_OFFICE in offices else tuple(offices))
        for office in signing:
            if not self._lock_of(office).is_file():
                known = sorted(each.stem.removeprefix("seal-") for each in self.folder.glob("seal-*.key"))
                raise NotFoundError(office, tuple(known))
        return signing

    def seal(self, office: str, passphrase: str) -> SecretKey:
        """An office's seal key. Raises `NotFoundError`, or `Refused` for a wrong passphrase."""
        self.signing([office])
        return SecretKey(opened(read_bytes(self._lock_of(office), MAX_SAFE_BYTES), passphrase))

    def root(self, passphrase: str, elsewhere: Path | None = None) -> SecretKey:
        """The root key, from the keyring or from where it was put away. Raises as `seal` does."""
        return root_in(elsewhere or self.folder / ROOT, passphrase)

    def _lock_of(self, office: str) -> Path:
        return self.folder / f"seal-{office}.key"


@dataclass(frozen=True, slots=True)
class NewKeys:
    """Keys that were drawn and are not written down yet."""

    card: Card
    root: SecretKey
    node: SecretKey
    pouch: PouchKey
    seals: Mapping[str, SecretKey]

    def signed(self) -> SignedCard:
        """The card under its root's signature."""
        return signed(self.card, {self.root.public: self.root.sign})


def draw_keys(side: str, names: Mapping[str, str], means: Means, offices: Sequence[str] = (MAIN_OFFICE,)) -> NewKeys:
    """Draw every key of a side. Raises `Refused` for a name that no side can have."""
    root, node = SecretKey(means.chance(32)), SecretKey(means.chance(32))
    seals = {office: SecretKey(means.chance(32)) for office in offices}
    pouch = PouchKey(means.chance(SEED_BYTES))
    card = card_written(
        side=side,
        names=names,
        roots=[root.public],
        threshold=1,
        seals={key.public: office for office, key in seals.items()},
        node=node.public,
        pouch=pouch.public,
    )
    return NewKeys(card, root, node, pouch, seals)


def keep_keys(folder: Path, keys: NewKeys, passphrase: str, means: Means, cost: Cost = STRONG) -> None:
    """Write keys into a folder that has none. Raises `StorageError`; `Refused` for too short a passphrase."""
    refuse_short(passphrase, cost)
    write_secret(folder / NODE, keys.node.seed.hex().encode())
    write_secret(folder / POUCH, keys.pouch.seed.hex().encode())
    for office, key in keys.seals.items():
        write_secret(folder / f"seal-{office}.key", locked(key.seed, passphrase, means.chance(40), cost))
    write_secret(folder / ROOT, locked(keys.root.seed, passphrase, means.chance(40), cost))
    write_secret(folder / CARD, keys.signed().to_bytes())


def refuse_short(passphrase: str, cost: Cost = STRONG) -> None:
    """Raise `Refused` for a passphrase that is too short for a lock of this cost."""
    if len(passphrase) < LEAST_PASSPHRASE and cost is STRONG:
        raise Refused("passphrase-short", least=LEAST_PASSPHRASE)


def next_folder(home: Path) -> Path:
    """Where the next keys go."""
    numbers = [int(each.name) for each in (home / FOLDER).glob("[0-9]*") if each.name.isdigit()]
    return home / FOLDER / str(max(numbers, default=0) + 1)


def key_cards(home: Path) -> tuple[tuple[Path, SignedCard], ...]:
    """Every set of keys by its folder and card, the newest first, whatever became of its secret keys.

    Raises `StorageError` where there is none, and `Refused`.
    """
    folders = [each.parent for each in (home / FOLDER).glob(f"[0-9]*/{CARD}")]
    if not folders:
        raise StorageError(str(home), "no-home")
    newest_first = sorted(folders, key=lambda each: -int(each.name))
    return tuple((each, signed_card_of(read_bytes(each / CARD, 2 * MAX_CARD_BYTES))) for each in newest_first)


def open_keyrings(home: Path) -> tuple[Keyring, ...]:
    """Every set of keys that is whole, the newest first. Raises as `key_cards` and `open_keyring` do.

    A set whose machine keys are gone is left out: `Refused("keys-lost")` where no other is there.
    """
    cards = key_cards(home)
    whole = [folder for folder, _ in cards if (folder / NODE).is_file() and (folder / POUCH).is_file()]
    if not whole:
        raise Refused("keys-lost", side=cards[0][1].card.side)
    return tuple(open_keyring(folder) for folder in whole)


def root_in(path: Path, passphrase: str) -> SecretKey:
    """The root key in a file. Raises `NotFoundError`, or `Refused` for a wrong passphrase."""
    if not path.is_file():
        raise NotFoundError(str(path), (ROOT,))
    return SecretKey(opened(read_bytes(path, MAX_SAFE_BYTES), passphrase))


def open_keyring(folder: Path) -> Keyring:
    """A side's keys. Raises `StorageError`, or `Refused` where a key file is damaged or not of the card."""
    card = signed_card_of(read_bytes(folder / CARD, 2 * MAX_CARD_BYTES))
    node = SecretKey(_seed(folder / NODE, 32))
    pouch = PouchKey(_seed(folder / POUCH, SEED_BYTES))
    if node.public != card.card.node or pouch.public != card.card.pouch:
        raise Refused("keys-differ", side=card.card.side)
    return Keyring(folder, card, node, pouch)


def _seed(path: Path, length: int) -> bytes:
    try:
        seed = bytes.fromhex(read_bytes(path, 4096).decode().strip())
    except ValueError:
        seed = b""
    if len(seed) != length:
        raise Refused("safe-damaged")
    return seed


def key_files(home: Path) -> tuple[str, ...]:
    """The names of all key files within a home, for a backup."""
    return tuple(sorted(str(each.relative_to(home)) for each in (home / FOLDER).glob("[0-9]*/*") if each.is_file()))
