"""Steps as they are written to steps as they are done: repeated, included, every figure decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from matcue.routine import lint, own
from matcue.routine.enums import Detail, Order, Posture, Profile, Tally
from matcue.routine.exercise import MEASURES, NOT_ON_THE_SIDE, Exercise
from matcue.routine.file_format import (
    MOST_MOMENTS,
    MOST_SECTIONS,
    ChimeStep,
    Defaults,
    Dose,
    IncludeStep,
    RepeatStep,
    RestStep,
    SayStep,
    StretchStep,
    WaitStep,
)
from matcue.routine.plan import Repeated, Rest, Ring, Round, Say, Step, Stretch, Timed, Wait

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as FilePath

    from matcue.errors import Place
    from matcue.routine.field_types import Side
    from matcue.routine.file_format import WrittenStep
    from matcue.routine.problems import Path, SourceFile


@dataclass(frozen=True, slots=True)
class Origin:
    """Where written steps come from, and what they rely on; files are by the way to their step."""

    source: SourceFile
    defaults: Defaults
    catalogue: Mapping[str, Exercise]
    included: Mapping[Path, tuple[Step, ...]]
    recordings: Mapping[Path, FilePath]


def resolve(written: tuple[WrittenStep, ...], path: Path, origin: Origin) -> tuple[Step, ...]:
    """Resolve written steps to those that are done, in order; `path` leads to the written ones.

    Raises:
        RoutineError: there are more of them than anybody will do.
    """
    steps: list[Step] = []
    sections = moments = 0
    for i, step in enumerate(written):
        once, times = _steps(step, (*path, i), origin)
        sections += times * sum(_sections(each) for each in once)
        moments += times * sum(each.moments for each in once if isinstance(each, Stretch))
        if sections > MOST_SECTIONS or moments > MOST_MOMENTS:
            most = f"{MOST_SECTIONS:,} sets and sides, or {MOST_MOMENTS:,} repetitions"
            origin.source.error(origin.source.mark((*path, i)), f"more than {most}")
            origin.source.check()
        named = step.name if isinstance(step, RepeatStep) and times > 1 else None
        place = origin.source.place((*path, i))
        for number in range(1, times + 1):
            steps += _within(Round(named, number, times, place), once) if named else once
    return tuple(steps)


def _within(round_: Round, steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield steps as they are done in a round."""
    for step in steps:
        yield replace(step, within=(round_, *step.within))


def _steps(step: WrittenStep, path: Path, origin: Origin) -> tuple[tuple[Step, ...], int]:
    """Return the steps that a written step means, and how often they are done."""
    match step:
        case RepeatStep():
            return resolve(step.steps, (*path, "steps"), origin), step.repeat
        case IncludeStep():
            return origin.included[path], 1
        case StretchStep():
            return (_decide(step, path, origin),), 1
        case ChimeStep():
            place = origin.source.place(path)
            return (Ring(origin.recordings.get(path, step.chime), place),), 1
        case _:
            return (_resolve_plain(step, origin.source.place(path)),), 1


def _resolve_plain(step: SayStep | RestStep | WaitStep, place: Place) -> Step:
    match step:
        case SayStep():
            return Say(step.say, place)
        case RestStep():
            return Rest(step.rest, place, step.say)
        case WaitStep():
            return Wait(step.wait, place)
        case _:
            assert_never(step)


def _sections(step: Step) -> int:
    return step.sections if isinstance(step, Stretch) else 1


def _decide(step: StretchStep, path: Path, origin: Origin) -> Stretch:
    """Decide each figure of a stretch: by the step, else by the file, else by the exercise."""
    defaults = origin.defaults
    of_its_own = own.is_own(step.words, step.posture, known=step.stretch in origin.catalogue)
    exercise = own.exercise_of(step, defaults) if of_its_own else _known(step, origin.catalogue)
    if not step.sides:
        exercise = own.with_sides(exercise, defaults)
    if of_its_own:
        lint.check_sides(exercise, (*path, "words"), origin.source)
    else:
        lint.check_figures(step, path, exercise, origin.source, defaults)
    if step.works:
        exercise = exercise.model_copy(update={"works": step.works})
    _check(step, path, exercise, origin.source)
    return Stretch(
        key=None if of_its_own else step.stretch,
        exercise=exercise,
        phases=_phases(step, defaults, exercise),
        rounds=_rounds(step, defaults, exercise),
        rest=step.rest or defaults.rest or Fraction(0),
        pace=step.pace or defaults.pace or Fraction(1),
        # an exercise that should be quiet stays so, whatever the file has as its default
        cues=step.cues or exercise.cues or defaults.cues or Profile.CALM,
        quiet=step.cues is None and exercise.cues is Profile.SILENT,
        countdown=defaults.countdown if step.countdown is None else step.countdown,
        tally=step.count or defaults.count or Tally.UP,
        breathe=step.breathe or defaults.breathe or exercise.breathe,
        detail=step.detail or defaults.detail or Detail.AUTO,
        place=origin.source.place(path),
        optional=step.optional,
        chimes=defaults.chimes,
    )


def _check(step: StretchStep, path: Path, exercise: Exercise, source: SourceFile) -> None:
    """Note a problem for each key that the exercise makes meaningless."""
    if step.extra and (step.sides or exercise.sides) != "both":
        source.error(source.keys[*path, "extra"], "`extra` sets are for a stretch of both sides")
    if step.first and (step.sides or exercise.sides) != "both":
        source.error(source.keys[*path, "first"], "`first` is for a stretch of both sides")
    if step.works and exercise.posture is not Posture.ON_THE_SIDE:
        source.error(source.keys[*path, "works"], NOT_ON_THE_SIDE)
    if step.tempo and not (step.reps or exercise.reps):
        source.error(source.keys[*path, "tempo"], "a `tempo` is for repetitions; a hold has none")


def _known(step: StretchStep, catalogue: Mapping[str, Exercise]) -> Exercise:
    """Look up the exercise and variant that a step names, with the words that it changes."""
    exercise = catalogue[step.stretch]
    exercise = vary(exercise, step.variant) if step.variant else exercise
    if not step.words:
        return exercise
    # what there is for readers no longer tells how it is done
    read = {"how": None} if step.words.full else {}
    return exercise.model_copy(update={"words": step.words.over(exercise.words), **read})


def vary(exercise: Exercise, variant: str) -> Exercise:
    """Apply what a variant changes to its exercise."""
    changed = exercise.variants[variant]
    written = ((key, getattr(changed, key)) for key in changed.model_fields_set - {"effort"})
    changes = {key: value for key, value in written if value is not None}
    # an exercise has one measure only, so that of the variant replaces it
    if changes.keys() & set(MEASURES):
        changes = dict.fromkeys(MEASURES) | changes
    return exercise.model_copy(update=changes)


def _phases(
    step: StretchStep, defaults: Defaults, exercise: Exercise
) -> tuple[Timed | Repeated, ...]:
    tempo = step.tempo or defaults.tempo or exercise.tempo
    if step.phases:
        return tuple(_phase(phase, tempo, phase.say) for phase in step.phases)
    if any(getattr(step, measure) for measure in MEASURES):
        return (_phase(step, tempo),)
    usual = {
        measure: getattr(defaults, measure) or getattr(exercise, measure)[0]
        for measure in MEASURES
        if getattr(exercise, measure)
    }
    return (_phase(Dose.model_construct(**usual), tempo),)


def _phase(dose: Dose, tempo: tuple[Fraction, ...], say: str | None = None) -> Timed | Repeated:
    if dose.hold:
        return Timed("hold", dose.hold, say)
    if dose.time:
        return Timed("time", dose.time, say)
    parts = dose.tempo or tempo
    back = parts[0] + parts[1] if len(parts) > 1 else None
    return Repeated(dose.reps or 1, sum(parts, Fraction(0)), say, back)


def _rounds(
    step: StretchStep, defaults: Defaults, exercise: Exercise
) -> tuple[tuple[Side | None, ...], ...]:
    """Build the sets of a stretch, each with its turns by side."""
    sets = step.sets or defaults.sets or exercise.sets[0]
    match step.sides or exercise.sides:
        case "none":
            return ((None,),) * sets
        case "both":
            first = step.first or defaults.first or "left"
            if (step.order or defaults.order) is Order.GROUPED:
                return tuple((side,) for side, n in _sets(sets, step, first) for _ in range(n))
            return _alternating(_sets(sets, step, first))
        case side:
            return ((side,),) * sets


def _sets(sets: int, step: StretchStep, first: Side) -> tuple[tuple[Side, int], ...]:
    """Count the sets of each of two sides, in the order of the sides."""
    order: tuple[Side, Side] = ("right", "left") if first == "right" else ("left", "right")
    return tuple((side, sets + (getattr(step.extra, side, None) or 0)) for side in order)


def _alternating(sets: tuple[tuple[Side, int], ...]) -> tuple[tuple[Side, ...], ...]:
    """Build sets of both sides, then those that one side has more."""
    most = max(count for _, count in sets)
    return tuple(tuple(side for side, count in sets if i < count) for i in range(most))
