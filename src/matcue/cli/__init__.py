"""The command line: each command is its options and one call; errors become exit codes here."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from matcue import __version__
from matcue.cli.commands import export, list_, play, show
from matcue.errors import MatcueError

if TYPE_CHECKING:
    from types import FrameType

EPILOG = """\b
Examples:
  matcue list                                        what there is
  matcue show lower-back-relief                      what will be heard, and when
  matcue play lower-back-relief                      through the speakers
  matcue export sciatica-relief -o session.mp3       a file to take along
  matcue play sciatica-relief --speed 0.9 --pace unhurried

\b
Shell completion, in bash (zsh alike, with zsh_source):
  eval "$(_MATCUE_COMPLETE=bash_source matcue)"
in fish:
  _MATCUE_COMPLETE=fish_source matcue | source

For information only, not medical advice."""


def _terminate(number: int, _: FrameType | None) -> NoReturn:
    """End in good order, with the code that shells give to a signal."""
    sys.exit(128 + number)


class _Matcue(click.Group):
    """Ends with the exit code that belongs to an error, and never with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        signal.signal(signal.SIGTERM, _terminate)
        try:
            return super().invoke(ctx)
        except MatcueError as error:
            click.echo(f"matcue: {error}" if error.exit_code != 65 else str(error), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(130)


@click.group(
    cls=_Matcue,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="matcue %(version)s")
def main() -> None:
    """Play a stretching routine as spoken guidance, or keep it as an audio file."""


for command in (list_, show, export, play):
    main.add_command(command)
