"""From a routine to its script, and from a script to its mix: the path, with open voices."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from matcue.app.estimate import LONGEST, script_of
from matcue.app.library import guidance_of
from matcue.app.synthesis import (
    AT_ONCE,
    clip_of,
    clip_of_text,
    open_voice,
    speak_all,
    synthesize,
)
from matcue.errors import LengthError
from matcue.paths import config_file
from matcue.routine.fit import Nearest, fit
from matcue.settings import read_config
from matcue.timeline.arrange import arrange, sounds
from matcue.timeline.script import sections
from matcue.units import clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.audio.mastering import Master
    from matcue.audio.mix import Mix
    from matcue.audio.samples import Block
    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.settings import Choices, Settings
    from matcue.timeline.model import Script, Sound
    from matcue.voices.base import Voice


def with_own_choices(chosen: Choices) -> Choices:
    """Add what the config file chooses where the person left it open.

    Raises:
        FileError: the config file cannot be read.
        UsageError: it is wrong.
    """
    return {**read_config(config_file()), **chosen}


@dataclass(frozen=True, slots=True)
class Preparation:
    """What turns a routine into a script, and that into sound, with voices that are open.

    `voices` are what holds `voice` open; closed early, whoever waits for a word waits no more.
    `master` is None where nothing is heard; `at_once` is how many texts are spoken at a time.
    """

    settings: Settings
    voice: Voice
    voices: ExitStack
    reporter: Reporter
    master: Master | None = None
    at_once: int = AT_ONCE

    def script(self, routine: Routine) -> Script:
        """Write the script of a routine, brought to the length that was chosen.

        Raises:
            LengthError: it cannot be; with the nearest lengths.
            RoutineError: it is longer than any session.
            VoiceError: no voice can speak.
        """
        return script_of(self.fit(routine), guidance_of(self.settings), self.reporter)[0]

    def mix(self, script: Script) -> Mix:
        """Speak, arrange and mix a whole script.

        Raises:
            VoiceError: no voice can speak.
        """
        return synthesize(script, self.voice, self.reporter, self.master, self.at_once)

    def fit(self, routine: Routine) -> Routine:
        """Bring a routine to the length that was chosen, as spoken; report what that took.

        Raises:
            LengthError: it cannot be; with the nearest lengths.
            RoutineError: as it is written, it is longer than any session.
            VoiceError: no voice can speak.
        """
        settings, seconds = self.settings, self.settings.fit
        if not seconds:
            return routine
        script, _ = script_of(routine, guidance_of(settings), self.reporter)
        with ThreadPoolExecutor(self.at_once) as pool:
            spoken = speak_all(script, self.voice, pool, self.reporter)

        def speak(text: str) -> Block:
            return spoken[text] if text in spoken else clip_of_text(self.voice, text)

        known: dict[Sound, int] = {}
        found = fit(routine, seconds, lambda tried: _lasting(tried, settings, speak, known))
        if isinstance(found, Nearest):
            near = (each if each is None else _clock(each) for each in (found.below, found.above))
            raise LengthError(_clock(seconds), *near)
        if found.done:
            self.reporter.tell(f"To fit {_clock(seconds)}: {', '.join(found.done)}.")
        return found.routine


@contextmanager
def prepared(
    settings: Settings, reporter: Reporter, master: Master | None = None, at_once: int = AT_ONCE
) -> Iterator[Preparation]:
    """Open the voices that the settings ask for.

    Raises:
        VoiceNotFound: one of them is not there.
        RoutineError: the person's own lexicon is wrong.
    """
    with ExitStack() as voices:
        voice = voices.enter_context(open_voice(settings, reporter))
        yield Preparation(settings, voice, voices, reporter, master, at_once)


def _lasting(
    routine: Routine,
    settings: Settings,
    speak: Callable[[str], Block],
    known: dict[Sound, int],
) -> Fraction:
    """Measure how long a routine lasts as spoken, in seconds; `known` keeps its sounds' frames.

    One that is longer than any session is measured no further.
    """
    frames = 0
    for i, section in enumerate(sections(routine, guidance_of(settings))):
        if frames > LONGEST:
            break
        for sound in sounds(section):
            if sound not in known:
                known[sound] = len(clip_of(sound, speak))
        frames += arrange(section, i, known).frames
    return to_seconds(frames)


def _clock(seconds: Fraction) -> str:
    """Format a length for people, to the nearest second: what is offered can be asked for."""
    return clock(to_frames(seconds + Fraction(1, 2)))
