"""The exercises, as a list, as pages and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from matcue.cli.tables import console
from matcue.studio import dose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcue.studio import Exercise


def print_exercises(known: Mapping[str, Exercise]) -> None:
    """One line for each exercise: what a routine writes, its name, its posture, how much of it."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("write", "name", "posture", "how much", "variants"):
        table.add_column(head, no_wrap=head == "write", style="bold" if head == "write" else "")
    for key, exercise in known.items():
        variants = ", ".join(exercise.variants)
        table.add_row(key, escape(exercise.name), exercise.posture, dose(exercise), variants)
    console().print(table)


def print_exercise(key: str, exercise: Exercise) -> None:
    """Everything about an exercise."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for head, text in _rows(key, exercise):
        if text:
            table.add_row(head, escape(text))
    console().print(f"[bold]{escape(exercise.name)}[/]")
    console().print(table)


def as_data(known: Mapping[str, Exercise]) -> dict[str, object]:
    """Exercises by their names, as plain data; times are in seconds."""
    return {key: exercise.model_dump(mode="json") for key, exercise in known.items()}


def _rows(key: str, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """What is told of an exercise, and what each of it is."""
    yield "write", f"stretch: {key}"
    yield "also called", ", ".join(exercise.also)
    yield (
        "posture",
        f"{exercise.posture}, then {exercise.end}" if exercise.end else exercise.posture,
    )
    yield "sides", exercise.sides
    yield "how much", dose(exercise)
    yield "our figures", ", ".join(exercise.ours)
    yield "how", exercise.how or ""
    yield "why", exercise.about or ""
    yield "take care", exercise.caution or ""
    yield "who should not", exercise.avoid or ""
    yield "told in full", exercise.words.full
    yield "told shortly", exercise.words.short
    yield "left", exercise.words.release or ""
    for name, variant in exercise.variants.items():
        told = f" {variant.words.full}" if variant.words else ""
        yield f"variant: {name}", f"{variant.effort}. {variant.about or variant.how or ''}{told}"
    yield "source", exercise.source or ""
