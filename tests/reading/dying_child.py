"""A reading process that a library brings down."""

import os

os.abort()
