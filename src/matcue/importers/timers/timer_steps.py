"""The steps of a timer: works and rests that last exactly as long as they say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from matcue.errors import UnreadableDocument
from matcue.importers.folding import fold
from matcue.importers.programme import Kind, LeftOut, Programme, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from matcue.importers.document import Document

GET_READY: Final = "Get ready"
COOL_DOWN: Final = "Cool down"
WARM_UP: Final = "Warm up"
WORK: Final = "Work"
REST: Final = "Rest"
UNTRIED: Final = LeftOut(1, "all of it", "not tried on a real export of this app")
"""For the readers that were written after an app's code alone."""
MOST_STEPS: Final = 2_000
"""Steps of the longest timer."""

_RESTS: Final = frozenset(
    "rest resting recover recovery break pause breather breathe relax "
    "pausen erholung erholen ausruhen rast ruhe repos récupération "
    "descanso descansar recuperación pausa recuperação riposo recupero rust herstel "
    "отдых перерыв пауза przerwa odpoczynek vila paus dinlenme 휴식 休息 休憩".split()
)
_BESIDE_REST: Final = frozenset(
    "a the and short long quick little active full time interval period stop your for of or to "
    "next set sets round rounds exercise exercises between before after last final minute minutes "
    "min mins sec secs second seconds s water drink walk kurze lange kleine große".split()
)
_IS_WORK: Final = frozenset(["breathe", "relax", "ruhe", "rust", "walk"])
"""Rests only where they stand alone."""
_WORDS: Final = re.compile(r"[^\W\d_]+")
_HEAD: Final = re.compile(r"^([^\W\d_]+)\s*[-–—:,/]\s")
_COUNTER: Final = re.compile(r"^\[\s*\w{0,12}\.?\s*\d{1,4}\s*/\s*\d{1,4}\s*\]\s*", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^(?:exercise|work|übung|ejercicio)\s+[-–—:]\s+(?=\S)", re.IGNORECASE)
_VARIABLE: Final = re.compile(
    r"\s*[(\[]?\$\(\w{1,20}\)(?:\s*(?:/|of)\s*(?:\d{1,4}|\$\(\w{1,20}\)))?[)\]]?"
)


def name_of(text: str) -> str:
    """Return a name without what an app has put into it: counters, kinds and variables.

    >>> name_of("[Ex. 1/4] Front"), name_of("Exercise - Bridge"), name_of("Plank $(round)")
    ('Front', 'Bridge', 'Plank')
    """
    for pattern in (_VARIABLE, _COUNTER, _PREFIX):
        text = pattern.sub("", text, count=1 if pattern is not _VARIABLE else 0)
    return " ".join(text.split())


def is_rest(name: str) -> bool:
    """Tell whether a name is that of a rest, by its whole words.

    >>> is_rest("Recover "), is_rest("Rest - Water"), is_rest("Short break")
    (True, True, True)
    >>> is_rest("Restorative twist"), is_rest("Pause squat"), is_rest("Heel rest on the wall")
    (False, False, False)
    """
    words = [word.casefold() for word in _WORDS.findall(name)]
    if len(words) == 1:
        return words[0] in _RESTS
    head = _HEAD.match(name)
    if head and head[1].casefold() in _RESTS - _IS_WORK:
        return True
    known = _RESTS | _BESIDE_REST
    return any(word in _RESTS - _IS_WORK for word in words) and all(word in known for word in words)


def timed(line: int, name: str, seconds: Fraction, *, source: str | None = None) -> Step:
    """Make a step that lasts so many seconds: a rest where its name is that of one."""
    kind = Kind.REST if is_rest(name) else Kind.TIME
    called = name_of(name) or (REST if kind is Kind.REST else WORK)
    return Step(
        line=line, kind=kind, name=called, seconds=(seconds, seconds), source=source or name
    )


def rest(line: int, seconds: Fraction, name: str = REST) -> Step:
    """Make a rest, however it is called."""
    return replace(timed(line, name, seconds), kind=Kind.REST)


def open_ended(line: int, name: str, ends: str) -> Step:
    """Make a step whose end the listener decides.

    Args:
        line: where it stands.
        name: of the exercise.
        ends: how it ends in the app, as part of a sentence: "by a tap".
    """
    why = f"How long does it last? In the app it ends {ends}."
    return Step(line=line, kind=Kind.NAME, name=name_of(name), source=name, why=why)


def repetitions(line: int, name: str, times: int) -> Step:
    """Make repetitions, however long each of them takes."""
    return Step(line=line, kind=Kind.REPS, name=name_of(name), reps=(times, times), source=name)


def distance(line: int, name: str, metres: Fraction) -> Step:
    """Make a way of so many metres, for which no time is known."""
    why = f"How long does it take? The file tells {float(metres):g} metres, and no time."
    return Step(line=line, kind=Kind.DISTANCE, name=name_of(name), source=name, why=why)


class Timer(NamedTuple):
    """A timer as it was read, before what lasts no time is left out of it and it is folded."""

    title: str
    steps: Iterable[Step]
    left_out: Iterable[LeftOut] = ()


def programmes(app: str, document: Document, timers: Iterable[Timer]) -> tuple[Programme, ...]:
    """Make the programmes of timers; one in which nothing lasts any time is left out.

    Raises:
        UnreadableDocument: there is nothing to do in any of them, or too much in one.
    """
    made: list[Programme] = []
    empty: list[LeftOut] = []
    for timer in timers:
        steps = tuple(timer.steps)
        if found := _programme(app, document, timer.title, steps, timer.left_out):
            made.append(found)
        else:
            empty.append(LeftOut(1, timer.title, "nothing in it lasts any time"))
    if not made:
        raise UnreadableDocument(document.name, "there is nothing to do in it")
    made[-1] = replace(made[-1], left_out=(*made[-1].left_out, *empty))
    return tuple(made)


def workouts(app: str, document: Document, timers: Iterable[Timer]) -> tuple[Programme, ...]:
    """Make the programmes of workouts, which are timers only where each step lasts a known time.

    Raises:
        UnreadableDocument: there is nothing to do in any of them, or too much in one.
    """
    made = programmes(app, document, timers)
    return tuple(replace(each, timer=_is_timed(each.steps)) for each in made)


def _is_timed(steps: tuple[Step, ...]) -> bool:
    return all(
        _is_timed(step.steps) if step.steps else step.kind in {Kind.TIME, Kind.REST}
        for step in steps
    )


def _programme(
    app: str,
    document: Document,
    title: str,
    steps: tuple[Step, ...],
    left_out: Iterable[LeftOut],
) -> Programme | None:
    kept = tuple(_lasting(steps))
    if all(step.kind is Kind.REST or step.name == GET_READY for step in kept):
        return None
    if _count(kept) > MOST_STEPS:
        called = f"“{title}” " if title else ""
        many = f"its timer {called}has more than {MOST_STEPS} steps; part it in the app"
        raise UnreadableDocument(document.name, many)
    empty = (LeftOut(step.line, step.source, "it lasts no time") for step in _empty(steps))
    return Programme(
        format=app,
        title=title,
        steps=fold(kept),
        left_out=tuple(_counted((*empty, *left_out))),
        timer=True,
    )


def _count(steps: tuple[Step, ...]) -> int:
    return sum(1 + _count(step.steps) for step in steps)


def _lasts_no_time(step: Step) -> bool:
    return step.kind in {Kind.TIME, Kind.REST} and step.seconds is not None and not step.seconds[1]


def _lasting(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the steps that last some time, and the rounds that have such."""
    for step in steps:
        if step.kind is Kind.ROUNDS:
            if inner := tuple(_lasting(step.steps)):
                yield replace(
                    step, steps=inner, rest=step.rest if step.rest and step.rest[1] else None
                )
        elif not _lasts_no_time(step):
            yield step


def _empty(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the steps that last no time."""
    for step in steps:
        yield from _empty(step.steps)
        if _lasts_no_time(step):
            yield step


def _counted(left_out: Iterable[LeftOut]) -> Iterator[LeftOut]:
    """Yield each thing that is left out once, at its first line, with how often there was one."""
    first: dict[tuple[str | None, str], int] = {}
    often: Counter[tuple[str | None, str]] = Counter()
    for each in left_out:
        first.setdefault((each.source, each.why), each.line)
        often[each.source, each.why] += 1
    for (source, why), line in first.items():
        times = often[source, why]
        yield LeftOut(line, source, f"{why}; {times} in all" if times > 1 else why)
