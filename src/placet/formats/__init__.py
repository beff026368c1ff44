"""How the model is written down: bytes in, values or faults out, and back.

`limits.py` names every bound. `toml.py` is the one door for a file's bytes. `scalars.py` and `plain.py` turn plain data
into model values, driven by the declarations of the model; `schema.py` and `reference.py` print the same declarations.
`visitfile.py`, `programme.py` and `published.py` are the three formats. Nothing here opens a file.
"""
