"""Steps of a programme as guided steps of a routine: stretches, rests, rounds, words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import Kind, Sides, Step
from matcue.importers.writing.postures import guess
from matcue.importers.writing.yaml_writer import Block, Value, clean
from matcue.numerals import number
from matcue.routine.enums import Posture
from matcue.routine.exercise import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.importers.writing.known_exercises import KnownExercises
    from matcue.routine.exercise import Described, Meant

MOST: Final = 100
"""The largest number of repetitions, sets and rounds that a routine has."""
LONGEST: Final = Fraction(3600)
SHORTEST: Final = Fraction(1, 10)
"""Seconds of its longest and its shortest time."""
LONGEST_NAME: Final = 80
"""Characters of its longest name."""
LONGEST_WORDS: Final = 2000
"""Characters of a document's words for one exercise that are taken over."""
OPEN_TIME: Final = "1m"
"""How long there is in a recording for what has no dose."""
READY: Final = "Get ready for it."
"""What is said of an exercise that the document only names."""
AS_WRITTEN: Final = "so it stands in the list"
"""Why a figure is outside the range of its exercise."""
BREATH: Final = Fraction(10)
"""Seconds of a breath whose length nobody has written."""
_DOSED: Final = {Kind.HOLD, Kind.TIME, Kind.REPS, Kind.BREATHS, Kind.COUNT}
_WITHOUT_TIME: Final = {
    Kind.DISTANCE: "A distance: there is as much time as it takes.",
    Kind.STEPS: "Steps of the feet: there is as much time as it takes.",
    Kind.BLANK: "The form is not filled in here.",
    Kind.NAME: "It says no dose.",
}
"""What is noted of a step that no bell can end."""
_GROUPED: Final = {Kind.AMRAP, Kind.EMOM}
_END: Final = {Kind.SECTION, Kind.ROUNDS, *_GROUPED}
"""Kinds that end what belongs to the one before."""


@dataclass(slots=True)
class Told:
    """What the person is told of a routine that was written: all of it guessed or mended."""

    mended: list[str]
    unknown_postures: list[str]
    asked: int = 0


class Guided:
    """Writes the steps of a programme; what it guessed and mended is in `told`."""

    def __init__(self, known: KnownExercises, often: str | None) -> None:
        self.known = known
        self._often = often
        self.exercises: dict[str, dict[str, Value]] = {}
        self.told = Told([], [])

    def blocks(self, steps: Sequence[Step]) -> Iterator[Block]:
        """Yield the steps of a routine, with their comments."""
        heading: tuple[str, ...] = ()
        rest = list(steps)
        while rest:
            step = rest.pop(0)
            if step.kind in {Kind.SECTION, Kind.NOTE}:
                heading = (*heading, step.name or step.source or "")
                continue
            within: list[Step] = []
            if step.kind in _GROUPED and not step.steps:
                while rest and rest[0].kind not in _END:
                    within.append(rest.pop(0))
                step = replace(step, steps=tuple(within))
            for block in self._step(step):
                yield replace(block, comments=(*filter(None, heading), *block.comments))
                heading = ()

    def _step(self, step: Step) -> Iterator[Block]:
        match step.kind:
            case Kind.REST:
                if step.seconds and step.seconds[0] >= SHORTEST:
                    yield Block({"rest": length(min(step.seconds[0], LONGEST))}, self._asked(step))
            case Kind.ROUNDS:
                yield from self._rounds(step)
            case Kind.AMRAP | Kind.EMOM:
                yield self._grouped(step)
            case _ if step.sides is Sides.DIRECTIONS:
                yield from self._both_ways(step)
            case _:
                yield from self._exercise(step)

    def _rounds(self, step: Step) -> Iterator[Block]:
        steps = (*self.blocks(step.steps),)
        if step.rest and step.rest[0] >= SHORTEST and steps:
            steps = (*steps, Block({"rest": length(min(step.rest[0], LONGEST))}))
        times = _times(step)
        if not steps:
            return
        if times == 1:
            first, *others = steps
            yield replace(first, comments=(*self._asked(step), *first.comments))
            yield from others
            return
        keys: dict[str, Value] = {"repeat": str(times), "name": "Round", "steps": steps}
        yield Block(keys, self._asked(step))

    def _grouped(self, step: Step) -> Block:
        """Return an interval for rounds against the clock, told in one sentence."""
        listed = ". ".join(_in_words(each) for each in step.steps)
        low = (step.seconds or (Fraction(60), Fraction(60)))[0]
        seconds = min(max(low, SHORTEST), LONGEST)
        if step.kind is Kind.AMRAP:
            name, exact = "As many rounds as you can", {"work": length(seconds)}
            times = 1
        else:
            name, exact = "On the bell", {"every": length(seconds)}
            times = _times(step)
        station: dict[str, Value] = {
            "stretch": name,
            "posture": Posture.ANY.value,
            "words": spoken(listed) or READY,
        }
        keys: dict[str, Value] = {"interval": str(times), **exact, "steps": (Block(station),)}
        return Block(keys, self._asked(step))

    def _both_ways(self, step: Step) -> Iterator[Block]:
        """Yield a step for each way round, set by set."""
        one = replace(step, sides=None, sets=None, rest=None)
        *before, first = self._exercise(one)
        again = Block({**first.keys, "detail": "names"} if "stretch" in first.keys else first.keys)
        sets, rest = _times(step), step.rest and step.rest[0]
        ways = [*before, first, Block({"say": "And now the other way round."}), again]
        if sets == 1:
            yield from ways
            return
        if rest and rest >= SHORTEST:
            ways.append(Block({"rest": length(min(rest, LONGEST))}))
        yield Block({"repeat": str(sets), "steps": tuple(ways)})

    def _exercise(self, step: Step) -> Iterator[Block]:
        """Yield the steps of one exercise: of the catalogue where its name is in it."""
        step = counted(step)
        meant = self.known.find(step.name)
        if meant and not (step.sides is Sides.NONE and self.known.exercise(meant).sides != "none"):
            yield self._of_the_catalogue(step, meant)
        elif _has_dose(step):
            yield self._own(step)
        else:
            yield from self._open(step)

    def _of_the_catalogue(self, step: Step, meant: Meant) -> Block:
        described, exercise = self.known.described(meant), self.known.exercise(meant)
        keys: dict[str, Value] = {"stretch": meant.key}
        if meant.variant:
            keys["variant"] = meant.variant
        notes: list[str] = []
        if _has_dose(step):
            measure = _measure(described) or _measure(exercise)
            dose = self._mended(_meant_for(measure, step), step.name)
            keys |= _dose_keys(dose) | _sides_keys(dose, exercise.sides)
            if _outside(keys, described, exercise):
                keys["because"] = AS_WRITTEN
            notes += _range_note(dose)
        else:
            notes.append(f"{_WITHOUT_TIME.get(step.kind, 'It says no dose.')} Matcue's own stands.")
        return Block(keys, (*self._asked(step), *notes))

    def _own(self, step: Step) -> Block:
        step = self._mended(step, step.name)
        name = self.name(step)
        posture = guess(step.name, step.text)
        if posture is Posture.ANY and name not in self.told.unknown_postures:
            self.told.unknown_postures.append(name)
        words = spoken(step.text) or READY
        if step.sides in {Sides.LEFT, Sides.RIGHT}:
            words = f"{words} This is for your {{side}} side."
        told: dict[str, Value] = {"posture": posture.value, "words": words}
        dose = {**_dose_keys(step), **_sides_keys(step, "none")}
        comments = (*self._asked(step), *self._near(step.name))
        if ranges := _ranges(step):
            key = self._key(name)
            on_step: dict[str, Value] = {k: dose.pop(k) for k in ("rest", "sides") if k in dose}
            self.exercises[key] = {"name": name, **told, **dose, **ranges}
            return Block({"stretch": key, **on_step}, comments)
        return Block({"stretch": name, **told, **dose}, comments)

    def _open(self, step: Step) -> Iterator[Block]:
        """Yield time for an exercise that has no dose: until it is done."""
        note = _WITHOUT_TIME.get(step.kind, "It says no dose.")
        comments = (*self._asked(step), note, *self._near(step.name))
        says = [f"{self.name(step)}.", spoken(step.text), "Take the time that you need."]
        say: dict[str, Value] = {"say": " ".join(filter(None, says))}
        wait = Block({"wait": OPEN_TIME})
        sets, rest = _times(step), step.rest and step.rest[0]
        if sets == 1:
            yield from (Block(say, comments), wait)
            return
        resting = [Block({"rest": length(min(rest, LONGEST))})] if rest and rest >= SHORTEST else []
        steps = (Block(say), wait, *resting)
        yield Block({"repeat": str(sets), "name": "Set", "steps": steps}, comments)

    def _near(self, name: str) -> tuple[str, ...]:
        near = self.known.near(name) if name else ()
        return (f"Matcue knows {' and '.join(near)}. Is it that?",) if near else ()

    def _asked(self, step: Step) -> tuple[str, ...]:
        """Return the comments of a doubtful step, and of one that is meant more or less often."""
        often = (f"Meant {step.often}.",) if step.often and step.often != self._often else ()
        if step.sure:
            return often
        self.told.asked += 1
        quoted = f"Line {step.line}: “{step.source}”. " if step.source else f"Line {step.line}. "
        return (f"{quoted}{step.why}", *often)

    def name(self, step: Step) -> str:
        """Return a name that can be spoken: short, and without braces."""
        name = clean(re.sub(r"[{}]", "", step.name))
        if len(name) > LONGEST_NAME:
            self.told.mended.append(f"“{name[:40]}…” is too long for a name, and was cut")
            name = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
        return name if re.search(r"\w", name) else f"Exercise in line {step.line}"

    def _mended(self, step: Step, name: str) -> Step:
        """Return a step whose figures a routine can have; what was changed is noted."""
        sets = step.sets or (1, 1)
        if step.reps and step.reps[0] > MOST:
            parts = ceil(step.reps[0] / MOST)
            each = ceil(step.reps[0] / parts)
            said = f"{name}: {step.reps[0]} repetitions became {parts} sets of {each}"
            self.told.mended.append(said)
            step = replace(step, reps=(each, each), sets=(sets[0] * parts,) * 2)
        if step.seconds and step.seconds[0] > LONGEST:
            parts = ceil(step.seconds[0] / LONGEST)
            part = step.seconds[0] / parts
            self.told.mended.append(f"{name}: {length(step.seconds[0])} became {parts} parts")
            step = replace(step, seconds=(part, part), sets=(sets[0] * parts,) * 2)
        if step.sets and step.sets[0] > MOST:
            self.told.mended.append(f"{name}: {step.sets[0]} sets became {MOST}")
            step = replace(step, sets=(MOST, MOST))
        return step

    def _key(self, name: str) -> str:
        """Return a new key for an exercise of the file."""
        words = re.findall(r"[a-z0-9]+", name.casefold()) or ["exercise"]
        key = first = "-".join(words)[:70].strip("-")
        others = 1
        while key in self.exercises:
            others += 1
            key = f"{first}-{others}"
        return key


def _times(step: Step) -> int:
    """Return how often a step is done, as a routine can have it."""
    return min(max((step.sets or (1, 1))[0], 1), MOST)


def counted(step: Step) -> Step:
    """Return a step that counts from one, and a hold with its repetitions among its sets."""
    sets = step.sets if step.sets and step.sets[0] else None
    reps = step.reps if step.reps and step.reps[0] else None
    if step.kind is Kind.HOLD and reps:
        low, high = sets or (1, 1)
        sets, reps = (low * reps[0], high * reps[1]), None
    return replace(step, sets=sets, reps=reps)


def _has_dose(step: Step) -> bool:
    if step.kind is Kind.REPS or step.kind is Kind.COUNT or step.kind is Kind.BREATHS:
        return step.reps is not None and step.reps[0] > 0
    return step.kind in _DOSED and step.seconds is not None and step.seconds[0] >= SHORTEST


def _measure(exercise: Described) -> str:
    return next((m for m in MEASURES if getattr(exercise, m) is not None), "")


def _meant_for(measure: str, step: Step) -> Step:
    """Return a step in the measure of its exercise, with the same work in it.

    A hold of what is repeated is held repetitions; repetitions of what is held are sets of it.
    """
    count, reps = step.sets or (1, 1), step.reps or (1, 1)
    every = count[0] * reps[0], count[1] * reps[1]
    match step.kind, measure:
        case Kind.BREATHS, "reps":
            step = replace(step, kind=Kind.REPS)
        case Kind.BREATHS, "time":
            seconds = reps[0] * BREATH, reps[1] * BREATH
            step = replace(step, kind=Kind.TIME, reps=None, seconds=seconds)
        case (Kind.HOLD, "reps") if step.rest:
            step = replace(step, kind=Kind.REPS, reps=(1, 1))
        case Kind.HOLD, "reps":
            step = replace(step, kind=Kind.REPS, reps=count, sets=None)
        case Kind.HOLD, "time":
            step = replace(step, kind=Kind.TIME)
        case Kind.TIME, "hold":
            step = replace(step, kind=Kind.HOLD)
        case ((Kind.REPS | Kind.COUNT), "hold"):
            step = replace(step, kind=Kind.HOLD, reps=None, sets=every)
        case (Kind.REPS, "time") if step.seconds:
            step = replace(step, kind=Kind.TIME, reps=None, sets=every)
    return step


def _dose_keys(step: Step) -> dict[str, Value]:
    """Return the keys of a dose, its figures at the lower end."""
    keys: dict[str, Value] = {}
    halved = step.sides is Sides.ALTERNATING
    if step.kind in {Kind.HOLD, Kind.TIME} and step.seconds:
        seconds = step.seconds[0] / 2 if halved else step.seconds[0]
        keys[step.kind.value] = length(seconds)
    elif step.kind is Kind.BREATHS and step.reps:
        keys["hold"] = f"{step.reps[0]} breaths" if step.reps[0] > 1 else "1 breath"
    elif step.reps:
        keys["reps"] = str(ceil(step.reps[0] / 2) if halved else step.reps[0])
        if step.seconds and step.seconds[0] >= SHORTEST:
            keys["held"] = length(min(step.seconds[0], LONGEST))
        elif step.tempo:
            keys["tempo"] = "-".join(f"{float(part):g}" for part in step.tempo)
    if step.sets and step.sets[0] > 1:
        keys["sets"] = str(step.sets[0])
        if step.rest and step.rest[0] >= SHORTEST:
            keys["rest"] = length(min(step.rest[0], LONGEST))
    return keys


def _sides_keys(step: Step, usual: str) -> dict[str, Value]:
    match step.sides:
        case Sides.BOTH:
            sides = "both"
        case Sides.ALTERNATING:
            sides = "alternating" if step.kind in {Kind.REPS, Kind.COUNT} else "both"
        case Sides.LEFT | Sides.RIGHT:
            sides = step.sides.value
        case _:
            sides = usual
    return {} if sides == usual else {"sides": sides}


def _ranges(step: Step) -> dict[str, Value]:
    """Return the keys of an exercise's own ranges, where the document gives any."""
    if step.sides is Sides.ALTERNATING:
        return {}
    ranges: dict[str, Value] = {}
    if step.kind in {Kind.HOLD, Kind.TIME} and step.seconds and step.seconds[0] < step.seconds[1]:
        high = min(step.seconds[1], LONGEST)
        ranges[step.kind.value] = f"{length(step.seconds[0])}-{length(high)}"
    elif step.kind in {Kind.REPS, Kind.COUNT} and step.reps and step.reps[0] < step.reps[1]:
        ranges["reps"] = f"{step.reps[0]}-{min(step.reps[1], MOST)}"
    if step.sets and step.sets[0] < step.sets[1]:
        ranges["sets"] = f"{step.sets[0]}-{min(step.sets[1], MOST)}"
    return ranges


def _range_note(step: Step) -> tuple[str, ...]:
    ranges = _ranges(step)
    told = ", ".join(f"{key} {figure}" for key, figure in ranges.items())
    return (f"The list says {told}; the lower end stands here.",) if ranges else ()


def _outside(keys: dict[str, Value], *exercises: Described) -> bool:
    """Tell whether a figure is not what its exercise is meant for."""
    for key in (*MEASURES, "sets"):
        if not isinstance(written := keys.get(key), str):
            continue
        span = next((s for e in exercises if (s := getattr(e, key, None))), None)
        if "breath" in written:
            value = int(written.split()[0]) * BREATH
        else:
            value = Fraction(written) if written.isdecimal() else seconds_of(written)
        if span is None or not span[0] <= value <= span[1]:
            return True
    return False


def _in_words(step: Step) -> str:
    """Return a step as a part of a sentence that lists several."""
    name = clean(re.sub(r"[{}]", "", step.name))
    if step.reps:
        return f"{number(step.reps[0])} {name}"
    if step.seconds:
        return f"{length_in_words(step.seconds[0])} of {name}"
    return name


def length(seconds: Fraction) -> str:
    """Return a time as it is written in a routine.

    >>> length(Fraction(30)), length(Fraction(90)), length(Fraction(120)), length(Fraction(5, 2))
    ('30s', '1m30s', '2m', '2.5s')
    """
    minutes, left = divmod(seconds, 60)
    if not minutes or left.denominator > 1:
        return f"{float(round(seconds, 3)):g}s"
    if seconds == LONGEST:
        return "1h"
    return f"{minutes}m{left}s" if left else f"{minutes}m"


def seconds_of(written: str) -> Fraction:
    """Return the seconds of a time that `length` wrote."""
    if written == "1h":
        return LONGEST
    minutes, _, left = written.rpartition("m")
    return int(minutes or 0) * 60 + Fraction(left.rstrip("s") or 0)


def length_in_words(seconds: Fraction) -> str:
    """Return a time as it is spoken in a list.

    >>> length_in_words(Fraction(30)), length_in_words(Fraction(60))
    ('30 seconds', '1 minute')
    """
    minutes, left = divmod(seconds, 60)
    if minutes and not left:
        return f"{minutes} minute{'s' * (minutes > 1)}"
    return f"{float(seconds):g} second{'s' * (seconds != 1)}"


def spoken(text: str) -> str:
    """Return a document's words as words of an exercise: whole sentences, without braces."""
    words = clean(re.sub(r"[{}]", "", text))
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rpartition(". ")[0] or words[:LONGEST_WORDS]
    if not re.search(r"\w", words):
        return ""
    words = f"{words[0].upper()}{words[1:]}"
    return words if words[-1] in ".!?…" else f"{words.rstrip(',;: ')}."
