"""A flow: movements one after the other, each told on its beat, in rounds without a bell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Chimes, Posture
from matcue.timeline import pacing, phrases
from matcue.timeline.model import Passage, Pause, Section, Speech
from matcue.timeline.pacing import talk
from matcue.timeline.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.enums import Profile
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Flow
    from matcue.timeline.guidance import Guidance

_IN_TURN: Final[dict[Side, tuple[Side, Side]]] = {
    "left": ("left", "right"),
    "right": ("right", "left"),
}


def flow(step: Flow, guidance: Guidance, profile: Profile, before: Posture, lead: str) -> Section:
    """Build a flow as a section: its name, the way into its posture, a bell, its rounds, two bells.

    It is one section, so that each movement is placed from the first one, and skipping it skips
    all of it. `before` is the posture that one comes from; `lead` the word that leads to its name.
    """
    pace = guidance.pace
    stays = step.start in {None, Posture.ANY}
    posture = before or Posture.STANDING if stays else step.start
    items = (
        Speech(phrases.name(step.name, lead)),
        Pause(pace.paced(pacing.AFTER_NAME)),
        *pacing.into(before, step.start, pace),
        *talk(phrases.rounds(step.rounds), pace),
        Pause(pace.paced(pacing.BETWEEN_PHASES)),
        *guidance.readiness(),
        guidance.ring(Chimes.START, profile),
        Pause(pace.paced(pacing.BEFORE_REPS)),
        *_passages(step),
        guidance.ring(Chimes.END, profile),
        Pause(pace.paced(pacing.AFTER_CHIME)),
    )
    return Section(step.name, items, place=step.place, posture=posture, practice=step)


def _passages(step: Flow) -> Iterator[Passage]:
    """Yield the movements of all rounds, each on its beat or as long as it says."""
    sides = _IN_TURN[step.first]
    for i in range(step.rounds):
        for movement in step.movements:
            side = sides[i % 2] if movement.alternating else None
            text = phrases.sided(movement.short if i else movement.text, side)
            said = tuple(map(Speech, sentences(text)))
            yield Passage(said, movement.seconds, movement.beat, movement.place)
