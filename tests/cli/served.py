"""Homes on a PostgreSQL server of the tests' own: its addresses, its databases, and what a refused command says."""

from __future__ import annotations

from pathlib import Path

from tests.cli.homes import done
from tests.cli.running import placet
from tests.stores.server import OWNER, Server


def address(server: Server, database: str, role: str = "") -> str:
    return f"postgresql://{role and f'{role}@'}/{database}?host={server.folder}"


def laid_out(server: Server, database: str) -> str:
    done("store", "lay-out", address(server, database, OWNER), "--yes")
    return address(server, database)


def begun(folder: Path, where: str, side: str = "IR") -> Path:
    done("init", folder, "--side", side, "--name", "en=Iran", "--store", where)
    return folder


def refused(code: int, *args: object) -> str:
    """What a command that fails says, on one line."""
    result = placet(*args)
    assert result.exit_code == code, f"{args}: {result.exit_code}\n{result.output}"
    assert "Traceback" not in result.output
    return " ".join(result.stderr.split())
