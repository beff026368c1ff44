"""The signing sheet in the terminal."""

from __future__ import annotations

from placet.agreement.acts import Level
from placet.cli.joint.shown import Shown
from placet.node.joint.our_visit import our_visit
from placet.node.joint.sheets import Sheet
from placet.wording.joint import finding_lines


def show_sheet(shown: Shown, sheet: Sheet, level: Level) -> None:
    """Everything that is signed, in the order in which it matters."""
    words, spoken, paper = shown.words["sheet"], shown.spoken, shown.paper
    side = shown.said.side(shown.desk.side)
    paper.line(f"{sheet.point.label}  {shown.title(sheet.point)}", "head")
    paper.line(shown.said.standing(sheet.point), indent=2)
    if sheet.point.kind == "package":
        paper.line(str(words["together"]), indent=2)
        for member in shown.members(sheet.point):
            paper.line(f"{member.label}  {shown.title(member)}", indent=4)
            shown.text(member, member.latest)
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
    for key, offices in (("initialled", sheet.initialled), ("initials-missing", sheet.missing_initials)):
        if offices:
            paper.line(spoken.fill(words[key], {"offices": spoken.all_of(sorted(offices))}), indent=2)
    paper.blank()
    paper.line(spoken.fill(words["last-to-sign" if sheet.is_last else "first-to-sign"], {"side": side}))
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
    lines = finding_lines(visit, sheet.effect.new, shown.spoken)
    for line in lines:
        paper.line(line, "should", indent=4)
    if not lines:
        paper.line(str(words["no-effect"]), indent=4)
    for line in finding_lines(visit, sheet.effect.gone, shown.spoken):
        paper.line(shown.spoken.fill(words["gone"], {"finding": line}), "quiet", indent=4)
