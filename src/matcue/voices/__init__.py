"""The voices: one module for each engine, and the worker process in which an engine runs.

To add an engine:

1. Write a module here with a class that has `identity(speed)` and is an `Engine`
   (`matcue.audio.ports`); import the engine's library inside the class, nowhere else.
2. Name it in `ENGINES`.
3. The contract suite in `tests/voices` runs on it from then on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.errors import UsageError

if TYPE_CHECKING:
    from matcue.audio.ports import EngineClass

ENGINES: Final = {
    "piper": "matcue.voices.piper:PiperEngine",
    "system": "matcue.voices.system:SystemEngine",
    "tone": "matcue.voices.tone:ToneEngine",
}


def location(name: str) -> str:
    """Where the engine of a voice's name is, as `module:Class`.

    Raises:
        UsageError: no engine has this name.
    """
    if name not in ENGINES:
        raise UsageError(f"There is no voice “{name}”; there are {', '.join(ENGINES)}.")
    return ENGINES[name]


def load(location: str) -> EngineClass:
    """The engine at a `location`, not started."""
    module, _, attribute = location.partition(":")
    found: EngineClass = getattr(import_module(module), attribute)
    return found


def engine(name: str) -> EngineClass:
    """The engine of a voice's name, not started.

    Raises:
        UsageError: no engine has this name.
    """
    return load(location(name))
