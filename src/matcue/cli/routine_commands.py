"""The commands about routines: options, a deferred import, one call."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shlex import quote
from typing import Literal

import click

from matcue.cli.completion import complete_routine
from matcue.cli.lines import say
from matcue.cli.options import (
    DEVICE,
    FINISH,
    GUIDED,
    PLAIN,
    SINK,
    VERBOSE,
    about_a_routine,
    chosen,
    examples,
    most_needed_keys,
)
from matcue.visible import one_line


@click.command("list", epilog=examples("matcue list", "matcue list --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def list_(as_json: bool) -> None:  # noqa: FBT001
    """List the routines, with length and purpose."""
    from matcue.app.library import routines
    from matcue.cli.lines import print_json
    from matcue.cli.listings import print_routines, routines_data
    from matcue.cli.report import reporter

    with reporter() as report:
        listed = routines(report)
    if as_json:
        print_json(routines_data(listed))
    else:
        print_routines(listed)


@click.command()
@about_a_routine
@click.option(
    "--short", is_flag=True, help="Print a line for each section, not one for each sentence."
)
@click.option(
    "--exact",
    is_flag=True,
    help="Have everything spoken first, so that no length is estimated; as with --json, --plot "
    "and --fit.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also draw a timeline of speech, holds, counts and chimes: .svg or .png.",
)
def show(
    routine: str,
    short: bool,  # noqa: FBT001
    exact: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
    plot: Path | None,
    **choices: str | None,
) -> None:
    """Show what will be heard, and when.

    ROUTINE is a name from `matcue list`, or the path of a YAML file. Lengths of words that were
    never spoken here are estimated, and marked “about”.
    """
    from matcue.app.show import Outline, outline, timeline
    from matcue.cli.lines import print_json
    from matcue.cli.output import print_sections, print_timeline
    from matcue.cli.report import reporter
    from matcue.timeline.document import document

    with reporter() as report:
        if exact or as_json or plot:
            shown = Outline(timeline(routine, chosen(**choices), report, plot))
        else:
            shown = outline(routine, chosen(**choices), report)
    if as_json:
        print_json(document(shown.timeline))
    elif short:
        print_sections(shown)
    else:
        print_timeline(shown)


@click.command(
    epilog=examples(
        "matcue play lower-back-relief",
        "matcue play evening-unwinding --bed ocean",
        'matcue play walk --device "Headset"',
        "matcue play gentle-yoga --bed music.flac --bed-level -26",
        "matcue play --resume",
    )
    + most_needed_keys()
)
@click.argument("routine", required=False, shell_complete=complete_routine)
@GUIDED
@FINISH
@click.option(
    "--resume",
    "again",
    is_flag=True,
    help="Carry on where the last session, or the last one of ROUTINE, stopped.",
)
@SINK
@DEVICE
@VERBOSE
@PLAIN
def play(
    routine: str | None,
    again: bool,  # noqa: FBT001
    sink: str,
    verbose: bool,  # noqa: FBT001
    plain: bool,  # noqa: FBT001
    **choices: str | None,
) -> None:
    """Play a routine through the speakers.

    ROUTINE is a name from `matcue list`, or the path of a YAML file; --resume needs none.
    """
    from matcue.app.play import play, resume
    from matcue.app.session import Frontend
    from matcue.cli.report import reporter
    from matcue.cli.screen import watch
    from matcue.controls.bindings import own_controls
    from matcue.controls.keyboard import has_keys

    with reporter(verbose=verbose, plain=plain) as report:
        controls = own_controls()
        look = partial(watch, report=report, controls=controls)
        stage = Frontend(sink, look, controls.ways_on if has_keys() else ())
        made = {name: choice for name, choice in choices.items() if choice}
        if again:
            resume(routine, made, stage, report)
        elif routine:
            play(routine, made, stage, report)
        else:
            here = click.get_current_context()
            raise click.MissingParameter(ctx=here, param_hint="'ROUTINE'", param_type="argument")


@click.command(epilog=examples("matcue check evening.yaml", "matcue check *.yaml --json"))
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_routine
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Check routine and exercise files.

    Prints every problem of all of them, each with its line and column, and warns of what a listener
    would suffer from. Ends with 65 if a file cannot be used, else with 0.
    """
    from matcue.app.authoring import check_files
    from matcue.cli.lines import print_json
    from matcue.cli.listings import any_errors, print_problems, problems_data
    from matcue.cli.report import reporter

    with reporter() as report:
        problems = check_files(files, report)
    if as_json:
        print_json(problems_data(problems))
    else:
        print_problems(problems)
    ctx.exit(65 if any_errors(problems) else 0)


@click.command(epilog=examples("matcue new evening && matcue play evening.yaml"))
@click.argument("name")
def new(name: str) -> None:
    """Write a routine to start from, full of comments.

    NAME becomes NAME.yaml in the current folder. What to do next goes to standard error.
    """
    from matcue.app.authoring import write_starter

    file = write_starter(name)
    say(one_line(file))
    say(_next_steps(quote(one_line(file))), err=True)


def _next_steps(file: str) -> str:
    """Tell what to do with a file to begin with."""
    return (
        "Change it in an editor. Then\n"
        f"  matcue check {file}  finds mistakes,\n"
        f"  matcue show {file}   tells what will be heard, and when,\n"
        f"  matcue play {file}   plays it."
    )


@click.command(epilog=examples("matcue schema > routine.schema.json"))
@click.argument("kind", type=click.Choice(["routine", "exercise"]), default="routine")
def schema(kind: Literal["routine", "exercise"]) -> None:
    """Print the JSON Schema of the files, for editors that complete and check them.

    KIND is routine (the default) or exercise.
    """
    from matcue.app.authoring import schema_text

    click.echo(schema_text(kind))
