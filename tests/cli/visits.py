"""Small visits for the command line: one that can be planned, and one of each kind that cannot.

Arvandia (host) and Severia are invented. SMALL has two engagements: talks of an hour, and a wreath that may be left
out.
"""

from __future__ import annotations

from pathlib import Path

HEAD = """
format_version = 1
title = "Working visit of the Prime Minister of Severia to Arvandia"
kind = "working"

[sides.AR]
name = "Arvandia"
role = "host"
[sides.SE]
name = "Severia"
role = "guest"

[legs.capital]
city = "Arvand"
zone = "Asia/Tehran"
host = "AR"

[venues.airport]
name = "Airport"
leg = "capital"
[venues.monument]
name = "Monument"
leg = "capital"
[venues.palace]
name = "Palace"
leg = "capital"

[[travel]]
origin = "airport"
destination = "monument"
time = "38m"
basis = "measured"
[[travel]]
origin = "monument"
destination = "palace"
time = "8m"
basis = "measured"

[people.pm-ar]
side = "AR"
office = "Prime Minister of Arvandia"
principal = true
[people.pm-se]
side = "SE"
office = "Prime Minister of Severia"
principal = true
"""

TALKS = """
[engagements.talks]
title = "Talks"
kind = "talks"
format = "plenary"
day = 1
{at}
length = "60m"
venues = ["palace"]
who = ["pm-ar", "pm-se"]
proposed_by = "AR"
"""

WREATH = """
[engagements.wreath]
title = "Wreath"
kind = "wreath"
day = 1
length = "15m"
venues = ["monument"]
who = ["pm-se"]
optional = true
proposed_by = "SE"
"""

SMALL = HEAD + TALKS.format(at='at = "10:00"') + WREATH

# Landing not before 11:20, 38 + 7 min to the monument, 10 there, 8 + 7 to the palace, 20 of welcome: talks at 12:50.
CLASH = (
    HEAD
    + """
[engagements.landing]
title = "Landing"
kind = "arrival"
day = 1
at = "from 11:20"
length = "5m"
venues = ["airport"]
who = ["pm-se"]
proposed_by = "SE"
agreed = "P-04"

[engagements.wreath]
title = "Wreath"
kind = "wreath"
day = 1
length = "10m"
after = ["landing"]
venues = ["monument"]
who = ["pm-se"]
proposed_by = "AR"

[engagements.welcome]
title = "Official welcome"
kind = "welcome"
day = 1
length = "20m"
after = ["wreath"]
venues = ["palace"]
who = ["pm-ar", "pm-se"]
proposed_by = "AR"

[engagements.talks]
title = "Talks"
kind = "talks"
day = 1
at = "by 12:45"
length = "60m"
after = ["welcome"]
venues = ["palace"]
who = ["pm-ar", "pm-se"]
proposed_by = "AR"
agreed = "P-14"
"""
)

# The guest is in two places from 10:00 to 10:15, beyond doubt.
UNSOUND = HEAD + TALKS.format(at='at = "10:00"') + WREATH.replace("optional = true", 'at = "10:00"')

WRONG = SMALL.replace('length = "60m"', "length = 60").replace('kind = "wreath"', 'kind = "wreth"')

# Thirty calls at eight venues, none of which has an hour: a first programme is there in seconds, the best after many.
EIGHT = "abcdefgh"
SLOW = HEAD + "".join(
    [f'[venues.{venue}]\nname = "Venue {venue}"\nleg = "capital"\n' for venue in EIGHT]
    + [
        f'[[travel]]\norigin = "{EIGHT[i]}"\ndestination = "{EIGHT[j]}"\n'
        f'time = "{6 + (7 * i + 11 * j + 5 * i * j) % 23}m"\nbasis = "measured"\n'
        for i in range(8)
        for j in range(i + 1, 8)
    ]
    + [
        f'[engagements.call-{n}]\ntitle = "Call {n}"\nkind = "site-visit"\nday = 1\nlength = "{10 + n * 7 % 4 * 5}m"\n'
        f'venues = ["{EIGHT[n % 8]}"]\nwho = ["pm-se"]\noptional = true\nproposed_by = "SE"\n'
        for n in range(30)
    ]
)

# One thing of every sort that can be asked about.
RICH = (
    HEAD
    + """
[people.spouse-se]
side = "SE"
office = "Spouse of the Prime Minister of Severia"
[delegations.suite]
side = "SE"
name = "Suite of Severia"
members = ["pm-se", "spouse-se"]
[tracks.main]
name = "Main programme"
[tracks.spouses]
name = "Programme of the spouses"
members = ["spouse-se"]
[agreements.treaty]
title = "Treaty"
[agreements.treaty.tracks]
trade = "Trade"
science = "Science"
[movements.flight]
title = "Flight"
by = "plane"
departs = { place = "Severia", day = 1, at = "08:30" }
arrives = { venue = "airport", day = 1, at = "09:00" }
who = ["suite"]
proposed_by = "SE"
agreed = "P-01"
[movements.home]
title = "Flight home"
by = "plane"
departs = { venue = "airport", day = 1, at = "20:00" }
arrives = { place = "Severia" }
who = ["suite"]
[engagements.talks]
title = "Talks"
kind = "talks"
format = "plenary"
day = 1
at = "11:00"
ends = "12:30"
anchor = true
length = { least = "60m", typical = "90m", most = "90m" }
venues = ["palace"]
who = ["pm-ar", "pm-se"]
serves = ["trade", "treaty"]
proposed_by = "AR"
agreed = "P-14"
margin = "10m"
[engagements.press]
title = "Statements"
kind = "press"
day = 1
after = [{ engagement = "talks", most = "1h" }]
venues = ["palace"]
who = ["pm-ar", "pm-se"]
[engagements.tea]
title = "Tea"
kind = "private"
at = "after press"
length = "30m"
place = "the garden"
who = ["pm-se"]
proposed_by = "SE"
[engagements.museum]
title = "Museum"
kind = "cultural"
days = [1]
at = "afternoon"
length = "45m"
venues = ["monument"]
track = "spouses"
proposed_by = "AR"
[engagements.dinner]
title = "Dinner"
kind = "banquet"
status = "cancelled"
day = 1
length = "2h"
venues = ["palace"]
who = ["pm-ar", "pm-se"]
proposed_by = "AR"
[blocks.rest]
kind = "rest"
who = ["pm-se"]
day = 1
between = "15:00–18:00"
length = "1h"
[rules.midday-meal]
grade = "off"
reason = "no meal"
"""
)


def written(folder: Path, text: str) -> Path:
    """The folder, with a visit in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "visit.toml").write_text(text, encoding="utf-8")
    return folder
