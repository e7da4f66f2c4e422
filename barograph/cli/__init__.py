"""The command `barograph`: arguments in, calls of the instrument, words and exit codes out.

Exit codes: 0 done, 1 done but some inputs were set aside (named on stderr), 2 usage, 3 the store
is in use or damaged.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from barograph import __version__
from barograph.cli.coding import code
from barograph.cli.demo import demo
from barograph.cli.exports import export
from barograph.cli.ledgers import agenda, consequences, figures
from barograph.cli.pressure import explain, readings, show, turns
from barograph.cli.reading import read
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
    show,
    readings,
    turns,
    explain,
    figures,
    agenda,
    consequences,
    code,
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
        typer.Option("--version", callback=say_version, is_eager=True, help="Say which and end."),
    ] = False,
) -> None:
    """Record the pressure between states: who did or said what to whom, who says so, how surely."""


def main() -> None:
    """Run the command; errors of ours are one line on stderr and an exit code."""
    try:
        app()
    except BarographError as error:
        sys.stderr.write(f"barograph: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("barograph: stopped; what was recorded stays\n")
        sys.exit(130)
