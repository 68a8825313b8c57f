"""Steps as they are written to steps as they are done: repeated, included, every figure decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine import doses, lint, own
from matcue.routine.doses import Doses
from matcue.routine.enums import Detail, Lead, Order, Posture, Profile, Tally
from matcue.routine.exercise import MEASURES, NOT_ON_THE_SIDE, Exercise
from matcue.routine.file_format import (
    MOST_MOMENTS,
    MOST_SECTIONS,
    BreatheStep,
    ChimeStep,
    Defaults,
    FlowStep,
    IncludeStep,
    IntervalStep,
    NamedStation,
    PauseStep,
    RepeatStep,
    RestStep,
    SayStep,
    StationStep,
    StretchStep,
    WaitStep,
    WrittenMovement,
)
from matcue.routine.plan import (
    Breathing,
    Flow,
    Interval,
    Movement,
    Quiet,
    Rest,
    Ring,
    Round,
    Say,
    Station,
    Step,
    Stretch,
    Wait,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as FilePath

    from matcue.errors import Place
    from matcue.routine.field_types import Side, Sides
    from matcue.routine.file_format import Turn, WrittenStep
    from matcue.routine.problems import Path, SourceFile


BREATHING: Final = "Breathing"
"""What breathing is called that has no name."""
_Plain = SayStep | RestStep | WaitStep | PauseStep | BreatheStep
_Single = StretchStep | IntervalStep | FlowStep | ChimeStep | _Plain
_COUNTED: Final = (Stretch, Interval, Breathing, Flow)
"""The steps in which something may happen many times."""


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
        moments += times * sum(each.moments for each in once if isinstance(each, _COUNTED))
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
        case _:
            return (_step(step, path, origin),), 1


def _step(step: _Single, path: Path, origin: Origin) -> Step:
    """Return the one step that a written step means."""
    place = origin.source.place(path)
    match step:
        case StretchStep():
            return _decide(step, path, origin)
        case IntervalStep():
            return _interval(step, path, origin)
        case FlowStep():
            lint.check_flow(step, path, origin.source)
            return _flow(step, origin.defaults, place)
        case ChimeStep():
            return Ring(origin.recordings.get(path, step.chime), place)
        case _:
            return _plain(step, place)


def _plain(step: _Plain, place: Place) -> Step:
    """Return a step that depends on nothing else."""
    match step:
        case SayStep():
            return Say(step.say, place, step.for_)
        case RestStep():
            return Rest(step.rest, place, step.say)
        case WaitStep():
            return Wait(step.wait, place)
        case PauseStep():
            return Quiet(step.pause, place)
        case BreatheStep():
            return _breathing(step, place)
        case _:
            assert_never(step)


def _breathing(step: BreatheStep, place: Place) -> Breathing:
    """Decide how many rounds breathing has: those whose time comes nearest to what is asked for."""
    nearest = (step.time or Fraction(0)) / sum(step.breathe) + Fraction(1, 2)
    rounds = step.rounds or max(floor(nearest), 1)
    name = step.name or BREATHING
    return Breathing(step.breathe, rounds, step.time, step.lead, step.count == "up", name, place)


def _flow(step: FlowStep, defaults: Defaults, place: Place) -> Flow:
    movements = (_movement(each, step.beat or Fraction(0)) for each in step.steps)
    first = defaults.first or "left"
    return Flow(step.flow, step.rounds, step.start, first, tuple(movements), place)


def _movement(written: WrittenMovement, beat: Fraction) -> Movement:
    short, alternating = written.short or written.say, written.sides == "alternating"
    if written.for_:
        return Movement(written.say, short, written.for_, None, alternating)
    return Movement(written.say, short, beat, beat, alternating)


def _sections(step: Step) -> int:
    return step.sections if isinstance(step, Stretch | Interval) else 1


def _decide(step: StretchStep, path: Path, origin: Origin) -> Stretch:
    """Decide each figure of a stretch: by the step, else by the file, else by the exercise."""
    defaults = origin.defaults
    of_its_own = own.is_own(step.words, step.posture, known=step.stretch in origin.catalogue)
    exercise = own.exercise_of(step, defaults) if of_its_own else _known(step, origin.catalogue)
    if not step.sides:
        exercise = own.with_sides(exercise, defaults)
    if not step.because:
        lint.check_countdown(step, path, exercise, origin.source, defaults)
        if of_its_own:
            lint.check_sides(exercise, (*path, "words"), origin.source)
        else:
            lint.check_figures(step, path, exercise, origin.source, defaults)
    if step.works:
        exercise = exercise.model_copy(update={"works": step.works})
    quiet = step.cues is None and exercise.cues is Profile.SILENT
    # a file that counts by default does not count into what is meant to be silent
    silent = quiet or step.cues is Profile.SILENT
    usual = None if silent else defaults.countdown
    found = Doses(step, defaults, exercise)
    _check(step, path, exercise, origin.source)
    doses.check(found, path, origin.source)
    counted = Tally.OFF if found.sides == "alternating" else Tally.UP
    return Stretch(
        key=None if of_its_own else step.stretch,
        exercise=exercise,
        phases=found.phases,
        rounds=_rounds(found),
        rest=step.rest or defaults.rest or Fraction(0),
        pace=step.pace or defaults.pace or Fraction(1),
        # an exercise that should be quiet stays so, whatever the file has as its default
        cues=step.cues or exercise.cues or defaults.cues or Profile.CALM,
        quiet=quiet,
        countdown=usual if step.countdown is None else step.countdown,
        tally=step.count or defaults.count or counted,
        breathe=found.breathe,
        detail=step.detail or defaults.detail or Detail.AUTO,
        place=origin.source.place(path),
        optional=step.optional,
        chimes=defaults.chimes,
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
    if step.works and exercise.posture is not Posture.ON_THE_SIDE:
        source.error(source.keys[*path, "works"], NOT_ON_THE_SIDE)


def _known(step: StretchStep | StationStep, catalogue: Mapping[str, Exercise]) -> Exercise:
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
    # an exercise has one measure only, and is held in one way, so those of the variant replace it
    if changes.keys() & set(MEASURES):
        changes = dict.fromkeys(MEASURES) | changes
    if changed.hold or changed.time or len(changed.tempo or ()) > 1:
        changes = {"held": None} | changes
    if changed.held and not changed.tempo and len(exercise.tempo) > 1:
        changes |= {"tempo": (doses.LETTING_GO,)}
    return exercise.model_copy(update=changes)


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


def _interval(step: IntervalStep, path: Path, origin: Origin) -> Interval:
    """Decide what an interval leaves open, by the file's defaults."""
    defaults = origin.defaults
    return Interval(
        rounds=step.interval,
        stations=tuple(
            _station(station, (*path, "steps", i), origin) for i, station in enumerate(step.steps)
        ),
        work=step.work or step.every or Fraction(0),
        rest=step.rest or Fraction(0),
        between=step.between,
        every=step.every is not None,
        name=step.name,
        rest_words=step.rest_words,
        cues=step.cues or defaults.cues or Profile.CALM,
        countdown=defaults.countdown if step.countdown is None else step.countdown,
        detail=step.detail or defaults.detail or Detail.AUTO,
        place=origin.source.place(path),
    )


def _station(step: str | NamedStation | StationStep, path: Path, origin: Origin) -> Station:
    """Look up a station's exercise, or build it from its own words; a text is a name alone."""
    if isinstance(step, str):
        return Station(step)
    if isinstance(step, NamedStation):
        _check_first(step, step.sides, path, origin)
        sides = _turns(step, step.sides or "none", origin.defaults)
        return Station(step.name, sides=sides, reps=step.reps, work=step.work, rest=step.rest)
    of_its_own = own.is_own(step.words, step.posture, known=step.stretch in origin.catalogue)
    if of_its_own:
        exercise = own.station_of(step, origin.defaults)
        lint.check_sides(exercise, (*path, "words"), origin.source)
    else:
        exercise = _known(step, origin.catalogue)
    _check_first(step, step.sides or exercise.sides, path, origin)
    if step.works and exercise.posture is not Posture.ON_THE_SIDE:
        origin.source.error(origin.source.keys[*path, "works"], NOT_ON_THE_SIDE)
    if step.works:
        exercise = exercise.model_copy(update={"works": step.works})
    return Station(
        name=exercise.name,
        exercise=exercise,
        key=None if of_its_own else step.stretch,
        sides=_turns(step, step.sides or exercise.sides, origin.defaults),
        reps=step.reps,
        work=step.work,
        rest=step.rest,
    )


def _check_first(step: Turn, sides: Sides | None, path: Path, origin: Origin) -> None:
    """Note a first side where there are not two."""
    if step.first and sides != "both":
        origin.source.error(
            origin.source.keys[*path, "first"], "`first` is for a stretch of both sides"
        )


def _turns(step: Turn, sides: Sides, defaults: Defaults) -> tuple[Side | None, ...]:
    """Decide on which sides a station is done, one after the other."""
    match sides:
        case "none" | "alternating":
            return (None,)
        case "both":
            return (
                ("right", "left")
                if (step.first or defaults.first) == "right"
                else ("left", "right")
            )
        case side:
            return (side,)
