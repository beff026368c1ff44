"""By which city the clock of a zone is called, in a language."""

from __future__ import annotations

from babel.core import get_global

from placet.wording.language import Language


def city_of(zone: str, language: Language) -> str:
    """The city in the language, as Unicode has it; else the one in the zone's own name.

    Unicode keeps cities under the oldest name of a zone: Kolkata is found as `Asia/Calcutta`.
    """
    former = (old for old, now in get_global("zone_aliases").items() if now == zone)
    known = (language.locale.time_zones.get(name, {}).get("city") for name in (zone, *former))
    return next((str(city) for city in known if city), zone.rpartition("/")[2].replace("_", " "))
