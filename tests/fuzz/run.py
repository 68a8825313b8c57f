"""Feed the loader with what nobody would write: `python -m tests.fuzz.run [RUNS]`.

Wants atheris (`pip install atheris`). Nothing but a `RoutineError` may come out, within a second.
What it finds worth keeping lies in `tests/fuzz/corpus` afterwards, which `test_corpus.py` reads.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["matcue.routine"]):
    from matcue.routine import loader

from matcue.paths import bundled
from tests.fuzz.grammar import FIGURES, choices, keys
from tests.fuzz.test_corpus import read

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 4096


def seeds(folder: Path) -> None:
    """The bundled files as inputs to begin with."""
    for path in bundled("routines").rglob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes()[:LONGEST])


def dictionary(folder: Path) -> Path:
    """Every key and kind of step, and what YAML is made of."""
    words = {*keys(), *choices(), *FIGURES}
    words |= {
        "- ",
        ": ",
        "\\x0A",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">-",
        "&a ",
        "*a",
        "<<",
        "!!",
        "\\x09",
    }
    words |= {"cobra", "pelvic-tilt", "low", "{side}"}
    path = folder / "words.dict"
    path.write_text("".join(f'"{word}"\n' for word in sorted(words)), encoding="utf-8")
    return path


def main() -> None:
    """Run as often as the command line says, 200 000 times without it."""
    runs = sys.argv[1] if len(sys.argv) > 1 else "200000"
    CORPUS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        seeds(folder / "seeds")
        options = [f"-runs={runs}", f"-max_len={LONGEST}", "-timeout=1", "-rss_limit_mb=1000"]
        options += [f"-dict={dictionary(folder)}", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, str(CORPUS), str(folder / "seeds")], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
    assert loader
