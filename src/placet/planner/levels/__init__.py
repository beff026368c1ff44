"""The levels of the objective, and how each is made better or proven."""
