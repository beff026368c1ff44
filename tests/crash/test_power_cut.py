"""The power is cut between any two calls of a node that writes, and the disk holds any part of what was not synced.

A thousand images here; `make release-crash` looks at twenty thousand.
"""

from __future__ import annotations

import os

import pytest
from tests.crash.images import VARIANTS, image
from tests.crash.looking import LOST_AND_SEEN, LOST_OF_OTHERS, SOUND, Expected, look_at_images
from tests.crash.recording import Make, Rename, SyncFile, Told, recorded

STEPS = 50
IMAGES = int(os.environ.get("PLACET_IMAGES", "1000"))


def images(calls, count):
    """So many images, evenly spread over the calls; of every five, three hold some of what was not synced."""
    variants = [*VARIANTS, "some", "some"]
    for number in range(count):
        at = 1 + number * len(calls) // count
        yield image(calls, at, variants[number % len(variants)], seed=number)


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_and_no_number_is_given_twice(folder):
    calls = recorded(folder, STEPS, "FULL")
    assert [call.step for call in calls if isinstance(call, Told)] == list(range(STEPS))
    expected = Expected.of(STEPS + 2)
    assert look_at_images(images(calls, IMAGES), folder, expected) == {SOUND: IMAGES}


@pytest.mark.slow
def test_with_less_care_it_would_be_lost_and_seen_to_be(folder):
    """`synchronous=NORMAL`, which is usual elsewhere: the rig must notice, and so must the file of own heads."""
    calls = recorded(folder, STEPS, "NORMAL")
    found = look_at_images(images(calls, 250), folder, Expected.of(STEPS + 2))
    assert found[LOST_AND_SEEN] > 50
    early = "taken for old: restored"  # the file tells of an entry that was lost before it was acknowledged
    assert set(found) <= {SOUND, LOST_AND_SEEN, LOST_OF_OTHERS, early}


def test_the_file_of_own_heads_is_synced_before_it_takes_its_name(folder):
    calls = recorded(folder, 3, "FULL")
    renames = [number for number, call in enumerate(calls) if isinstance(call, Rename) and "own-heads" in call.path]
    assert len(renames) >= 3
    for number in renames:
        made = [call.inode for call in calls[:number] if isinstance(call, Make) and call.path == calls[number].path]
        assert calls[number - 1] == SyncFile(made[-1])
