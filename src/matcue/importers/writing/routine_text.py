"""A programme as the text of a routine file, and what the person is to be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import exercises_of
from matcue.importers.writing.guided import LONGEST_NAME, Guided, Told
from matcue.importers.writing.intervals import timed_blocks
from matcue.importers.writing.yaml_writer import clean, comment, mapping

if TYPE_CHECKING:
    from matcue.importers.programme import Programme
    from matcue.importers.writing.known_exercises import KnownExercises
    from matcue.importers.writing.yaml_writer import Value

UNTITLED: Final = "My routine"
_HEAD: Final = (
    "Brought in by matcue import. Read it through once: what a comment asks, nobody but you can "
    "answer."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A routine as it was written, and what was guessed and mended in it."""

    text: str
    told: Told


def routine_text(
    programme: Programme, title: str | None, known: KnownExercises, *, guided: bool
) -> Written:
    """Write a programme as a routine.

    Args:
        programme: what was read.
        title: what the routine is called; None for the document's own title.
        known: the exercises of the catalogue.
        guided: whether a timer's times become guided steps, not an interval that is exact.

    Raises:
        ValueError: nothing of it can be done.
    """
    often = common_often(programme)
    writer = Guided(known, often)
    if programme.timer and not guided:
        blocks = tuple(timed_blocks(programme.steps, writer))
    else:
        blocks = tuple(writer.blocks(programme.steps))
    if not blocks:
        raise ValueError("there is no step in it")
    head: dict[str, Value] = {
        "version": "1",
        "title": _title(title or programme.title),
        "about": _about(programme),
    }
    if often:
        said = clean(often)[:LONGEST_NAME]
        head["often"] = f"{said[0].lower()}{said[1:]}"
    if writer.exercises:
        head["exercises"] = writer.exercises
    head["steps"] = blocks
    return Written("\n".join((*comment(_HEAD), *mapping(head), "")), writer.told)


def common_often(programme: Programme) -> str | None:
    """Return how often all of a programme is meant, where it, or each of its steps, says the same.

    >>> from matcue.importers.programme import Programme, Kind, Step
    >>> walk = Step(line=1, kind=Kind.TIME, name="Walk", often="twice a day")
    >>> common_often(Programme(format="text", title="", steps=(walk,)))
    'twice a day'
    """
    told = {step.often for step in exercises_of(programme.steps)}
    return programme.often or (told.pop() if len(told) == 1 else None)


def _title(title: str) -> str:
    """Return a title that a routine can have: spoken, short, and without braces."""
    said = clean(title.replace("{", "").replace("}", ""))
    if len(said) > LONGEST_NAME:
        said = said[: LONGEST_NAME + 1].rpartition(" ")[0] or said[:LONGEST_NAME]
    return said if any(letter.isalnum() for letter in said) else UNTITLED


def _about(programme: Programme) -> str:
    count = sum(1 for _ in exercises_of(programme.steps))
    return f"{count} {'exercise' if count == 1 else 'exercises'}, brought in from a list."
