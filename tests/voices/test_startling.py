"""Nothing startles: no cue is more than 6 LU louder than the one before it."""

from __future__ import annotations

from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from matcue.app.synthesis import clip_of, clip_of_text
from matcue.audio.loudness import momentary
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.enums import Profile
from matcue.routine.loader import load_file
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.script import write_script
from matcue.voices import engine
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.worker_pool import WorkerVoice

if TYPE_CHECKING:
    from matcue.timeline.model import Sound

FOLDERS = [bundled("routines")]
MOST = 6.0
TONE = Synthesizer("tone", engine("tone"), 1.0)


def rises(
    voice: Synthesizer | WorkerVoice, name: str, profile: Profile
) -> list[tuple[float, str, str]]:
    """How much louder each cue of a routine is than the one before, in LU, the most last."""
    routine = load_file(lookup.find(name, FOLDERS), FOLDERS)
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
def measured(voice: Synthesizer | WorkerVoice, sound: Sound) -> tuple[int, float]:
    """How many frames a sound has, and how loud its loudest 400 ms are."""
    clip = clip_of(sound, partial(clip_of_text, voice))
    return len(clip), momentary(clip[:, 0])


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("name", lookup.names(FOLDERS))
def test_no_cue_of_any_routine_startles(name: str, profile: Profile) -> None:
    most = rises(TONE, name, profile)[-1]
    assert most[0] <= MOST, most


@pytest.mark.process
@pytest.mark.parametrize("voice", ["piper", "system"])
def test_no_cue_of_a_real_voice_startles(voice: str) -> None:
    with WorkerVoice(voice, 1.0) as speaker:
        for profile in (Profile.CALM, Profile.BRISK):
            most = rises(speaker, "desk-break", profile)[-1]
            assert most[0] <= MOST, most
