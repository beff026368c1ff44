"""Homes that are made once and copied for every test that changes them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli import homes as at_home
from tests.cli.homes import Homes
from tests.cli.served import begun, laid_out
from tests.stores.in_memory import folder_in_memory
from tests.stores.server import Server, started


@pytest.fixture(scope="session")
def template() -> Iterator[Homes]:
    with pytest.MonkeyPatch.context() as patch:
        at_home.light_keys(patch)
        folder = Path(tempfile.mkdtemp(prefix="placet-", dir=folder_in_memory()))
        yield at_home.joined(folder)
        shutil.rmtree(folder)


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder that no disk has to sync, for what is not about disks."""
    folder = Path(tempfile.mkdtemp(prefix="placet-", dir=folder_in_memory()))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def homes(template: Homes, in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """Two homes with a file that both have joined, and the category on the table."""
    at_home.light_keys(monkeypatch)
    return at_home.copied(template, in_memory / "homes")


@pytest.fixture
def apart(in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """Two homes that have opened nothing yet."""
    at_home.light_keys(monkeypatch)
    return at_home.made(in_memory)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; whoever stops it or kills it starts it again."""
    yield from started()


@pytest.fixture
def database(server: Server) -> str:
    """Empty; its owner has laid out nothing yet."""
    return server.new_database()


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Keys under a lock that costs next to nothing."""
    at_home.light_keys(monkeypatch)
    return monkeypatch


@pytest.fixture
def apart_on_server(in_memory: Path, server: Server, database: str, light: pytest.MonkeyPatch) -> Homes:
    """Two homes that have opened nothing yet, Tehran on the server and Moscow in its folder."""
    homes = at_home.made(in_memory)
    shutil.rmtree(homes.tehran)
    begun(homes.tehran, laid_out(server, database))
    return homes
