"""Which steps are a chapter of their own, and what the others belong to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
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
    what came before. Words and the pause after them are one thing: together they may be long enough
    for a chapter. Where the steps are nothing else, each stays a section. How they are joined
    depends on the steps alone, whatever the voice and the pace.
    """
    if all(map(_belongs, steps)):
        yield from (section for _, section in written)
        return
    main: Section | None = None
    chapter: list[Section] = []
    ahead = _Ahead()
    for step, section in written:
        if begun := ahead.begun_by(step, section):
            if main:
                yield _join(chapter, main)
            main, chapter, ahead = begun, [*ahead.sections, section], _Ahead()
        elif isinstance(step, Quiet) and main and not ahead.words:
            chapter += [*ahead.sections, section]
            ahead = _Ahead()
        else:
            ahead.add(step, section)
    if main:
        yield _join([*chapter, *ahead.sections], main)


@dataclass(slots=True)
class _Ahead:
    """Sections that belong to what follows, the first `words` among them, and how long they are."""

    sections: list[Section] = field(default_factory=list)
    words: Section | None = None
    seconds: Fraction = Fraction(0)

    def add(self, step: Step, section: Section) -> None:
        """Add a step that belongs to what follows, too."""
        self.sections.append(section)
        self.seconds += _lasting(step)
        if isinstance(step, Say):
            self.words = self.words or section

    def begun_by(self, step: Step, section: Section) -> Section | None:
        """Return what the chapter is of that begins with them when a step follows, if one does."""
        if isinstance(step, Quiet) and self.seconds + step.seconds >= BRIEF and self.words:
            return self.words
        return None if _belongs(step) and len(self.sections) < MOST else section


def _belongs(step: Step) -> bool:
    """Tell whether a step belongs to another one, where there is one."""
    return isinstance(step, Quiet | Ring) or (isinstance(step, Say) and _lasting(step) < BRIEF)


def _lasting(step: Step) -> Fraction:
    match step:
        case Say():
            return max(step.seconds or Fraction(0), lasting(step.text))
        case Quiet():
            return step.seconds
        case _:
            return Fraction(0)


def _join(parts: Sequence[Section], main: Section) -> Section:
    """Make one section of several in a row, called by the main one."""
    if len(parts) == 1:
        return main
    items = tuple(item for part in parts for item in part.items)
    return replace(main, items=items, parts=tuple(parts))
