"""What a listener would suffer from: nothing that keeps a routine from being played."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcue.errors import Problem, Severity, brief
from matcue.routine.doses import plain
from matcue.routine.enums import Posture, Profile, Tally
from matcue.routine.exercise import MEASURES
from matcue.routine.plan import Repeated, Step, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from matcue.errors import Place
    from matcue.routine.exercise import Exercise
    from matcue.routine.file_format import Defaults, StretchStep
    from matcue.routine.problems import Path, SourceFile

CHANGES_IN_A_ROW: Final = 3
"""This many stretches, one after the other, that each want another posture, are too many."""

_SPOKEN: Final = {"title", "welcome", "closing", "often", "say", "full", "short", "name", "release"}
"""The keys whose words are heard."""
_EYES: Final = re.compile(
    r"\b(?:(?:as|like) (?:shown|this|so)|shown|see (?:below|above|the)|(?:the|a) (?:picture|photo|"
    r"image|video|diagram|drawing|screen)|look at|watch (?:the|how|me)|click|scroll)\b",
    re.IGNORECASE,
)
_ABBREVIATED: Final = re.compile(r"\b[A-Z]{2,}\b|\b(?![LR]/[LR]\b)(?:[^\W\d]/\w*|\w+/[^\W\d]\b)")
"""What a voice spells out, or reads as another word."""
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What changes the direction of writing, so that another text is seen than stands there."""
_KNOWN: Final = {"OK", "TV"}
"""Capitals that a voice reads right."""


def check_words(data: object, source: SourceFile) -> None:
    """Warn of spoken words that need eyes, or that no voice can read, and of signs that mislead."""
    for path, text in _texts(data, ()):
        if found := _TURNING.search(text):
            said = f"U+{ord(found[0]):04X}, which is not seen, turns the letters after it around"
            source.warn(path, said, "leave it out")
        if not _is_spoken(path):
            continue
        if comment := _cut_off(text, source.comments.get(path, "")):
            hint = "a text with a number sign goes in quotation marks"
            source.warn(path, f"nobody hears “{brief(comment)}”: YAML takes it for a note", hint)
        if found := _EYES.search(text):
            source.warn(path, f"“{found[0]}” needs eyes", "say it so that it can be done without")
        small = text.lower() if text.isupper() and " " in text.strip() else text
        for abbreviation in sorted({found[0] for found in _ABBREVIATED.finditer(small)} - _KNOWN):
            said = f"“{brief(abbreviation)}” may not be read as it is meant"
            source.warn(path, said, "write it out as it is spoken")


def _cut_off(text: str, comment: str) -> str:
    """Return what looks like a part of a text that YAML took for a comment, or an empty text.

    A comment stands apart, two spaces before its number sign and one after it, or behind a stop.
    """
    apart = comment.startswith("  ") and comment.lstrip().startswith("# ")
    return "" if apart or text[-1:] in ".!?" else comment.strip()


def check_figures(
    step: StretchStep, path: Path, exercise: Exercise, source: SourceFile, defaults: Defaults
) -> None:
    """Warn of figures outside an exercise's ranges, at the step or the default they come from."""
    if step.words:
        check_sides(exercise, (*path, "words"), source)
        return
    for key, value, where in _figures(step, path, exercise, defaults):
        span = getattr(exercise, key)
        if span and not span[0] <= value <= span[1]:
            side = "less" if value < span[0] else "more"
            unit = " s" if key in {"hold", "time"} else ""
            said = f"{float(value):g}{unit} is {side} than {exercise.name} is meant for"
            meant = f"`{key}` from {float(span[0]):g} to {float(span[1]):g}{unit}"
            source.warn(where, said, meant)
        elif not span and where[0] != "defaults":
            source.warn(where, f"{exercise.name} is not meant for `{key}`", _meant(exercise))
    if step.sides not in {None, "alternating"} and (step.sides == "none") != (
        exercise.sides == "none"
    ):
        has = "no sides" if exercise.sides == "none" else "sides"
        source.warn((*path, "sides"), f"{exercise.name} has {has}")


def check_sides(exercise: Exercise, path: Path, source: SourceFile) -> None:
    """Warn of words that leave open which side moves, or that name one where there is none."""
    words = exercise.words
    for key, text in (("full", words.full), ("short", words.short)):
        sided = "side}" in text
        if sided and exercise.sides == "none":
            source.warn((*path, key), "there is no {side} in an exercise without `sides`")
        elif not sided and exercise.sides != "none":
            source.warn((*path, key), "no {side} is named, and a listener cannot know which one")


def check_steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Yield the warnings that only the steps taken together give.

    They are of stretches done on one side only, of numbers that the words promise and nobody
    counts, and of too many changes of posture in a row.
    """
    stretches = [step for step in steps if isinstance(step, Stretch)]
    yield from _uncounted(stretches)
    yield from _one_sided(stretches)
    yield from _restless(stretches)


def no_time(place: Place, texts: Sequence[str]) -> Problem:
    """Build the warning of texts that a timeline has no time for, told at their step's place."""
    words = ", ".join([*texts[:5], *["…"][: len(texts[5:])]])
    hint = "a longer `tempo` or `hold`, or `cues: silent`"
    return Problem(place, f"there is no time to say “{words}”", hint, Severity.WARNING)


def _figures(
    step: StretchStep, path: Path, exercise: Exercise, defaults: Defaults
) -> Iterator[tuple[str, Fraction | int, Path]]:
    """Yield the figures that a step takes from the file, by key, and where each is written."""
    breathe = step.breathe or defaults.breathe or exercise.breathe
    own = [key for key in (*MEASURES, "sets") if getattr(step, key)]
    for key in own:
        for i, value in enumerate(plain(getattr(step, key), breathe)):
            yield key, value, (*path, key, i)
    for i, phase in enumerate(step.phases or ()):
        for key in MEASURES:
            span = getattr(exercise, key)
            for value in plain(getattr(phase, key), breathe):
                if span and value > span[1]:
                    yield key, value, (*path, "phases", i, key)
    measured = step.phases or set(own) & set(MEASURES)
    for key in ("sets",) if measured else (*MEASURES, "sets"):
        if key not in own:
            for value in plain(getattr(defaults, key), breathe):
                yield key, value, ("defaults", key)


def _meant(exercise: Exercise) -> str:
    return ", ".join(f"`{key}` is" for key in MEASURES if getattr(exercise, key))


def _one_sided(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    done: dict[str, set[str | None]] = {}
    first: dict[str, Stretch] = {}
    for stretch in stretches:
        if stretch.exercise.sides == "both":
            name = stretch.key or stretch.exercise.name
            first.setdefault(name, stretch)
            done.setdefault(name, set()).update(*stretch.rounds)
    for name, sides in done.items():
        if len(sides) == 1 and None not in sides:
            said = f"{first[name].exercise.name} is done on the {sides.pop()} side only"
            yield Problem(first[name].place, said, "", Severity.WARNING)


def _uncounted(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    for stretch in stretches:
        silent = stretch.cues is Profile.SILENT or stretch.tally is Tally.OFF
        repeated = any(isinstance(phase, Repeated) for phase in stretch.phases)
        if silent and repeated and "number" in stretch.exercise.words.full:
            said = f"{stretch.exercise.name} is told by its numbers, and none is counted"
            yield Problem(stretch.place, said, "", Severity.WARNING)


def _restless(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    posture, changes = Posture.STANDING, 0
    for stretch in stretches:
        exercise = stretch.exercise
        if exercise.posture is Posture.ANY:
            continue
        changes = changes + 1 if exercise.posture != posture else 0
        posture = exercise.end or exercise.posture
        if changes == CHANGES_IN_A_ROW:
            said = f"the posture changes {changes} times in a row"
            hint = "put stretches of one posture together"
            yield Problem(stretch.place, said, hint, Severity.WARNING)


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text, and its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from _texts(item, (*path, i))
    elif isinstance(data, str):
        yield path, data


def _is_spoken(path: Path) -> bool:
    spoken = not _SPOKEN.isdisjoint(path[-1:])
    return spoken or path[-2:-1] in {("variables",), ("during",)} or "needs" in path
