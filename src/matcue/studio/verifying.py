"""Files held against the sessions that they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.atomic import file_errors
from matcue.audio.transport import Transport
from matcue.errors import VerifyError
from matcue.exporters import check_there, proof
from matcue.exporters.export import Programme, samples
from matcue.studio.exporting import file_of
from matcue.studio.finishing import finish_of
from matcue.studio.rehearsal import prepare
from matcue.studio.scripts import script_of
from matcue.units import clock

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.settings import Chosen


def verify(name: str, chosen: Chosen, target: Path | None, reporter: Reporter) -> str:
    """What was found in the file that `export` would write, if it is what that would write.

    Nothing is written.

    Raises:
        FileError: it is not there, or cannot be read.
        VerifyError: it is another session, or a damaged one; with every difference.
        MatcueError: as `timeline`.
    """
    path = file_of(name, target)
    check_there(path)
    script, settings = script_of(name, chosen, reporter)
    mix = prepare(script, settings, reporter, finish_of(settings))
    wanted = proof(path, Programme(mix.timeline, mix.channels))
    done = 0
    for pcm in samples(Transport(mix)):
        wanted.add(pcm)
        done += len(pcm)
        reporter.progress("Measuring", done, mix.frames)
    with file_errors(path):
        found = wanted.read(path)
    if differences := wanted.compare(found):
        raise VerifyError(str(path), differences)
    length, chapters = clock(found.frames), len(found.chapters)
    loudness = found.loudness or wanted.loudness
    return f"{path} is the session: {length}, {chapters} chapters, {loudness}."
