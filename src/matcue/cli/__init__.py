"""The command line: each command is its options and one call; errors become exit codes here."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, Final

import click
from click.shell_completion import add_completion_class

from matcue import __version__
from matcue.cli import interrupts
from matcue.cli.completion import Bash, Fish, Zsh
from matcue.cli.doctor_command import doctor
from matcue.cli.export_command import export
from matcue.cli.guide_commands import exercises, guide, keys
from matcue.cli.import_command import import_
from matcue.cli.lines import say
from matcue.cli.machine_commands import cache, devices
from matcue.cli.routine_commands import check, list_, new, play, schema, show
from matcue.cli.voice_commands import voices
from matcue.errors import FileError, MatcueError, RoutineError, reason_of
from matcue.visible import one_line

EPILOG = """\b
Examples:
  matcue list                                        what there is
  matcue show lower-back-relief                      what will be heard, and when
  matcue play lower-back-relief                      through the speakers
  matcue export sciatica-relief -o session.mp3       a file to take along
  matcue voices                                      who can speak
  matcue guide safety                                when to stop, when to ask
  matcue new evening                                 a routine of your own
  matcue import sheet.txt -o back.yaml               your own list as a routine
  matcue doctor                                      what works here, and fixes
  matcue play sciatica-relief --speed 0.9 --pace unhurried

\b
Shell completion, in bash (zsh alike, with zsh_source):
  eval "$(_MATCUE_COMPLETE=bash_source matcue)"
in fish:
  _MATCUE_COMPLETE=fish_source matcue | source

For information only, not medical advice."""


def _settle_streams() -> None:
    """Let nothing about the terminal end a session: closed streams, letters that it lacks."""
    while (spare := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(spare)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _print_no_more() -> None:
    """Discard what is still to be printed: Python would try, and complain, as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


class _Matcue(click.Group):
    """Ends with the exit code that belongs to an error, and never with a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        _settle_streams()
        interrupts.listen()
        for shell in (Bash, Zsh, Fish):
            add_completion_class(shell)
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            sys.stderr.write(f"matcue: cannot print: {reason_of(error)}.\n")
            _print_no_more()
            sys.exit(FileError.exit_code)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with interrupts.preferred():
                return super().invoke(ctx)
        except RoutineError as error:
            say(error, hang=2, err=True)
            ctx.exit(error.exit_code)
        except MatcueError as error:
            say(f"matcue: {error}", hang=2, err=True)
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            raise click.UsageError(one_line(error.format_message()), error.ctx) from error
        except interrupts.Ended as ended:
            try:
                say(f"matcue: ended by the signal {ended.signal}.", err=True)
                click.echo(nl=False)
            except OSError:  # the terminal is gone, say
                _print_no_more()
            raise
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


COMMANDS: Final = (
    *(list_, show, export, play, keys),
    *(exercises, guide, voices, devices),
    *(new, import_, check, schema),
    *(cache, doctor),
)
for command in COMMANDS:
    main.add_command(command)
