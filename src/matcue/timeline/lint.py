"""What a listener would suffer from, as only the arranged sections of a routine tell it."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.errors import Problem, Severity, brief
from matcue.numerals import plural
from matcue.routine.plan import Repeated, Rest, Say, Stretch
from matcue.routine.promises import promised_length
from matcue.timeline import phrases
from matcue.timeline.arrange import sounds
from matcue.timeline.model import SPOKEN, Priority, Span, Speech
from matcue.timeline.sentences import sentences
from matcue.units import clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.errors import Place
    from matcue.routine.plan import Routine, Step
    from matcue.timeline.arrange import Arranged

    _Window = tuple[Arranged, int, int]

MOST_TEXTS: Final = 5
"""Texts, and lines, that a warning names."""
LONG_HELD: Final = 3
"""Seconds from which on a repetition is held so long that somebody must be told to."""

_SPARE: Final = {*phrases.HALFWAY, *phrases.LEFT.values(), phrases.BREATHING}
"""What matcue says of its own where there is room, and what nobody misses."""
_TOLD_TO_HOLD: Final = re.compile(
    r"\b(?:hold(?! (?:onto|on to|both|your|the (?!position|pose|stretch|top))\b)|held|stay|pause|"
    r"wait|remain|linger|seconds?)\b",
    re.IGNORECASE,
)
_SAID_WHERE: Final = {
    "full": "it is said with `detail: auto` and `full`",
    "short": "it is said on a second side, in a second set, and when the stretch comes again",
    "out": "it is said with a `tempo` of three figures, where no number is counted",
    "back": "it is said with a `tempo` of three figures, and `cues` that are not `silent`",
}
"""Where the words of a stretch are said, by their keys."""
_NEAR: Final = 0.1
"""By how much of them a session may miss the minutes that are promised."""
_ROUNDED: Final = 30
"""By how many seconds it may miss them at least: they are whole ones."""


def check_parts(routine: Routine, parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield the warnings that a routine's sections give, whose sounds have estimated lengths."""
    yield from _never_said(routine, parts)
    yield from _no_time(parts)
    yield from _no_room(parts)
    yield from _not_told_to_hold(routine, parts)
    yield from _rests_overrun(routine, parts)
    yield from _other_length(routine, sum(part.frames for part in parts))


def _never_said(routine: Routine, parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield the words of steps' own that are said nowhere, each key once for all of a file."""
    here = _said(parts)
    anywhere = {text for texts in here.values() for text in texts}
    found: dict[tuple[str, str], list[Place]] = {}
    for place, stretch in _stretches(parts).items():
        if not stretch.key and place not in routine.meant:
            for key in _unsaid(stretch, anywhere, here[place]):
                found.setdefault((place.file, key), []).append(place)
    for (_, key), places in found.items():
        first, *others = sorted(places)
        lines = _some([str(each.line) for each in others])
        too = f", nor in {plural('line', len(others))} {lines}"
        said = f"`{key}` is never said{too * bool(others)}"
        yield Problem(first, said, _SAID_WHERE[key], Severity.WARNING)


def _unsaid(stretch: Stretch, anywhere: set[str], here: set[str]) -> Iterator[str]:
    """Yield the keys of those words of a stretch that are not among what is said.

    How it is done may have been told by another step that has the same words. Whoever wants short
    words only does not miss the full ones.
    """
    words = stretch.exercise.words
    sides = {side for sides in stretch.rounds for side in sides}

    def told(text: str) -> bool:
        return any(anywhere.issuperset(sentences(phrases.sided(text, side))) for side in sides)

    if not told(phrases.shortly(words)):
        if not told(words.full):
            yield "full"
        elif words.short:
            yield "short"
    for key, text in (("out", words.out), ("back", words.back)):
        if text and not any(phrases.sided(text, side) in here for side in sides):
            yield key


def _no_time(parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield what finds no room in the time of its step, each text once, with how often."""
    lost: dict[Place, Counter[str]] = {}
    for part in parts:
        texts = [each.sound.text for each in reversed(part.dropped)]
        if (place := part.section.place) and not part.section.interval:
            lost.setdefault(place, Counter()).update(text for text in texts if text not in _SPARE)
    for place, counted in lost.items():
        texts = [f"“{text}”{f' ({n} times)' * (n > 1)}" for text, n in counted.items()]
        if texts:
            hint = "a longer `tempo` or `hold`, or `cues: silent`"
            said = f"there is no time to say {_some(texts)}"
            yield Problem(place, said, hint, Severity.WARNING)


def _some(texts: Sequence[str]) -> str:
    """Join the first few texts; of more tell that there are."""
    return ", ".join([*texts[:MOST_TEXTS], *["…"][: len(texts[MOST_TEXTS:])]])


def _no_room(parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield what intervals have no room for between two bells, and how many seconds that lacks."""
    lost: dict[Place, dict[str, Fraction]] = {}
    for part in parts:
        if (place := part.section.place) and part.section.interval:
            lost.setdefault(place, {}).update(_left_out(part))
    for place, missing in lost.items():
        most: dict[str, Fraction] = {}
        for text, lack in missing.items():
            most[brief(text)] = max(lack, most.get(brief(text), lack))
        lacking = [f"“{text}” lacks {float(lack):.1f} s" for text, lack in most.items()]
        if said := "; ".join([*lacking[:MOST_TEXTS], *["…"][: len(lacking[MOST_TEXTS:])]]):
            hint = "a longer `rest`, or shorter words"
            problem = f"there is no room between two bells: {said}"
            yield Problem(place, problem, hint, Severity.WARNING)


def _left_out(part: Arranged) -> Iterator[tuple[str, Fraction]]:
    """Yield what an interval leaves out that should be heard, and how many seconds that lacks.

    What is only said where there is room is not told of.
    """
    spans = (item for item in part.section.items if isinstance(item, Span))
    prompts = (prompt for span in spans for prompt in span.prompts)
    wanted = {prompt.sound for prompt in prompts if prompt.priority <= Priority.BEAT}
    for dropped in part.dropped:
        if dropped.sound in wanted:
            yield dropped.sound.text, to_seconds(dropped.missing)


def _not_told_to_hold(routine: Routine, parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield the stretches whose repetitions are held for long, and nobody is told to hold."""
    said = _said(parts)
    for before, step in zip((None, *routine.steps), routine.steps, strict=False):
        held, told = _held(step), said.get(step.place, set())
        if isinstance(before, Say):
            told = told | said.get(before.place, set())
        if held >= LONG_HELD and not any(map(_TOLD_TO_HOLD.search, told - {phrases.STAY})):
            problem = f"nobody is told to hold for {float(held):g} s"
            hint = "tell it in `words`, or in a `say` before the stretch"
            yield Problem(step.place, problem, hint, Severity.WARNING)


def _held(step: Step) -> Fraction:
    """Return how many seconds the repetitions of a step are held at most."""
    phases = step.phases if isinstance(step, Stretch) else ()
    held = (phase.held for phase in phases if isinstance(phase, Repeated))
    return max(held, default=Fraction(0))


def _rests_overrun(routine: Routine, parts: Sequence[Arranged]) -> Iterator[Problem]:
    """Yield the rests whose words last longer than they do, each written one once."""
    steps: dict[Place | None, Step] = {step.place: step for step in routine.steps}
    found: dict[Place, Problem] = {}
    for i, part in enumerate(parts):
        windows: list[_Window] = [(part, 0, part.frames)]
        match steps.get(part.section.place):
            case Rest():
                less = "a shorter `say`"
            case Stretch() if not part.section.stretch:
                windows += [_after_work(parts[i - 1]), _before_work(parts[i + 1])]
                less = "`detail: names`"
            case _:
                continue
        asked = to_frames(part.section.rest or Fraction(0))
        place = part.section.place
        if place and 0 < asked < sum(_spoken(*window) for window in windows):
            taken = sum(end - start for _, start, end in windows)
            said = f"the rest of {_seconds(asked)} s takes about {_seconds(taken)} s"
            hint = f"its words are longer than it; take a longer one, or {less}"
            found.setdefault(place, Problem(place, said, hint, Severity.WARNING))
    yield from found.values()


def _after_work(part: Arranged) -> _Window:
    """Return a section, and from where to where it goes on after its last exact time."""
    return part, max((end for _, end in _spans(part)), default=0), part.frames


def _before_work(part: Arranged) -> _Window:
    """Return a section, and from where to where it leads to its first exact time."""
    return part, 0, min((start for start, _ in _spans(part)), default=part.frames)


def _spans(part: Arranged) -> list[tuple[int, int]]:
    """List where the exact times of a section begin and end."""
    items = zip(part.starts, part.section.items, strict=True)
    return [
        (start, start + to_frames(item.seconds)) for start, item in items if isinstance(item, Span)
    ]


def _spoken(part: Arranged, start: int, end: int) -> int:
    """Count the frames of what is said in a section between two of its frames."""
    said = (cue for cue in part.cues if isinstance(cue.sound, SPOKEN))
    return sum(cue.frames for cue in said if start <= cue.start < end)


def _seconds(frames: int) -> str:
    return f"{round(to_seconds(frames))}"


def _other_length(routine: Routine, frames: int) -> Iterator[Problem]:
    """Yield what `about` promises, where that is another length than the estimated one."""
    promise, seconds = promised_length(routine.written.about), to_seconds(frames)
    if not promise or not routine.about_place:
        return
    least, most = 60 * promise.least, 60 * promise.most
    nearly = least - max(least * _NEAR, _ROUNDED), most + max(most * _NEAR, _ROUNDED)
    if not nearly[0] <= seconds <= nearly[1]:
        said = f"it says “{promise.words}”, and the session takes about {clock(frames)}"
        yield Problem(routine.about_place, said, "", Severity.WARNING)


def _stretches(parts: Sequence[Arranged]) -> dict[Place, Stretch]:
    """Collect the stretches of sections, each written one once."""
    stretches = (part.section.stretch for part in parts)
    return {stretch.place: stretch for stretch in stretches if stretch}


def _said(parts: Sequence[Arranged]) -> dict[Place, set[str]]:
    """Collect what is said at each place, also what there is no time for."""
    said: dict[Place, set[str]] = {}
    for part in parts:
        if part.section.place:
            texts = (sound.text for sound in sounds(part.section) if isinstance(sound, Speech))
            said.setdefault(part.section.place, set()).update(texts)
    return said
