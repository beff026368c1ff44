"""The address of a database on a server, as a home keeps it: where the database is, and never who asks or with what.

The roles are fixed by the layout, and a password stands where PostgreSQL's own programs look for it: in the password
file or the service file. So the address may be shown, copied and backed up.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from placet.agreement.shape import Shape
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object
from placet.stores.durable import beginning, write_durably
from placet.stores.troubles import trouble

SERVER = "server"
"""The file's name in a home."""
SCHEMES = ("postgresql://", "postgres://")
OPTIONS = frozenset(
    {"channel_binding", "gssencmode", "host", "hostaddr", "krbsrvname", "passfile", "port", "requirepeer", "service"}
    | {"sslcert", "sslcrl", "sslkey", "sslmode", "sslnegotiation", "sslrootcert", "target_session_attrs"}
)
"""What may stand after the question mark: where the server is and how it is known, nothing about the session."""
WHO = frozenset({"user", "password", "sslpassword"})
_PRINTED = re.compile(r"[!-~]{1,1000}\Z")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.%]*\]|[^\[\]:@]*)(:[0-9]{0,5})?\Z")
_MOST_BYTES = 4096


def fault_of(address: str, *, owners: bool = False) -> str | None:
    """What is wrong with an address, as a reason; the owner of a database names the role in it, the node does not."""
    scheme = next((each for each in SCHEMES if address.startswith(each)), None)
    if scheme is None or not _PRINTED.match(address):
        return "address-form"
    try:
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError:
        return "address-form"
    who, mark, hosts = parts.netloc.rpartition("@")
    if ":" in who or asked.keys() & (WHO - {"user"}):
        return "address-password"
    if (mark or "user" in asked) and not owners:
        return "address-user"
    if asked.keys() - OPTIONS - WHO:
        return "address-option"
    is_named = len(parts.path) > 1 or "service" in asked
    are_hosts = all(map(_HOST.match, hosts.split(",")))
    return None if is_named and are_hosts and not parts.fragment else "address-form"


def for_role(address: str, role: str) -> str:
    """The address with a role in it."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{role}@{rest}"


def keep_address(folder: Path, address: str) -> None:
    """Write into a home where its stores are."""
    write_durably(folder / SERVER, address_line(address).encode() + b"\n")


def address_line(address: str) -> str:
    """What stands in the file."""
    return canonical({"address": address, "v": 1}).decode()


def kept_address(folder: Path) -> str | None:
    """Where the stores of a home are; None where they lie in the folder. Raises `StorageError`."""
    path = folder / SERVER
    raw = beginning(path, _MOST_BYTES)
    if raw is None:
        return None
    try:
        shape = Shape(parse_object(raw.removesuffix(b"\n"), _MOST_BYTES), SERVER)
        shape.number("v", 1, 1)
        address = shape.matching("address", _PRINTED)
    except Refused:
        raise trouble(path, "address-unread") from None
    if fault_of(address) is not None:
        raise trouble(path, "address-unread")
    return address
