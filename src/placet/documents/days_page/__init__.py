"""A picture of the days on which a visit could begin: the year as a strip of months, and the best days with reasons.

It is a paper of this office: reasons name its own diary.
"""
