"""Write every file of words anew: `python -m tests.exporters.words.remake`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.exporters.sidecars import KINDS, sidecar_files, write_sidecar
from matcue.routine.loader import load_routine
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.script import write_script
from tests.strategies import EXERCISES, measured

if TYPE_CHECKING:
    from matcue.timeline.model import Timeline

FOLDER = Path(__file__).parent
LETTER = 2646
"""Frames of each letter: a voice that says seventeen a second."""
NOTICE = "For information only."
ROUTINE = """\
title: Knees & שלום
about: For a <test>, in five minutes.
often: every day
needs: [a mat]
effort: easy
welcome: Hello.
closing: Bye.
steps:
  - stretch: knee-to-chest
    hold: 20s
    sets: 2
    rest: 10s
  - say: Keep your elbows < 90°, and breathe as slowly as you like while you come up again.
  - stretch: Reach
    posture: standing
    sides: left
    phases:
      - hold: 45s
      - {reps: 2, tempo: 2-1-3, say: Now small ones.}
    words: {full: "Reach up with your {side} arm.", short: "Reach {side}."}
  - repeat: 2
    steps:
      - stretch: relaxed-breathing
        time: 15s
      - rest: 5s
  - wait: 5s
  - stretch: relaxed-breathing
    time: 90s
"""


def _timeline() -> Timeline:
    routine = load_routine(ROUTINE, "short.yaml", EXERCISES)
    script = write_script(routine, Guidance())
    lengths = measured(script, LETTER)
    parts = (arrange(section, i, lengths) for i, section in enumerate(script.sections))
    return lay(script, parts, "none")


SHORT = _timeline()
FILES = sidecar_files(FOLDER / "short.m4a", KINDS)


def unstyled(text: str) -> str:
    """A text without what its stylesheet says, which stands in its template."""
    return re.sub("<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)


if __name__ == "__main__":
    for path in FILES:
        write_sidecar(path, SHORT, NOTICE)
        path.write_text(unstyled(path.read_text("utf-8")), "utf-8")
