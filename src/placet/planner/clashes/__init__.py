"""Why there is no programme, what would have to be given up for one, and what would bring something in."""
