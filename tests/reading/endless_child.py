"""A reading process that never answers."""

import time

time.sleep(600)
