"""Sections as they will about be, though nothing has been spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.studio.ringing import length
from matcue.timeline.arrange import Arranged, arrange, sounds
from matcue.timeline.model import Chime
from matcue.voices.tone import CHARACTER

if TYPE_CHECKING:
    from matcue.timeline.model import Script, Section, Sound


def estimated(script: Script) -> list[Arranged]:
    """The sections of a script, arranged with about how long their sounds last."""
    return [_arranged(i, section) for i, section in enumerate(script.sections)]


def _arranged(index: int, section: Section) -> Arranged:
    return arrange(section, index, {sound: _estimate(sound) for sound in sounds(section)})


def _estimate(sound: Sound) -> int:
    """About how many frames a sound lasts, without making it."""
    if isinstance(sound, Chime):
        return length(sound)
    return len(sound.text) * CHARACTER
