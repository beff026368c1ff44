"""How things are said, per language. Prose lives here and in `documents/`, nowhere else.

`catalogue/LANGUAGE/` holds the sentences, one TOML file a subject; `sentences.py` puts facts into them.
"""
