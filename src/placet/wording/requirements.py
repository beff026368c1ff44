"""What somebody wants of a programme, who wants it, and what would be done instead, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.ids import LegId, Ref, Sort
from placet.model.people import Presence
from placet.model.places import Opening
from placet.model.spans import Hours, When
from placet.model.visit import Visit
from placet.planner.outcome import Change, WayOut
from placet.planner.tasks.problem import Requirement
from placet.wording.dates import moment, weekday
from placet.wording.sentences import Sentences
from placet.wording.shut import ALL_DAY, DAY, Shut, shut
from placet.wording.stated_times import stated_time

OF_ITSELF = frozenset({"time", "day", "length"})
"""Kinds of requirements that ask something of a single engagement."""


class Requirements:
    """Speaks of the requirements of one visit, in the language of its `sentences`."""

    def __init__(self, visit: Visit, timeline: Timeline, sentences: Sentences) -> None:
        """Names and days come from `sentences`; hours of legs, venues and people from `visit`."""
        self._visit = visit
        self._timeline = timeline
        self._sentences = sentences
        self._spoken = sentences.spoken
        self._catalogue = sentences.words("requirements")

    def said(self, requirement: Requirement) -> str:
        """The requirement itself."""
        return self._sentence("said", requirement, {})

    def named(self, requirement: Requirement) -> str:
        """What it is called where its hours go without saying."""
        return self._sentence("short" if "short" in self._catalogue[requirement.kind] else "said", requirement, {})

    def together(self, asked: Sequence[Requirement]) -> str:
        """All that is asked of one thing, which is named once; a requirement that is alone as ever."""
        if len(asked) == 1:
            return self.said(asked[0])
        what = self._spoken.clauses(self._sentence("of-it", requirement, {}) for requirement in asked)
        return self._spoken.fill(self._catalogue["together"], {**self._facts(asked[0], {}), "what": what})

    def standing(self, requirement: Requirement, *, is_asked_now: bool = False) -> str:
        """Who wants it, and how firm it is. `is_asked_now`: with a change that stands in no visit file."""
        words = self._catalogue["standing"]
        if is_asked_now:
            return str(words["change"])
        side = self._sentences.name(Ref(Sort.SIDE, requirement.asked_by)) if requirement.asked_by is not None else None
        if requirement.agreed is not None:
            key = "asked-agreed" if side is not None else "agreed"
            return self._spoken.fill(words[key], {"side": side, "by": requirement.agreed})
        if side is not None:
            return self._spoken.fill(words["asked"], {"side": side})
        if requirement.path[:1] == ("rules",):
            return self._spoken.fill(words["rule"], {"rule": self._sentences.rule_title(requirement.path[1])})
        if requirement.kind == "travel":
            basis = str(dict(requirement.facts)["basis"])
            return str(words[basis if requirement.path[0] == "travel" else f"{basis}-assumed"])
        key = {"diary": "diary", "people": "people"}.get(requirement.path[0] if requirement.path else "", "file")
        return str(words["private" if requirement.kind == "withheld" else key])

    def way(self, change: Change) -> str:
        """What would be done instead, as an entry of a list."""
        return self._sentence("way", change.requirement, dict(change.becomes))

    def condition(self, way: WayOut) -> str:
        """All changes of a way, after "It fits if"."""
        said = [self._sentence("if", change.requirement, dict(change.becomes)) for change in way.changes]
        return self._spoken.joined(dict.fromkeys(said), self._spoken.both)

    def ways(self, way: WayOut) -> str:
        """All changes of a way, as one entry of a list."""
        return self._spoken.clauses(dict.fromkeys(self.way(change) for change in way.changes))

    def when(self, when: When) -> str:
        """`not before 11:20`."""
        return stated_time(when, self._sentences)

    def _sentence(self, form: str, requirement: Requirement, becomes: Mapping[str, Any]) -> str:
        """The most telling sentence of a form whose facts are all there."""
        entry = self._catalogue[requirement.kind]
        said = self._facts(requirement, becomes)
        forms = [form, f"{form}-plain"]
        if "ends" in dict(requirement.facts):
            forms.insert(0, f"{form}-ends")
        if "door_to_door" in dict(requirement.facts):
            forms.insert(0, f"{form}-doors")
        if "shut" in said:
            forms.insert(0, f"{form}-shut")
        if "within" in said:
            forms[:0] = [f"{form}-within", f"{form}-within-plain"]
        elif "gap" in said:
            forms[:0] = [f"{form}-gap", f"{form}-gap-plain"]
        for key in forms:
            if key in entry and _names_in(entry[key]) <= said.keys():
                return self._spoken.fill(entry[key], said)
        raise KeyError(f"{requirement.kind}.{form} needs more than {sorted(said)}")

    def _facts(self, requirement: Requirement, becomes: Mapping[str, Any]) -> dict[str, object]:
        names = [self._sentences.name(subject) for subject in requirement.subjects]
        said: dict[str, object] = dict(zip(("first", "second"), names, strict=False))
        facts = dict(requirement.facts)
        for key in ("at", "ends"):
            if isinstance(facts.get(key), When):
                said["when"] = self.when(facts[key])  # type: ignore[arg-type]  # just asked
        days = facts.get("days")
        if isinstance(days, tuple):
            said["days"] = self._spoken.joined(self._sentences.day(day) for day in days)
        for name in ("least", "gap", "within"):
            length = facts.get(name)
            if isinstance(length, timedelta) and (length or name == "least"):  # no gap is none; no least is said
                said[name] = self._sentences.length(length)
        if "count" in facts:
            said["n"] = facts["count"]
        said |= self._of_kind(requirement, facts)
        for key in ("starts", "ends"):
            if isinstance(becomes.get(key), datetime):
                said[key] = self._moment(becomes[key], requirement)
        if requirement.kind == "hours" and not becomes.keys().isdisjoint(("opens", "closes")):
            said |= self._longer(requirement, becomes)
        if becomes.get("shorter_by"):
            said["shorter"] = self._sentences.length(timedelta(minutes=becomes["shorter_by"]))
        return said

    def _longer(self, requirement: Requirement, becomes: Mapping[str, Any]) -> dict[str, str]:
        """The clocks between which a day would have to be."""
        day = self._visit.legs[LegId(requirement.subjects[0])].day
        spans = {"sooner": becomes.get("opens", day.opens), "longer": becomes.get("closes", day.closes)}
        return {name: self._sentences.clock(at) for name, at in spans.items()}

    def _moment(self, instant: datetime, requirement: Requirement) -> str:
        """The hour; with its day where the day is what changes."""
        if requirement.kind == "day":
            return self._sentences.time(instant)
        if self._timeline.last_day == 1:
            return self._sentences.clock(instant, printed_under=self._timeline.first_day)
        return self._sentences.time(instant)

    def _of_kind(self, requirement: Requirement, facts: Mapping[str, Any]) -> Mapping[str, object]:  # one case a kind
        visit: Any = self._visit
        first = requirement.subjects[0]
        match requirement.kind:
            case "hours":
                return self._hours(visit.legs[first].day)
            case "open":
                return self._openings(visit.venues[first].openings)
            case "presence":
                spans = visit.people[first].presence
                return {"spans": self._spoken.joined(map(self._presence, spans))}
            case "busy":
                return self._busy(first, facts)
            case "block":
                return self._block(requirement, facts)
            case "prayer":
                prayer = first.removeprefix("prayer-")
                words = self._catalogue["prayers"]
                return {"prayer": str(words.get(prayer, prayer)), "on": self._sentences.day(facts["day"])}
            case "travel":
                lengths = {"lasts": facts["time"], "doors": facts.get("door_to_door")}
                return {name: self._sentences.length(length) for name, length in lengths.items() if length is not None}
            case "pool":
                return {"pair": self._spoken.joined(map(self._sentences.name, requirement.subjects), "–")}
            case "resource":
                return {"n": visit.resources[first].capacity}
            case "rule":
                advice = self._sentences.advice(facts["finding"]).rstrip(".")
                said = {"finding": self._sentences.finding(facts["finding"]).rstrip(".")}
                return {**said, "advice": advice} if advice else said
            case "withheld":
                return self._hours(visit.engagements[first].withheld)
            case _:
                return {}

    def _openings(self, openings: Sequence[Opening]) -> dict[str, str]:
        days = list(self._timeline.days())
        closings = shut(openings, days)
        if closings is None:
            return {"openings": self._spoken.joined(map(self._opening, openings))}
        return {"shut": self._spoken.joined(self._shut(span, on, days) for span, on in closings.items())}

    def _shut(self, span: Shut, on: Sequence[int], days: Sequence[int]) -> str:
        said = self._spoken.joined(map(self._sentences.day, on))
        if span == ALL_DAY:
            return self._said("always") if on == days else said
        hours = self._sentences.hours(Hours(*(time(minute % DAY // 60, minute % 60) for minute in span)))
        return hours if on == days else self._said("open", hours=hours, days=said)

    def _opening(self, opening: Opening) -> str:
        days = [self._sentences.day(day) for day in opening.days]
        days += [weekday(name, self._spoken) for name in opening.weekdays]
        hours = self._sentences.hours(opening.hours)
        return self._said("open", hours=hours, days=self._spoken.joined(days)) if days else hours

    def _presence(self, presence: Presence) -> str:
        begins = self._moment_of(presence.from_day, presence.from_at)
        if presence.until_day is None and presence.until_at is None:
            return self._said("since", begins=begins)
        ends = self._moment_of(presence.until_day or self._timeline.last_day, presence.until_at)
        return self._said("from-until", begins=begins, ends=ends)

    def _moment_of(self, day: int, at: time | None) -> str:
        said = self._sentences.day(day)
        return moment(said, self._sentences.clock(at), self._spoken) if at is not None else said

    def _said(self, key: str, **facts: object) -> str:
        return self._spoken.fill(self._catalogue["spans"][key], facts)

    def _busy(self, entry: Ref, facts: Mapping[str, Any]) -> dict[str, str]:
        busy = (self._visit.diary if entry.sort is Sort.DIARY else self._visit.busy)[entry]
        who = self._spoken.joined(map(self._sentences.attendee, busy.who))
        return {
            "who": who,
            "first": self._spoken.quoted(self._sentences.name(entry)),
            "on": self._sentences.day(busy.day if busy.day is not None else facts["day"]),
            "between": self._sentences.hours(busy.between),
        }

    def _block(self, requirement: Requirement, facts: Mapping[str, Any]) -> dict[str, str]:
        name, party = requirement.subjects
        block = self._visit.blocks.get(name)  # type: ignore[call-overload]  # a rule may have asked for it
        said = {"party": self._sentences.attendee(party), "on": self._sentences.day(facts["day"])}
        if block is None:
            return {**said, "lasts": self._catalogue["some-time"], "between": self._catalogue["usual-hours"]}
        return {**said, "lasts": self._sentences.length(block.length), "between": self._sentences.hours(block.between)}

    def _hours(self, hours: Hours) -> dict[str, str]:
        return {"opens": self._sentences.clock(hours.opens), "closes": self._sentences.clock(hours.closes)}


def _names_in(sentence: str) -> set[str]:
    return {part.partition("}")[0] for part in sentence.split("{")[1:]}
