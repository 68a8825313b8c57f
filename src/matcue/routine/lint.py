"""What a listener would suffer from: nothing that keeps a routine from being played."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcue.errors import Problem, Severity, brief
from matcue.routine.doses import plain
from matcue.routine.enums import UPRIGHT, Posture, Profile, Tally
from matcue.routine.exercise import MEASURES
from matcue.routine.plan import Repeated, Step, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from matcue.routine.exercise import Exercise
    from matcue.routine.problems import Path, SourceFile
    from matcue.routine.steps.flow import FlowStep
    from matcue.routine.steps.interval import StationStep
    from matcue.routine.steps.stretch import Defaults, StretchStep

UPS_AND_DOWNS: Final = 3
"""So many stretches in a row, for each of which one gets up or down again, are too many."""
LEEWAY: Final = 2
"""How far a figure may be from a range that is only cautious: so many times more, or less."""

_SPOKEN: Final = {
    *("title", "welcome", "closing", "often", "say", "flow", "rest-words", "stop", "doctor"),
    *("words", "full", "short", "name", "release", "out", "back"),
}
"""The keys whose words are heard."""
_PICTURE: Final = "(?:picture|photo|image|video|diagram|drawing|illustration|screen|mirror)"
_EYES: Final = re.compile(
    rf"\b(?:(?:as|like) (?:shown|pictured)|like (?:this|so)|shown (?:above|below|here|in|on)|"
    rf"look at|see (?:above|below)|(?:see|watch|follow|copy|check) (?:the|this|a) {_PICTURE}|"
    rf"(?:in|on|from) (?:the|this) {_PICTURE}|watch (?:me|how I)|"
    r"click (?:on|here|the|play|next)|scroll (?:up|down|to))\b",
    re.IGNORECASE,
)
"""What tells somebody to look."""
_NOT_TO_LOOK: Final = re.compile(
    r"(?:n['\u2019]t|\b(?:not|never|without|stop|instead of|rather than|away|off))\b", re.IGNORECASE
)
"""What, before that in a sentence, tells not to."""
_GOING_ON: Final = re.compile(
    r"\b(?:stay|remain|keep|rest|breath|continue|carry on|go on|wait)", re.IGNORECASE
)
"""What, before “like this”, has it mean what was heard until then."""
_ABBREVIATED: Final = re.compile(r"\b[A-Z]{2,}\b|\b(?![LR]/[LR]\b)(?:[^\W\d]/\w*|\w+/[^\W\d]\b)")
"""What a voice spells out, or reads as another word."""
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What changes the direction of writing, so that another text is seen than stands there."""
_KNOWN: Final = {"OK", "TV"}
"""Capitals that a voice reads right."""
_DETERMINERS: Final = frozenset(
    "a an the some any your my our their this that these those one another each every either both "
    "two three four five six seven eight nine ten several enough no".split()
)
"""What a thing begins with where its article, or what stands for one, is there."""
_THINGS: Final = frozenset(
    "ball balloon band bar barbell bath bed belt bench bike blanket block board bolster bottle box "
    "broom broomstick chair cloth companion corner couch counter cup cushion desk door doorway "
    "dumbbell earphone friend glass handrail hoop kettlebell mat mattress mirror partner phone "
    "pillow pole pool rail roller rope rug scarf shelf sofa stick stool step strap stopwatch table "
    "timer towel tree treadmill wall watch weight".split()
)
"""Things that sessions need, one of which has an article; what is not among them may need none."""
_MORE: Final = re.compile(
    r"\s+(?:or|and|to|for|with|of|in|on|at|that|which|if|from|near|by|without)\b|[,;:(/]"
)
"""What ends the name of a thing, and begins what else is said of it."""


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
        if wanted := _needs_eyes(text):
            source.warn(path, f"“{wanted}” needs eyes", "say it so that it can be done without")
        if path[:1] == ("needs",) and (article := _article_missing(text)):
            said = f"“{brief(text)}” has no article, and is spoken as it stands"
            source.warn(path, said, f"write `{article} {brief(text)}`")
        small = text.lower() if text.isupper() and " " in text.strip() else text
        for abbreviation in sorted({found[0] for found in _ABBREVIATED.finditer(small)} - _KNOWN):
            said = f"“{brief(abbreviation)}” may not be read as it is meant"
            source.warn(path, said, "write it out as it is spoken")


def _needs_eyes(text: str) -> str:
    """Return the words of a text that tell somebody to look, or an empty text."""
    for found in _EYES.finditer(text):
        before = re.split(r"[.!?]", text[: found.start()])[-1]
        as_before = found[0].lower() in {"like this", "like so"} and _GOING_ON.search(before)
        if not as_before and not _NOT_TO_LOOK.search(before):
            return found[0]
    return ""


def _article_missing(thing: str) -> str:
    """Return the article that a thing needs and has not; an empty text if it needs none."""
    words = re.findall(r"[^\W_]+", _MORE.split(thing.lower(), maxsplit=1)[0])
    if not words or words[0] in _DETERMINERS or words[0].isdecimal() or words[-1] not in _THINGS:
        return ""
    return "an" if words[0][0] in "aeiou" else "a"


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
    for key, value, where in _figures(step, path, exercise, defaults):
        _check_figure(key, value, where, exercise, source)
    _check_written_sides(step, path, exercise, source)


def check_station(
    step: StationStep, path: Path, exercise: Exercise, source: SourceFile, work: Fraction | None
) -> None:
    """Warn of what an exercise is not meant for as a station: its number, its `work`, its sides.

    Of works that are short for it there are several, so they may add up.
    """
    if step.reps:
        _check_figure("reps", step.reps, (*path, "reps"), exercise, source)
    for key in ("hold", "time"):
        span = getattr(exercise, key)
        if span and work and work > span[1]:
            # the interval's own key, from the path of one of its steps
            _check_figure(key, work, (*path[:-2], "work"), exercise, source)
    _check_written_sides(step, path, exercise, source)


def _check_figure(
    key: str, value: Fraction | int, where: Path, exercise: Exercise, source: SourceFile
) -> None:
    """Warn of a figure outside the range that an exercise has for it, or that has none."""
    if not (span := getattr(exercise, key)):
        if where[0] != "defaults":
            source.warn(where, f"{exercise.name} is not meant for `{key}`", _meant(exercise))
        return
    least, most = span
    leeway = LEEWAY if key in exercise.ours else 1
    if value * leeway < least or value > most * leeway:
        side = "less" if value < least else "more"
        unit = " s" if key in {"hold", "time"} else ""
        said = f"{float(value):g}{unit} is {side} than {exercise.name} is meant for"
        source.warn(where, said, f"`{key}` from {float(least):g} to {float(most):g}{unit}")


def _check_written_sides(
    step: StretchStep | StationStep, path: Path, exercise: Exercise, source: SourceFile
) -> None:
    """Warn of sides where an exercise has none, and of none where it has them."""
    if step.sides not in {None, "alternating"} and (step.sides == "none") != (
        exercise.sides == "none"
    ):
        has = "no sides" if exercise.sides == "none" else "sides"
        source.warn((*path, "sides"), f"{exercise.name} has {has}")


def check_sides(exercise: Exercise, path: Path, source: SourceFile) -> None:
    """Warn of words that name a side where there is none, or not the only one that is done.

    Of two sides matcue says which one is next; on the side, which one is on top.
    """
    words, only = exercise.words, exercise.sides
    for key, text in (("full", words.full), ("short", words.short or "")):
        if "side}" in text and only == "none":
            source.warn((*path, key), "there is no {side} in an exercise without `sides`")
    if only not in {"left", "right"} or exercise.posture is Posture.ON_THE_SIDE:
        return
    if not re.search(rf"side}}|\b{only}\b", f"{exercise.name} {words.full}", re.IGNORECASE):
        said = f"only the {only} side is done, and a listener cannot know which one it is"
        source.warn((*path, "full"), said, "name it, or write {side}")


def check_flow(step: FlowStep, path: Path, source: SourceFile) -> None:
    """Warn of sides that alternate by rounds where one of them has a round less."""
    for i, movement in enumerate(step.steps):
        if movement.sides and step.rounds % 2:
            said = f"with an odd number of rounds, {step.rounds}, one side is done less"
            source.warn((*path, "steps", i, "sides"), said, "an even number of `rounds`")


def check_steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Yield the warnings that only the steps taken together give.

    They are of numbers that the words promise and nobody counts, and of getting up and down again.
    """
    stretches = [step for step in steps if isinstance(step, Stretch)]
    yield from _uncounted(stretches)
    yield from _restless(stretches)


def check_countdown(
    step: StretchStep, path: Path, exercise: Exercise, source: SourceFile, defaults: Defaults
) -> None:
    """Warn of a default countdown of holds that are to be silent by the step, or by default."""
    timed = any(phase.hold or phase.time for phase in step.phases or (step,))
    repeated = step.phases or step.reps or exercise.reps
    if not defaults.countdown or step.countdown is not None or (repeated and not timed):
        return
    if step.cues is Profile.SILENT:
        said = "the `countdown` of the defaults stands against `cues: silent`"
        source.warn((*path, "cues"), said, "add a `countdown` of its own: a number, or `off`")
    elif defaults.cues is Profile.SILENT and not (step.cues or exercise.cues):
        said = "`countdown` stands against `cues: silent`"
        source.warn(("defaults", "countdown"), said, "leave out one of them")


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


def _uncounted(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    for stretch in stretches:
        silent = stretch.cues is Profile.SILENT or stretch.tally is Tally.OFF
        repeated = any(isinstance(phase, Repeated) for phase in stretch.phases)
        if silent and repeated and "number" in stretch.exercise.words.full:
            said = f"{stretch.exercise.name} is told by its numbers, and none is counted"
            yield Problem(stretch.place, said, "", Severity.WARNING)


def _restless(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    upright, changes = True, 0
    for stretch in stretches:
        exercise = stretch.exercise
        if exercise.posture is Posture.ANY:
            continue
        changes = changes + 1 if (exercise.posture in UPRIGHT) != upright else 0
        upright = (exercise.end or exercise.posture) in UPRIGHT
        if changes == UPS_AND_DOWNS:
            said = f"one gets down to the floor, or up again, {changes} times in a row"
            hint = "put stretches on the floor together, and those on the feet"
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
    # a text alone among steps is a station of an interval, or a movement of a flow
    return spoken or path[-2:-1] in {("variables",), ("during",), ("steps",)} or "needs" in path
