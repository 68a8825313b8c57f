"""The posture of an exercise, guessed from the words that tell of it."""

from __future__ import annotations

import re
from typing import Final

from matcue.routine.enums import Posture

_SAID: Final = {
    Posture.ON_THE_SIDE: (
        r"side[- ]?(?:lying|planks?|bridges?)|seitstütz|"
        r"(?:lie|lying|turn) (?:down )?on (?:the|your|one|either) (?:\w+ )?side|"
        r"seitlage|auf (?:der|die) seite|sur le côté|de lado|sul fianco|de lado|op de zij|на боку"
    ),
    Posture.FACE_DOWN: (
        r"prone|face[- ]?down|on (?:the|your) (?:stomach|belly|tummy|front|abdomen)|"
        r"(?:lie|lying) on stomach|bauchlage|auf (?:dem|den) bauch|sur le ventre|boca abajo|"
        r"a pancia in giù|de bruços|op (?:de|je|uw) buik|на живот"
    ),
    Posture.ON_THE_BACK: (
        r"supine|(?:on|onto) (?:the|your) back|crook[- ]lying|hook[- ]?lying|rückenlage|"
        r"auf (?:dem|den) rücken|sur le dos|boca arriba|supin[oa]|de costas|"
        r"op (?:de|je|uw) rug|на спин"
    ),
    Posture.HANDS_AND_KNEES: (
        r"quadruped|(?:on )?all[- ]fours|(?:on )?(?:your )?hands and knees|vierfüßler|"
        r"vierfuß|quatre pattes|cuatro patas|cuadrupedia|quattro zampe|quadrupedia|"
        r"quatro apoios|handen en knieën|четвереньк"
    ),
    Posture.KNEELING: (
        r"(?:half[- ])?kneel(?:ing)?|kniend|kniestand|knien|à genoux|arrodillad|de rodillas|"
        r"in ginocchio|de joelhos|ajoelhad|geknield|на колен"
    ),
    Posture.ON_A_CHAIR: (
        r"(?:sit|seated|sitting|edge)\b.{0,30}\bchair|in a chair|on a chair|stuhl|chaise|"
        r"\bsilla\b|\bsedia\b|cadeira|\bstoel\b|стул"
    ),
    Posture.STANDING: (
        r"stand(?:ing)?|wall[- ]sits?|upright|im stehen|stehend|steh(?:en)?|"
        r"debout|de pie|in piedi|em pé|staand|стоя"
    ),
    Posture.SEATED: (
        r"sit(?:ting)?|seated|long[- ]sitting|sitzend|im sitzen|langsitz|assise?|sentad[oa]|"
        r"sedut[oa]|zittend|сидя"
    ),
}
"""Words that say the posture, the surest first."""
_IMPLIED: Final = {
    Posture.ON_THE_SIDE: r"clam(?:shell)?s?",
    Posture.HANDS_AND_KNEES: r"bird[- ]?dogs?|cat[- ]?(?:and[- ])?(?:cow|camel)s?|katze",
    Posture.STANDING: (
        r"wall|squats?|lunges?|heel raises?|calf raises?|toe raises?|step[- ]?(?:ups?|downs?)|"
        r"walk(?:ing)?|march(?:ing)?|jog(?:ging)?|jump(?:ing)?|deadlifts?|arm circles?|"
        r"kniebeugen?|ausfallschritte?|gehen|sentadillas?|zancadas?|fentes?|"
        r"affondi|agachamentos?"
    ),
    Posture.FACE_DOWN: r"planks?|push[- ]?ups?|press[- ]?ups?|superman|unterarmstütz|planche",
    Posture.ON_THE_BACK: (
        r"bridg(?:e|es|ing)|dead[- ]?bugs?|heel slides?|straight leg raises?|crunch(?:es)?|"
        r"sit[- ]?ups?|knees? to (?:the |your )?chest|pelvic tilts?|brücke|puente|ponte|"
        r"lie down|lying|liegend|couché|tumbad[oa]|acostad[oa]|sdraiat[oa]|deitad[oa]|лёжа|лежа"
    ),
    Posture.KNEELING: r"couch stretch|child'?s pose",
}
"""Exercises that are done in one posture, and words that leave it half open."""


def _compiled(words: dict[Posture, str]) -> tuple[tuple[Posture, re.Pattern[str]], ...]:
    return tuple(
        (posture, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
        for posture, pattern in words.items()
    )


_TOLD: Final = _compiled(_SAID)
_MEANT: Final = _compiled(_IMPLIED)


def guess(name: str, text: str) -> Posture:
    """Guess the posture of an exercise from its name, else from how it is done; `any` at a loss.

    >>> guess("Prone press-ups", ""), guess("Hip hinge", "Stand tall.").value
    (<Posture.FACE_DOWN: 'face down'>, 'standing')
    """
    start = _start(text)
    looked_for = ((_TOLD, name), (_MEANT, name), (_TOLD, start), (_MEANT, start), (_TOLD, text))
    for words, where in looked_for:
        for posture, pattern in words:
            if pattern.search(where):
                return posture
    return Posture.ANY


def _start(text: str) -> str:
    """Return the first sentence of a text, where the posture is told."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
