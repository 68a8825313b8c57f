"""What was understood of a document, as a table, and what the person is to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table

from matcue.app.importing import PERSONAL, Kind, counted, lengths
from matcue.cli.lines import say
from matcue.cli.output import console
from matcue.errors import RoutineError
from matcue.numerals import counted as counted_words
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from matcue.app.importing import Imported, Programme, Step
    from matcue.reporting import Reporter

_LANGUAGES: Final = {
    "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "ru": "Russian", "tr": "Turkish", "ko": "Korean", "sv": "Swedish",
    "pl": "Polish",
}  # fmt: skip
NEAR: Final = 30 * 44_100
"""Frames by which a session is longer than its document without a word."""


def print_understood(imported: Sequence[Imported], reporter: Reporter, *, err: bool) -> None:
    """Print a table of each programme, and what is to be looked at."""
    out = console(err=err)
    for each in imported:
        programme = each.programme
        title = escape(programme.title or "Untitled")
        out.print(f"[bold]{title}[/] ({programme.format})", highlight=False)
        out.print(_table(programme))
        for line in (*_notes(each), *_times(each, reporter)):
            say(line, hang=2, err=err)


def _table(programme: Programme) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("line", "exercise", "sets", "reps", "seconds", "sides", "rest", "doubtful"):
        table.add_column(name, justify="right" if name in {"line", "sets", "reps"} else "left")
    for depth, step in _flat(programme.steps, 0):
        table.add_row(*map(escape, _row(step, depth)))
    return table


def _flat(steps: Iterable[Step], depth: int) -> Iterator[tuple[int, Step]]:
    for step in steps:
        yield depth, step
        yield from _flat(step.steps, depth + 1)


def _row(step: Step, depth: int) -> tuple[str, ...]:
    step = counted(step)
    name = step.name or (step.kind.value if step.kind not in {Kind.HOLD, Kind.REPS} else "")
    return (
        str(step.line),
        f"{'  ' * depth}{name}",
        _range(step.sets),
        _range(step.reps),
        _range(step.seconds),
        step.sides.value if step.sides else "",
        _range(step.rest),
        step.why,
    )


def _range(span: tuple[int, int] | tuple[Fraction, Fraction] | None) -> str:
    if not span:
        return ""
    low, high = (f"{float(end):g}" for end in span)
    return low if low == high else f"{low}-{high}"


def _notes(imported: Imported) -> Iterator[str]:
    programme, told = imported.programme, imported.written.told
    personal = sum(left.why == PERSONAL for left in programme.left_out)
    if personal:
        yield f"Left out: {personal} {'line' if personal == 1 else 'lines'} with personal details."
    for left in programme.left_out:
        if left.why != PERSONAL:
            quoted = f" “{left.source}”" if left.source else ""
            yield f"Left out, line {left.line}:{quoted} {left.why}."
    for mended in told.mended:
        yield f"Changed: {mended}."
    if told.unknown_postures:
        names = ", ".join(told.unknown_postures)
        yield f"How the body is in them is not told: {names}. Give each its `posture`."
    if told.asked:
        steps = "1 step is" if told.asked == 1 else f"{told.asked} steps are"
        yield f"{steps} doubtful; a comment in the routine asks what is meant."
    if language := _LANGUAGES.get(programme.language):
        yield f"The words are {language}: choose a voice for them; `matcue voices` lists them."


def _times(imported: Imported, reporter: Reporter) -> Iterator[str]:
    try:
        length = lengths(imported, reporter)
    except RoutineError as error:
        yield str(error)
        return
    told = [f"{clock(length.listed)} of exercise and rest"] if length.listed else []
    if length.repetitions:
        told.append(counted_words(length.repetitions, "repetition"))
    listed = f"The document has {' and '.join(told) or 'no times'}"
    if length.session - length.listed <= NEAR:
        yield f"{listed}; the session is about {clock(length.session)}."
        return
    yield (
        f"{listed}; with its words the session is about {clock(length.session)}. "
        "--pace brisk and --detail names make it shorter."
    )
