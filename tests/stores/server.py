"""A PostgreSQL server of the tests' own: started, stopped and killed by them, reached over a socket in its folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.stores.in_memory import folder_in_memory

OWNER, RECORD_ROLE, PRIVATE_ROLE = "placet_owner", "placet_record", "placet_private"
MISSING = "no PostgreSQL server found: `make setup` installs it or says how"


def programs() -> Path | None:
    """The folder with the newest server's programs; Debian keeps them off the path."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).resolve().parent)
    return max(folders, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()], default=None)


class Server:
    """One cluster in a folder of its own. Its user is whoever runs the tests, or `postgres` where that is root."""

    def __init__(self, programs: Path, *, on_disk: bool = False) -> None:
        self.programs = programs
        where = None if on_disk else folder_in_memory()
        self.folder = Path(tempfile.mkdtemp(prefix="placet-pg-", dir=where))
        self._as: dict[str, Any] = {"cwd": "/"}
        if os.geteuid() == 0:  # the server refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._names = count(1)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.start()
        for role in (OWNER, RECORD_ROLE, PRIVATE_ROLE):
            self.execute(f"CREATE ROLE {role} LOGIN")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        run = subprocess.run(command, capture_output=True, text=True, **self._as)
        assert run.returncode == 0, run.stdout + run.stderr

    def start(self) -> None:
        options = f"-c listen_addresses='' -k {self.folder} -c shared_buffers=16MB -c max_connections=20"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "60", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """SIGKILL to the server and all its processes. What the system holds is not lost, as it is in a power cut."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        processes = [postmaster, *map(int, children)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(map(_is_running, processes)):
            time.sleep(0.01)  # a server refuses to start beside a child of the last one
        for left in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            left.unlink()  # it names a process that is dead, though nobody may have asked how it died

    def remove(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder)

    def address(self, database: str = "postgres", role: str = "postgres") -> str:
        return f"host={self.folder} dbname={database} user={role}"

    def execute(
        self, statement: str, database: str = "postgres", role: str = "postgres", path: str = "public"
    ) -> list[tuple[Any, ...]]:
        """One statement over a connection of its own, with tables looked for in one schema."""
        options = f"{self.address(database, role)} options='-c search_path={path}'"
        with psycopg.connect(options, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def new_database(self, template: str = "template1") -> str:
        name = f"d{next(self._names)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
        return name


def started() -> Iterator[Server]:
    """A server for a fixture: there until it ends."""
    found = programs()
    if found is None:
        pytest.fail(MISSING)
    server = Server(found)
    try:
        yield server
    finally:
        server.remove()


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
