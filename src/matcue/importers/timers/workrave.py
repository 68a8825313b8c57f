"""Exercises of Workrave, in XML: pictures, each for so many seconds, a mirrored one for a side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import LeftOut, Sides, Step
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

FORMAT: Final = "workrave"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def recognises(document: Document) -> bool:
    """Tell whether a document is a list of the program's exercises."""
    root = document.xml
    return (
        root is not None and root.tag == "exercises" and root.find("exercise/sequence") is not None
    )


def read(document: Document) -> tuple[Programme, ...]:
    """Read the exercises of a file, in English where it has more languages.

    Raises:
        UnreadableDocument: there is no exercise in it.
    """
    exercises = [] if document.xml is None else document.xml.findall("exercise")
    steps = [step for i, each in enumerate(exercises, 1) for step in _exercise(i, each)]
    pictures = [
        LeftOut(i, "a picture", "a routine has no pictures")
        for i, each in enumerate(exercises, 1)
        for _ in each.iter("image")
    ]
    return timer_steps.programmes(FORMAT, document, [timer_steps.Timer("", steps, pictures)])


def _exercise(line: int, exercise: Element) -> Iterator[Step]:
    """Yield the positions of an exercise; the same picture mirrored is its other side."""
    name, text = _told(exercise, "title"), _told(exercise, "description")
    images = exercise.findall("sequence/image")
    positions = _positions(images)
    for i, (image, mirrored) in enumerate(positions):
        seconds = number_of(image.get("duration"))
        called = f"{name}, position {i + 1}" if len(positions) > 1 else name
        step = timer_steps.timed(line, called, seconds, source=name)
        yield replace(
            step,
            text="" if i else text,
            sides=Sides.BOTH if mirrored else None,
        )


def _positions(images: list[Element]) -> list[tuple[Element, bool]]:
    """List the pictures that are positions of their own, and whether their mirror image follows."""
    found: list[tuple[Element, bool]] = []
    for image in images:
        is_mirror = image.get("mirrorx") in {"yes", "true", "1"}
        if found and is_mirror and _same(found[-1], image):
            found[-1] = (found[-1][0], True)
        else:
            found.append((image, False))
    return found


def _same(position: tuple[Element, bool], image: Element) -> bool:
    """Tell whether a picture is that of a position that has no other side yet."""
    other, mirrored = position
    alike = all(other.get(key) == image.get(key) for key in ("src", "duration"))
    return alike and not mirrored and other.get("mirrorx") != image.get("mirrorx")


def _told(exercise: Element, tag: str) -> str:
    """Return a text of an exercise: in no language, which is English, or else in any."""
    every = {each.get(_LANGUAGE, "en"): text_of(each.text) for each in exercise.findall(tag)}
    return every.get("en") or next(iter(every.values()), "")
