"""Scripts made audible: every sound spoken once, every section arranged, one voice throughout."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.app.estimate import estimate
from matcue.app.sounds import load_chime
from matcue.audio.mix import Mix
from matcue.audio.samples import from_pcm, silence
from matcue.audio.speech import attenuate
from matcue.paths import clips_folder
from matcue.processes import cores
from matcue.timeline.arrange import Arranged, arrange, lay, sounds
from matcue.timeline.model import Chime, Passage, Script, Sound, Speech
from matcue.units import to_frames
from matcue.voices import engine
from matcue.voices.catalog import check_voice
from matcue.voices.clip_store import CachedVoice, ClipStore
from matcue.voices.fallback import FallbackVoice
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.text.normalizer import NormalizingVoice, load_lexicon, normalizer
from matcue.voices.worker_pool import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from matcue.audio.mastering import Master
    from matcue.audio.samples import Block
    from matcue.reporting import Reporter
    from matcue.settings import Settings
    from matcue.timeline.model import Section, Timeline
    from matcue.voices.base import Voice
    from matcue.voices.text.lexicon import Lexicon


STAND_IN: Final = "tone"
"""The voice that needs neither a process of its own nor a cache."""
AROUND: Final = Fraction(3, 10)
"""Seconds of quiet before and after words that the timeline waits for."""
AT_ONCE: Final = min(cores(), 4)
"""How many texts are spoken at once where all are wanted: each takes a core, and 350 MB."""


class Synthesis:
    """The sections of a script, spoken and arranged one after another, mixed with a master.

    What of them has been `spoken` already, by its text, is not spoken again.
    """

    def __init__(
        self,
        script: Script,
        voice: Voice,
        master: Master | None = None,
        spoken: dict[str, Block] | None = None,
    ) -> None:
        self._script = script
        self._voice = voice
        self.master = master
        self._parts: list[Arranged] = []
        self._begun = False
        self._estimates = estimate(script)
        self._spoken = spoken or {}
        self._clips: dict[Sound, Block] = {}

    @property
    def prepared(self) -> int:
        """How many sections are ready."""
        return len(self._parts) - self._begun

    @property
    def complete(self) -> bool:
        """Whether all are."""
        return self.prepared == len(self._script.sections)

    def prepare_next(self) -> None:
        """Speak and arrange the next section.

        Raises:
            VoiceError: no voice can speak.
        """
        while not self.prepare_some():
            pass

    def prepare_some(self) -> bool:
        """Speak one sound of the next section, or arrange it; tell whether it is arranged.

        Raises:
            VoiceError: no voice can speak.
        """
        index = self.prepared
        section = self._script.sections[index]
        for sound in sounds(section):
            if sound not in self._clips:
                self._clips[sound] = clip_of(sound, self._words)
                return False
        # replaces the section's opening, if that was prepared
        self._parts[index:] = [self._arranged(section, index)]
        self._begun = False
        return True

    def prepare_opening(self) -> None:
        """Speak and arrange the next section up to its first words, which can be heard meanwhile.

        Raises:
            VoiceError: no voice can speak.
        """
        section = self._script.sections[self.prepared]
        spoken = [i for i, item in enumerate(section.items) if isinstance(item, Speech | Passage)]
        items = section.items[: spoken[0] + 1] if spoken else section.items
        self._parts.append(self._arranged(replace(section, items=items), self.prepared))
        self._begun = True

    def rewrite(self, changed: Mapping[int, Section]) -> None:
        """Replace sections, by their numbers, with others; all of them, or none.

        Raises:
            VoiceError: no voice can speak.
        """
        sections = self._script.sections
        ready = sorted(changed.keys() & range(self.prepared))
        parts = {i: self._arranged(changed[i], i) for i in ready}
        written = tuple(changed.get(i, section) for i, section in enumerate(sections))
        self._script = replace(self._script, sections=written)
        self._estimates = estimate(self._script)
        for i, part in parts.items():
            self._parts[i] = part

    def after(self, section: int) -> int:
        """Estimate how many frames the sections from one on last."""
        return sum(part.frames for part in self._estimates[section:])

    def speak_aside(self, text: str) -> Block:
        """Speak words outside the script, as loud as it is, with a little quiet around them.

        Raises:
            VoiceError: no voice can speak.
        """
        clip = clip_of_text(self._voice, text)
        quiet = silence(to_frames(AROUND))
        return np.concatenate((quiet, self.master.alone(clip) if self.master else clip, quiet))

    def _arranged(self, section: Section, index: int) -> Arranged:
        for sound in sounds(section):
            if sound not in self._clips:
                self._clips[sound] = clip_of(sound, self._words)
        lengths = {sound: len(self._clips[sound]) for sound in sounds(section)}
        return arrange(section, index, lengths)

    def mix(self) -> Mix:
        """Mix everything that is prepared so far."""
        return Mix(self.timeline(), dict(self._clips), self.master)

    def timeline(self) -> Timeline:
        """Lay out everything that is prepared so far on a timeline."""
        return lay(self._script, self._parts, self._voice.name)

    def _words(self, text: str) -> Block:
        if text not in self._spoken:
            self._spoken[text] = clip_of_text(self._voice, text)
        return self._spoken[text]


def synthesize(
    script: Script,
    voice: Voice,
    reporter: Reporter,
    master: Master | None = None,
    at_once: int = AT_ONCE,
) -> Mix:
    """Synthesize a whole script, in one voice from end to end, `at_once` texts at a time.

    Raises:
        VoiceError: no voice can speak.
    """
    with ThreadPoolExecutor(at_once) as pool:
        while True:
            identity, spoken = voice.identity, speak_all(script, voice, pool, reporter)
            synthesis = Synthesis(script, voice, master, spoken)
            for _ in script.sections:
                synthesis.prepare_next()
            # else a fallback voice has taken over midway, and speaks everything anew
            if voice.identity == identity:
                return synthesis.mix()


def speak_all(script: Script, voice: Voice, pool: Executor, reporter: Reporter) -> dict[str, Block]:
    """Speak every text of a script; the longest come first, so that the last end together.

    Raises:
        VoiceError: no voice can speak.
    """
    every = (sound for section in script.sections for sound in sounds(section))
    texts = sorted({sound.text for sound in every if not isinstance(sound, Chime)}, key=len)[::-1]
    spoken: dict[str, Block] = {}
    for text, clip in zip(texts, pool.map(partial(clip_of_text, voice), texts), strict=True):
        spoken[text] = clip
        reporter.progress("Speaking", len(spoken), len(texts))
    return spoken


@contextmanager
def open_voice(settings: Settings, reporter: Reporter) -> Iterator[Voice]:
    """Open the chosen voice, with cache and text normalizer, and its fallbacks in their order.

    Raises:
        VoiceNotFound: one of them is not there.
        RoutineError: the person's own lexicon is wrong.
    """
    names = dict.fromkeys((settings.voice, *settings.fallback))
    for name in names:
        check_voice(name)
    with ExitStack() as stack:
        words, speed = load_lexicon(), float(settings.speed)
        row = [stack.enter_context(_open(name, speed, words)) for name in names]
        voice = row.pop()
        while row:
            voice = FallbackVoice(row.pop(), voice, reporter.tell)
        yield voice


@contextmanager
def _open(name: str, speed: float, words: Lexicon) -> Iterator[Voice]:
    read = normalizer(words, name.partition(":")[0])
    if name == STAND_IN:
        yield NormalizingVoice(Synthesizer(STAND_IN, engine(STAND_IN), speed), read)
        return
    with WorkerVoice(name, speed) as worker:
        yield NormalizingVoice(CachedVoice(worker, ClipStore(clips_folder())), read)


def clip_of_text(voice: Voice, text: str) -> Block:
    """Speak a text as a clip, shape (frames, 1).

    Raises:
        VoiceError: the voice cannot speak.
    """
    return from_pcm(voice.speak(text))


def clip_of(sound: Sound, speak: Callable[[str], Block]) -> Block:
    """Turn a sound into a clip: words by `speak`, a chime from its file.

    Raises:
        FileError: it is a chime of a person's own, and cannot be read any more.
        VoiceError: the voice cannot speak.
    """
    if isinstance(sound, Chime):
        return attenuate(load_chime(sound), sound.decibels)
    return attenuate(speak(sound.text), sound.decibels)
