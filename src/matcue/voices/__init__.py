"""The voices: one module for each engine, and the worker process in which an engine runs.

A voice is named by its engine, or by its engine and its name there: `piper`, `system:en-gb`.

To add an engine:

1. Write a module here with a class that is a `VoiceEngine` and makes an `Engine`
   (`matcue.voices.base`); import the engine's library inside the class, nowhere else.
2. Name it in `ENGINES`.
3. The contract suite in `tests/voices` runs on it from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.errors import VoiceNotFound
from matcue.suggestions import closest

if TYPE_CHECKING:
    from matcue.voices.base import Engine, EngineFactory, VoiceEngine

ENGINES: Final = {
    "piper": "matcue.voices.piper:PiperEngine",
    "system": "matcue.voices.system:SystemEngine",
    "tone": "matcue.voices.tone:ToneEngine",
}


def engine_location(name: str) -> str:
    """Look up where the engine of a voice's name is, as `module:Class`.

    Raises:
        VoiceNotFound: no engine has this name.
    """
    engine = name.partition(":")[0]
    if engine not in ENGINES:
        raise VoiceNotFound(name, closest(engine, ENGINES))
    return ENGINES[engine]


def load_engine(location: str) -> VoiceEngine:
    """Import the engine at a `location`, without starting it."""
    module, _, attribute = location.partition(":")
    found: VoiceEngine = getattr(import_module(module), attribute)
    return found


def engine(name: str) -> EngineFactory:
    """Find the engine of a voice's name, without starting it.

    Raises:
        VoiceNotFound: no engine has this name.
    """
    return with_voice(load_engine(engine_location(name)), name)


def with_voice(engine: VoiceEngine, name: str) -> EngineFactory:
    """Bind an engine to the voice that a name asks for, if it asks for one."""
    voice = name.partition(":")[2]
    return EngineWithVoice(engine, voice) if voice else engine


@dataclass(frozen=True, slots=True)
class EngineWithVoice:
    """An engine with one of its voices."""

    engine: VoiceEngine
    voice: str

    def identity(self, speed: float) -> str:
        """Return the identity of the voice."""
        return self.engine.identity(speed, self.voice)

    def __call__(self, speed: float) -> Engine:
        """Load the engine with the voice."""
        return self.engine(speed, self.voice)
