"""Accuracy floors that refuse to fall.

`check(task, score)` fails a test when `score` is below the task's floor in floors.json. After an
improvement run `python tests/gates/gate.py TASK SCORE`: it lifts the floor, and refuses to lower it
without `--allow-lower`. Idea and form after trafilatura's eval_gate.py.
"""

import json
import sys
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"
EPSILON = 0.002
"""Parsers differ in the last digits between processors; less than half a case of most files."""


def read_floors() -> dict[str, float]:
    """Return the floor of each task."""
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def check(task: str, score: float) -> None:
    """Fail when a task scores below its floor, or has none."""
    floors = read_floors()
    assert task in floors, f"{task} has no floor: python tests/gates/gate.py {task} {score:.4f}"
    floor = floors[task]
    assert score >= floor - EPSILON, f"{task} fell to {score:.4f}, its floor is {floor:.4f}"


def lift(task: str, score: float, *, allow_lower: bool = False) -> None:
    """Set a task's floor; refuse to lower it unasked."""
    floors = read_floors() if FLOORS.exists() else {}
    if score < floors.get(task, 0.0) and not allow_lower:
        raise SystemExit(f"{task}: {score} is below the floor {floors[task]}")
    floors[task] = score
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    lift(words[0], float(words[1]), allow_lower="--allow-lower" in sys.argv)
