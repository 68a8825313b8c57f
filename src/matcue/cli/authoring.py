"""The commands for who writes routines: begin one, check it, help the editor."""

from __future__ import annotations

from typing import Literal

import click

from matcue.cli.options import complete_routine, examples


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
    from matcue.cli.listings import any_errors, print_problems, problems_data
    from matcue.cli.output import print_json

    problems = check_files(files)
    if as_json:
        print_json(problems_data(problems))
    else:
        print_problems(problems)
    ctx.exit(65 if any_errors(problems) else 0)


@click.command(epilog=examples("matcue new evening && matcue play evening.yaml"))
@click.argument("name")
def new(name: str) -> None:
    """Write a routine to begin with, full of comments.

    NAME becomes NAME.yaml in the current folder.
    """
    from matcue.app.authoring import write_starter

    click.echo(write_starter(name))


@click.command(epilog=examples("matcue schema > routine.schema.json"))
@click.argument("kind", type=click.Choice(["routine", "exercise"]), default="routine")
def schema(kind: Literal["routine", "exercise"]) -> None:
    """Print the JSON Schema of the files, for editors that complete and check them.

    KIND is routine (the default) or exercise.
    """
    from matcue.app.authoring import schema_text

    click.echo(schema_text(kind))
