"""What an officer wants to put on the table, as groups of texts: by name, by programme, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from placet.agreement.acts import Level
from placet.agreement.tabling import Text
from placet.almanac.timeline import Timeline
from placet.errors import NotFoundError, Refused
from placet.formats.points import write_content
from placet.formats.programme import read_programme
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile
from placet.model.declare import Layer
from placet.model.points import Content, WindowContent, WindowStage
from placet.model.programme import Programme
from placet.node.files import read_bytes
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft, drafts, keep_draft, tabled_as
from placet.node.joint.office import Document
from placet.node.joint.paper_codes import draft_named, open_drafts
from placet.node.joint.pins import linked, links
from placet.node.joint.programme_points import changed_groups, contents_of, points_of, with_hours_of
from placet.node.joint.proposing import Tabling, acts_of, tablings
from placet.node.joint.signing import Seals
from placet.node.joint.texts import Proposed, needs_carried, understood
from placet.projections.contents import category_of, dates_of
from placet.projections.seen import seen_by
from placet.projections.standing import LIVE, PointStanding, TextStanding
from placet.rules.stated import stated_programme

CATEGORY, DATES = "category", "dates"
Item = tuple[str, str]
"""Something of our own visit file: `engagement` and its id."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One text that is wanted on the table, and where it came from. With `stands` it is there already."""

    proposed: Proposed | None
    item: Item | None = None
    draft: Draft | None = None
    stands: TextStanding | None = None


Wishes = list[list[Wish]]


def wish(content: Content | Proposed) -> Wishes:
    """One content by itself."""
    return [[Wish(content if isinstance(content, Proposed) else Proposed(content))]]


def programme_at(path: Path, visit_file: VisitFile) -> Programme:
    """The programme of a file that `plan` wrote. Raises `StorageError`, `VisitFileError`, `FormatError`."""
    return read_programme(parse_toml(str(path), read_bytes(path)), visit_file.visit)


def stated(visit_file: VisitFile) -> Programme:
    """The programme that the visit file's own hours make."""
    return stated_programme(visit_file.visit, Timeline(visit_file.visit))


def of_programme(desk: Desk, visit_file: VisitFile, programme: Programme) -> Wishes:
    """Everything of a programme that is new or changed."""
    return [
        [Wish(each.proposed, ("engagement", str(each.item)), stands=each.text) for each in group]
        for group in changed_groups(desk, visit_file, programme)
    ]


def named(desk: Desk, visit_file: VisitFile | None, programme: Programme | None, names: Sequence[str]) -> Wishes:
    """What was named: `category`, `dates`, a draft, an engagement of our file. Raises `NotFoundError`, `Refused`.

    What the sides have a point about already is another text of that point.
    """
    stands = _standing_about(desk, visit_file) if visit_file is not None and desk.has_counterpart else {}
    unknown, found = [], []
    for name in names:
        try:
            found.append([_after(desk, _named(desk, visit_file, programme, name), stands)])
        except NotFoundError as error:
            unknown.append(error)
    if unknown:
        nearest = dict.fromkeys(each for error in unknown for each in error.nearest)
        raise NotFoundError(", ".join(error.name for error in unknown), tuple(nearest))
    return found


def of_days(desk: Desk, content: WindowContent) -> Wishes:
    """Days to be held or confirmed: a later text of the point that is about them. Raises `Refused` as `named` does."""
    return [[_after(desk, Wish(Proposed(content)), {})]]


def _standing_about(desk: Desk, visit_file: VisitFile) -> dict[Item, PointStanding]:
    """The points that are about something of our file."""
    engagements = points_of(desk, visit_file, desk.standings())
    found: dict[Item, PointStanding] = {("engagement", str(name)): point for name, point in engagements.items()}
    known = links(desk)
    return found | {known[point.point]: point for point in desk.standings() if point.point in known}


def _standing_about_days(desk: Desk, wanted: WindowContent) -> PointStanding | None:
    """The newest point about these very days; to confirm others, that of the days that are confirmed now.

    Days that are offered or held beside one another are points of their own: one of them may be confirmed in the end.
    """
    if not desk.has_counterpart:
        return None
    said = [(each, understood(each.latest).content, each.in_force) for each in desk.standings()]
    windows = [(point, content, agreed) for point, content, agreed in said if isinstance(content, WindowContent)]
    same = [point for point, content, _ in windows if content.window == wanted.window]
    if wanted.type is not WindowStage.CONFIRM:
        return same[-1] if same else None
    settled = [point for point, _, agreed in windows if agreed is not None and _is_confirmation(agreed)]
    return next(reversed([*same, *settled]), None)


def _is_confirmation(text: TextStanding) -> bool:
    content = understood(text).content
    return isinstance(content, WindowContent) and content.type is WindowStage.CONFIRM


def _after(desk: Desk, wish: Wish, stands: Mapping[Item, PointStanding]) -> Wish:
    """A wish as the answer to what stands, whose hours it keeps. Raises `Refused` where it says the same.

    Where a text of each side is on the table, it answers that of the other side, and keeps the hours of ours.
    """
    if wish.proposed is None:
        return wish
    content = wish.proposed.content
    point: PointStanding | None
    if wish.draft is not None and wish.draft.answers is not None:
        point = _answered(desk, wish.draft, wish.draft.answers)
    elif isinstance(content, WindowContent):
        point = _standing_about_days(desk, content)
    else:
        point = stands.get(wish.item) if wish.item is not None else None
    if point is None:
        return wish
    asked = point.asked_of(desk.side).latest
    ours = next((each for each in reversed(point.on_table) if each.side == desk.side and each is not asked), None)
    content = with_hours_of(content, understood(ours or asked).content)
    if (asked is point.in_force or asked.standing in LIVE) and _says(asked, content):
        raise Refused("proposed-already" if desk.side in asked.signed_by else "theirs-says-so", point=point.label)
    if ours is not None and _says(ours, content):
        raise Refused("both-on-table", point=point.label)
    return replace(wish, proposed=replace(wish.proposed, content=content, answers=asked, needs=needs_carried(asked)))


def _says(text: TextStanding, content: Content) -> bool:
    said = understood(text).content
    return said is not None and write_content(said) == write_content(content)


def _answered(desk: Desk, draft: Draft, text: Text) -> PointStanding:
    """The point that a draft answers. Raises `Refused` where its text is not the one to talk about any more."""
    point = next((each.asked_of(desk.side) for each in desk.standings() if each.point == text[0]), None)
    if point is None or point.latest.text != text:  # it may have stood on a branch that counts no more
        raise Refused("draft-overtaken", draft=draft.label, point=point.label if point is not None else text[0][:8])
    return point


def _named(desk: Desk, visit_file: VisitFile | None, programme: Programme | None, name: str) -> Wish:
    if draft := draft_named(desk, name):
        content = draft.understood.content
        if content is None:
            raise Refused("not-understood", point=draft.label)
        return Wish(Proposed(content), draft.item, draft)
    if visit_file is None:
        raise Refused("no-own-visit", file=desk.file)
    seen = seen_by(visit_file.visit, Layer.SHARED)
    if name == CATEGORY:
        return Wish(Proposed(category_of(seen)), (CATEGORY, CATEGORY))
    if name == DATES and (dates := dates_of(seen)) is not None:
        return Wish(Proposed(dates), (DATES, DATES))
    contents = {str(key): each for key, each in contents_of(visit_file, programme or stated(visit_file)).items()}
    if name not in contents:
        raise NotFoundError(name, (*(draft.label for draft in open_drafts(desk)), CATEGORY, *contents))
    return Wish(Proposed(contents[name]), ("engagement", name))


def needing(wishes: Wishes, needs: tuple[tuple[str, str], ...]) -> Wishes:
    """The same, with offices that must sign each new text in place of those that it came with."""
    return [
        [replace(each, proposed=replace(each.proposed, needs=needs)) if each.proposed else each for each in group]
        for group in wishes
    ]


def tablings_of(desk: Desk, wishes: Wishes) -> list[Tabling]:
    """How each group of what is wanted comes to the table."""
    return tablings(desk, [[each.proposed or _text(each) for each in group] for group in wishes])


def put_forward(
    desk: Desk,
    wishes: Wishes,
    seals: Seals | None,
    level: Level = Level.FINAL,
    tabled: Sequence[Tabling] | None = None,
) -> list[Text]:
    """Propose and sign, or keep as drafts where there is no counterpart; the texts on the table.

    `tabled`: the very texts that were shown before, if any were. All or none. Raises `Refused`, `StorageError`.
    """
    if not desk.has_counterpart or seals is None:
        keep(desk, wishes)
        return []
    tabled = tablings_of(desk, wishes) if tabled is None else tabled
    acts = acts_of(desk, tabled, seals, level)
    desk.refuse_writing()
    desk.stores.private.keep_all(desk.file, list(_remembered(desk, wishes, [each.texts for each in tabled])))
    desk.write(acts)
    return [text for each in tabled for text in each.texts]


def _remembered(desk: Desk, wishes: Wishes, names: Sequence[Sequence[Text]]) -> Iterator[Document]:
    """What we know of each text that is about to lie on the table, kept before it does: later may be never."""
    known = links(desk)
    for group, texts in zip(wishes, names, strict=True):
        for each, text in zip(group, texts, strict=True):
            if each.draft is not None:
                yield tabled_as(each.draft, text)
            elif each.item is not None and text[0] not in known:
                yield linked(text[0], each.item)


def keep(desk: Desk, wishes: Wishes) -> list[Draft]:
    """Keep everything as drafts; what was a draft already, as another wording of it.

    What is worded no differently is left as it is. Raises `Refused` where that is all.
    """
    open_ones = [draft for draft in drafts(desk).values() if draft.tabled is None]
    by_item = {draft.item: draft for draft in open_ones if draft.item}
    by_point = {draft.answers[0]: draft for draft in open_ones if draft.answers}
    found, same = [], []
    for each in (each for group in wishes for each in group):
        if each.proposed is not None:
            answers = each.proposed.answers.text if each.proposed.answers is not None else None
            draft = each.draft or (by_item.get(each.item) if each.item is not None else None)
            draft = draft or (by_point.get(answers[0]) if answers is not None else None)
            content = with_hours_of(each.proposed.content, draft.understood.content if draft is not None else None)
            is_same = draft is not None and dict(draft.content) == write_content(content)
            if draft is not None and is_same and draft.answers == answers:
                same.append(draft.label)
                continue
            number, item = (draft.number, each.item or draft.item) if draft is not None else (None, each.item)
            found.append(keep_draft(desk, content, item, number, answers))
    if same and not found:
        raise Refused("proposed-already", point=", ".join(same))
    return found


def _text(wish: Wish) -> Text:
    if wish.stands is None:
        raise ValueError("a wish is a new text or one that stands")
    return wish.stands.text
