"""What a reader made of a document, in short."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from matcue.importers.document import Document
from matcue.importers.programme import Kind, Programme, Step

if TYPE_CHECKING:
    from matcue.importers.readers import Reader


def document(content: object) -> Document:
    """A document of bytes, of a text, or of values as JSON."""
    if isinstance(content, bytes):
        return Document("mine", content)
    text = content if isinstance(content, str) else json.dumps(content)
    return Document("mine", text.encode())


def read_by(reader: Reader, content: object) -> tuple[Programme, ...]:
    """The programmes of a document that a reader takes for its own."""
    given = document(content)
    assert reader.recognises(given)
    return reader.read(given)


def outline(steps: tuple[Step, ...]) -> list[object]:
    """A text for each step, and a list of its number and its steps for rounds."""
    return [_outlined(step) for step in steps]


def _outlined(step: Step) -> object:
    rest = f" rest {float(step.rest[0]):g}" if step.rest else ""
    times = f" x{step.sets[0]}" if step.sets else ""
    if step.kind is Kind.ROUNDS:
        return [f"rounds{times}{rest}", *outline(step.steps)]
    sides = f" {step.sides}" if step.sides else ""
    between = f" between {float(step.between[0]):g}" if step.between else ""
    reps = f" {step.reps[0]} times" if step.reps else ""
    seconds = f" {float(step.seconds[0]):g}" if step.seconds else ""
    return f"{step.kind} {step.name}{reps}{seconds}{sides}{between}{times}{rest}"
