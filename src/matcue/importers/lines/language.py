"""The language that a list is written in, told from its small words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

DEFAULT: Final = "en"
SAMPLE: Final = 20_000
"""Characters of a document that are looked at."""

_SMALL_WORDS: Final = {
    "en": "the and with your each to of for on rest times hold set sets reps side back leg then",
    "de": "und die der das mit den auf für je pro seite halten wiederholungen sätze mal ihre bein"
    " rücken zu"
    " pause dann im sek wdh übungen",
    "fr": "et les des le la avec sur par pour chaque séries répétitions fois côté jambe dos du une"
    " puis"
    " secondes repos étirement",
    "es": "y el los las con para por cada series repeticiones veces lado pierna espalda segundos"
    " descanso una"
    " del luego de",
    "it": "e il gli le con per ogni serie ripetizioni volte lato gamba schiena secondi riposo"
    " una della di poi",
    "pt": "e o os as com para por cada séries repetições vezes lado perna costas segundos descanso"
    " uma do de"
    " depois",
    "nl": "en de het een met op voor elke per kant keer herhaal herhalingen seconden been rug"
    " uw je rust dan",
    "ru": "и на по в с для каждую раз подхода подходов повторений секунд сторону ногу отдых минута",
    "tr": "ve ile için her tekrar saniye sn yan bacak gün bir dinlenme kez",
    "pl": "i na z do dla każdą powtórzeń serie serii sekund stronę nogę raz razy odpoczynek dzień",
    "ko": "세트 회 초 각 휴식 반복",
}
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {
    "ru": re.compile(r"[а-яё]", re.IGNORECASE),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "de": re.compile(r"[ß]"),
    "es": re.compile(r"[ñ¿¡]"),
    "pt": re.compile(r"[ãõ]"),
    "tr": re.compile(r"[ığş]"),
    "pl": re.compile(r"[łąęśżź]"),
}
"""Letters that one language has, of those told here."""


def language_of(text: str) -> str:
    """Return the code of the language that most small words of a text are of; else `DEFAULT`."""
    sample = text[:SAMPLE].lower()
    words = Counter(_WORD.findall(sample))
    votes = {
        language: float(sum(words[word] for word in small.split()))
        for language, small in _SMALL_WORDS.items()
    }
    for language, letters in _LETTERS.items():
        votes[language] += len(letters.findall(sample)) / 2
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] > votes[DEFAULT] else DEFAULT
