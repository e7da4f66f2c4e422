"""The command `barograph`: arguments in, calls of the instrument, words and exit codes out.

Exit codes: 0 done, 1 done but some inputs were set aside (named on stderr), 2 usage, 3 the store
is in use or damaged; beyond these 130 when stopped, 70 for a mistake in barograph itself.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from barograph import __version__
from barograph.cli.coding import code
from barograph.cli.consequences import consequences
from barograph.cli.demo import demo
from barograph.cli.explain import explain
from barograph.cli.exports import export
from barograph.cli.imports import import_
from barograph.cli.ledgers import agenda, figures
from barograph.cli.lookback import lookback
from barograph.cli.outlets import outlets
from barograph.cli.pressure import readings, show, turns
from barograph.cli.reading import read
from barograph.cli.recoding import recode
from barograph.cli.sides import sides
from barograph.cli.upkeep import backup, doctor
from barograph.errors import BarographError

app = typer.Typer(
    name="barograph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with [b]barograph demo[/b]. PAIR is written RUS-UKR, in either order.",
)

COMMANDS: tuple[Callable[..., None], ...] = (
    demo,
    read,
    recode,
    show,
    readings,
    turns,
    explain,
    lookback,
    figures,
    agenda,
    consequences,
    sides,
    outlets,
    code,
    import_,
    export,
    backup,
    doctor,
)
for command in COMMANDS:
    app.command()(command)


def say_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"barograph {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=say_version, is_eager=True, help="Say which and end."
        ),
    ] = False,
) -> None:
    """Record the pressure between states: who did or said what to whom, who says so, how surely."""


STOPPED = "stopped; what was recorded stays"


def main() -> None:
    """Run the command; what goes wrong is one line on stderr and an exit code, no traceback."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without our dashes still reads on
    try:
        code = run()
        sys.stdout.flush()
    except BarographError as error:
        code = say(str(error), error.exit_code)
    except BrokenPipeError:
        code = drop_output()  # `| head` has seen enough
    except OSError as error:
        drop_output()
        code = say(f"{error.filename or 'input or output'}: {error.strerror}", 2)
    except Exception as error:
        if os.environ.get("BAROGRAPH_TRACEBACK"):
            raise
        code = say(word_mistake(error), 70)
    sys.exit(code)


def run() -> int:
    """Run the command line and return its exit code."""
    try:
        app(prog_name="barograph")
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        if ended.code == 130:
            return say(STOPPED, 130)
        return ended.code if isinstance(ended.code, int) else 0
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C
            raise
        return say(STOPPED, 130)
    return 0


def say(words: str, code: int) -> int:
    """Say one line on stderr and hand the exit code on."""
    sys.stderr.write(f"barograph: {words}\n")
    return code


def drop_output() -> int:
    """Let what is still to be printed go nowhere, so that ending does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def word_mistake(error: Exception) -> str:
    """Say where barograph itself went wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "?"
    return (
        f"a mistake in barograph itself: {type(error).__name__}: {error} ({where}). The store is "
        "as it was after the last batch. Please report it with the command you gave; "
        "BAROGRAPH_TRACEBACK=1 shows the way there"
    )
