"""The command that makes routines of lists and of other apps' files."""

from __future__ import annotations

import sys
from typing import Final

import click

from matcue.cli.lines import print_json, say
from matcue.cli.options import examples

OUTPUT: Final = "-"
"""The target that is standard output."""


@click.command(
    "import",
    epilog=examples(
        "matcue import sheet.txt",
        "matcue import sheet.txt -o back.yaml && matcue play back.yaml",
        "matcue import plan.md -o plan/",
        "matcue import tabata.json --json",
        "xclip -o | matcue import -",
    ),
)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="ROUTINE.yaml|-|FOLDER/",
    help="Write the routine there: to a new file, with - to standard output, or, of a file that "
    "holds several, each to a new file of a folder.",
)
@click.option("--only", metavar="TITLE", help="Take only the list, day or timer of this title.")
@click.option("--json", "as_json", is_flag=True, help="Print what was understood as JSON.")
@click.option("--title", metavar="TEXT", help="What the routine is called.")
@click.option(
    "--language", metavar="CODE", help="The language of the document, such as de; else a guess."
)
@click.option(
    "--guided",
    is_flag=True,
    help="Of a timer's file: guided steps with time to get ready, not the timer's exact times.",
)
def import_(  # noqa: PLR0913 - one for each option
    *,
    file: str | None,
    target: str | None,
    only: str | None,
    title: str | None,
    language: str | None,
    as_json: bool,
    guided: bool,
) -> None:
    """Make a routine of a list of exercises, or of another app's file.

    FILE is a text, a Markdown list, a table (CSV, TSV, xlsx, ods), JSON or YAML, or the file of a
    timer or training app; - is standard input. What kind it is is told from what is in it.

    Without -o it prints what was understood, and what is doubtful, and writes nothing.
    """
    from matcue.app.importing import Wanted, only_one, plain_data, read, routines, write
    from matcue.cli.import_report import print_understood
    from matcue.cli.report import reporter

    if not file and sys.stdin and sys.stdin.isatty():
        here = click.get_current_context()
        raise click.MissingParameter(ctx=here, param_hint="'FILE'", param_type="argument")
    if as_json and target == OUTPUT:
        raise click.UsageError("--json and -o - both print: choose one of them.")
    wanted = Wanted(title, only, language, guided)
    programmes = read(file or "-", wanted)
    if as_json:
        print_json(plain_data(programmes))
    imported = () if as_json and not target else routines(programmes, wanted)
    if target == OUTPUT:
        click.echo(only_one(imported).written.text, nl=False)
    elif target:
        for path in write(imported, target):
            say(path)
    if not as_json:
        with reporter() as report:
            print_understood(imported, report, err=bool(target))
