"""Times of day as people write them: `10.00`, `11 h 40`, `0830`, `10 a.m.`, «в 10 ч. 30 мин.», «ساعت ۱۰:۳۰».

Decides what clock is stated at the beginning of a text, and how exactly. Nothing is added to what is written: what can
be read in two ways has a `case`, the name of the question, and the other ways as `others`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from placet.model.spans import UNKNOWN, Clock, Precision, When
from placet.reading.letters import folded
from placet.reading.words import either, words

_WORDS = words("clock")
_HOUR, _MINUTE = r"(?P<h>2[0-4]|[01]?\d)", r"(?P<m>[0-5]\d)"
_AFTER_HOUR = r"(?:hrs?\.?|hours?|uhr|o'clock|heures?|h\.?|ч(?:ас(?:а|ов|\.)?)?\.?)"

_STRONG = (
    re.compile(rf"{_HOUR}\s?:\s?{_MINUTE}(?:\s?:\s?00)?(?!\d|:\d)"),
    re.compile(rf"{_HOUR}[.٫]\s?{_MINUTE}(?!\.?\d)"),
    re.compile(
        rf"{_HOUR}\s?(?:h|heures?|uhr|hrs?|ч(?:ас(?:а|ов)?)?\.?)\s?{_MINUTE}\s?(?:мин(?:ут[аы]?)?\.?|min\.?|mn|м\.)?(?![\d:])"
    ),
    re.compile(rf"{_HOUR}(?P<m>)\s?{_AFTER_HOUR}(?!\w)"),
    re.compile(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?:hrs?\.?|hours|h|uhr|ч\.?)(?!\w)"),
)
"""Notations that are a time wherever they stand."""
_FOUR = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?!\d|[./:]\d|-\d\d?-)")
"""Four digits are a time at the beginning of a line, and one to be sure of only where a time is expected."""
_MINUS = re.compile(rf"{_HOUR}-(?P<m>00|[2-5]\d)(?!\d|[:.]\d)")
_HYPHENED = re.compile(rf"{_HOUR}-{_MINUTE}(?!\d|[:.]\d)")
_SLASHED = re.compile(rf"{_HOUR}/{_MINUTE}(?![\d/])")
_BARE = re.compile(r"(?P<h>2[0-4]|[01]?\d)(?P<m>)(?![\d:./]|\w)")

_ABOUT, _FROM, _BY, _UNTIL, _AT, _TO = (
    re.compile(rf"\s*(?<!\w){either(_WORDS[name])}(?![^\W\d_])[\s:]*")
    for name in ("about", "from", "by", "until", "at", "to")
)
_DASH = re.compile(r"\s*[–—-]\s*|\s+/\s+|/(?=\d)")
_ONWARDS = re.compile(rf"\s*{either(_WORDS['onwards'])}(?!\w)")
_NOON, _ABOUT_NOON, _MIDNIGHT = (
    re.compile(rf"{either(_WORDS[name])}(?!\w)") for name in ("noon", "about_noon", "midnight")
)
_AM, _PM, _NIGHT, _BY_DAY = (
    re.compile(rf"[\s\u200c]*{either(_WORDS[name])}(?!\w)") for name in ("am", "pm", "night", "by_day")
)
_OWN = re.compile(rf"[\s(,]*{either(_WORDS['own_clock'])}(?!\w)\)?")
_OTHER = re.compile(rf"[\s(,]*{either(_WORDS['other_clock'])}(?!\w)\)?")
_PLUS = re.compile(r"\s*\(?\s*(?:\+\s*(?P<n>[1-9])|⁺(?P<raised>[¹²³]))(?!\d)\s*(?:day|d)?\)?")
_BEHIND_ABOUT = re.compile(rf"\s*\(?{either(_WORDS['about'])}(?!\w)\)?")
_OPEN = re.compile(rf"[\s(]*(?:{either(_WORDS['at'])}\s*)?{either(_WORDS['open'])}[\s).]*")
_THEN = re.compile(rf"{either(_WORDS['then'])}(?!\w)")
_WHOLE_DAY = re.compile(rf"{either(_WORDS['whole_day'])}(?!\w)")
_PARTS = tuple((name, re.compile(rf"{either(forms)}(?!\w)")) for name, forms in _WORDS["parts"].items())
_AGAIN = re.compile(r"\s*[(\[]\s*(\d{1,2}[:.]\d{2}[^)\]]*)[)\]]")
"""The same moment on another clock, in brackets."""
_ENDS = re.compile(r"\s*(?:$|[-–—:.,;|\t\n(])")
_TOLD_PAST = re.compile(r"[\s:;.,|–—-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A time as it is stated at the beginning of a text; `stop` is the place behind it, and what separates it.

    `case` names a question, empty where there is none; `others` are the other ways to read it, as clocks or words.
    `bare` is set where nothing but four digits says that it is a time; `is_open` where it says that it is not settled.
    """

    at: When = UNKNOWN
    ends: When = UNKNOWN
    stop: int
    case: str = ""
    others: tuple[str, ...] = ()
    bare: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """One clock and where it ends. `half` is the half of the day that is named; `sure` unless it may mean more."""

    hour: int
    minute: int
    stop: int
    half: str = ""
    days: int = 0
    bare: bool = False
    case: str = ""
    others: tuple[str, ...] = ()

    @property
    def clock(self) -> Clock:
        """As the visit file has it; 24:00 is the next day's beginning."""
        return Clock(time(self.hour % 24, self.minute), plus_days=self.days + self.hour // 24)

    @property
    def minutes(self) -> int:
        return (self.hour + 24 * self.days) * 60 + self.minute


def stated_time(text: str, *, expected: bool = False) -> StatedTime | None:
    """The time at the beginning of a text, or None. Where one is `expected` (a column of times), less will do."""
    said = folded(text)
    start, about, bound, asked = _led_in(said)
    first = _clock(said, start, expected=expected or asked or bool(bound))
    if first is None:
        return _in_words(said, expected=expected)
    if _continues_a_word(said, first.stop):
        return None
    about, stop = _behind(said, first.stop, about=about)
    first = replace(first, stop=stop)
    second, stop = _second(said, first)
    if second is not None:
        first, second = _same_half(first, second)
    found = _put_together(first, second, bound, about=about)
    own = _OWN.match(said, stop)
    other = _OTHER.match(said, own.end() if own else stop)
    if other:
        found = replace(found, case="other-clock", others=(text[other.start() : other.end()].strip(" (),"),))
    stop = other.end() if other else own.end() if own else stop
    if again := _AGAIN.match(said, stop):
        found, stop = (
            replace(found, case="two-clocks", others=(text[again.start(1) : again.end(1)].strip(),)),
            again.end(),
        )
    if bound == "" and second is None and (onwards := _ONWARDS.match(said, stop)):
        found, stop = replace(found, at=When(Precision.FROM, first.clock)), onwards.end()
    if is_open := _OPEN.match(said, stop):
        rest = said[is_open.start() : is_open.end()].strip(" –—-.()…?")
        found, stop = replace(found, is_open=bool(rest)), is_open.end() if rest else stop
    return replace(found, stop=_past(said, stop))


def says_open(text: str) -> bool:
    """Whether a text says only that the time is not settled, or holds nothing but dots and dashes."""
    return bool(_OPEN.fullmatch(folded(text)))


def opens(text: str) -> int | None:
    """Where `Time tbc` at the beginning of a text ends, and what follows begins; None where it does not say so."""
    said = folded(text)
    match = _OPEN.match(said)
    if match is None or not any(letter.isalpha() for letter in match[0]) or _continues_a_word(said, match.end()):
        return None
    return _past(said, match.end())


def says_then(text: str) -> bool:
    """Whether a text says only that something follows, or lasts all day."""
    said = folded(text).strip(" .,:;")
    return bool(_THEN.fullmatch(said) or _WHOLE_DAY.fullmatch(said))


def find_time(text: str) -> tuple[int, StatedTime] | None:
    """The first time inside a text that is one beyond doubt, and where it begins."""
    said = folded(text)
    for match in re.finditer(r"(?<![\w.,:/+-])\d{1,2}(?=[\s:.h٫ч])", said):
        if any(form.match(said, match.start()) for form in _STRONG):
            begins = _lead_before(said, match.start())
            found = stated_time(text[begins:])
            if found is not None and found.at.clock is not None:
                return begins, replace(found, stop=begins + found.stop)
    return None


def _lead_before(said: str, position: int) -> int:
    """Where the words begin that lead to the clock at a position: `from about`."""
    for begins in (match.start() for match in re.finditer(r"(?<!\w)\w", said[:position])):
        start, *_ = _led_in(said[begins:position] + "0")
        if begins + start == position:
            return begins
    return position


def _led_in(said: str) -> tuple[int, bool, str, bool]:
    """Past the words before a clock: where it begins, whether it is approximate, what bound it is, and `at`."""
    position, about, bound, asked = len(said) - len(said.lstrip(" \t\n([•*·-–—")), False, "", False
    for _ in range(4):
        for pattern, name in ((_ABOUT, "about"), (_BY, "by"), (_UNTIL, "until"), (_FROM, "from"), (_AT, "at")):
            match = pattern.match(said, position)
            if match is None or match.end() == position:
                continue
            position = match.end()
            about, asked = about or name == "about", asked or name == "at"
            bound = name if name in ("by", "until", "from") else bound
            break
        else:
            break
    return position, about, bound, asked


def _clock(said: str, start: int, *, expected: bool) -> _Read | None:
    for form in _STRONG:
        if match := form.match(said, start):
            return _with_half(said, match)
    after_word = said[:start].rstrip().endswith(("ساعت", "الساعه"))
    if after_word and (match := _SLASHED.match(said, start)):
        return _with_half(said, match)
    return (
        _bare_hour(said, start, expected=expected, after_word=after_word)
        or _weak(said, start, expected=expected)
        or _named_hour(said, start, expected=expected)
        or _opens_span(said, start)
    )


def _bare_hour(said: str, start: int, *, expected: bool, after_word: bool) -> _Read | None:
    """An hour alone is one with its half of the day, after the word for it, or where nothing else is in a cell."""
    match = _BARE.match(said, start)
    if match is None:
        return None
    if _half(said, match.end())[0]:
        return _with_half(said, match)
    if expected and not said[match.end() :].strip():
        return replace(_with_half(said, match), case="" if after_word else "bare-hour")
    return _with_half(said, match) if expected and after_word else None


def _weak(said: str, start: int, *, expected: bool) -> _Read | None:
    if match := _FOUR.match(said, start):
        return replace(_with_half(said, match), bare=not expected)
    if not expected:
        return None
    if match := _MINUS.match(said, start):
        return _with_half(said, match)
    if match := _HYPHENED.match(said, start):
        span = f"{int(match['h']):02d}:00–{int(match['m']):02d}:00"
        return replace(_with_half(said, match), case="hyphen", others=(span,))
    return None


def _named_hour(said: str, start: int, *, expected: bool) -> _Read | None:
    """Noon and midnight; in a line only where something else follows them."""
    if match := _NOON.match(said, start):
        is_one = expected or match[0].startswith("12") or _ENDS.match(said, match.end())
        return _Read(12, 0, match.end()) if is_one else None
    if (match := _MIDNIGHT.match(said, start)) and (expected or _ENDS.match(said, match.end())):
        return _Read(0, 0, match.end(), days=1, case="midnight", others=("00:00",))
    return None


def _opens_span(said: str, start: int) -> _Read | None:
    """`9–11.30`: an hour alone, with a clock at the other end."""
    match = _BARE.match(said, start)
    joint = _DASH.match(said, match.end()) if match else None
    if match is None or joint is None:
        return None
    bare = _BARE.match(said, joint.end())
    with_half = bare is not None and bool(_half(said, bare.end())[0])
    is_clock = with_half or any(form.match(said, joint.end()) for form in _STRONG)
    return _with_half(said, match) if is_clock else None


def _half(said: str, position: int) -> tuple[str, int]:
    """The half of the day that is named there, and where its name ends."""
    for name, pattern in (("am", _AM), ("pm", _PM), ("night", _NIGHT), ("day", _BY_DAY)):
        if match := pattern.match(said, position):
            return name, match.end()
    return "", position


def _with_half(said: str, match: re.Match[str]) -> _Read:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half, stop = _half(said, match.end())
    if _ENDS_A_WORD.match(said, stop) is None and half:
        half, stop = "", match.end()
    days = 0
    if plus := _PLUS.match(said, stop):
        days, stop = int(plus["n"] or " ¹²³".index(plus["raised"])), plus.end()
    return _Read(_by_half(hour, half), minute, stop, half, days)


_ENDS_A_WORD = re.compile(r"(?!\w)")


def _by_half(hour: int, half: str) -> int:
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "pm":
        return hour + 12 if hour < 12 else hour
    if half == "day":
        return hour + 12 if hour < 9 else hour
    if half == "night":
        return 24 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    return hour


def _continues_a_word(said: str, stop: int) -> bool:
    return said[stop : stop + 1].isalnum() and said[stop - 1].isalnum() and not _OWN.match(said, stop)


def _behind(said: str, stop: int, *, about: bool) -> tuple[bool, int]:
    if match := _BEHIND_ABOUT.match(said, stop):
        rest = match.end()
        if not re.match(r"\s*\d", said[rest:]):  # `10:00 ca. 20 min` speaks of a length
            return True, rest
    return about, stop


def _second(said: str, first: _Read) -> tuple[_Read | None, int]:
    """The end of a span, if one follows; and where reading goes on."""
    own = _OWN.match(said, first.stop)
    start = own.end() if own else first.stop
    joint = _DASH.match(said, start) or _TO.match(said, start)
    if joint is None:
        return None, first.stop
    position = joint.end()
    if led := _AT.match(said, position):
        position = led.end()
    second = _clock(said, position, expected=True) if _may_end(said, position, first) else None
    if second is None or second.case == "hyphen" or _continues_a_word(said, second.stop):
        return None, first.stop
    case = "two-times" if "/" in joint[0] else "" if second.case == "midnight" or not first.case else second.case
    return replace(second, case=case), second.stop


def _may_end(said: str, position: int, first: _Read) -> bool:
    """Four digits end a span only where four digits began it, and a lone hour only with its half of the day."""
    if any(form.match(said, position) for form in _STRONG) or _MIDNIGHT.match(said, position):
        return True
    if _NOON.match(said, position) or _SLASHED.match(said, position):
        return True
    bare = _BARE.match(said, position)
    if bare and (_half(said, bare.end())[0] or (first.minute == 0 and _ENDS.match(said, bare.end()))):
        return True
    return bool(_FOUR.match(said, position) and (first.bare or said[: first.stop].strip().isdigit())) or bool(
        _MINUS.match(said, position)
    )


def _same_half(first: _Read, second: _Read) -> tuple[_Read, _Read]:
    """`2–3 pm` is the afternoon of both, `11–1 pm` is not; `10 am – 1` ends after noon."""
    if second.half and not first.half and first.hour <= 12:
        shared = _by_half(first.hour, second.half)
        if shared * 60 + first.minute < second.minutes:
            first = replace(first, hour=shared)
    elif first.half and not second.half and second.hour < 12 and second.minutes < first.minutes:
        later = second.hour + 12
        if later * 60 + second.minute > first.minutes:
            second = replace(second, hour=later)
    return first, second


def _put_together(first: _Read, second: _Read | None, bound: str, *, about: bool) -> StatedTime:
    case, others, bare = first.case, first.others, first.bare
    if second is None:
        if bound == "until":
            return StatedTime(ends=When(Precision.EXACT, first.clock), stop=first.stop, case="no-start", bare=bare)
        precision = {"from": Precision.FROM, "by": Precision.BY}.get(bound, Precision.EXACT)
        precision = Precision.ABOUT if about and precision is Precision.EXACT else precision
        return StatedTime(at=When(precision, first.clock), stop=first.stop, case=case, others=others, bare=bare)
    if second.minutes <= first.minutes and not second.days:
        at_night = first.hour >= 17 and second.hour <= 6
        case = case or ("" if at_night else "ends-before")
        second = replace(second, days=1) if at_night else second
        if not at_night:
            clock = StatedTime(at=When(Precision.EXACT, first.clock), stop=second.stop, case=case, bare=bare)
            return replace(clock, others=(f"{second.hour % 24:02d}:{second.minute:02d}",))
    case = case or second.case
    at = When(Precision.ABOUT if about else Precision.EXACT, first.clock)
    ends = When(Precision.EXACT, second.clock)
    return StatedTime(at=at, ends=ends, stop=second.stop, case=case, others=others, bare=bare)


def _in_words(said: str, *, expected: bool) -> StatedTime | None:
    """A part of the day, or noon that is not twelve sharp; in a line only where something else follows it."""
    start = len(said) - len(said.lstrip(" \t([•*·"))
    if (match := _ABOUT_NOON.match(said, start)) and _ENDS.match(said, match.end()):
        part = When(Precision.PART, part="midday")
        return StatedTime(at=part, stop=_past(said, match.end()), case="about-noon", others=("12:00",))
    for name, pattern in _PARTS:
        match = pattern.match(said, start)
        if match and (said[match.end() :].strip() == "" if expected else _ENDS.match(said, match.end())):
            stop = _past(said, match.end())
            if expected or stop < len(said):
                return StatedTime(at=When(Precision.PART, part=name), stop=stop)
    return None


def _past(said: str, stop: int) -> int:
    """Past what separates a time from what follows; a bracket that only closes belongs to the time."""
    if stop < len(said) and said[stop] in ")]":
        stop += 1
    match = _TOLD_PAST.match(said, stop)
    return match.end() if match else stop
