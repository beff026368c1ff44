"""How often a property is tried: often in continuous integration, less often while somebody waits."""

from __future__ import annotations

import os

from hypothesis import settings

PARSER_EXAMPLES = 2000 if os.environ.get("CI") == "true" else 200
thorough = settings(max_examples=PARSER_EXAMPLES, deadline=None)
"""For parsers of foreign bytes."""
