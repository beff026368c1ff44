"""Papers. One folder for each document, all of the same shape: `content.py`, `layout`, and what the layout needs.

`content.py` is a pure function of (projection, reader, language); the layout turns its value into bytes. What must be
issued anew after a change is therefore the set of (document, reader) whose content differs.
"""
