"""One side's installation: the use cases, one verb a file. Only here are a user's files opened."""
