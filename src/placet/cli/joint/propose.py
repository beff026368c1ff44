"""`placet propose`: put points on the table and sign them; without a counterpart, keep them as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from placet.agreement.acts import Level
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, refuse_past
from placet.cli.joint.shown import Shown
from placet.cli.joint.signed import Signing, kept, signed, signing_options
from placet.cli.misuse import WrongUse, refuse_idle
from placet.cli.typed import pass_spoken
from placet.cli.values import Day, Number, Words, path
from placet.errors import Refused
from placet.model.points import MatterContent, RequestContent, Stay, WindowContent, WindowStage
from placet.model.text import Text
from placet.node.joint.desk import Desk
from placet.node.joint.joining_later import as_one_package
from placet.node.joint.our_visit import our_visit, path_of_visit
from placet.node.joint.wishes import Wishes, named, of_days, of_programme, programme_at, wish
from placet.wording.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks to have proposed."""

    points: Sequence[str]
    programme: Path | None
    first: date | None
    days: float | None
    hold_until: date | None
    request: str | None
    due: date | None
    matter: str | None

    def wishes(self, desk: Desk, spoken: Language) -> Wishes:
        """All of it, in groups."""
        if self.first is None:
            refuse_idle({"--days": self.days, "--hold-until": self.hold_until}, "--dates")
        if self.request is None:
            refuse_idle({"--due": self.due}, "--request")
        refuse_past(desk, "--dates", self.first)
        refuse_past(desk, "--due", self.due)
        refuse_past(desk, "--hold-until", self.hold_until)
        has_visit = path_of_visit(desk) is not None
        if self.programme is not None and not has_visit:
            raise Refused("no-own-visit", file=desk.file)
        visit_file = our_visit(desk) if has_visit and (self.points or self.programme) else None
        plan = programme_at(self.programme, visit_file) if self.programme and visit_file else None
        found: Wishes = named(desk, visit_file, plan, self.points) if self.points else []
        if plan is not None and visit_file is not None and not self.points:
            found += of_programme(desk, visit_file, plan)
            if not found:
                raise Refused("programme-stands")
        if self.first is not None:
            stage = WindowStage.CONFIRM if self.hold_until is None else WindowStage.HOLD
            until = f"{self.hold_until}T00:00:00Z" if self.hold_until is not None else None
            stay = Stay(arrival=self.first, days=int(self.days or 1))
            found += of_days(desk, WindowContent(type=stage, window=stay, until=until))
        if self.request is not None:
            found += wish(RequestContent(what=Text({spoken.speaks: self.request}), due=self.due))
        if self.matter is not None:
            found += wish(MatterContent(title=Text({spoken.speaks: self.matter})))
        return found


@click.command("propose", cls=Command)
@home_argument
@click.argument("points", nargs=-1, metavar="[POINT…]")
@option("--programme", type=path(), metavar="FILE")
@option("--dates", "first", type=Day(), metavar="DAY")
@option("--days", type=Number(int, 1, 60, "days"), metavar="N")
@option("--hold-until", type=Day(), metavar="DAY")
@option("--request", type=Words(), metavar="WORDS")
@option("--due", type=Day(), metavar="DAY")
@option("--matter", type=Words(), metavar="WORDS")
@option("--agreed-on-paper", is_flag=True)
@option("--ad-referendum", is_flag=True)
@signing_options
@file_option
@common()
@pass_spoken
def propose_command(
    spoken: Language,
    /,
    home: Path,
    *,
    agreed_on_paper: bool,
    ad_referendum: bool,
    file_name: str | None,
    **asked: object,
) -> Exit:
    """Show them whole, ask, put them on the table and sign them; or keep them."""
    how = Signing.taken_from(asked)
    with office_at(home) as office:
        desk = office.desk(file_name)
        wishes = Asked(**asked).wishes(desk, spoken)  # type: ignore[arg-type]  # click made them of these types
        shown = Shown(desk, spoken)
        if agreed_on_paper:
            if wishes or how.draft:
                raise WrongUse("on-paper-alone")
            desk.refuse_writing()  # where there is nobody to sign with, nothing is shown first
            wishes = as_one_package(desk)
        if not wishes:
            raise WrongUse("nothing-to-propose")
        if how.draft or not desk.has_counterpart:
            if how.needs:
                raise WrongUse("needs-of-draft")
            kept(desk, shown, wishes)
            return Exit.DONE
        texts = signed(desk, shown, wishes, how, Level.AD_REFERENDUM if ad_referendum else Level.FINAL)
        if texts is None:
            return Exit.STOPPED
        shown.done("proposed", labels=shown.labels_of(texts))
        shown.leaves()
    return Exit.DONE
