"""Common dates: two sides learn the windows that both chose, and nothing else. Normative: docs/formats/common-dates.md.

windows     an arrival and a number of days
search      the terms that both sides agree to first
groups      the arithmetic; the only module here that knows the library
meeting     the three messages of a round, and what is wrong with one
choice      what a side chose, and the chance that hides it
approval    an officer's seal over the points that are sent
letters     messages as bodies of entries
rounds      how a search was conducted, from the record
turns       our next message, and what is in common once a round is over
offers      windows in common count as offered by both
holds       a window held, confirmed, or let go without a word
charges     proof against whoever sent a false message
"""
