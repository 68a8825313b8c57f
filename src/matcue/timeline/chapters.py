"""Which steps are a chapter of their own, and what the others belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcue.routine.plan import Quiet, Ring, Say
from matcue.timeline.pacing import lasting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from matcue.routine.plan import Step
    from matcue.timeline.model import Section

BRIEF: Final = 15
"""Seconds from which on words are a chapter of their own."""
MOST: Final = 1000
"""Steps that belong to others, in a row, at most: of more a chapter is made, so that it is soon
known how long a session of nothing else is."""


def joined(steps: Collection[Step], written: Iterable[tuple[Step, Section]]) -> Iterator[Section]:
    """Yield the sections of the steps, pauses, chimes and brief words joined to what is announced.

    A pause belongs to what came before it, a chime and brief words to what follows, at the end to
    what came before. Where the steps are nothing else, each stays a section. How they are joined
    depends on the steps alone, whatever the voice and the pace.
    """
    if all(map(_belongs, steps)):
        yield from (section for _, section in written)
        return
    main: Section | None = None
    chapter: list[Section] = []
    ahead: list[Section] = []
    for step, section in written:
        if not _belongs(step) or len(ahead) == MOST:
            if main:
                yield _join(chapter, main)
            main, chapter, ahead = section, [*ahead, section], []
        elif isinstance(step, Quiet) and main and not ahead:
            chapter.append(section)
        else:
            ahead.append(section)
    if main:
        yield _join([*chapter, *ahead], main)


def _belongs(step: Step) -> bool:
    """Tell whether a step belongs to another one, where there is one."""
    if isinstance(step, Say):
        return max(step.seconds or 0, lasting(step.text)) < BRIEF
    return isinstance(step, Quiet | Ring)


def _join(parts: Sequence[Section], main: Section) -> Section:
    """Make one section of several in a row, called by the main one."""
    if len(parts) == 1:
        return main
    items = tuple(item for part in parts for item in part.items)
    return replace(main, items=items, parts=tuple(parts))
