"""The times of a timer as steps of a routine that last exactly as long: intervals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import unfold
from matcue.importers.programme import Kind, Sides, Step
from matcue.importers.writing.guided import LONGEST, MOST, SHORTEST, Guided, length
from matcue.importers.writing.yaml_writer import Block
from matcue.routine.steps.interval import MOST_STATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.importers.writing.yaml_writer import Value

READY: Final = "Get ready"
"""What the time before the first work is called."""
WORK: Final = "Work"
"""What a work without a name is called."""
_SIDED: Final = {Sides.LEFT, Sides.RIGHT}


@dataclass(frozen=True, slots=True)
class _Station:
    """What is done on one side, for how many seconds, and how many seconds of rest come then."""

    step: Step
    work: Fraction
    rest: Fraction = Fraction()

    @property
    def named(self) -> tuple[str, Sides | None, Fraction]:
        """What is equal in two stations that are done alike."""
        return self.step.name, self.step.sides, self.work


def timed_blocks(steps: Sequence[Step], writer: Guided) -> Iterator[Block]:
    """Yield the steps of a routine for those of a timer: intervals, and what has no end between.

    They last, from the first bell on, as long as the timer.
    """
    stations: list[_Station] = []
    for step in unfold(tuple(steps)):
        seconds = min(_seconds(step), LONGEST)
        if step.kind is Kind.REST:
            if stations:
                last = stations.pop()
                stations.append(replace(last, rest=last.rest + seconds))
            elif seconds >= SHORTEST:
                stations.append(_Station(replace(step, name=READY), seconds))
        elif seconds >= SHORTEST:
            stations.append(_Station(step, seconds))
        elif step.kind not in {Kind.SECTION, Kind.NOTE}:
            yield from _intervals(stations, writer)
            stations = []
            yield from writer.blocks((step,))
    yield from _intervals(stations, writer)


def _seconds(step: Step) -> Fraction:
    """Return the seconds of what is done once on one side; 0 where nobody knows."""
    if step.kind is Kind.REPS and step.tempo and step.reps:
        return sum(step.tempo, Fraction()) * step.reps[0]
    return step.seconds[0] if step.seconds and step.kind is not Kind.REPS else Fraction()


def _intervals(stations: list[_Station], writer: Guided) -> Iterator[Block]:
    """Yield the intervals of stations in a row: one, where it does not have too many."""
    if not stations:
        return
    if stations[0].step.name == READY and len(stations) > 2 and _rounds(stations[1:])[0] > 1:
        # matcue tells what comes before the first bell: whoever gets ready does so meanwhile
        seconds = length(stations.pop(0).work)
        writer.told.mended.append(f"{seconds} to get ready are left to the words before the bell")
    rounds, once = _rounds(stations)
    for at in range(0, len(once), MOST_STATIONS):
        yield _interval(rounds, once[at : at + MOST_STATIONS], writer)
    if len(once) > MOST_STATIONS:
        said = f"{len(once)} times in a row became several intervals, each told before its bell"
        writer.told.mended.append(said)
    if stations[-1].rest >= SHORTEST:
        yield Block({"pause": length(min(stations[-1].rest, LONGEST))})


def _rounds(stations: list[_Station]) -> tuple[int, list[_Station]]:
    """Return how often a row of stations repeats, and those of a round; the last rest is free."""
    count = len(stations)
    for period in range(1, count // 2 + 1):
        rounds, left = divmod(count, period)
        if left or rounds > MOST:
            continue
        alike = all(
            each.named == stations[i % period].named
            and (i == count - 1 or each.rest == stations[i % period].rest)
            for i, each in enumerate(stations)
        )
        if alike:
            return rounds, stations[:period]
    return 1, stations


def _interval(rounds: int, stations: Sequence[_Station], writer: Guided) -> Block:
    works = {each.work for each in stations}
    counting = stations if rounds > 1 else stations[:-1]
    rests = {each.rest for each in counting}
    same_rest = len(rests) == 1
    keys: dict[str, Value] = {"interval": str(rounds)}
    if len(works) == 1:
        keys["work"] = length(works.pop())
    if same_rest and (rest := next(iter(rests))) >= SHORTEST:
        keys["rest"] = length(rest)
    keys["detail"] = "names"
    own = _Own("work" not in keys, None if same_rest else counting)
    keys["steps"] = tuple(_station(each, writer, own) for each in stations)
    return Block(keys)


@dataclass(frozen=True, slots=True)
class _Own:
    """Which times the stations of an interval say themselves."""

    work: bool
    rests: Sequence[_Station] | None
    """The stations whose rest they say; None where the interval says it."""


def _station(station: _Station, writer: Guided, own: _Own) -> Block | str:
    step, meant = station.step, writer.known.find(station.step.name)
    keys: dict[str, Value] = {}
    if meant and meant.variant:
        keys["variant"] = meant.variant
    if step.sides in _SIDED:
        keys["sides"] = step.sides.value
    if step.reps and step.reps[0]:
        keys["reps"] = str(min(step.reps[0], MOST))
    if own.work:
        keys["work"] = length(station.work)
    if own.rests and station in own.rests and station.rest >= SHORTEST:
        keys["rest"] = length(station.rest)
    if meant:
        return Block({"stretch": meant.key, **keys})
    name = writer.name(step) if step.name else WORK
    return Block({"name": name, **keys}) if keys else name
