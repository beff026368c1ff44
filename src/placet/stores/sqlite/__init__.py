"""SQLite by `apsw`, which brings its own: two files, two connections."""
