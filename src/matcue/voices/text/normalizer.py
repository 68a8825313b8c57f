"""A normalising voice: figures and hard words are put as the voice it wraps says them well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.paths import lexicon_file
from matcue.routine.yaml_text import read_text
from matcue.voices import ENGINES
from matcue.voices.base import WrappingVoice
from matcue.voices.text.abbreviations import in_full
from matcue.voices.text.lexicon import SHIPPED, merged, read_lexicon, respeller
from matcue.voices.text.numbers import in_words
from matcue.voices.text.signs import folded, signs_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.voices.base import Voice
    from matcue.voices.text.lexicon import Lexicon


def normalizer(lexicon: Lexicon, engine: str) -> Callable[[str], str]:
    """Build the function that turns a text as written into the text an engine is given to say."""
    respelled = respeller(lexicon, engine)
    return lambda text: respelled(signs_in_words(in_words(in_full(folded(text)))))


class NormalizingVoice(WrappingVoice):
    """The voice it wraps, which is given every text as `read` puts it.

    What remembers clips lies inside, so that a clip is made anew when what is said changes, and
    only then.
    """

    def __init__(self, voice: Voice, read: Callable[[str], str]) -> None:
        super().__init__(voice)
        self._read = read

    def speak(self, text: str) -> Pcm:
        """Speak `text` as it is read aloud.

        Raises:
            VoiceError: from the wrapped voice.
        """
        return self._voice.speak(self._read(text))

    def known_frames(self, text: str) -> int | None:
        """Return the length that the wrapped voice knows of `text` as it is read aloud.

        Raises:
            VoiceError: the engine is missing.
        """
        return self._voice.known_frames(self._read(text))


def as_spoken(text: str, engine: str) -> str:
    """Normalise `text` for an engine to say: figures in words, hard words respelled.

    Raises:
        RoutineError: the person's own lexicon is wrong.
    """
    return normalizer(load_lexicon(), engine)(text)


def load_lexicon() -> Lexicon:
    """Load matcue's own lexicon, merged with the person's own entries, which win.

    Raises:
        FileError: the person's own one cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    own = lexicon_file()
    return merged(read_lexicon_file(SHIPPED), read_lexicon_file(own) if own.exists() else {})


def read_lexicon_file(path: Path) -> Lexicon:
    """Read the lexicon in a file.

    Raises:
        FileError: it cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    return read_lexicon(read_text(path), str(path), ENGINES)
