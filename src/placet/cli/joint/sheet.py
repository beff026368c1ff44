"""The signing sheet in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement.acts import Level
from placet.cli.asking import is_confirmed
from placet.cli.joint.shown import Shown
from placet.model.visit import Visit
from placet.node.joint.desk import Desk
from placet.node.joint.other_days import OtherDays
from placet.node.joint.our_visit import our_visit
from placet.node.joint.proposing import Tabling, as_tabled
from placet.node.joint.sheets import Sheet, Waived, refuse_unsound, sheets_of
from placet.wording.date_reasons import DateReasons
from placet.wording.joint import finding_lines


def is_signed(shown: Shown, *, yes: bool) -> bool:
    """Whether the officer signs what was shown; `yes` where nobody is to be asked. Says so where nothing is signed."""
    words = shown.words["sheet"]
    if yes or is_confirmed(words["question"], shown.spoken):
        return True
    shown.paper.line(str(words["not-signed"]))
    return False


def show_tabled(
    desk: Desk, shown: Shown, tabled: Sequence[Tabling], level: Level, offices: Sequence[str], waived: Waived
) -> None:
    """What is about to be put on the table and signed, as it will lie there.

    What answers another text, and any days of the visit, is judged by our visit file; what else is our own was judged
    when it was planned. Raises `Refused` as `sheets_of` and `refuse_unsound` do.
    """
    seen = as_tabled(desk, tabled)
    page = Shown(seen, shown.spoken)
    sheets = sheets_of(seen, tabled)
    for sheet in sheets:
        show_sheet(page, sheet, level, offices)
    for sheet in sheets:
        refuse_unsound(sheet, waived, offices)


def show_sheet(shown: Shown, sheet: Sheet, level: Level, offices: Sequence[str]) -> None:
    """Everything that is signed, in the order in which it matters. `offices` of ours sign."""
    signing = {f"{shown.desk.side}/{office}" for office in offices}
    words, spoken, paper = shown.words["sheet"], shown.spoken, shown.paper
    side = shown.said.side(shown.desk.side)
    paper.line(f"{sheet.point.label}  {shown.title(sheet.point)}", "head")
    paper.line(
        spoken.clauses([*filter(None, (shown.said.standing(sheet.point), shown.said.to_confirm(sheet.point)))]),
        indent=2,
    )
    if sheet.point.kind == "package":
        paper.line(str(words["together"]), indent=2)
        for member, text in sheet.covered:
            paper.line(f"{member.label}  {shown.said.text_title(member, text)}", indent=4)
            shown.text(member, text)
    else:
        key = "replaces" if sheet.point.in_force is not None else "answers" if sheet.text.base else "exact"
        paper.line(str(words[key]), indent=2)
        shown.text(sheet.point, sheet.text)
    for suspicion in sheet.suspicions:
        paper.line(shown.said.suspicion(suspicion), "must", indent=2)
    for offset in sheet.offsets:
        key = "offset" if offset.ours else "offset-unknown"
        facts = {"zone": offset.zone, "ours": offset.ours, "theirs": offset.theirs}
        paper.line(spoken.fill(words[key], facts), "must", indent=2)
    _effect(shown, sheet)
    named = {
        "initialled": sheet.initialled,
        "initials-missing": sheet.missing_initials,
        "needs": sheet.text.needs,
        "nowhere": sheet.nowhere,
    }
    for key, found in named.items():
        if found:
            paper.line(spoken.fill(words[key], {"offices": spoken.all_of(sorted(found))}), indent=2)
    if sheet.released:
        key = "released" if sheet.text.needs else "released-all"
        paper.line(spoken.fill(words[key], {"offices": spoken.all_of(sorted(sheet.released))}), "must", indent=2)
    left = sheet.awaited - signing
    to_confirm = sheet.text.ad_referendum_by - {shown.desk.side}
    to_confirm |= {shown.desk.side} if level is Level.AD_REFERENDUM else frozenset()
    last = "last-ad-referendum" if to_confirm else "last-to-sign"
    key = "signs-in-part" if left else last if sheet.is_last else "first-to-sign"
    paper.blank()
    sides = spoken.all_of([shown.said.side(each) for each in sorted(to_confirm)])
    paper.line(spoken.fill(words[key], {"side": side, "offices": spoken.all_of(sorted(left)), "sides": sides}))
    if level is Level.AD_REFERENDUM:
        paper.line(str(words["ad-referendum"]))


def _effect(shown: Shown, sheet: Sheet) -> None:
    """What it does here; never shown to another side."""
    if sheet.effect is None:
        return
    words, spoken, paper = shown.words["sheet"], shown.spoken, shown.paper
    paper.line(str(words["effect"]), "label", indent=2)
    key = "judged-by" if sheet.effect.by is not None else "judged-by-hours"
    paper.line(spoken.fill(words[key], {"file": sheet.effect.by or ""}), "quiet", indent=4)
    if sheet.effect.aside is not None:
        paper.line(spoken.fill(words["plan-aside"], {"file": sheet.effect.aside}), "should", indent=4)
    visit = our_visit(shown.desk).visit
    if sheet.effect.days is not None:
        _days(shown, visit, sheet.effect.days)
        if not sheet.effect.days.is_known:
            return
    lines = finding_lines(sheet.effect.visit or visit, sheet.effect.new, shown.spoken)
    for line in lines:
        paper.line(line, "should", indent=4)
    if not lines:
        paper.line(str(words["no-effect"]), indent=4)
    for line in finding_lines(visit, sheet.effect.gone, shown.spoken):
        paper.line(shown.spoken.fill(words["gone"], {"finding": line}), "quiet", indent=4)


def _days(shown: Shown, visit: Visit, days: OtherDays) -> None:
    """What is known of the days themselves: how many they are, and what speaks against and for them."""
    words, spoken, paper = shown.words["sheet"], shown.spoken, shown.paper
    if days.days != days.own:
        paper.line(spoken.fill(words["days-differ"], {"n": days.own}), "should", indent=4)
    if not days.is_known:
        paper.line(str(words["days-unknown"]), "should", indent=4)
    for hurts, line in DateReasons(visit, spoken).told(days.reasons):
        paper.line(line, "should" if hurts else "quiet", indent=4)
