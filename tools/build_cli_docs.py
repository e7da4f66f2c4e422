"""Write docs/cli.md from what every command says of itself with --help.

Run: python tools/build_cli_docs.py; tests/test_docs.py fails while the page is stale.
"""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from barograph.cli import COMMANDS, app

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"
WIDTH = 88
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
HEAD = """\
# The command

This page is written by `tools/build_cli_docs.py` from what each command says with `--help`; edit
the commands, not this page.

**What all commands share.** `PAIR` is two parties with a hyphen, by code or name, in either order:
`RUS-UKR`, `ukraine-russia`. `STATE` is one. A time `T` is UTC: `2019-06-13` (its midnight) or
`2019-06-13T09:00Z`; other zones may be named. `--db FILE` names the store; without it, it lies in
your user data folder (`BAROGRAPH_HOME` names another). `--json` prints one JSON document.

**Exit codes.** 0 done. 1 done, but some inputs were set aside; each is named on stderr with its
reason, and `barograph doctor` lists them again. 2 the command was worded wrongly, or cannot write
where it should. 3 the store is in use or damaged; the answer comes at once and says who holds it
and what to do. 130 stopped with Ctrl-C; what was recorded stays. 70 a mistake in barograph itself
(`BAROGRAPH_TRACEBACK=1` shows where). A reader that stops early, as `| head` does, is no error.

**For scripts.** `readings --csv` has the columns hour, confirmed, reported, low, high, normal,
tendency_3h, tendency_24h, tendency_7d, p_worse, stories, origins, coverage (`news`, `calm`, `none`,
`partial`, `outage`: [the index](the-index.md), section 7); `turns --csv` has pair, time, direction
(1 better, -1 worse), size, confirmed_at, title. Output is UTF-8. One process
owns a store at a time, while it reads news in; any number may look at it when nobody does.
`--coder` chooses who codes; without it `BAROGRAPH_CODER` does, then the settings file
([Coders](coders.md)). `BAROGRAPH_WORKERS` sets how many coding processes `read` and `recode` start
(one a core by default).
"""


def read_help(*words: str) -> str:
    """Return what a command says with --help, without colours and spare lines."""
    result = CliRunner().invoke(
        app, [*words, "--help"], prog_name="barograph", env={"COLUMNS": str(WIDTH)}
    )
    lines = [line.rstrip() for line in ESCAPES.sub("", result.output).strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.removeprefix(" ") for line in lines))


def write_page() -> str:
    """Return the page."""
    parts = [HEAD, f"## barograph\n\n```text\n{read_help()}\n```\n"]
    for command in COMMANDS:
        name = command.__name__
        parts.append(f"## barograph {name}\n\n```text\n{read_help(name)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(write_page(), encoding="utf-8")
