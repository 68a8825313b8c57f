"""Where a job is carried out: in a process of its own, on this machine or another one.

The process gets its job on standard input, and answers on standard output until the file is
made, in a folder of whoever gave the job. It ends at once, and leaves nothing behind, when nobody
listens any more.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import IO, TYPE_CHECKING, Final, cast

from matcue.app.export import checked_files, record
from matcue.atomic import file_errors, temporary_folder
from matcue.errors import ChildFailed, ClusterError, FileError, MatcueError, reason_of, words_of
from matcue.processes import SilenceWatch
from matcue.routine.plan import Ring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.app.batch.jobs import Job
    from matcue.audio.loudness import Loudness
    from matcue.units import Frames, Rate

_COMMAND: Final = (
    sys.executable,
    "-P",
    "-c",
    "from matcue.app.batch.job_process import main; main()",
)
TRIES: Final = 2
"""How often a job is given to a process, where one after the other ends without an answer."""
_FEWER: Final = "fewer at once take less: --jobs 1"
SILENCE: Final = 60.0
"""Seconds without a sign of life after which a process is taken to hang."""
BEAT: Final = 5.0
"""Seconds from one sign of life to the next, whatever else is sent."""
PATIENCE: Final = 5.0
"""Seconds that a process has to clear up, once nobody listens any more."""


@dataclass(frozen=True, slots=True)
class JobResult:
    """A file that was made: in which folder, who spoke, how long it is and how loud.

    `beside` are the names of the files that lie beside it, and nothing else does. `told` are the
    messages.
    """

    folder: str
    beside: tuple[str, ...]
    title: str
    voice: str
    rate: Rate
    frames: Frames
    loudness: Loudness | None
    told: tuple[str, ...]


class JobProcesses:
    """The processes that carry out jobs now, each in a new folder in `folder`; closed, all end.

    One that gives no sign of life for `patience` seconds is taken to hang.
    """

    def __init__(self, folder: Path, patience: float = SILENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._open = True
        self._working: set[subprocess.Popen[bytes]] = set()

    def make(self, job: Job, told: Callable[[str, int, int], None]) -> JobResult:
        """Have a process make a job's file; one that ends without an answer is replaced once.

        Args:
            job: what is to be made.
            told: gets `done` of `total` of what a stage counts, as `Reporter.progress`.

        Raises:
            MatcueError: it cannot be made.
        """
        for _ in range(TRIES):
            if self._open and (answer := self._ask(job, told)):
                if isinstance(answer, MatcueError):
                    raise answer
                return answer
        reason = f"the process that made it ended or hung; if memory ran out, {_FEWER}"
        raise FileError(job.file, reason)

    def close(self) -> None:
        """End all processes."""
        self._open = False
        for process in tuple(self._working):
            _end(process)

    def _ask(
        self, job: Job, told: Callable[[str, int, int], None]
    ) -> JobResult | MatcueError | None:
        with self._process(job) as process, SilenceWatch(process.kill, self._patience) as watch:
            asked, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            try:
                pickle.dump((job, self._folder), asked)
                asked.flush()
                while not isinstance(answer := pickle.load(answers), JobResult | MatcueError):  # noqa: S301 - our own
                    watch.heard()
                    if answer:
                        told(*answer)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                return None
        return answer

    @contextmanager
    def _process(self, job: Job) -> Iterator[subprocess.Popen[bytes]]:
        """Start a process, which waits for its job on standard input.

        It is in a group of its own: the keyboard's interrupt is for its parent.

        Raises:
            FileError: none can be started.
        """
        pipe = subprocess.PIPE
        with file_errors(Path(job.file)):
            process = subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, process_group=0)  # noqa: S603
        with process:
            self._working.add(process)
            try:
                yield process
            finally:
                _end(process)
                self._working.discard(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that nobody listens to any more; it may have ended."""
    with suppress(OSError):
        cast("IO[bytes]", process.stdin).close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class _PipeReporter:
    """A `Reporter` in a process of its own: progress is sent on, messages are kept.

    Meanwhile it sends signs of life.
    """

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._sending = Lock()
        self._over = Event()
        self.told: list[str] = []
        Thread(target=self._beat, daemon=True).start()

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def detail(self, sentence: str) -> None:
        """Ignore a detail: nobody asked this process for more."""

    def done(self, sentence: str) -> None:
        """Ignore the sentence: the file has no name yet."""

    def progress(self, stage: str, done: int, total: int) -> None:
        self._send((stage, done, total))

    def answer(self, answer: JobResult | MatcueError) -> None:
        """Send the last answer."""
        self._over.set()
        self._send(answer)

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            with suppress(OSError):
                self._send(None)

    def _send(self, answer: object) -> None:
        with self._sending:
            pickle.dump(answer, self._answers)
            self._answers.flush()


def main() -> None:
    """Carry out the job on standard input, as long as somebody listens.

    What engines print is discarded.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        job, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own
        with TemporaryDirectory(prefix="matcue-") as own:
            # processes that are started here leave nothing outside this folder
            os.environ["TMPDIR"] = own
            relay = _PipeReporter(answers)
            relay.answer(_answer(job, folder, Path(own), relay))
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        os._exit(1)


def _answer(job: Job, folder: Path, own: Path, relay: _PipeReporter) -> JobResult | MatcueError:
    try:
        with temporary_folder(folder) as making:
            Thread(target=_end_with_parent, args=(making, own), daemon=True).start()
            return run_job(job, making, own, relay)
    except FileError as error:
        # the person knows a file that is being made by the name that it would have got
        if folder in Path(error.path).parents:
            error.path = str(folder.parent / Path(error.path).name)
        return error
    except MatcueError as error:
        return error
    except OSError as error:
        return FileError(job.file, reason_of(error))
    except MemoryError:
        return FileError(job.file, f"memory ran out; {_FEWER}")
    except Exception as error:  # noqa: BLE001 - told in its own words, not as a process that ended
        said = f"matcue failed at it ({type(error).__name__}: {words_of(error)})"
        return ChildFailed(f"{said}; made alone, with -o, it tells where.")


def run_job(job: Job, making: Path, own: Path, reporter: _PipeReporter) -> JobResult:
    """Make the file of a job in an empty folder, `making`, which is renamed when all is made.

    What else it takes is written to another one, `own`.

    Raises:
        ClusterError: another file would be made of it here than where it was written.
        MatcueError: it cannot be made.
    """
    if job.digest() != job.fingerprint:
        reason = "its matcue, its voices or its lexicon differ from those here; install the same"
        raise ClusterError(gethostname(), reason)
    unpacked = _unpack(job, own)
    settings, how = unpacked.settings, unpacked.how
    files = checked_files(making / job.file, settings, how)
    timeline, loudness = record(unpacked.routine, settings, files, how, reporter)
    about = timeline.title, timeline.voice, timeline.rate, timeline.frames
    with file_errors(making):
        beside = sorted({file.name for file in making.iterdir()} - {job.file})
        made = making.rename(making.with_suffix(".made"))
    return JobResult(str(made), tuple(beside), *about, loudness, tuple(reporter.told))


def _unpack(job: Job, folder: Path) -> Job:
    """Write a job's sound files to a folder; return the job with their paths there."""
    there: dict[str, Path] = {}
    with file_errors(folder):
        for i, (name, data) in enumerate(job.sounds):
            # each in a folder of its own: files from different folders may share a name
            there[name] = folder / str(i) / Path(name).name
            there[name].parent.mkdir()
            there[name].write_bytes(data)
    steps = tuple(
        replace(step, chime=there[str(step.chime)])
        if isinstance(step, Ring) and isinstance(step.chime, Path)
        else step
        for step in job.routine.steps
    )
    chimes = job.settings.chimes and {
        role: there[str(sound)] if isinstance(sound, Path) else sound
        for role, sound in job.settings.chimes.items()
    }
    bed = str(there.get(job.settings.bed, job.settings.bed))
    return replace(
        job,
        routine=replace(job.routine, steps=steps),
        settings=replace(job.settings, chimes=chimes, bed=bed),
    )


def _end_with_parent(*folders: Path) -> None:
    """End this process, and what it has written, as soon as its parent has gone or wants no more.

    It reads past Python's buffers: whoever waits in those when all is over holds Python up. What
    the job's own thread prints about the files that are gone is discarded.
    """
    while os.read(0, 1):
        pass
    os.dup2(1, 2)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
