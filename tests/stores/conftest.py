"""The stores that every test of this folder runs over, and a server for those that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stores.places import MemoryPlace, Place, PostgresPlace, SqlitePlace, SqlPlace, laid_out
from tests.stores.server import Server, started
from tests.stores.talks import Talks

KINDS = ["memory", "sqlite", "postgres"]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    yield from started()


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    return laid_out(server)


@pytest.fixture
def on_server(server: Server, template: str) -> Iterator[PostgresPlace]:
    place = PostgresPlace(server, server.new_database(template))
    yield place
    place.close()
    server.execute(f"DROP DATABASE {place.database} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from _place(request.param, request, tmp_path)


@pytest.fixture(params=KINDS[1:])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlPlace]:
    """The two that are databases."""
    yield from _place(request.param, request, tmp_path)


def _place(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    if kind == "postgres":
        yield request.getfixturevalue("on_server")  # which closes it
        return
    place = MemoryPlace() if kind == "memory" else SqlitePlace(folder)
    yield place
    place.close()


@pytest.fixture
def talks() -> Talks:
    return Talks()


@pytest.fixture(scope="session")
def long_talks() -> Talks:
    """Ten thousand entries beside the two that join."""
    talks = Talks()
    talks.spoken(10_000)
    return talks
