"""Workouts in TCX, the XML of sports watches, as its many writers write it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.document import DEEPEST
from matcue.importers.folding import repeated
from matcue.importers.programme import Kind, LeftOut
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import count_of, number_of, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme, Step

FORMAT: Final = "tcx"
_NO_TARGETS: Final = {"None_t", "NullTarget_t", ""}


def recognises(document: Document) -> bool:
    """Tell whether a document is a TCX file, whatever it holds."""
    root = document.xml
    return root is not None and _tag(root) == "TrainingCenterDatabase"


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workouts of a TCX file.

    Raises:
        UnreadableDocument: it holds none, or one with nothing that can be done.
    """
    root = document.xml
    workouts = [each for each in root.iter() if _tag(each) == "Workout"] if root is not None else []
    if not workouts:
        raise UnreadableDocument(document.name, "this TCX file tells what was done, and no workout")
    return timer_steps.workouts(FORMAT, document, map(_timer, workouts))


def _timer(workout: Element) -> timer_steps.Timer:
    steps = _steps_of(workout, "Step")
    targets = [each for each in workout.iter() if _tag(each) == "Target"]
    left_out = [
        LeftOut(1, "a target", "a routine has no heart rate, speed or power")
        for each in targets
        if _type(each) not in _NO_TARGETS
    ]
    return timer_steps.Timer(_text(workout, "Name"), steps, left_out)


def _steps_of(element: Element, tag: str, depth: int = 0) -> tuple[Step, ...]:
    """Read the steps that stand right below an element."""
    if depth > DEEPEST:
        return ()
    below = [each for each in element if _tag(each) == tag]
    return tuple(step for i, each in enumerate(below, 1) for step in _step(i, each, depth))


def _step(line: int, element: Element, depth: int) -> tuple[Step, ...]:
    line = count_of(_text(element, "StepId") or line)
    if _find(element, "Repetitions") is not None:
        body = _steps_of(element, "Child", depth + 1)
        return repeated(body, count_of(_text(element, "Repetitions")))
    resting = _text(element, "Intensity").casefold().startswith("rest")
    name = _text(element, "Name") or (timer_steps.REST if resting else timer_steps.WORK)
    length = _find(element, "Duration")
    seconds = None if length is None else _find(length, "Seconds")
    metres = None if length is None else _find(length, "Meters")
    if seconds is not None:
        step = timer_steps.timed(line, name, number_of(text_of(seconds.text)))
        return (replace(step, kind=Kind.REST) if resting else step,)
    if metres is not None:
        return (timer_steps.distance(line, name, number_of(text_of(metres.text))),)
    return (timer_steps.open_ended(line, name, "at the lap button"),)


def _find(element: Element, tag: str) -> Element | None:
    """Return the first element of a name below another one, in whatever namespace."""
    return next((each for each in element if _tag(each) == tag), None)


def _text(element: Element, tag: str) -> str:
    found = _find(element, tag)
    return "" if found is None else text_of(found.text)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _type(element: Element) -> str:
    """Return what an element says it is an instance of."""
    found = next((value for key, value in element.items() if key.endswith("type")), "")
    return found.rpartition(":")[2]
