"""Repair a programme after something has changed, and judge every answer before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from placet.almanac.timeline import Timeline
from placet.errors import Fault, Line, VisitFileError
from placet.formats.change_lines import changes_and_faults, has_change, typed_changes
from placet.formats.field_changes import Edit, FieldChange, edits, field_changes
from placet.formats.programme import write_programme
from placet.formats.toml import shown
from placet.formats.visitfile import VisitFile
from placet.formats.writing import write_visit
from placet.model.amendments import Added, Amendment, Asked, Away, Diverted, Dropped, Lasts, Lost, RunsOver
from placet.model.changes import Difference, difference
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.model.spans import length_between
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.checking import given_programme
from placet.node.clock import ticking
from placet.node.files import LAST, PRIVATE, VISIT, read_bytes
from placet.node.folders import refuse_folder, write_folder, write_new_file
from placet.node.judging import case_of
from placet.node.moments import Moment, moment_in
from placet.node.planning import broken_by_us
from placet.node.rulebook import rulebook_for
from placet.node.touched_papers import TouchedPapers, touched_papers
from placet.node.written_back import written_back
from placet.planner.placing.slack import Slack
from placet.planner.repair.amended import Amended, amended, commitment_of
from placet.planner.repair.outcome import Answer, Repaired, RepairOutcome
from placet.planner.repair.run import RepairRequest, repair
from placet.planner.repair.weights import Freeze, freeze_on
from placet.planner.request import PlanRequest, Progress
from placet.planner.standing import slacks_of
from placet.projections.ripple import Ripple, ripple
from placet.rules.case import Case
from placet.rules.judge import Judgement, judge
from placet.rules.rulebook import Rulebook

TYPED = "--change"
"""How the place of a change is called that stood on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReport:
    """One answer, and everything that follows from it."""

    answer: Answer
    visit: Visit
    """The visit as its file reads then: without what is agreed and only the record says."""
    case: Case
    judgement: Judgement
    difference: Difference
    ripple: Ripple
    papers: TouchedPapers
    fields: tuple[FieldChange, ...]
    edits: tuple[Edit, ...]
    """The same, as what to write where in the file."""
    slack: Mapping[str, Slack]
    """How late each item may run then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What repairing ended in. `visit_file` is of the visit as it is wished now; its lines know the changes."""

    visit_file: VisitFile
    timeline: Timeline
    rulebook: Rulebook
    before: Programme
    asked: tuple[Asked, ...]
    asked_in: str
    """The file in which `asked` stands, as `visit_file.lines` call it."""
    now: datetime | None
    freeze: Freeze
    as_on: date
    outcome: RepairOutcome
    wanted: int
    """How many answers were asked for."""
    answers: tuple[AnswerReport, ...] = ()
    judgement: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes as they were given: lines with their numbers, and where they stand."""

    lines: tuple[tuple[int, str], ...]
    file: str = TYPED


def changes_from(typed: Sequence[str], file: Path | None) -> Changes:
    """Changes from the command line, or from a file with one in each line.

    Raises `VisitFileError` for a file without any, and for each that is typed and says nothing.
    """
    lines = typed_changes(typed, TYPED)
    if file is None:
        return Changes(lines=lines)
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VisitFileError((Fault(str(file), None, "", "no-utf-8", {"byte": error.start}),)) from None
    own = tuple(enumerate(text.splitlines(), start=1))
    if not any(has_change(line) for _, line in own):
        raise VisitFileError((Fault(str(file), None, "", "change-none"),))
    return Changes(lines=(*own, *((len(own) + number, line) for number, line in lines)), file=str(file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """How answers are looked for; see `PlanRequest`."""

    answers: int = 3
    seconds: float = 60.0
    work: float | None = None
    seed: int = 0
    on_progress: Callable[[Progress], None] | None = None
    stop: Callable[[], bool] | None = None


def repair_visit(
    visit_file: VisitFile,
    programme: Path,
    changes: Changes,
    *,
    today: date,
    now: str | None = None,
    lies: Visit | None = None,
    searching: Searching = Searching(),  # frozen
) -> RepairReport:
    """The least changes that make a programme sound again, each judged. `now` is a moment as somebody types it.

    `lies` is the visit as its file says it, where what is agreed is fixed in `visit_file` besides.

    Raises `VisitFileError` with every fault of the programme, or else of `now` and the changes together. An answer
    that breaks a rule which the planner searches, and which was not broken before, is our bug and raises
    `RuntimeError`.
    """
    path = programme / LAST if programme.is_dir() else programme
    before = given_programme(path, visit_file, None)
    visit = replace(visit_file.visit, starts_on=before.starts_on)
    timeline = Timeline(visit)
    moment, asked, wished = _read(visit, before, timeline, changes, now)
    instant = moment.instant_in(timeline) if moment is not None else None
    day = moment.day_in(timeline) if moment is not None else _day_of(timeline, today)
    rulebook = rulebook_for(visit, visit_file)
    plan = _plan(wished.visit, visit, timeline, rulebook, searching)
    request = RepairRequest(
        plan=plan,
        before=before,
        aspects=wished.aspects,
        now=timeline.minute_of(instant) if instant is not None else None,
        freeze=freeze_on(day),
        answers=searching.answers,
        asked=frozenset(lines_of(asked, changes.file)),
    )
    report = RepairReport(
        visit_file=VisitFile(in_own_words(wished.visit, asked), {**visit_file.lines, **lines_of(asked, changes.file)}),
        timeline=timeline,
        rulebook=rulebook,
        before=before,
        asked=asked,
        asked_in=changes.file,
        freeze=request.freeze,
        now=instant,
        as_on=moment.on if moment is not None and moment.on is not None else today,
        outcome=repair(request),
        wanted=searching.answers,
    )
    stood = case_of(visit, before, timeline, rulebook)
    found = _all_judged(lies or visit_file.visit, visit_file, stood, report)
    if instant is None:  # what has happened breaks rules that no answer could keep
        _refuse_ours(stood, found)
    return replace(report, answers=found)


def _plan(wished: Visit, before: Visit, timeline: Timeline, rulebook: Rulebook, searching: Searching) -> PlanRequest:
    return PlanRequest(
        visit=wished,
        timeline=timeline,
        rulebook=rulebook,
        seconds=searching.seconds,
        work=searching.work,
        seed=searching.seed,
        remembered=before,
        on_progress=searching.on_progress,
        stop=searching.stop,
        clock=ticking,
    )


def _read(
    visit: Visit, before: Programme, timeline: Timeline, changes: Changes, now: str | None
) -> tuple[Moment | None, tuple[Asked, ...], Amended]:
    """The moment, the changes, and the visit with them.

    Nobody who mistyped one of them is told of it alone, and has to ask again for the others.
    """
    moment = moment_in(timeline, now) if now is not None else None
    day: int | None = None
    if isinstance(moment, Fault):
        day = 1  # a line without a day is not at fault: which it means was said, if not well
    elif moment is not None:
        day = moment.day_in(timeline)
    asked, faults = changes_and_faults(changes.lines, changes.file, visit, before, day)
    wished = amended(visit, before, timeline, asked)
    faults = (*faults, *unclear_hours(wished, changes.file))
    if isinstance(moment, Fault):
        raise VisitFileError((moment, *faults))
    instant = moment.instant_in(timeline) if moment is not None else None
    if instant is not None:
        past = tuple(_of_the_past(asked, changes.file, before, timeline, timeline.minute_of(instant)))
        faults = (*faults, *past)
    if faults:
        raise VisitFileError(tuple(sorted(faults, key=lambda fault: fault.line or 0)))
    return moment, asked, wished


def unclear_hours(wished: Amended, file: str) -> Iterator[Fault]:
    """Each change whose hour the clock skips, or shows twice."""
    for one, error in wished.unclear:
        yield Fault(file, one.number, "", error.reason, {**error.facts, "found": shown(one.words)})


def _refuse_ours(stood: Case, found: Sequence[AnswerReport]) -> None:
    """An answer may not break what was kept, where the planner sees to it."""
    known = {(finding.rule, *finding.verdict.subjects) for finding in judge(stood).findings if finding.is_unsound}
    for one in found:
        ours = broken_by_us(one.answer.visit, one.judgement)
        new = [finding for finding in ours if (finding.rule, *finding.verdict.subjects) not in known]
        if new:
            raise RuntimeError(f"the repair breaks its own rules: {new[:3]}")


def _all_judged(lies: Visit, planned: VisitFile, stood: Case, report: RepairReport) -> tuple[AnswerReport, ...]:
    answers = report.outcome.answers if isinstance(report.outcome, Repaired) else ()
    return tuple(_judged(lies, planned, stood, answer, report) for answer in answers)


def _lasting(before: Programme, after: Programme) -> dict[EngagementId, timedelta]:
    """How long those take that take as long as before."""
    lasted, last = (
        {name: length_between(it.starts_at, it.ends_at) for name, it in of.placements.items() if it.ends_at is not None}
        for of in (before, after)
    )
    return {name: length for name, length in last.items() if lasted.get(name) == length}


def _judged(lies: Visit, planned: VisitFile, stood: Case, answer: Answer, report: RepairReport) -> AnswerReport:
    visit = written_back(lies, planned.visit, answer.visit, _lasting(report.before, answer.programme))
    changed = field_changes(lies, replace(visit, starts_on=lies.starts_on))
    case = case_of(answer.visit, answer.programme, report.timeline, report.rulebook)
    request = PlanRequest(visit=answer.visit, timeline=report.timeline, rulebook=report.rulebook)
    return AnswerReport(
        answer=answer,
        visit=visit,
        case=case,
        judgement=judge(case),
        difference=difference(report.before, answer.programme),
        ripple=ripple(stood.visit, report.before, answer.visit, answer.programme),
        papers=touched_papers(stood, case, report.as_on),
        fields=changed,
        edits=edits(changed, planned.lines),
        slack=slacks_of(request, answer.programme),
    )


def _day_of(timeline: Timeline, today: date) -> int | None:
    return (today - timeline.first_day).days + 1 if timeline.is_dated else None


def _of_the_past(asked: Sequence[Asked], file: str, before: Programme, timeline: Timeline, now: int) -> Iterator[Fault]:
    """What is over cannot be changed, and what has begun only in when and where it ends."""
    journeys = {journey.movement: (journey.leaves_at, journey.arrives_at) for journey in before.journeys}
    for one in asked:
        placement = before.placements.get(one.about)  # type: ignore[call-overload]  # an id of anything
        begins, ends = journeys.get(one.about, (None, None))  # type: ignore[call-overload]  # an id of anything
        if placement is not None:
            begins, ends = placement.starts_at, placement.ends_at
        begins = begins or ends
        if isinstance(one.amendment, Away | Lost) or begins is None or timeline.minute_of(begins) >= now:
            continue
        if ends is not None and timeline.minute_of(ends) <= now and not isinstance(one.amendment, RunsOver):
            yield Fault(file, one.number, "", "change-over", {"found": shown(one.words)})
        elif not isinstance(one.amendment, RunsOver | Lasts | Diverted):
            yield Fault(file, one.number, "", "change-begun", {"found": shown(one.words), "item": str(one.about)})


def lines_of(asked: Sequence[Asked], file: str) -> dict[tuple[str | int, ...], tuple[str, Line]]:
    """Where what somebody asked for stands: in the change that asks for it, not in the visit's file."""
    return {path: (file, one.number) for one in asked for path in _paths(one.amendment, one)}


def in_own_words(visit: Visit, asked: Iterable[Asked]) -> Visit:
    """The visit in which an absence is called what somebody wrote of it; the answers carry no words into the file."""
    called = {commitment_of(one): one.words for one in asked if isinstance(one.amendment, Away)}
    busy = {
        name: replace(it, title=Text({visit.language: called[name]})) if name in called else it
        for name, it in visit.busy.items()
    }
    return replace(visit, busy=busy)


def _paths(amendment: Amendment, one: Asked) -> tuple[tuple[str, ...], ...]:
    match amendment:
        case Away():
            return (("busy", commitment_of(one)),)
        case Lost():
            return (("venues", one.about, "openings"),)
        case Lasts():
            return (("engagements", one.about, "length"), ("engagements", one.about, "ends"))
        case Added() | Dropped():
            fields = ("at", "ends", "length", "day", "title", "venues", "after")
            return tuple(("engagements", one.about, field) for field in fields)
        case _:
            engagement = tuple(("engagements", one.about, field) for field in ("at", "ends", "length", "day", "venues"))
            return (*engagement, *(("movements", one.about, field) for field in ("departs", "arrives", "length")))


def apply_answer(report: RepairReport, number: int, target: Path | None, visit_folder: Path | None) -> tuple[Path, ...]:
    """Write the programme of an answer into a new file, and the visit as it then reads into a folder without one.

    Raises `StorageError` where either is there already, before anything is written.
    """
    chosen = report.answers[number - 1]
    written: list[Path] = []
    if visit_folder is not None:
        refuse_folder(visit_folder, (VISIT, PRIVATE))
    if target is not None:
        content = write_programme(chosen.answer.programme, chosen.answer.visit).encode()
        written.append(write_new_file(target, content))
    if visit_folder is not None:
        files = write_visit(chosen.visit)
        contents = {VISIT: files.shared.encode(), **({PRIVATE: files.private.encode()} if files.private else {})}
        written += write_folder(visit_folder, contents)
    return tuple(written)
