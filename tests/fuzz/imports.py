"""Lists and files of apps with parts swapped: `python -m tests.fuzz.imports [RUNS] [SEED]`.

What comes out is a sentence, or programmes each of which is written as a routine that can be
loaded, within a second and 300 MB of process.
"""

from __future__ import annotations

import json
import random
import sys
from functools import partial
from typing import Final

from matcue.errors import RoutineError, UnreadableDocument
from matcue.importers.contract import data_of
from matcue.importers.document import Document
from matcue.importers.readers import read_document
from matcue.importers.writing.known_exercises import KnownExercises
from matcue.importers.writing.routine_text import routine_text
from matcue.paths import routine_folders
from matcue.routine.loader import catalogue_of, load_routine
from tests.fuzz.gauge import Gauge

TEXTS: Final = (
    """\
**Home programme**
Patient: A. Person
1. Bridges: 3 x 10, hold 5 s
2. Couch stretch 2 x 30-45 s each side, rest 10 s
3 rounds of:
- squats x 12
- plank 30 s
Rest 60 s between rounds.
Twice a day.
""",
    """\
Rücken
- Brücke: 2 Sätze à 10 Wdh., je 5 Sek. halten
- Seitstütz 3x20 Sek. pro Seite
""",
    """\
Exercise;Sets;Reps;Hold (s);Side
Heel slide;2;10;;left
Quad set;3;8-10;5;both
""",
    """\
| Exercise | Sets × reps | Rest |
|---|---|---|
| Dead bug | 3 × 8–10 | 60 s |
""",
    """\
# Plan
## Side plank
- 30s @perside @rest: 30s
- 45s @perside
""",
    """\
title=Warm-up
pause=5s
Neck:30
Arms->40s
Circles L:20
Circles R:20
""",
    """\
Evening

Glute Bridge
Set 1: 12 reps
Set 2: 1min 5s

@hevyapp
""",
    """\
{"day": "Monday", "exercises": [{"name": "Clam", "sets": 2, "reps": "12-15", "hold_seconds": 3}]}
""",
    """\
{"packageName": "com.evgeniysharafan.tabatatimer", "type": 1, "workout": {"title": "W",
"intervalsSetsCount": 2, "intervals": [{"type": 0, "time": 10},
{"type": 1, "time": 20, "description": "Squat"},
{"type": 2, "time": 10, "reps": 5, "isRepsMode": true, "bpm": 30}]}}
""",
    """\
{"name": "Side to side", "type": 0, "numberOfSets": 2, "intervals": [
{"name": "Bend L", "duration": 30, "rest": false, "split": true, "splitRest": 3},
{"name": "Recover ", "duration": 5, "rest": false, "indefinite": false}]}
""",
    """\
{"workouts": [{"title": "T", "sets": [{"repetitions": 2, "exercises": [
{"name": "Row", "duration": 30}, {"name": "Rest", "duration": 10}]}]}]}
""",
    """\
<exercises><exercise><title>Neck</title><description>Turn.</description><sequence>
<image src="a.png" duration="5"/><image src="a.png" duration="5" mirrorx="yes"/>
</sequence></exercise></exercises>
""",
)
ODD: Final = (
    *(
        "0",
        "-1",
        "1e999",
        "9" * 400,
        "NaN",
        "3x",
        "x",
        "×",
        "½",
        "٣",
        "3/4",
        "3-",
        "-3",
        "–",
        "12/12",
    ),
    *(
        "each side",
        "per side",
        "L",
        "R",
        "left",
        "pro Seite",
        "rounds",
        "Rest",
        "to failure",
        "AMRAP",
    ),
    *("{side}", "{", "}", "\\", '"', "'", "`", "#", "- ", "| ", "\t", ";", ":", "\n", "\n\n", "\r"),
    *("\0", "\x1b[2J", "\u202e", "\ufeff", "\ud7ff", "<b>", "&lt;", "&#0;", "]]>", "null", "true"),
    *("a" * 300, "[" * 300, "x 3 " * 100, "1. " * 100, "daily", "2 min", '3"', "kg", "____"),
)
MEANT_BOUNDS: Final = ("more than 10,000 sets", "makes several routines")
"""What a routine is refused for that nobody would do."""


def spoilt(chance: random.Random) -> bytes:
    """A text with parts of it, and of others, put elsewhere, doubled, or exchanged."""
    text = chance.choice(TEXTS)
    for _ in range(chance.randrange(12)):
        at, to = (chance.randrange(len(text) + 1) for _ in range(2))
        other = chance.choice(TEXTS)
        begin = chance.randrange(len(other))
        part = chance.choice((chance.choice(ODD), other[begin : begin + chance.randrange(60)]))
        text = text[:at] + part + text[min(to, at + chance.randrange(20)) if to > at else at :]
    raw = bytearray(text.encode(errors="surrogatepass"))
    while raw and chance.random() < 0.1:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def judge(raw: bytes, known: KnownExercises) -> None:
    """Import what was spoilt; load each routine that is written of it."""
    try:
        programmes = read_document(Document("spoilt", raw))
    except UnreadableDocument:
        return
    json.dumps(data_of(programmes, known), allow_nan=False)
    catalogue = catalogue_of(routine_folders())
    for programme in filter(lambda each: each.has_exercises, programmes):
        text = routine_text(programme, None, known, guided=False).text
        try:
            load_routine(text, "routine", catalogue)
        except RoutineError as error:
            if not any(bound in str(error) for bound in MEANT_BOUNDS):
                raise


def main() -> None:
    """Run as often as the command line says, 50 000 times without it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    chance = random.Random(sys.argv[2] if len(sys.argv) > 2 else "matcue")  # noqa: S311
    known = KnownExercises(catalogue_of(routine_folders()))
    gauge = Gauge(1.0, 300_000)
    for _ in range(runs):
        raw = spoilt(chance)
        try:
            gauge.run(partial(judge, raw, known), raw[:200])
        except Exception:
            sys.stderr.write(f"{raw!r}\n")
            raise
    print(gauge)  # noqa: T201


if __name__ == "__main__":
    main()
