"""The steps of a routine, one after the other: what has been told by then, and how the body is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine.enums import Detail, Posture, Profile
from matcue.routine.plan import (
    Breathing,
    Flow,
    Interval,
    Quiet,
    Rest,
    Ring,
    Say,
    Step,
    Stretch,
    Wait,
)
from matcue.timeline import between, interval_words, phrases
from matcue.timeline.breathing import breathing
from matcue.timeline.flows import flow
from matcue.timeline.intervals import IntervalScript
from matcue.timeline.model import Pause
from matcue.timeline.pacing import talk
from matcue.timeline.phrases import Variation
from matcue.timeline.settling import posture_told, tells_posture
from matcue.timeline.stretch import StretchScript

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.routine.field_types import Side
    from matcue.routine.plan import Routine
    from matcue.timeline.guidance import Guidance
    from matcue.timeline.model import Section

_TIMES: Final = Quiet | Rest | Wait
"""Steps that are time to do what was said before them."""
MANY: Final = 3
"""Movements that are kept up so often are parts of a whole, whose middle is another one."""


class Course:
    """The steps of a routine as they are gone through, each told by what came before it.

    An exercise is told in full where it, or the words for it, come for the first time.
    """

    def __init__(self, routine: Routine, guidance: Guidance) -> None:
        written = routine.written
        self._steps = routine.steps
        self._guidance = guidance
        self._profile = guidance.cues or written.defaults.cues or Profile.CALM
        self._wording = Variation(written.title)
        self._done = done(routine.steps)
        self._lead = _first_lead(routine.steps, self._done)
        self._told: set[tuple[str, str]] = set()
        self._last: Step | None = None
        self._posture = written.start or Posture.STANDING
        self._side: Side | None = None
        self._moved = False

    def sections(self) -> Iterator[tuple[Step, Section]]:
        """Yield each step with its sections."""
        for step, following in zip(self._steps, (*self._steps[1:], None), strict=True):
            written = self._of(step, following)
            for section in self._within(step, written) if step.within else written:
                yield step, section
            self._last = step

    def _of(self, step: Step, following: Step | None) -> Iterable[Section]:
        """Return the sections of a step, and note what is told by then, and how the body is."""
        match step:
            case Stretch():
                return self._stretch(step)
            case Interval():
                return self._interval(step, following)
            case Flow():
                return (self._flow(step),)
            case Breathing():
                return (breathing(step, self._guidance, self._profile, self._posture),)
            case Say() | Rest() | Wait() | Ring() | Quiet():
                return (self._between(step, following),)
            case _:
                assert_never(step)

    def _stretch(self, step: Stretch) -> Iterable[Section]:
        guidance, exercise = self._guidance, step.exercise
        detail = guidance.detail or step.detail
        if detail is Detail.AUTO:
            detail = Detail.SHORT if step.known in self._told else Detail.FULL
        if detail is Detail.FULL:
            self._told.add(step.known)
        taught = StretchScript(
            stretch=step,
            detail=detail,
            guidance=guidance,
            before=self._come_from(step),
            pace=guidance.pace.times(step.pace),
            wording=self._wording,
            lead=None if self._announced(step) else self._lead,
            many=between.is_movement(step) and self._done[exercise.name] >= MANY,
        )
        self._lead = phrases.NEXT
        if (left_in := exercise.end or exercise.posture) is not Posture.ANY:
            self._posture = left_in
        if exercise.posture is not Posture.ANY:
            self._side, self._moved = exercise.lies_on(step.rounds[-1][-1]), False
        return taught.sections()

    def _announced(self, step: Stretch | Interval) -> bool:
        """Tell whether the rest before a step has said its name."""
        told = isinstance(self._last, Rest) and self._last.say != ""
        return told and bool(between.coming(step, self._guidance))

    def _come_from(self, step: Stretch) -> Posture:
        """Return the posture from which one gets into a stretch."""
        exercise = step.exercise
        # where an author has said how to be, nobody else knows it
        if self._moved and exercise.posture is Posture.ANY:
            return Posture.ANY
        turned = exercise.lies_on(step.rounds[0][0]) not in {None, self._side}
        # to lie on the other side one turns over, so this counts as a change of posture
        if self._posture is Posture.ON_THE_SIDE and turned:
            return Posture.ON_THE_BACK
        return self._posture

    def _interval(self, step: Interval, following: Step | None) -> Iterable[Section]:
        exact = IntervalScript(
            interval=step,
            detail=self._guidance.detail or step.detail,
            guidance=self._guidance,
            before=self._posture,
            lead=None if self._announced(step) else self._lead,
            told=frozenset(self._told),
            moves_on=isinstance(following, Stretch) and between.is_movement(following),
            wording=self._wording,
        )
        self._lead = phrases.NEXT
        self._told |= exact.explained
        self._posture, self._side, self._moved = exact.left_in, exact.lies_on, False
        return exact.sections()

    def _flow(self, step: Flow) -> Section:
        section = flow(step, self._guidance, self._profile, self._posture, self._lead)
        self._lead = phrases.NEXT
        self._posture, self._moved = (
            section.posture or self._posture,
            self._moved and not step.start,
        )
        return section

    def _between(self, step: between.Between, following: Step | None) -> Section:
        written = between.section(step, self._last, following, self._guidance, self._profile)
        said = _own_words(step)
        self._moved |= tells_posture(said)
        told = posture_told(said)
        if told is None or told is self._posture:
            return written
        before, self._posture, self._side = self._posture, told, None
        # where the author gives no time to get there, there is as much as for matcue's own words
        if isinstance(step, Say) and step.seconds is None and not isinstance(following, _TIMES):
            change = Pause(self._guidance.pace.change(before, told))
            return replace(written, items=(*written.items[:-1], change))
        return written

    def _within(self, step: Step, sections: Iterable[Section]) -> Iterator[Section]:
        """Yield the sections of a step in its rounds, after the words for those begun with it."""
        done = self._last.within if self._last else ()
        pairs = zip(step.within, done, strict=False)
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        begun = " ".join(map(phrases.round_of, step.within[kept:]))
        words = talk(begun, self._guidance.pace)
        for section in sections:
            yield replace(section, items=(*words, *section.items), within=step.within)
            words = ()


def _own_words(step: Step) -> str:
    """Return the words of the author's own that a step says."""
    said = step.text if isinstance(step, Say) else step.say if isinstance(step, Rest) else None
    return said or ""


def done(steps: tuple[Step, ...]) -> Counter[str]:
    """Count how many sets of each exercise there are, by its name; so of intervals and flows."""
    done = Counter[str]()
    for step in steps:
        match step:
            case Stretch():
                done[step.exercise.name] += len(step.rounds)
            case Interval():
                done[interval_words.title(step)] += step.rounds
            case Flow():
                done[step.name] += step.rounds
            case _:
                pass
    return done


def _first_lead(steps: tuple[Step, ...], done: Counter[str]) -> str:
    """Return the word that leads to the first stretch's name; none where there is no other."""
    if len(done) == 1:
        return ""
    begun = next((step for step in steps if not _only_introduces(step)), None)
    return phrases.FIRST if isinstance(begun, Stretch | Interval | Flow) else phrases.NEXT


def _only_introduces(step: Step) -> bool:
    """Tell whether in a step nothing is done yet that a first exercise could follow."""
    return isinstance(step, Wait | Ring | Quiet) or (isinstance(step, Say) and step.seconds is None)
