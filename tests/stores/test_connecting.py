"""Why a server was not reached, where it answers without TLS and the address asks for it."""

from __future__ import annotations

from types import SimpleNamespace

import psycopg
import pytest
from psycopg.pq import Ping

from placet.errors import StorageError
from placet.stores.postgres import connecting
from placet.stores.postgres.connecting import connected

ADDRESS = "postgresql://placet_record@db.example:5433/placet"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of a server that speaks no TLS, and of one that is away."""
    heard: list[str] = []

    def ping(address: bytes) -> Ping:
        heard.append(address.decode())
        return Ping.OK if b"sslmode=disable" in address and b"away" not in address else Ping.NO_RESPONSE

    def refuse(*_: object, **__: object) -> None:
        raise psycopg.OperationalError

    monkeypatch.setattr(psycopg, "connect", refuse)
    monkeypatch.setattr(connecting, "PGconn", SimpleNamespace(ping=ping))
    return heard


def reason(address: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(StorageError) as error:
        connected(address, "here")
    return error.value.reason, dict(error.value.facts)


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_a_server_without_tls_is_told_from_one_that_is_silent(asked: list[str], mode: str) -> None:
    assert reason(f"{ADDRESS}?sslmode={mode}") == ("server-without-tls", {"mode": mode})
    assert reason(f"{ADDRESS.replace('db', 'away')}?sslmode={mode}")[0] == "server-silent"


def test_what_is_asked_in_clear_names_neither_role_nor_database(asked: list[str]) -> None:
    reason(f"{ADDRESS}?sslmode=verify-full")
    assert [each for each in asked if "disable" in each] == [
        "host=db.example port=5433 user=ping dbname=ping sslmode=disable connect_timeout=10"
    ]


def test_an_address_that_asks_for_no_tls_is_asked_once(asked: list[str]) -> None:
    assert (reason(ADDRESS)[0], len(asked)) == ("server-silent", 1)
