"""The same texts end in the same stories, in whatever process: no sum hangs on a set's order."""

import os
import subprocess
import sys

PROGRAM = """
from datetime import UTC, datetime
from barograph.records import Told
from barograph.stories.likeness import prepare, story_score

TEXTS = (
    "Iran seized the US tanker Golden Reed off Jask on Tuesday and held 23 sailors, they said.",
    "US-flagged tanker Golden Reed captured by Iranian forces near Jask with two dozen sailors.",
    "Iranian forces hold sailors of the tanker Golden Reed, taken near the port of Jask at dawn.",
    "Washington demands that Tehran free the tanker's crew, seized off Jask, at once and unharmed.",
)
at = datetime(2019, 6, 13, tzinfo=UTC)
told = [
    prepare(Told(str(n), str(n), "a.example", "a", at, "IRN-USA", "COERCE", "seize", "IRN", "USA",
                 "affirmed", text, text))
    for n, text in enumerate(TEXTS)
]
print([(one.length, other.length, story_score(one, other)) for one in told for other in told])
"""


def test_likeness_is_the_same_to_the_last_bit_whatever_the_seed_of_hashes() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in range(1, 7)
    }  # fmt: skip
    assert len(answers) == 1
