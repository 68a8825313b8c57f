"""The commands: options, a deferred import, one call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from matcue.settings import Chosen

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    from matcue.studio import names

    known = [CompletionItem(name) for name in names() if name.startswith(typed)]
    return known or [CompletionItem(typed, type="file")]


_CHOICES = (
    click.option(
        "--pace",
        metavar="PACE",
        envvar="MATCUE_PACE",
        show_envvar=True,
        help="Time to get into position, change sides, pause and rest: unhurried, steady, brisk, "
        "or a number (2 gives twice the time). Holds stay.  [default: steady]",
    ),
    click.option(
        "--speed",
        metavar="FACTOR",
        envvar="MATCUE_SPEED",
        show_envvar=True,
        help="How fast the voice speaks, 0.5 to 2. Holds stay.  [default: 1]",
    ),
    click.option(
        "--voice",
        metavar="NAME",
        envvar="MATCUE_VOICE",
        show_envvar=True,
        help="piper (natural), system, or tone (a hum, to try things).  [default: piper]",
    ),
    click.argument("routine", shell_complete=_complete),
)


def _choices(function: _Function) -> _Function:
    """The argument and the options that all commands about one routine share."""
    for decorate in _CHOICES:
        function = decorate(function)
    return function


def _chosen(voice: str | None, speed: str | None, pace: str | None) -> Chosen:
    from matcue.settings import Chosen

    return Chosen.read({"voice": voice, "speed": speed, "pace": pace})


@click.command("list")
def list_() -> None:
    """Name the routines: how long, and what for."""
    from matcue.cli.report import reporter
    from matcue.cli.tables import print_routines
    from matcue.studio import routines

    with reporter() as report:
        listed = routines(report)
    print_routines(listed)


@click.command()
@_choices
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def show(routine: str, as_json: bool, **choices: str | None) -> None:  # noqa: FBT001
    """Print what will be heard, and when.

    ROUTINE is a name from `matcue list`, or the path of a YAML file.
    """
    from matcue.cli.report import reporter
    from matcue.cli.tables import print_json, print_timeline
    from matcue.studio import timeline

    with reporter() as report:
        shown = timeline(routine, _chosen(**choices), report)
    (print_json if as_json else print_timeline)(shown)


@click.command()
@_choices
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to: .m4a, .mp3, .opus, .flac or .wav.  [default: ROUTINE.m4a]",
)
def export(routine: str, output: Path | None, **choices: str | None) -> None:
    """Write a routine to an audio file with chapters.

    ROUTINE is a name from `matcue list`, or the path of a YAML file.
    """
    from matcue.cli.report import reporter
    from matcue.studio import export

    with reporter() as report:
        export(routine, _chosen(**choices), output, report)


@click.command()
@_choices
@click.option(
    "--sink",
    metavar="NAME",
    default="auto",
    show_default=True,
    help="auto, miniaudio, simpleaudio or null.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say which sink plays.")
def play(routine: str, sink: str, verbose: bool, **choices: str | None) -> None:  # noqa: FBT001
    """Play a routine through the speakers.

    ROUTINE is a name from `matcue list`, or the path of a YAML file.

    Keys: space pauses and resumes, n and p go to the next and the previous section, q ends.
    """
    from matcue.cli.report import reporter
    from matcue.cli.screen import watch
    from matcue.studio import play

    with reporter(verbose=verbose) as report:
        look = partial(watch, console=report.console)
        play(routine, _chosen(**choices), sink, look, report)
