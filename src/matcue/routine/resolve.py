"""Steps as they are written to steps as they are done: repeated, included, every figure decided."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from matcue.routine import doses, lint
from matcue.routine.doses import Doses
from matcue.routine.enums import Detail, Lead, Order, Posture, Profile, Tally
from matcue.routine.exercise import MEASURES, Exercise, Words
from matcue.routine.file_format import (
    MOST_MOMENTS,
    MOST_SECTIONS,
    ChimeStep,
    Defaults,
    IncludeStep,
    RepeatStep,
    RestStep,
    SayStep,
    StretchStep,
    WaitStep,
)
from matcue.routine.plan import Rest, Ring, Say, Step, Stretch, Wait

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        steps += once * times
    return tuple(steps)


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
    exercise = _exercise(step, defaults, origin.catalogue)
    found = Doses(step, defaults, exercise)
    lint.check_figures(step, path, exercise, origin.source, defaults)
    _check(step, path, exercise, origin.source)
    doses.check(found, path, origin.source)
    counted = Tally.OFF if found.sides == "alternating" else Tally.UP
    return Stretch(
        key=None if step.words else step.stretch,
        exercise=exercise,
        phases=found.phases,
        rounds=_rounds(found),
        rest=step.rest or defaults.rest or Fraction(0),
        pace=step.pace or defaults.pace or Fraction(1),
        # an exercise that should be quiet stays so, whatever the file has as its default
        cues=step.cues or exercise.cues or defaults.cues or Profile.CALM,
        quiet=step.cues is None and exercise.cues is Profile.SILENT,
        countdown=defaults.countdown if step.countdown is None else step.countdown,
        tally=step.count or defaults.count or counted,
        breathe=found.breathe,
        detail=step.detail or defaults.detail or Detail.AUTO,
        place=origin.source.place(path),
        optional=step.optional,
        lead=step.lead or defaults.lead or Lead.FIRST,
        later=found.later,
    )


def _check(step: StretchStep, path: Path, exercise: Exercise, source: SourceFile) -> None:
    """Note a problem for each key that the exercise makes meaningless."""
    sides = step.sides or exercise.sides
    if step.extra and sides != "both":
        source.error(source.keys[*path, "extra"], "`extra` sets are for a stretch of both sides")
    if step.first and sides not in {"both", "alternating"}:
        source.error(source.keys[*path, "first"], "`first` is for a stretch of both sides")


def _exercise(step: StretchStep, defaults: Defaults, catalogue: Mapping[str, Exercise]) -> Exercise:
    """Look up the exercise and variant that a step names, or build one from its own words."""
    if step.words:
        return _own(step, defaults, step.words)
    exercise = catalogue[step.stretch]
    return vary(exercise, step.variant) if step.variant else exercise


def vary(exercise: Exercise, variant: str) -> Exercise:
    """Apply what a variant changes to its exercise."""
    changed = exercise.variants[variant]
    written = ((key, getattr(changed, key)) for key in changed.model_fields_set - {"effort"})
    changes = {key: value for key, value in written if value is not None}
    # an exercise has one measure only, and is held in one way, so those of the variant replace it
    if changes.keys() & set(MEASURES):
        changes = dict.fromkeys(MEASURES) | changes
    if changed.hold or changed.time or len(changed.tempo or ()) > 1:
        changes = {"held": None} | changes
    if changed.held and not changed.tempo and len(exercise.tempo) > 1:
        changes |= {"tempo": (doses.LETTING_GO,)}
    return exercise.model_copy(update=changes)


def _own(step: StretchStep, defaults: Defaults, words: Words) -> Exercise:
    """Build an exercise from a step's own values, which are checked already."""
    breathe = step.breathe or defaults.breathe
    return Exercise.model_construct(
        name=step.stretch,
        posture=step.posture or Posture.STANDING,
        words=words,
        sides=step.sides or "none",
        hold=doses.ends(step.hold, breathe),
        time=doses.ends(step.time, breathe),
        reps=doses.ends(step.reps, breathe),
    )


def _rounds(found: Doses) -> tuple[tuple[Side | None, ...], ...]:
    """Build the sets of a stretch, each with its turns by side."""
    match found.sides:
        case "none" | "alternating":
            return ((None,),) * found.sets
        case "both":
            sets = _sets(found)
            if (found.step.order or found.defaults.order) is Order.GROUPED:
                return tuple((side,) for side, n in sets for _ in range(n))
            return _alternating(sets)
        case side:
            return ((side,),) * found.sets


def _sets(found: Doses) -> tuple[tuple[Side, int], ...]:
    """Count the sets of each of two sides, in the order of the sides."""
    extra = found.step.extra
    return tuple((side, found.sets + (getattr(extra, side, None) or 0)) for side in found.order)


def _alternating(sets: tuple[tuple[Side, int], ...]) -> tuple[tuple[Side, ...], ...]:
    """Build sets of both sides, then those that one side has more."""
    most = max(count for _, count in sets)
    return tuple(tuple(side for side, count in sets if i < count) for i in range(most))
