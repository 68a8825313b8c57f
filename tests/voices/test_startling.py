"""Nothing startles: no cue is more than 6 LU louder than the one before it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from matcue.audio.loudness import momentary
from matcue.paths import bundled
from matcue.routine import library
from matcue.routine.vocabulary import Profile
from matcue.studio.rehearsal import clip_of
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.script import write_script
from matcue.voices import engine
from matcue.voices.speaker import Speaker

if TYPE_CHECKING:
    from matcue.audio.ports import Block
    from matcue.timeline.model import Sound

FOLDERS = [bundled("routines")]
MOST = 6.0
TONE = Speaker("tone", engine("tone"), 1.0)


def rises(voice: Speaker, name: str, profile: Profile) -> list[tuple[float, str, str]]:
    """How much louder each cue of a routine is than the one before, in LU, the most last."""
    routine = library.load(library.find(name, FOLDERS), FOLDERS)
    script = write_script(routine, Guidance(cues=profile))
    clips = {sound: heard(voice, sound) for part in script.sections for sound in sounds(part)}
    lengths = {sound: len(clip) for sound, clip in clips.items()}
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    pairs = {
        (before.sound, after.sound)
        for before, after in pairwise(lay(script, parts, voice.name).cues)
    }
    return sorted(
        (loudest(voice, after) - loudest(voice, before), before.text, after.text)
        for before, after in pairs
    )


@cache
def loudest(voice: Speaker, sound: Sound) -> float:
    return momentary(heard(voice, sound)[:, 0])


@cache
def heard(voice: Speaker, sound: Sound) -> Block:
    return clip_of(sound, voice.speak)


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
    heard.cache_clear()
    loudest.cache_clear()
