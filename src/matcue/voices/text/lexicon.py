"""Words that a voice gets wrong, and how they are spelled for it: the file, and what it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.errors import brief
from matcue.routine.problems import SourceFile
from matcue.routine.yaml_text import read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

Lexicon = dict[str, dict[str, str]]
"""For each word, in small letters, how it is spelled for each engine that gets it wrong."""

SHIPPED: Final = Path(__file__).with_name("lexicon.yaml")
"""The file with matcue's own words."""
MOST_WORDS: Final = 2000
"""Entries of the longest lexicon."""
LONGEST: Final = 60
"""Characters of the longest word, and of what is said in its place."""
_CURLY: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD: Final = re.compile(rf"[^\W\d_]+(?:[ '{_CURLY}-][^\W\d_]+)*")
_SPELLING: Final = "koh-bra"
_EXAMPLE: Final = f"cobra: {_SPELLING}"
_HISSING: Final = ("s", "x", "z", "ch", "sh")
_CONSONANT_Y: Final = re.compile("(?<=[^aeiou])y$")


def read_lexicon(text: str, name: str, engines: Collection[str]) -> Lexicon:
    """Parse the lexicon that `text` holds as YAML.

    Args:
        text: words, each with one spelling for all `engines` or with one for each of some.
        name: what messages call the file.
        engines: the names of all engines.

    Raises:
        RoutineError: with every problem of the text.
    """
    source = SourceFile(name)
    written = read_values(text, source)
    entries = written if isinstance(written, dict) else {}
    if not entries:
        source.error((0, 0), "words belong here, each with how it is spelled", _EXAMPLE)
    if len(entries) > MOST_WORDS:
        source.error((0, 0), f"there are more than {MOST_WORDS:,} words")
    lexicon: Lexicon = {}
    for word, value in entries.items():
        if wrong := _wrong(word):
            source.error(source.keys[word,], *wrong)
        elif _normal(word) in lexicon:
            source.error(source.keys[word,], f"“{word}” stands here twice")
        lexicon[_normal(word)] = dict(_spellings(word, value, source, engines))
    source.check()
    return lexicon


def merged(shipped: Lexicon, own: Lexicon) -> Lexicon:
    """Merge two lexicons; where both spell a word for an engine, the person's `own` wins."""
    return {word: shipped.get(word, {}) | own.get(word, {}) for word in {**shipped, **own}}


def respeller(lexicon: Lexicon, engine: str) -> Callable[[str], str]:
    """Build the function that spells the words of a text as an engine needs them.

    It matches whole words in any case, also in the plural and with an apostrophe.
    """
    spelled = {
        form: said
        for word, ways in lexicon.items()
        if engine in ways
        for form, said in _forms(word, ways[engine]).items()
    }
    if not spelled:
        return str
    longest_first = sorted(map(_pattern, spelled), key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    return lambda text: words.sub(lambda found: spelled.get(_normal(found[0]), found[0]), text)


def _wrong(word: str) -> tuple[str, str] | None:
    """Describe what is wrong with a word, and give a hint, if anything is."""
    if len(word) > LONGEST:
        return f"“{brief(word)}” is longer than {LONGEST} characters", ""
    if not _WORD.fullmatch(word):
        hint = "letters make one, with spaces, hyphens or apostrophes between them"
        return f"“{word}” is no word", hint
    return None


def _spellings(
    word: str, value: object, source: SourceFile, engines: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield how a word is spelled for each engine that an entry names; note what is wrong."""
    if isinstance(value, dict) and not value:
        source.error(source.mark((word,)), f"“{brief(word)}” has no spelling", f"like {_SPELLING}")
    ways = value if isinstance(value, dict) else dict.fromkeys(engines, value)
    for engine, said in ways.items():
        mark = source.mark((word, engine))
        if engine not in engines:
            hint = source.nearest(engine, engines) or f"there are {', '.join(engines)}"
            source.error(source.keys[word, engine], f"there is no voice “{brief(engine)}”", hint)
        elif not isinstance(said, str) or not _WORD.fullmatch(said):
            wrong = f"“{brief(word)}” needs a spelling of letters, with spaces or hyphens between"
            source.error(mark, f"{wrong} them", f"like {_SPELLING}")
        elif len(said) > LONGEST:
            source.error(mark, f"“{brief(said)}” is longer than {LONGEST} characters")
        else:
            yield engine, said


def _forms(word: str, said: str) -> dict[str, str]:
    """Map a word, its plural and the possessives of both to how they are spelled.

    >>> _forms("cobra", "koh-bra")["cobras"], _forms("therapy", "therra-pee")["therapies"]
    ('koh-bras', 'therra-pees')
    """
    many, many_said = _plural(word), _plural(said)
    return {
        f"{many}'": many_said,
        many: many_said,
        f"{word}'": said,
        f"{word}'s": f"{said}'s",
        word: said,
    }


def _plural(word: str) -> str:
    """Form the plural of a word, by the rule."""
    if word.endswith(_HISSING):
        return f"{word}es"
    return f"{_CONSONANT_Y.sub('ie', word)}s"


def _pattern(form: str) -> str:
    """Build the pattern that finds a form in a text, whether it has hyphens or spaces."""
    return re.sub(r"\\[ -]", "[ -]", re.escape(form)).replace("'", f"['{_CURLY}]")


def _normal(word: str) -> str:
    """Normalise a word for look-up."""
    return word.casefold().replace(_CURLY, "'").replace("-", " ")
