"""Read case files: a comment, a sentence, and `=>` lines with what is expected of it."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One expectation of one text."""

    comment: str
    text: str
    expected: tuple[str, ...]
    """The cells of the `=>` line."""

    def __str__(self) -> str:
        return f"{self.comment}: {' | '.join(self.expected)}"


def read_cases(name: str) -> list[Case]:
    """Return the cases of `cases/<name>`, in order; blank lines part them.

    The comment lines before the first text belong to the file.
    """
    cases = []
    for block in (FOLDER / name).read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip()]
        comments = [line[1:].strip() for line in lines if line.startswith("#")]
        texts = [line for line in lines if not line.startswith(("#", "=>"))]
        for line in lines:
            if line.startswith("=>"):
                cells = tuple(cell.strip() for cell in line[2:].split("|"))
                cases.append(Case(" ".join(comments), "\n".join(texts), cells))
    return cases
