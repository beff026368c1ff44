"""What commands share that put texts of ours on the table: the options, the sheet, the question, the signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from placet.agreement.acts import Level
from placet.agreement.tabling import Text
from placet.cli.commands import option
from placet.cli.joint.home import needs_option, office_option, passphrase_of, passphrase_option, seals_of
from placet.cli.joint.sheet import is_signed, show_tabled
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.node.joint.desk import Desk
from placet.node.joint.needs import offices_named
from placet.node.joint.sheets import Waived
from placet.node.joint.wishes import Wishes, keep, needing, put_forward, tablings_of

OPTIONS: Sequence[Callable[[Any], Any]] = (
    needs_option,
    option("--confirm-wall-time", is_flag=True),
    option("--without-initials", is_flag=True),
    option("--draft", is_flag=True),
    option("--yes", is_flag=True),
    office_option,
    passphrase_option,
)


def signing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `Signing`, in this order."""
    for add in reversed(OPTIONS):
        command = add(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How what is proposed is signed, or that it is only kept."""

    needs: Sequence[str]
    confirm_wall_time: bool
    without_initials: bool
    draft: bool
    yes: bool
    offices: Sequence[str]
    passphrase_file: Path | None

    @classmethod
    def taken_from(cls, asked: dict[str, Any]) -> Signing:
        """What was typed of it; the rest of the options stays. Raises `WrongUse`: a draft is signed by nobody."""
        signing = cls(**{part.name: asked.pop(part.name) for part in fields(cls)})
        if signing.draft and signing.needs:
            raise WrongUse("needs-of-draft")
        return signing

    def named(self, desk: Desk) -> tuple[tuple[str, str], ...] | None:
        """The offices that must sign; None where nobody said. Raises `Refused`."""
        return offices_named(desk, self.needs) if self.needs else None


def kept(desk: Desk, shown: Shown, wishes: Wishes) -> None:
    """Keep what is wanted as drafts, and say so."""
    shown.done("drafted", labels=[each.label for each in keep(desk, wishes)])


def signed(
    desk: Desk,
    shown: Shown,
    wishes: Wishes,
    how: Signing,
    level: Level = Level.FINAL,
) -> Sequence[Text] | None:
    """Show what is wanted whole, ask, put it on the table and sign it; None where nobody said yes.

    Raises as `Keyring.signing` and `show_tabled` do, `StorageError`.
    """
    signers, needs = desk.keyring.signing(how.offices), how.named(desk)
    wishes = needing(wishes, needs) if needs is not None else wishes
    tabled, waived = tablings_of(desk, wishes), Waived(how.confirm_wall_time, how.without_initials)
    show_tabled(desk, shown, tabled, level, signers, waived)
    shown.on_evidence(wishes)
    if not is_signed(shown, yes=how.yes):
        return None
    seals = seals_of(desk, signers, passphrase_of(how.passphrase_file, shown.spoken))
    return put_forward(desk, wishes, seals, level, tabled)
