"""Which side the name of a step tells, and the name without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from matcue.importers.programme import Sides

LONGEST: Final = 120
"""Letters of the longest name in which sides are looked for."""

_LEFT: Final = (
    r"left|links|linke[rsnm]?|gauche|izquierd[ao]|esquerd[ao]|sinistr[ao]|vänster|lew[aąey]|"
    r"лев(?:ая|ой|ую|ый|ое|ым|о)|слева|налево|влево"  # noqa: RUF001 - Russian
)
_RIGHT: Final = (
    r"right|rechts|rechte[rsnm]?|droite?|derech[ao]|direit[ao]|destr[ao]|höger|praw[aąey]|"
    r"прав(?:ая|ой|ую|ый|ое|ым|о)|справа|направо|вправо"  # noqa: RUF001 - Russian
)
_SIDE: Final = rf"(?:(?P<left>{_LEFT})|(?P<right>{_RIGHT}))"
_LIMB: Final = (
    r"(?:sides?|legs?|arms?|foot|knee|hip|hand|shoulder|seite|bein|arm|fuß|knie|côté|jambe|bras|"
    r"pied|lado|pierna|brazo|pie|perna|braço|lato|gamba|braccio|kant|been|voet|sida|strona|"
    r"сторон[аыу]|ног[аиу]|ногой|рук[аиу]|рукой)"
)
_TOWARDS: Final = (
    r"(?:(?:on|to|with|for|at|auf|nach|mit|zur|à|a|al|sur|con|em|na|op|met)\s+)?"
    r"(?:(?:the|your|der|die|das|dem|den|la|le|el|il|de|het|votre)\s+)?"
)
_GAP: Final = r"(?<![\s,:;/(\[–—-])[\s,:;/(\[–—-]++"
_CLOSE: Final = r"\s*[)\].:]*$"
_WORDS_AT_END: Final = re.compile(
    rf"{_GAP}{_TOWARDS}(?:{_LIMB}\s+)?{_SIDE}(?:\s+{_LIMB})?{_CLOSE}", re.IGNORECASE
)
_LIMB_WITHIN: Final = re.compile(rf"(?<!\w){_SIDE}(?=\s+{_LIMB}(?!\w))", re.IGNORECASE)
_WORD_WITHIN: Final = re.compile(rf"(?<!\w){_SIDE}(?!\w)", re.IGNORECASE)
_LETTER_AT_END: Final = re.compile(rf"{_GAP}(?:(?P<left>Lt?|Л)|(?P<right>Rt?|П)){_CLOSE}")
_LETTER_AT_START: Final = re.compile(
    r"^[(\[]?(?:(?P<left>Lt?|Л)|(?P<right>Rt?|П))[)\].:]*\s+(?=\w)"
)
_ANY_SIDE: Final = re.compile(rf"(?<!\w)(?:{_LEFT}|{_RIGHT}|[lr]t?|[лп])(?!\w)", re.IGNORECASE)
_CERTAIN: Final = (_WORDS_AT_END, _LIMB_WITHIN)
_WITH_PARTNER: Final = (_LETTER_AT_END, _LETTER_AT_START, _WORD_WITHIN)

_CHANGE: Final = (
    r"(?:switch|change|swap|other|opposite|second|andere|wechsle|tausche|autre|otro|altro)"
)
_ANY_CHANGE: Final = re.compile(rf"(?<!\w)(?:seitenwechsel|{_CHANGE})(?!\w)", re.IGNORECASE)
_NOW_OTHER: Final = re.compile(
    rf"^(?:(?:now|and|then|repeat|the|on|auf|die)\s+)*+(?:seitenwechsel|(?:switch|change)$|{_CHANGE}\s+"
    rf"(?:(?:to|the|other|on|your|die)\s+)*{_LIMB}?)(?!\w)[\s.,:–—-]*(?P<name>.*)$",
    re.IGNORECASE,
)
_OTHER_AT_END: Final = re.compile(
    rf"^(?P<name>.+?){_GAP}{_TOWARDS}{_CHANGE}\s+{_LIMB}{_CLOSE}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sided:
    """A name without its side: told in words that can mean nothing else, or in a letter."""

    name: str
    side: Sides
    certain: bool = False
    letter: bool = False


def told_in(name: str) -> Sided | None:
    """Take the side out of a name; None where it tells none, or both.

    >>> told_in("Hip stretch (Right Leg)")
    Sided(name='Hip stretch', side=<Sides.RIGHT: 'right'>, certain=True, letter=False)
    >>> told_in("Side bend left and right")
    """
    if len(name) > LONGEST or not _ANY_SIDE.search(name):
        return None
    if len({bool(m["left"]) for m in _WORD_WITHIN.finditer(name)}) > 1:
        return None
    for pattern in (*_CERTAIN, *_WITH_PARTNER):
        if found := pattern.search(name):
            kept = name[: found.start()] + name[found.end() :]
            kept = " ".join(kept.split())
            if not kept:
                return None
            side = Sides.LEFT if found["left"] else Sides.RIGHT
            return Sided(
                kept[0].upper() + kept[1:],
                side,
                certain=pattern in _CERTAIN,
                letter=pattern is _LETTER_AT_END,
            )
    return None


def other_side_of(name: str) -> str | None:
    """Return what a name says is done on the other side, empty where that goes without saying.

    Returns:
        None where it speaks of no other side.

    >>> other_side_of("Switch sides. Hip circle")
    'Hip circle'
    >>> other_side_of("Switch sides")
    ''
    >>> other_side_of("Hip circle")
    """
    if len(name) > LONGEST or not _ANY_CHANGE.search(name):
        return None
    for pattern in (_NOW_OTHER, _OTHER_AT_END):
        if found := pattern.match(name):
            return found["name"].strip(" .,:")
    return None
