"""LiftMark: exercises as headings of Markdown, and below each a line for every set.

`m` is minutes there; metres are spelled out. Weights, efforts and tags are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import fold
from matcue.importers.lines.dose import Dose, read_dose
from matcue.importers.lines.language import language_of
from matcue.importers.lines.prescription import step_of
from matcue.importers.lists.prose import cleaned, copied
from matcue.importers.personal import names_in, without_personal
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Programme, Sides, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.importers.document import Document

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<name>\S.*)$")
_SET = re.compile(
    r"^[-*]\s+(?:\[[ xX]?\]\s*)?"
    r"(?:(?P<load>(?:bw|bodyweight|\d+(?:\.\d+)?)(?:\s*(?:lbs?|kgs?|inch(?:es)?|in"
    r"|cm))?)\s*(?:[x×]|for)\s*"
    r"|[x×]\s*)?"
    r"(?:(?P<clock>\d{1,2}:\d{2})|(?P<amount>\d+)\s*(?P<unit>seconds?|secs?|s|minutes?|mins?|m"
    r"|reps?"
    r"|met(?:er|re)s?|km|yards?|miles?|steps?)?|(?P<max>AMRAP|max))"
    r"(?P<more>(?:\s+[a-z/ ]{2,40}?)?(?:\s*@.*)?)$",
    re.IGNORECASE,
)
_SECONDS: Final = {"s": 1, "m": 60}
_REST = re.compile(r"@rest:\s*(?P<amount>\d{1,5})\s*(?P<unit>s|m)?", re.IGNORECASE)
_METRES_AT_LEAST: Final = 100
"""A bare `m` of so many is metres after all: nobody does anything for so many minutes."""
_DISTANCES: Final = ("m", "met", "km", "yard", "mile")
_WHY_METRES: Final = "Is it metres, or minutes?"


def recognises(document: Document) -> bool:
    """Tell whether a text has headings, and sets below them, and no other items."""
    items, below = [], False
    for line in (document.text or "").split("\n"):
        below = below or bool(_HEADING.match(line))
        if line.startswith(("- ", "* ")):
            items.append(below and _SET.match(line.rstrip()) is not None)
    return bool(items) and all(items)


def read(document: Document) -> tuple[Programme, ...]:
    """Read the programme of a LiftMark file: sets that are alike are told once."""
    text = document.text or ""
    reading = _Reading(tuple(names_in(text)), language_of(text))
    for number, line in enumerate(text.split("\n"), 1):
        reading.take(number, line.strip())
    steps = fold(tuple(reading.steps()))
    return (
        Programme(
            format="liftmark",
            title=reading.title,
            steps=steps,
            language=reading.language,
            left_out=tuple(reading.left_out),
        ),
    )


@dataclass(slots=True)
class _Exercise:
    """A heading, and the sets below it."""

    line: int
    level: int
    name: str
    sets: list[tuple[int, str, re.Match[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    names: tuple[str, ...]
    language: str
    title: str = ""
    exercises: list[_Exercise] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    loads: list[int] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Note what a line says."""
        if heading := _HEADING.match(line):
            name = without_personal(heading["name"], self.names) or ""
            self.exercises.append(_Exercise(number, len(heading["marks"]), name))
        elif self.exercises and (found := _SET.match(line)):
            self.exercises[-1].sets.append((number, line, found))
        elif line and not line.startswith("@"):
            self._note(number, line)

    def steps(self) -> Iterator[Step]:
        """Yield the sets of all exercises, and the rests between them."""
        heads = list(self.exercises)
        if heads and not heads[0].sets and "superset" not in heads[0].name.lower():
            self.title = heads.pop(0).name
        for place, exercise in enumerate(heads):
            if exercise.sets:
                yield from () if _superset(heads, place) else self._sets(exercise)
            elif (inner := _inside(heads, place)) and "superset" in exercise.name.lower():
                yield from _in_turn([tuple(self._sets(one)) for one in inner])
            else:
                yield Step(
                    line=exercise.line, kind=Kind.SECTION, source=exercise.name, name=exercise.name
                )
        if self.loads:
            count = len(self.loads)
            self.left_out.append(
                LeftOut(self.loads[0], None, f"a session tells no weights ({count} of them)")
            )

    def _note(self, number: int, line: str) -> None:
        told = without_personal(line, self.names)
        text, some = copied(cleaned(told or ""), self.language)
        if some or not told:
            self.left_out.append(LeftOut(number, None, PERSONAL))
        elif self.exercises and self.exercises[-1].level > 1:
            self.exercises[-1].notes.append(text)
        else:
            self.left_out.append(LeftOut(number, told, "it belongs to no exercise"))

    def _sets(self, exercise: _Exercise) -> Iterator[Step]:
        sides = read_dose(" ".join(exercise.notes)).sides
        for place, (number, line, found) in enumerate(exercise.sets):
            if found["load"] and found["load"][0].isdigit():
                self.loads.append(number)
            dose, why = _dose(found)
            step = step_of(
                exercise.name, dose, line=number, source=without_personal(line, self.names)
            )
            yield replace(
                step,
                sides=dose.sides or (sides if sides is Sides.BOTH else None),
                text=" ".join(exercise.notes),
                why=why or ("" if sides or dose.sides else step.why),
            )
            if (rest := _rest(found["more"])) and place + 1 < len(exercise.sets):
                yield Step(line=number, kind=Kind.REST, seconds=(rest, rest))


def _dose(found: re.Match[str]) -> tuple[Dose, str]:
    """Return what a set says, and what is doubtful about it."""
    more = found["more"] or ""
    sides = Sides.BOTH if "@perside" in more.lower() else read_dose(more.split("@")[0]).sides
    if found["max"]:
        return Dose(kind=Kind.REPS, sides=sides), "How many repetitions, or how long?"
    if seconds := _seconds(found):
        return Dose(kind=Kind.HOLD, seconds=(seconds, seconds), sides=sides), ""
    amount, unit = int(found["amount"]), (found["unit"] or "").lower()
    if unit.startswith(_DISTANCES):
        return Dose(kind=Kind.DISTANCE, sides=sides), _WHY_METRES if unit == "m" else ""
    kind = Kind.STEPS if unit.startswith("step") else Kind.REPS
    return Dose(kind=kind, reps=(amount, amount), sides=sides), ""


def _seconds(found: re.Match[str]) -> Fraction | None:
    """Return how long a set is, where it is a time."""
    if found["clock"]:
        minutes, seconds = found["clock"].split(":")
        return Fraction(int(minutes) * 60 + int(seconds))
    unit = (found["unit"] or "").lower()
    amount = int(found["amount"])
    far = unit.startswith(_DISTANCES[1:]) or (unit == "m" and amount >= _METRES_AT_LEAST)
    if far or unit[:1] not in _SECONDS or unit.startswith("step"):
        return None
    return Fraction(amount * _SECONDS[unit[:1]])


def _rest(more: str | None) -> Fraction | None:
    found = _REST.search(more or "")
    return (
        Fraction(int(found["amount"]) * _SECONDS[(found["unit"] or "s").lower()]) if found else None
    )


def _inside(heads: Sequence[_Exercise], place: int) -> list[_Exercise]:
    """Return the exercises below a heading."""
    inner = []
    for exercise in heads[place + 1 :]:
        if exercise.level <= heads[place].level:
            break
        inner.append(exercise)
    return inner


def _superset(heads: Sequence[_Exercise], place: int) -> bool:
    """Tell whether an exercise is below the heading of a superset, which has told it."""
    return any(
        "superset" in head.name.lower() and not head.sets and heads[place] in _inside(heads, at)
        for at, head in enumerate(heads[:place])
    )


def _in_turn(exercises: Sequence[tuple[Step, ...]]) -> tuple[Step, ...]:
    """Do the first sets of some exercises, then their second ones."""
    sets = [[step for step in steps if step.kind is not Kind.REST] for steps in exercises]
    rounds = [
        tuple(steps[turn] for steps in sets if turn < len(steps))
        for turn in range(max(map(len, sets), default=0))
    ]
    rest = (
        next((step for step in exercises[-1] if step.kind is Kind.REST), None)
        if exercises
        else None
    )
    steps: list[Step] = []
    for turn, one in enumerate(rounds):
        steps += one
        if rest and turn + 1 < len(rounds):
            steps.append(rest)
    return tuple(steps)
