"""How long engagements usually last, for those whose length nobody stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from placet.model.engagements import Engagement, Kind
from placet.model.spans import Length

FALLBACK = Length(timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=90), stated=False)
"""For a kind that the profile says nothing about. Default."""


@dataclass(frozen=True, slots=True)
class UsualLengths:
    """Lengths by kind (`courtesy-call`) or, for talks, kind and format (`talks-plenary`)."""

    lengths: Mapping[str, Length]
    per_document: timedelta

    def of(self, engagement: Engagement) -> Length:
        """The stated length, or the usual one of its kind as an estimate."""
        return engagement.length if engagement.length is not None else self.usual(engagement)

    def usual(self, engagement: Engagement) -> Length:
        """The usual length of its kind, longer for each document to be signed."""
        key = engagement.kind.value
        if engagement.format is not None:
            key = f"{key}-{engagement.format.value}"
        length = self.lengths.get(key, self.lengths.get(engagement.kind.value, FALLBACK))
        more = self.per_document * engagement.documents if engagement.kind is Kind.SIGNING else timedelta(0)
        return Length(length.least + more, length.typical + more, length.most + more, stated=False)
