"""What an honest reader should find in one rendered file, written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.corpus.drawing import Choices
from tests.corpus.programmes import Day, Engagement, Programme


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One engagement as a file shows it.

    Of `titles` and `places` any will do: a bilingual row prints both. `must_doubt` and `may_doubt` give a reason, or
    are empty. Where a reader must doubt, an answer without a doubt is a guess; where it may, a doubt is as good as
    the answer.
    """

    date: str
    day: int
    year_shown: bool
    start: str | None
    end: str | None
    about: bool
    titles: tuple[str, ...]
    places: tuple[str, ...]
    must_doubt: str = ""
    may_doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A file as an office might have it. `choices` says what was drawn for it."""

    suffix: str
    data: bytes
    shown: tuple[Shown, ...]
    choices: dict[str, Any]

    def truth(self) -> dict[str, Any]:
        """As it is kept beside the file."""
        return {"choices": self.choices, "engagements": [asdict(one) for one in self.shown]}


def shown(
    programme: Programme,
    day: Day,
    one: Engagement,
    drawn: Choices,
    *,
    titles: tuple[str, ...] | None = None,
    places: tuple[str, ...] | None = None,
    must_doubt: str = "",
    may_doubt: str = "",
) -> Shown:
    """What a layout shows of an engagement, by default under the title and place of the source."""
    return Shown(
        date=day.date.isoformat(),
        day=programme.number(day.date),
        year_shown=drawn.year != "nowhere",
        start=one.start and f"{one.start:%H:%M}",
        end=one.end and f"{one.end:%H:%M}",
        about=one.about,
        titles=titles or (one.title,),
        places=places or (one.place,),
        must_doubt=must_doubt,
        may_doubt=may_doubt,
    )


def rendered(suffix: str, data: bytes, engagements: Sequence[Shown], drawn: Choices, **more: Any) -> Rendered:
    """A file with its truth; `more` are choices that only its layout has."""
    return Rendered(suffix=suffix, data=data, shown=tuple(engagements), choices=asdict(drawn) | more)
