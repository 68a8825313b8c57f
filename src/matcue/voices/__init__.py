"""The voices: one module for each engine, and the worker process in which an engine runs.

A voice is named by its engine, or by its engine and its name there: `piper`, `system:en-gb`.

To add an engine:

1. Write a module here with a class that is an `Ensemble` and makes an `Engine`
   (`matcue.audio.ports`); import the engine's library inside the class, nowhere else.
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
    from matcue.audio.ports import Engine, EngineClass, Ensemble

ENGINES: Final = {
    "piper": "matcue.voices.piper:PiperEngine",
    "system": "matcue.voices.system:SystemEngine",
    "tone": "matcue.voices.tone:ToneEngine",
}


def location(name: str) -> str:
    """Where the engine of a voice's name is, as `module:Class`.

    Raises:
        VoiceNotFound: no engine has this name.
    """
    engine = name.partition(":")[0]
    if engine not in ENGINES:
        raise VoiceNotFound(name, closest(engine, ENGINES))
    return ENGINES[engine]


def load(location: str) -> Ensemble:
    """The engine at a `location`, not started."""
    module, _, attribute = location.partition(":")
    found: Ensemble = getattr(import_module(module), attribute)
    return found


def of_name(engine: Ensemble, name: str) -> EngineClass:
    """An engine with the voice that a name asks for."""
    voice = name.partition(":")[2]
    return Soloist(engine, voice) if voice else engine


def engine(name: str) -> EngineClass:
    """The engine of a voice's name, not started.

    Raises:
        VoiceNotFound: no engine has this name.
    """
    return of_name(load(location(name)), name)


@dataclass(frozen=True, slots=True)
class Soloist:
    """An engine with one of its voices."""

    ensemble: Ensemble
    voice: str

    def identity(self, speed: float) -> str:
        """The identity of the voice."""
        return self.ensemble.identity(speed, self.voice)

    def __call__(self, speed: float) -> Engine:
        """The engine, loaded, with the voice."""
        return self.ensemble(speed, self.voice)
