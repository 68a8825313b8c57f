"""Nothing startles: no cue is more than 6 LU louder than the one before it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from matcue.audio.loudness import momentary
from matcue.routine import library
from matcue.routine.vocabulary import Profile
from matcue.studio.rehearsal import clip_of
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.script import write_script
from matcue.voices import engine
from matcue.voices.speaker import Speaker

if TYPE_CHECKING:
    from matcue.timeline.model import Sound

FOLDERS = [library.shipped("routines")]
MOST = 6.0
TONE = Speaker("tone", engine("tone"), 1.0)


def rises(voice: Speaker, name: str, profile: Profile) -> list[tuple[float, str, str]]:
    """How much louder each cue of a routine is than the one before, in LU, the most last."""
    routine = library.load(library.find(name, FOLDERS), FOLDERS)
    script = write_script(routine, Guidance(cues=profile))
    every = {sound for part in script.sections for sound in sounds(part)}
    lengths = {sound: measured(voice, sound)[0] for sound in every}
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    pairs = {
        (before.sound, after.sound)
        for before, after in pairwise(lay(script, parts, voice.name).cues)
    }
    return sorted(
        (measured(voice, after)[1] - measured(voice, before)[1], before.text, after.text)
        for before, after in pairs
    )


@cache
def measured(voice: Speaker, sound: Sound) -> tuple[int, float]:
    """How many frames a sound has, and how loud its loudest 400 ms are."""
    clip = clip_of(sound, voice.speak)
    return len(clip), momentary(clip[:, 0])


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("name", library.names(FOLDERS))
def test_no_cue_of_any_routine_startles(name: str, profile: Profile) -> None:
    most = rises(TONE, name, profile)[-1]
    assert most[0] <= MOST, most


@pytest.mark.process
@pytest.mark.parametrize("voice", ["piper", "system"])
def test_no_cue_of_a_real_voice_startles(voice: str) -> None:
    speaker = Speaker(voice, engine(voice), 1.0)
    for profile in (Profile.CALM, Profile.BRISK):
        most = rises(speaker, "desk-break", profile)[-1]
        assert most[0] <= MOST, most
