"""Exercises of one's own: in a step with words, or among a file's `exercises`.

What they leave out is taken from the file's defaults. Whether all is there is told from what is
written, so that it is told together with every other problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matcue.routine.doses import ends
from matcue.routine.enums import Posture
from matcue.routine.exercise import MEASURES, Exercise, OwnExercise, Words
from matcue.routine.steps.stretch import Defaults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.steps.interval import StationStep
    from matcue.routine.steps.stretch import StretchStep

_NEEDS: Final = (
    "with `words` of its own it needs a `posture`, and one of `hold`, `time`, `reps` and `phases`"
)


def is_own(words: object, posture: object, *, known: bool) -> bool:
    """Tell whether a step is an exercise of its own, and changes no words of one that is known."""
    return words is not None and (posture is not None or not known)


def changes_words(step: dict[str, Any]) -> bool:
    """Tell whether the words of a step can only be meant to change some of a known exercise."""
    words = step.get("words")
    return isinstance(words, dict) and "full" not in words and "posture" not in step


Lack = tuple[str, str, str]
"""What is wrong with a step of words of its own: at which key, the message, a hint."""


def missing_in_station(step: dict[str, Any], defaults: dict[str, Any]) -> Iterator[Lack]:
    """Yield what is wrong with a station of words of its own."""
    yield from _missing_in_words(step)
    if not (step.get("posture") or defaults.get("posture")):
        yield "", "with `words` of its own it needs a `posture`", ""


def missing_in_step(step: dict[str, Any], defaults: dict[str, Any]) -> Iterator[Lack]:
    """Yield what is wrong with a step of words of its own."""
    yield from _missing_in_words(step)
    measured = _measures(step) or step.get("phases")
    usual = [] if measured else _measures(defaults)
    if len(usual) > 1:
        yield "stretch", *_undecided(usual)
    elif not (step.get("posture") or defaults.get("posture")) or not (measured or usual):
        yield "", _NEEDS, ""


def _missing_in_words(step: dict[str, Any]) -> Iterator[Lack]:
    words = step["words"]
    if isinstance(words, dict) and "full" not in words:
        yield "words", "`full` is missing", ""
    if step.get("variant"):
        yield "variant", "a `variant` is for an exercise of the catalogue", ""


def missing_in_exercise(
    written: dict[str, Any], defaults: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one of a file's exercises: the message, and a hint."""
    if not (written.get("posture") or defaults.get("posture")):
        yield "`posture` is missing", ""
    usual = [] if _measures(written) else _measures(defaults)
    if len(usual) > 1:
        yield _undecided(usual)
    elif not (_measures(written) or usual):
        yield "an exercise has one of `hold`, `time` and `reps`", ""


def completed(written: OwnExercise, defaults: Defaults) -> Exercise:
    """Complete an exercise with the defaults of its file."""
    values = dict(written) | {"posture": written.posture or defaults.posture or Posture.STANDING}
    if all(values[measure] is None for measure in MEASURES):
        breathe = written.breathe or defaults.breathe
        usual = {measure: getattr(defaults, measure) for measure in MEASURES}
        values |= {measure: ends(much, breathe) for measure, much in usual.items() if much}
    return Exercise.model_construct(**values)


def exercise_of(step: StretchStep, defaults: Defaults) -> Exercise:
    """Build the exercise that a step of words of its own is."""
    breathe = step.breathe or defaults.breathe
    figures = {m: ends(much, breathe) for m in MEASURES if (much := getattr(step, m))}
    # phases have their measures themselves
    usual = Defaults(posture=defaults.posture) if step.phases else defaults
    return completed(_told(step).model_copy(update=figures), usual)


def station_of(step: StationStep, defaults: Defaults) -> Exercise:
    """Build the exercise that a station of words of its own is; the interval measures it."""
    return completed(_told(step), Defaults(posture=defaults.posture))


def _told(step: StretchStep | StationStep) -> OwnExercise:
    """Build an exercise from the words of a step, with no figures."""
    told = {name: text for name, text in step.words or () if text}
    return OwnExercise.model_construct(
        name=step.stretch,
        posture=step.posture,
        words=Words.model_construct(**told),
        sides=step.sides or "none",
    )


def with_sides(exercise: Exercise, defaults: Defaults) -> Exercise:
    """Return an exercise with the sides of the defaults, if it has any, or words that name one."""
    if not defaults.sides or (exercise.sides == "none" and not exercise.words.sided):
        return exercise
    return exercise.model_copy(update={"sides": defaults.sides})


def _measures(written: dict[str, Any]) -> list[str]:
    return [measure for measure in MEASURES if written.get(measure) is not None]


def _undecided(usual: list[str]) -> tuple[str, str]:
    measures = " and ".join(f"`{measure}`" for measure in usual)
    said = f"the `defaults` have {measures}, and nothing tells which of them it is measured by"
    return said, "write the one that is meant here"
