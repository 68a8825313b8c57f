"""Files with parts of them swapped: `python -m tests.fuzz.structures [RUNS] [SEED]`.

They are bundled ones, and some that have every key there is. Bytes at random seldom get past the
YAML; these always do. Nothing but a `RoutineError` may come out, within a second and 200 MB of
process.
"""

from __future__ import annotations

import json
import random
import sys
from functools import partial

import yaml

from matcue.paths import bundled
from tests.fuzz.gauge import Gauge
from tests.fuzz.grammar import FIGURES, HEAD, Data, choices, keys, playable_keys, playable_steps
from tests.fuzz.test_corpus import read

SCALARS = [
    *choices(),
    *FIGURES,
    *("cobra", "figure-four", "low", "", " ", "…", "\U0001f9d8"),
    *("90", "60-20s", "0", "-1", "1e9", "99999999999999999999"),
    *("{side}", "{other side}", "{x}", "{", "}", "{{}}", "a.yaml", "../a.yaml", "a" * 5000, "٣"),
    *(None, True, False, 0, 1, 2, 100, 101, 10**30, 0.5, -3.5),
]


def swapped(data: Data, chance: random.Random, pool: list[Data]) -> Data:
    """The data with some of its parts exchanged, left out, doubled or put elsewhere."""
    if chance.random() < 0.04:
        return chance.choice(
            [chance.choice(SCALARS), chance.choice(pool), [], {}, [data], [data] * 50]
        )
    if isinstance(data, dict):
        pairs = [
            (chance.choice(keys()) if chance.random() < 0.03 else key, swapped(value, chance, pool))
            for key, value in data.items()
            if chance.random() > 0.03
        ]
        return dict(
            pairs + [(chance.choice(keys()), chance.choice(pool))] * (chance.random() < 0.2)
        )
    if isinstance(data, list):
        return [swapped(item, chance, pool) for item in data if chance.random() > 0.05]
    return data


def parts(data: Data) -> list[Data]:
    """A value and everything in it."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [data, *(part for value in inner for part in parts(value))]


def main() -> None:
    """Run as often as the command line says, 200 000 times without it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    chance = random.Random(sys.argv[2] if len(sys.argv) > 2 else "matcue")  # noqa: S311
    paths = sorted(bundled("routines").rglob("*.yaml"))
    files: list[Data] = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    for _, _, step in playable_steps():
        key, value = chance.choice(playable_keys())
        files.append({**HEAD, "steps": [step], key: value})
    pool = [part for data in files for part in parts(data)]
    gauge = Gauge(1.0, 200_000)
    for _ in range(runs):
        data = swapped(chance.choice(files), chance, pool)
        raw = json.dumps(data, ensure_ascii=False).encode()
        gauge.run(partial(read, raw), raw[:200])
    print(gauge)  # noqa: T201


if __name__ == "__main__":
    main()
