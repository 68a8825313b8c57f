"""A voice that reads: figures and hard words are put as the voice it wraps says them well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.diction.figures import in_words
from matcue.diction.lexicon import respeller

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.ports import Block, Voice
    from matcue.diction.lexicon import Lexicon


def reading(lexicon: Lexicon, engine: str) -> Callable[[str], str]:
    """What turns a text as it is written into the text that an engine is given to say."""
    respelled = respeller(lexicon, engine)
    return lambda text: respelled(in_words(text))


class ReadingVoice:
    """The voice it wraps, which is given every text as `read` puts it.

    What remembers clips lies inside, so that a clip is made anew when what is said changes, and
    only then.
    """

    def __init__(self, voice: Voice, read: Callable[[str], str]) -> None:
        self._voice = voice
        self._read = read

    @property
    def name(self) -> str:
        """The wrapped voice's name."""
        return self._voice.name

    @property
    def identity(self) -> str:
        """The wrapped voice's identity."""
        return self._voice.identity

    def speak(self, text: str) -> Block:
        """The clip of `text`, read aloud.

        Raises:
            VoiceError: from the wrapped voice.
        """
        return self._voice.speak(self._read(text))
