"""What there is, as tables and as plain data: routines, voices, exercises, keys, problems."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from matcue.cli.lines import say, wrapped
from matcue.cli.output import console
from matcue.controls.bindings import CONTROLS
from matcue.controls.media_keys import has_buttons
from matcue.errors import Problem, Severity, brief
from matcue.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcue.app.authoring import Exercise
    from matcue.app.library import Listed
    from matcue.controls.bindings import Controls
    from matcue.voices.catalog import VoiceCatalog

NARROW: Final = 72
"""Columns under which the routines are no table."""
ROOMY: Final = 160
"""Columns from which on the table of the routines has all columns."""
OTHERS: Final = "others"
"""What stands above the routines that do not say what they are for."""


def print_routines(listed: Sequence[Listed]) -> None:
    """Print the routines under what they are for: a line for each, or some where there is no room.

    A line has its name, about how long it is, how hard, how often it is meant where the console is
    wide, and what it does.
    """
    out = console()
    if out.width < NARROW:
        _print_paragraphs(listed, out.width)
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("write", no_wrap=True, style="bold")
    table.add_column("length", no_wrap=True, justify="right")
    table.add_column("effort", no_wrap=True, style="dim")
    if out.width >= ROOMY:
        table.add_column("how often", style="dim")
    table.add_column("what for")
    for purpose, routines in groupby(listed, key=lambda routine: routine.purpose):
        table.add_row(f"[not bold cyan]{purpose or OTHERS}[/]")
        for each in routines:
            often = [escape(each.often)] * (out.width >= ROOMY)
            about = Text(visible(each.about), no_wrap=True, overflow="ellipsis")
            table.add_row(
                f"  {escape(one_line(each.name))}", _minutes(each), each.effort, *often, about
            )
    out.print(table)


def _print_paragraphs(listed: Sequence[Listed], columns: int) -> None:
    """Print what a line of the table has, wrapped to so many columns."""
    for purpose, routines in groupby(listed, key=lambda routine: routine.purpose):
        say(purpose or OTHERS)
        for each in routines:
            facts = ", ".join(filter(None, (_minutes(each), each.effort, each.often)))
            say(wrapped(f"  {one_line(each.name)}: {facts}", columns, hang=4))
            say(wrapped(f"    {each.about}", columns, hang=4))


def _minutes(listed: Listed) -> str:
    return f"{listed.seconds / 60:.0f} min"


def routines_data(listed: Sequence[Listed]) -> dict[str, object]:
    """Convert the routines to plain data; what a file leaves open is empty."""
    return {"routines": [asdict(routine) for routine in listed]}


def print_voices(cast: VoiceCatalog, language: str | None) -> None:
    """Print one line for each voice, under its engine; one for each engine that is missing.

    Where none speaks the `language` that was asked for, a sentence says so instead of a table.
    """
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("write", "language", "voice (m/f)", "natural", "who"):
        table.add_column(head, no_wrap=head == "write", style="bold" if head == "write" else "")
    for engine, members in cast.voices.items():
        for member in members:
            card = member.card
            natural = "natural" if card.natural else ""
            alone = f" [dim]({engine} alone is this one)[/]" if member.default and card.name else ""
            row = (
                one_line(member.name),
                card.language or "",
                (card.sex or "")[:1],
                natural,
                card.title,
            )
            *facts, title = map(escape, row)
            who = f"[yellow]{escape(card.flaw)}[/]" if card.flaw else title + alone
            table.add_row(*facts, who)
    out = console()
    if language and not table.row_count:
        nobody = f"No voice here speaks {brief(language)}; `matcue voices add` fetches more."
        out.print(escape(nobody), highlight=False)
    else:
        out.print(table)
    for engine, reason in cast.missing.items():
        out.print(f"[yellow]no {engine}:[/] {escape(reason)}", highlight=False)


def voices_data(cast: VoiceCatalog) -> dict[str, object]:
    """Convert the voices and the missing engines to plain data."""
    voices = [
        {
            "name": member.name,
            "engine": engine,
            "title": member.card.title,
            "language": member.card.language,
            "sex": member.card.sex,
            "natural": member.card.natural,
            "default": member.default,
            "flaw": member.card.flaw,
        }
        for engine, members in cast.voices.items()
        for member in members
    ]
    missing = [{"engine": engine, "reason": reason} for engine, reason in cast.missing.items()]
    return {"voices": voices, "missing": missing}


def any_errors(problems: Sequence[Problem]) -> bool:
    """Tell whether any problem is an error, so that a file cannot be used."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print a line for each problem."""
    for problem in problems:
        say(problem, hang=2)


def problems_data(problems: Sequence[Problem]) -> dict[str, object]:
    """Convert all problems to plain data."""
    entries = [
        {
            **problem.place._asdict(),
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return {"problems": entries}


def print_exercises(known: Mapping[str, Exercise]) -> None:
    """Print a line for each exercise: what a routine writes, its name, posture, dose, variants."""
    from matcue.app.authoring import dose  # slow to load, and for exercises alone

    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("write", "name", "posture", "how much", "variants"):
        table.add_column(head, no_wrap=head == "write", style="bold" if head == "write" else "")
    for key, exercise in known.items():
        variants = ", ".join(exercise.variants)
        table.add_row(
            escape(one_line(key)), escape(exercise.name), exercise.posture, dose(exercise), variants
        )
    console().print(table)


def print_exercise(key: str, exercise: Exercise) -> None:
    """Print everything about an exercise."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for head, text in _exercise_rows(key, exercise):
        if text:
            table.add_row(head, escape(text))
    console().print(f"[bold]{escape(exercise.name)}[/]")
    console().print(table)


def exercises_data(known: Mapping[str, Exercise]) -> dict[str, object]:
    """Convert exercises, by their names, to plain data; times are in seconds."""
    return {key: exercise.model_dump(mode="json") for key, exercise in known.items()}


def _exercise_rows(key: str, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each fact about an exercise."""
    from matcue.app.authoring import dose, working_side

    yield "write", f"stretch: {one_line(key)}"
    yield "also called", ", ".join(exercise.also)
    yield (
        "posture",
        f"{exercise.posture}, then {exercise.end}" if exercise.end else exercise.posture,
    )
    yield "sides", exercise.sides
    yield "works", working_side(exercise)
    yield "how much", dose(exercise)
    yield "chosen by us", ", ".join(exercise.ours)
    yield "how", exercise.how or ""
    yield "why", exercise.about or ""
    yield "take care", exercise.caution or ""
    yield "who should not", exercise.avoid or ""
    yield "told in full", exercise.words.full
    yield "told shortly", exercise.words.short or ""
    yield "afterwards", exercise.words.release or ""
    for name, variant in exercise.variants.items():
        told = f" {variant.words.full}" if variant.words else ""
        yield f"variant: {name}", f"{variant.effort}. {variant.about or variant.how or ''}{told}"
    yield "source", exercise.source or ""


def print_controls(controls: Controls) -> None:
    """Print a line for each command that can be asked for here: its name, keys, buttons, effect."""
    kinds = {"keys": controls.keys, "buttons": controls.buttons}
    if not has_buttons():
        del kinds["buttons"]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("command", *kinds):
        table.add_column(head, no_wrap=True, style="bold" if head == "command" else "")
    table.add_column("what it does")
    for name, control in CONTROLS.items():
        held = ["  ".join(_held(asked, name)) for asked in kinds.values()]
        if any(held):
            table.add_row(*map(escape, (name, *held, control.does)))
    console().print(table)
    if "buttons" not in kinds:
        say("Buttons work on a Linux desktop, which is not found here; `matcue doctor` tells more.")


def controls_data(controls: Controls) -> dict[str, list[dict[str, object]]]:
    """Convert the commands to plain data, with what asks for each."""
    return {
        "commands": [
            {
                "command": name,
                "keys": _held(controls.keys, name),
                "buttons": _held(controls.buttons, name),
                "words": list(control.words),
                "does": control.does,
            }
            for name, control in CONTROLS.items()
        ]
    }


def _held(asked: Mapping[str, str], command: str) -> list[str]:
    """List the keys or buttons of a command."""
    return [one for one, other in asked.items() if other == command]
