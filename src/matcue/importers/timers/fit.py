"""Workouts in FIT, the binary format of sports watches, decoded in a process of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final

from matcue.errors import ChildFailed, UnreadableDocument
from matcue.importers.folding import repeated
from matcue.importers.programme import Kind, LeftOut, Step
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import text_of
from matcue.processes import limit_memory, run_in_child

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import fitdecode

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

FORMAT: Final = "fit"
MARK: Final = b".FIT"
MEMORY: Final = 200_000_000
"""Bytes that reading may take."""
PATIENCE: Final = 10.0
"""Seconds that it may take."""
MOST_MESSAGES: Final = 10_000
"""Messages that are read of a file."""
_NAMES: Final = {
    "warmup": timer_steps.WARM_UP,
    "cooldown": timer_steps.COOL_DOWN,
    "rest": timer_steps.REST,
    "recovery": "Recovery",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of a workout, as the file has it."""

    index: int
    name: str
    notes: str
    ends: str
    """What ends it: `time`, `distance`, `reps`, `open`, `repeat_until_steps_cmplt`."""
    value: int
    """When: milliseconds, centimetres, repetitions, the step to go back to."""
    target: int
    """Of repeats, how often the steps are done in all."""
    has_target: bool
    """Whether it has a heart rate, a speed or a power to keep to."""
    intensity: str
    category: str


def recognises(document: Document) -> bool:
    """Tell whether a document is a FIT file, by its mark."""
    return document.raw[8:12] == MARK


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workout of a FIT file.

    Raises:
        UnreadableDocument: it has none, it is broken, or `fitdecode` is not installed.
    """
    if not find_spec("fitdecode"):
        lacks = "a FIT file takes fitdecode; `pip install 'matcue[fit]'` brings it"
        raise UnreadableDocument(document.name, lacks)
    try:
        title, entries = run_in_child(decode, document.raw, patience=PATIENCE)
    except ChildFailed as error:
        raise UnreadableDocument(
            document.name, f"it is a broken FIT file: {error.reason}"
        ) from error
    if not entries:
        raise UnreadableDocument(
            document.name, "this FIT file holds no workout, but something else"
        )
    steps = _steps(entries)
    timer = timer_steps.Timer(title, steps, _left_out(entries))
    return timer_steps.workouts(FORMAT, document, [timer])


def decode(raw: bytes) -> tuple[str, tuple[Entry, ...]]:
    """Decode a FIT file; return the title of its workout and its steps, none where it has none."""
    import fitdecode

    title = ""
    entries: list[Entry] = []
    with limit_memory(MEMORY), fitdecode.FitReader(BytesIO(raw)) as messages:
        for i, message in enumerate(messages):
            if i >= MOST_MESSAGES:
                break
            if not isinstance(message, fitdecode.FitDataMessage):
                continue
            if message.name == "file_id" and message.get_value("type", fallback="") != "workout":
                break
            if message.name == "workout":
                title = text_of(message.get_value("wkt_name", fallback=""))
            elif message.name == "workout_step":
                entries.append(_entry(message, len(entries)))
    return title, tuple(entries)


def _entry(message: fitdecode.FitDataMessage, place: int) -> Entry:
    """Make an entry of a message, whose fields go by their numbers in the format."""

    def raw(number: int) -> int:
        found = message.get_raw_value(number, fallback=None)
        return found if isinstance(found, int) else 0

    def word(number: int) -> str:
        found = message.get_value(number, fallback="")
        return found if isinstance(found, str) else ""

    return Entry(
        index=raw(254) if message.has_field(254) else place,
        name=text_of(message.get_value(0, fallback="")).strip("_ "),
        notes=text_of(message.get_value(8, fallback="")),
        ends=word(1) or "open",
        value=raw(2),
        target=raw(4),
        has_target=word(3) not in {"", "open"},
        intensity=word(7),
        category=word(10).replace("_", " ").capitalize(),
    )


def _steps(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """Read what is done; a repeat goes back to a step and counts how often it is done in all."""
    read: list[tuple[int, tuple[Step, ...]]] = []
    for line, entry in enumerate(entries, 1):
        if not entry.ends.startswith("repeat_until"):
            read.append((entry.index, (_step(line, entry),)))
            continue
        begin = next((i for i, (index, _) in enumerate(read) if index >= entry.value), len(read))
        body = tuple(step for _, steps in read[begin:] for step in steps)
        if body:
            again = _again(line, entry, body)
            read[begin:] = [(read[begin][0], again)]
    return tuple(step for _, steps in read for step in steps)


def _again(line: int, entry: Entry, body: tuple[Step, ...]) -> tuple[Step, ...]:
    if entry.ends == "repeat_until_steps_cmplt":
        return repeated(body, max(entry.target, 1))
    why = "How often is this done? The file does not count it."
    return (Step(line=line, kind=Kind.ROUNDS, sets=(1, 1), steps=body, why=why),)


def _step(line: int, entry: Entry) -> Step:
    name = entry.name or entry.notes or _NAMES.get(entry.intensity) or entry.category
    name = name or timer_steps.WORK
    match entry.ends:
        case "time":
            step = timer_steps.timed(line, name, Fraction(entry.value, 1000))
            step = replace(step, kind=Kind.REST) if entry.intensity == "rest" else step
        case "distance":
            step = timer_steps.distance(line, name, Fraction(entry.value, 100))
        case "reps":
            step = timer_steps.repetitions(line, name, max(entry.value, 1))
        case "open":
            step = timer_steps.open_ended(line, name, "at the lap button")
        case _:
            ends = f"by something else ({entry.ends.replace('_', ' ')})"
            step = timer_steps.open_ended(line, name, ends)
    return replace(step, text=entry.notes if entry.name else "")


def _left_out(entries: Iterable[Entry]) -> Iterator[LeftOut]:
    for line, entry in enumerate(entries, 1):
        if entry.has_target:
            yield LeftOut(line, "a target", "a routine has no heart rate, speed or power")
