"""Our calendars in a real CalDAV server: put there by a real client, read back by it, unharmed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import caldav
import icalendar
import pytest
from tests.documents.papers import ON
from tests.projections.visits import full_day, seen

from placet.documents import calendar

START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Radicale of our own, on this machine only."""
    folder: Path = tmp_path_factory.mktemp("radicale")
    address = f"127.0.0.1:{free_port()}"
    options = ["--config", "", "--storage-filesystem-folder", str(folder), "--auth-type", "none"]
    command = [sys.executable, "-m", "radicale", *options, "--server-hosts", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        host, _, port = address.partition(":")
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) == 0:
                    break
            time.sleep(0.1)
        yield f"http://{address}/"
        process.terminate()


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_a_calendar_is_put_and_read_back_entry_by_entry(server: str, code: str) -> None:
    ours = icalendar.Calendar.from_ical(calendar.lay_out(calendar.content(seen(full_day(ON)), "AR", code), on=ON))
    zones = list(ours.walk("VTIMEZONE"))
    with caldav.DAVClient(server, username="office", password="") as client:
        there = client.principal().make_calendar(name=f"Programme {code}")
        for event in ours.walk("VEVENT"):
            alone = icalendar.Calendar()
            alone.add("prodid", "-//Placet//Programme//EN")
            alone.add("version", "2.0")
            for part in (*zones, event):
                alone.add_component(part)
            # This client counts every saving as a change unless it is told not to.
            caldav.Event(client, data=alone.to_ical().decode(), parent=there).save(increase_seqno=False)
        back = {str(found.icalendar_component["UID"]): found.icalendar_component for found in there.events()}
    assert set(back) == {str(event["UID"]) for event in ours.walk("VEVENT")}
    for event in ours.walk("VEVENT"):
        found = back[str(event["UID"])]
        for key in ("SUMMARY", "LOCATION", "SEQUENCE", "STATUS"):
            assert found.get(key) == event.get(key)
        assert found["DTSTART"].dt == event["DTSTART"].dt
        assert found["DTEND"].dt == event["DTEND"].dt
        assert len(found.walk("VALARM")) == len(event.walk("VALARM"))
