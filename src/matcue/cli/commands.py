"""The commands about routines: options, a deferred import, one call."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from matcue.cli.options import DEVICE, FINISH, SINK, VERBOSE, about_a_routine, chosen, examples


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
@about_a_routine
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also draw when there is speech, a hold, a count, a chime: .svg or .png.",
)
def show(routine: str, as_json: bool, plot: Path | None, **choices: str | None) -> None:  # noqa: FBT001
    """Print what will be heard, and when.

    ROUTINE is a name from `matcue list`, or the path of a YAML file.
    """
    from matcue.cli.machine import print_json
    from matcue.cli.report import reporter
    from matcue.cli.tables import print_timeline
    from matcue.studio import document, timeline

    with reporter() as report:
        shown = timeline(routine, chosen(**choices), report, plot)
    if as_json:
        print_json(document(shown))
    else:
        print_timeline(shown)


@click.command(
    epilog=examples(
        "matcue export lower-back-relief -o session.mp3",
        "matcue export evening-unwinding --bed rain --bed-level -24",
        "matcue export walk --loudness -14 --lead 0.4",
    )
)
@about_a_routine
@FINISH
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
        export(routine, chosen(**choices), output, report)


@click.command(
    epilog=examples(
        "matcue play lower-back-relief",
        "matcue play evening-unwinding --bed ocean",
        'matcue play walk --device "Headset"',
        "matcue play gentle-yoga --bed music.flac --bed-level -26",
    )
)
@about_a_routine
@FINISH
@SINK
@DEVICE
@VERBOSE
def play(routine: str, sink: str, verbose: bool, **choices: str | None) -> None:  # noqa: FBT001
    """Play a routine through the speakers.

    ROUTINE is a name from `matcue list`, or the path of a YAML file.

    Keys: space pauses and resumes, n and p go to the next and the previous section, q ends.
    """
    from matcue.cli.report import reporter
    from matcue.cli.screen import watch
    from matcue.controls.keyboard import has_keys
    from matcue.studio import Stage, play

    with reporter(verbose=verbose) as report:
        look = partial(watch, console=report.console)
        play(routine, chosen(**choices), Stage(sink, look, answers=has_keys()), report)
