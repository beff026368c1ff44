"""The address of a PostgreSQL database on a command line. What is refused is not repeated: it may hold a password."""

from __future__ import annotations

from typing import Any

import click

from placet.cli.misuse import BadValue
from placet.stores.address import OPTIONS, fault_of
from placet.stores.own_heads import IN_FOLDER


class DatabaseAddress(click.ParamType[str]):
    """`postgresql://host/database`, without a password; only where it is the owner's, with a role."""

    name = "address"

    def __init__(self, *, owners: bool = False) -> None:
        """Whose address it is."""
        self.owners = owners

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click asks so
        """Read it."""
        fault = fault_of(str(value), owners=self.owners)
        if fault is not None:
            raise BadValue(fault, "", param, known=", ".join(sorted(OPTIONS)))
        return str(value)


class StorePlace(DatabaseAddress):
    """Where a home's stores can lie: `folder`, or the address of a database."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read it."""
        if value == IN_FOLDER:
            return IN_FOLDER
        if "://" not in str(value):
            raise BadValue("no-store", value, param)
        return super().convert(value, param, ctx)
