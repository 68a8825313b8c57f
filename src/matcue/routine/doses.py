"""How much is done in each set of a stretch: by the step, else the file, else the exercise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from matcue.routine.enums import Posture
from matcue.routine.exercise import MEASURES
from matcue.routine.field_types import Breaths, parse_moment
from matcue.routine.plan import Phase, Remark, Repeated, Timed

if TYPE_CHECKING:
    from matcue.routine.exercise import Exercise
    from matcue.routine.field_types import Side, Sides
    from matcue.routine.problems import Path, SourceFile
    from matcue.routine.steps.stretch import Defaults, Dose, StretchStep

LETTING_GO: Final = Fraction(3)
"""Seconds to let go and come back after the held time of a repetition."""
BREATH: Final = Fraction(10)
"""Seconds of a breath whose length nobody has written."""

Figure = Fraction | Breaths | int
"""Seconds, or a number of breaths or of repetitions."""
Written = Figure | tuple[Figure, ...] | None
"""A figure, or one for each set, or none."""


@dataclass(frozen=True, slots=True)
class Doses:
    """A stretch as it is written, and what else it takes its figures from."""

    step: StretchStep
    defaults: Defaults
    exercise: Exercise

    @property
    def sides(self) -> Sides:
        """Which sides it has."""
        return self.step.sides or self.exercise.sides

    @property
    def order(self) -> tuple[Side, Side]:
        """Its two sides, the one that is done first before the other."""
        first = self.step.first or self.defaults.first
        return ("right", "left") if first == "right" else ("left", "right")

    @property
    def breathe(self) -> tuple[Fraction, ...] | None:
        """The seconds of a breath, where they are written."""
        return self.step.breathe or self.defaults.breathe or self.exercise.breathe

    @property
    def sets(self) -> int:
        """How many sets each side has: as many as a list has figures."""
        usual = self.step.sets or self.defaults.sets or self.exercise.sets[0]
        return len(listed_in(self.step)) or usual

    @property
    def phases(self) -> tuple[Phase, ...]:
        """What is done, one thing after the other, in the first set."""
        if self.step.phases:
            return tuple(self._phase(p, _measure(p), _figure(p), p.say) for p in self.step.phases)
        if measure := _measure(self.step):
            return (self._phase(self.step, measure, _figure(self.step)),)
        return (self._phase(self.step, *self._usual()),)

    @property
    def later(self) -> tuple[Phase, ...]:
        """What is done in each later set, where a list says that the sets differ."""
        measure = _measure(self.step)
        return tuple(self._phase(self.step, measure, each) for each in listed_in(self.step)[1:])

    def _usual(self) -> tuple[str, Figure]:
        """Return how the exercise is measured, and how much is done where the step is silent."""
        measure = _measure(self.exercise)
        default = getattr(self.defaults, measure)
        return measure, default or getattr(self.exercise, measure)[0]

    def _phase(self, dose: Dose, measure: str, figure: Figure, say: str | None = None) -> Phase:
        """Build what is done so long, or so often."""
        if isinstance(figure, int):
            tempo, back, held = self._tempo(dose)
            turns = self.order if self.sides == "alternating" else ()
            return Repeated(figure, tempo, say, back, held, turns)
        return Timed(
            "time" if measure == "time" else "hold",
            seconds_of(figure, self.breathe),
            say,
            tuple(Remark(at, text) for at, text in (dose.during or {}).items()),
            figure.number if isinstance(figure, Breaths) else None,
        )

    def _tempo(self, dose: Dose) -> tuple[Fraction, Fraction | None, Fraction]:
        """Decide the seconds of a repetition, those until it turns back, and those it is held."""
        asked, exercise = (dose, self.step, self.defaults), self.exercise
        besides = [each.tempo[0] for each in asked if each.tempo and len(each.tempo) == 1]
        tempo: tuple[Fraction, ...] | None = None
        for each in asked:
            tempo = tempo or each.tempo
            if each.held is not None:
                return _held_at_once(each.held, besides)
            if tempo and len(tempo) > 1:
                return _in_parts(tempo)
        if exercise.held is not None:
            own = exercise.tempo if "tempo" in exercise.model_fields_set else ()
            return _held_at_once(exercise.held, [*besides, *own])
        return _in_parts(tempo or exercise.tempo)


def _held_at_once(held: Fraction, besides: list[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """Return the three figures of a repetition that is held from its number on."""
    return held + (besides[0] if besides else LETTING_GO), held, held


def _in_parts(tempo: tuple[Fraction, ...]) -> tuple[Fraction, Fraction | None, Fraction]:
    """Return the three figures of a repetition whose parts, or whole, a tempo gives."""
    if len(tempo) == 1:
        return tempo[0], None, Fraction(0)
    out, held, back = tempo
    return out + held + back, out + held, held


def _measure(given: Dose | Exercise) -> str:
    """Return which of the measures is given; an empty text if none is."""
    return next((each for each in MEASURES if getattr(given, each) is not None), "")


def _figure(dose: Dose) -> Figure:
    """Return the figure that is written, of the first set where it is a list."""
    written: Figure | tuple[Figure, ...] = getattr(dose, _measure(dose))
    return written[0] if isinstance(written, tuple) else written


def listed_in(dose: Dose) -> tuple[Figure, ...]:
    """Return the figures of the sets where a list of them is written, else none."""
    figures = (getattr(dose, measure) for measure in MEASURES)
    return next((each for each in figures if isinstance(each, tuple)), ())


def seconds_of(figure: Fraction | Breaths, breathe: tuple[Fraction, ...] | None) -> Fraction:
    """Compute how long a hold is; `breathe` are the seconds of a breath, where they are written."""
    if isinstance(figure, Breaths):
        return figure.number * sum(breathe or (BREATH,), Fraction(0))
    return figure


def plain(written: Written, breathe: tuple[Fraction, ...] | None) -> tuple[Fraction | int, ...]:
    """Return the figures of all sets that are written, holds in seconds; none where none is."""
    if written is None:
        return ()
    figures = written if isinstance(written, tuple) else (written,)
    return tuple(each if isinstance(each, int) else seconds_of(each, breathe) for each in figures)


def ends(written: Written, breathe: tuple[Fraction, ...] | None) -> tuple[Any, Any] | None:
    """Return the smallest and the largest of such figures; None where none is written."""
    figures = plain(written, breathe)
    return (min(figures), max(figures)) if figures else None


def check(doses: Doses, path: Path, source: SourceFile) -> None:
    """Note a problem for each figure that has no meaning beside the others."""
    step, repeated = doses.step, bool(doses.step.reps or doses.exercise.reps)
    if step.tempo and not repeated:
        source.error(source.keys[*path, "tempo"], "a `tempo` is for repetitions; a hold has none")
    if step.held and not repeated:
        said = "`held` is for repetitions; a `hold` is held by itself"
        source.error(source.keys[*path, "held"], said)
    if step.during and isinstance(doses.phases[0], Repeated):
        said = "`during` is for a `hold` or a `time`, not for repetitions"
        source.error(source.keys[*path, "during"], said)
    if doses.sides == "alternating":
        _check_alternating(doses, path, source)
    for i, phase in enumerate((*doses.phases, *doses.later)):
        _check_moments(phase, (*path, "phases", i) if step.phases else path, source)


def _check_alternating(doses: Doses, path: Path, source: SourceFile) -> None:
    """Note a problem for what does not go with sides that take turns within a set."""
    step, mark = doses.step, source.mark((*path, "sides"))
    if not all(isinstance(phase, Repeated) for phase in doses.phases):
        said = "sides that are `alternating` are for repetitions"
        source.error(mark, said, "write `sides: both` for what is held or kept up")
    if doses.exercise.posture is Posture.ON_THE_SIDE:
        said = "on the side one would turn over for each repetition"
        source.error(mark, said, "write `sides: both`")
    if step.order:
        said = "`order` is for sets of one side each, and `alternating` sides change within a set"
        source.error(source.keys[*path, "order"], said, "leave one of them out")


def _check_moments(phase: Phase, path: Path, source: SourceFile) -> None:
    """Note a problem for each moment that does not lie inside its hold."""
    during = phase.during if isinstance(phase, Timed) else ()
    outside = {remark.at for remark in during if abs(remark.at) >= phase.amount}
    if not outside:
        return
    for key, mark in source.keys.items():
        if key[:-1] == (*path, "during") and parse_moment(str(key[-1])) in outside:
            source.error(mark, f"“{key[-1]}” is not inside the {float(phase.amount):g} s")
