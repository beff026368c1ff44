"""`placet verify`: check a certificate with the program that shares no code with the rest."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common
from placet.cli.exits import Exit
from placet.cli.values import path
from placet.node.files import read_bytes
from placet.verifier import MOST_BYTES, main


@click.command("verify", cls=Command)
@click.argument("certificate", type=path(), metavar="FILE")
@common()
def verify_command(certificate: Path) -> Exit:
    """Run it in this process; it prints its own words, which are the same wherever it runs."""
    read_bytes(certificate, MOST_BYTES)  # a file that is not there is told as everywhere else
    return Exit.DONE if main([str(certificate)]) == 0 else Exit.WRONG_FILE
