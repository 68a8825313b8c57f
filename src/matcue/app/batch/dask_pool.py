"""Jobs carried out by a cluster of Dask's: the same processes, on other machines."""

# mypy: allow-untyped-calls
from __future__ import annotations

import logging
import re
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import create_connection
from ssl import SSLError
from tempfile import gettempdir, mkdtemp
from time import monotonic
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings

from matcue.app.batch.job_process import JobProcesses
from matcue.app.batch.local_pool import as_finished
from matcue.atomic import file_errors, temporary_folder
from matcue.errors import ClusterError, MatcueError, UsageError, brief, reason_of, words_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from socket import socket
    from ssl import SSLContext

    from distributed import Client

    from matcue.app.batch.job_process import JobResult
    from matcue.app.batch.jobs import Job
    from matcue.app.batch.local_pool import Result
    from matcue.reporting import Reporter

    Parcel = tuple[JobResult, Mapping[str, bytes]]
    """What a worker made, and the bytes of the file and of those beside it, by their names."""

_HOST: Final = r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]"
ADDRESS: Final = re.compile(rf"(?P<way>dask|tls)://(?P<host>{_HOST}):(?P<port>\d{{1,5}})", re.ASCII)
_UNREAD: Final = "deserialization"
"""What Dask speaks of where its scheduler has no matcue."""
_LACKING: Final = "its scheduler or a worker lacks this matcue; install the same on each machine"
_NOBODY: Final = (
    "no scheduler of Dask's answers; look at host and port, or start `dask scheduler`; "
    "one with certificates is written tls://HOST:PORT"
)
_TLS: Final = "look at distributed.comm.tls in Dask's configuration, ca-file and client"
_UNASKED: Final = "files came back that nobody asked for; look who else works at this scheduler"
PATIENCE: Final = 10
"""Seconds that a scheduler has to answer."""
EVERY: Final = 10
"""Seconds after which it is looked for again."""


def address(place: str) -> tuple[str, int]:
    """Parse the host and the port of the scheduler that `--on` names.

    Raises:
        UsageError: it is like neither `dask://HOST:PORT` nor `tls://HOST:PORT`.

    >>> address("dask://render.local:8786"), address("tls://[::1]:8786")
    (('render.local', 8786), ('[::1]', 8786))
    """
    found = ADDRESS.fullmatch(place)
    if not found or not 0 < int(found["port"]) < 1 << 16:
        known = "dask://HOST:PORT or tls://HOST:PORT"
        raise UsageError(f"on: “{brief(place)}” is not like {known}.")
    return found["host"], int(found["port"])


def run_on_cluster(
    place: str, jobs: Sequence[Job], folder: Path, reporter: Reporter
) -> Generator[Result]:
    """Run jobs on a cluster and yield each as it finishes; a lost machine loses none of them.

    What each has made is unpacked to a new folder in `folder`. When this generator is closed, jobs
    that have not begun are dropped.

    Raises:
        UsageError: `place` is no address of a scheduler.
        ClusterError: no scheduler answers there, or none in the way that is asked for.
    """
    with _client(place) as client:
        executor = client.get_executor(pure=False)
        try:
            futures = {executor.submit(run_on_worker, job): job for job in jobs}
            look = SchedulerWatch(address(place), futures).look
            yield from as_finished(
                futures, {}, reporter, partial(result_of, place, folder, futures), look
            )
        finally:
            executor.shutdown(wait=False)


def run_on_worker(job: Job) -> Parcel:
    """Make the file of a job on a worker of the cluster, in a process of its own.

    By Dask's rules it has a core to itself, so one text is spoken and one piece encoded at a time.
    Dask's workers may not start such processes as a voice needs; the one that is started here may.
    """
    with (
        temporary_folder(Path(gettempdir())) as folder,
        closing(JobProcesses(folder)) as processes,
    ):
        on_a_core = replace(job, how=replace(job.how, at_once=1, threads=1))
        made = processes.make(on_a_core, lambda *_: None)
        names = (job.file, *made.beside)
        return made, {name: Path(made.folder, name).read_bytes() for name in names}


class SchedulerWatch:
    """Watches whether a scheduler is still there: Dask does not always say when it goes.

    Args:
        where: its host and port.
        futures: what is cancelled once it is gone.
        every: seconds from one look to the next.
    """

    def __init__(
        self, where: tuple[str, int], futures: Iterable[Future[Parcel]], every: float = EVERY
    ) -> None:
        self._where = where
        self._futures = tuple(futures)
        self._every = every
        self._looked = monotonic()

    def look(self) -> None:
        """Look for the scheduler, if it is time for that."""
        if monotonic() - self._looked < self._every:
            return
        try:
            _reach(self._where).close()
        except OSError:
            for future in self._futures:
                future.cancel()
        self._looked = monotonic()


def _reach(where: tuple[str, int]) -> socket:
    """Connect to a host and port.

    Raises:
        OSError: nothing answers there.
    """
    host, port = where
    return create_connection((host.strip("[]"), port), PATIENCE)


@contextmanager
def _client(place: str) -> Iterator[Client]:
    """Connect to the scheduler of a cluster."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(place, "`pip install 'matcue[cluster]'` brings what it takes") from error
    with _without_logging():
        try:
            _check_greeting(place)
            plain = place.replace("dask://", "tcp://")
            client = Client(plain, timeout=PATIENCE, set_as_default=False)
        except SSLError as error:
            raise ClusterError(place, f"{reason_of(error)}; {_TLS}") from error
        except OSError as error:
            raise ClusterError(place, _NOBODY) from error
        with client:
            yield client


def _check_greeting(place: str) -> None:
    """Check that a scheduler speaks, as Dask's do first, in the way that is asked for.

    Raises:
        ClusterError: Dask's own configuration is against this way, or has no certificates for it.
        OSError: nobody speaks; an `SSLError` where the certificates do not fit.
    """
    context = _tls_context(place)
    with (
        _reach(address(place)) as plain,
        context.wrap_socket(plain) if context else plain as connection,
    ):
        if not connection.recv(1):
            raise ConnectionError


def _tls_context(place: str) -> SSLContext | None:
    """Load the certificates of Dask's own configuration; return None where none are asked for.

    Raises:
        ClusterError: it names none that can be used, or asks for some where `place` does not.
    """
    from distributed.security import Security

    security = Security()
    if not place.startswith("tls://"):
        if security.require_encryption:
            reason = "Dask's configuration asks for encryption; write tls://HOST:PORT"
            raise ClusterError(place, reason)
        return None
    try:
        context: SSLContext | None = security.get_connection_args("client")["ssl_context"]
    except OSError as error:
        raise ClusterError(place, f"{reason_of(error)}; {_TLS}") from error
    if context is None:
        raise ClusterError(place, f"no certificates are named; {_TLS}")
    return context


@contextmanager
def _without_logging() -> Iterator[None]:
    """Silence logs and warnings meanwhile: Dask prints much that no person can use."""
    logging.disable(logging.CRITICAL)
    try:
        with catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


def result_of(
    place: str, folder: Path, jobs: Mapping[Future[Parcel], Job], future: Future[Parcel]
) -> JobResult | MatcueError:
    """Get the result or the error of a future that is over; a lost connection is an error too.

    The files are unpacked to a new folder in `folder`, if they are what the future's job may make.
    """
    try:
        made, contents = future.result()
        job = jobs[future]
        if not contents.keys() == {job.file, *made.beside} <= job.files:
            return ClusterError(place, _UNASKED)
        return _unpack(made, contents, folder)
    except MatcueError as error:
        return error
    except CancelledError:
        return ClusterError(place, "the connection was lost; the same command goes on")
    except Exception as error:  # noqa: BLE001 - whatever happens on other machines
        lacking = isinstance(error, ImportError) or _UNREAD in str(error)
        return ClusterError(place, _LACKING if lacking else words_of(error))


def _unpack(made: JobResult, contents: Mapping[str, bytes], folder: Path) -> JobResult:
    """Write the files of a result to a new folder in `folder`; return it with their place."""
    with file_errors(folder.parent / next(iter(contents))):
        place = mkdtemp(dir=folder)
        for name, data in contents.items():
            Path(place, name).write_bytes(data)
    return replace(made, folder=place)
