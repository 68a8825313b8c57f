"""Many files made by a cluster: two workers of Dask's on this machine."""

# mypy: allow-untyped-calls
from __future__ import annotations

import os
import shutil
import signal
import subprocess
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from socket import create_server
from typing import TYPE_CHECKING, Any, Final

import pytest

from matcue.app.batch.dask_pool import SchedulerWatch, result_of, run_on_cluster
from matcue.app.batch.job_process import JobResult
from matcue.app.batch.local_pool import as_finished
from matcue.errors import ClusterError
from matcue.paths import bundled
from matcue.units import HOUSE_RATE, Frames
from tests.app.batch.test_batch import TINY, content, ordered
from tests.conftest import Quiet, debian, require
from tests.told import Says
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result
    from distributed import LocalCluster

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process

MATRIX: Final = ("--matrix", "speeds=0.9,1.0,1.1", "--voice", "tone", "--no-cover")


@pytest.fixture(autouse=True)
def _tiny(home: Path) -> None:
    """A tiny routine that rings."""
    (home / "tiny.yaml").write_text(f"{TINY}  - chime: ding.wav\n", encoding="utf-8")
    shutil.copy(bundled("sounds") / "chimes" / "calm" / "hold-end.wav", home / "ding.wav")


def _started() -> Iterator[LocalCluster]:
    """A scheduler, and two worker processes with a core each."""
    require(find_spec("distributed"), "pip install distributed")
    import distributed

    how: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with distributed.LocalCluster(**how) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """One that nobody harms."""
    yield from _started()


@pytest.fixture
def doomed() -> Iterator[LocalCluster]:
    """One that will lose a worker, or end."""
    yield from _started()


def place(cluster: LocalCluster) -> str:
    """What `--on` is given."""
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def files(folder: str) -> int:
    return len([*Path(folder).glob("*.m4a")])


def test_a_cluster_makes_the_same_bytes(run: Run, cluster: LocalCluster) -> None:
    assert run("export", "tiny.yaml", "-d", "here", *MATRIX).exit_code == 0
    result = run("export", "tiny.yaml", "-d", "there", *MATRIX, "--on", place(cluster))
    assert (result.exit_code, result.stdout) == (0, "")
    assert content("there") == content("here")
    assert files("there") == 3


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(
    run: Run, start: Start, doomed: LocalCluster
) -> None:
    assert run("export", "tiny.yaml", "-d", "here", *MATRIX).exit_code == 0
    command = ("export", "tiny.yaml", "-d", "there", *MATRIX, "--on", place(doomed))
    with start(*command) as process:
        wait_for(lambda: files("there") > 0, 60)
        assert doomed.scheduler
        states = doomed.scheduler.workers
        address = next(address for address, state in states.items() if state.processing)
        (pid,) = (each.pid for each in doomed.workers.values() if each.worker_address == address)
        os.kill(pid, signal.SIGKILL)
        assert files("there") < 3
        assert process.wait() == 0
    assert content("there") == content("here")


def test_when_the_cluster_goes_away_it_is_told_and_the_next_run_goes_on(
    run: Run, start: Start, doomed: LocalCluster
) -> None:
    command = ("export", "tiny.yaml", "-d", "there", *MATRIX)
    with start(*command, "--on", place(doomed)) as process:
        wait_for(lambda: files("there") > 0, 60)
        doomed.close()
        _, told = process.communicate()
    assert process.returncode == 69
    assert told.splitlines()[-1] == Says("connection", "lost", "same command")
    assert "Traceback" not in told
    assert run(*command).exit_code == 0
    assert files("there") == 3


def test_a_scheduler_that_goes_without_a_word_is_missed(home: Path) -> None:
    (home / "tiny.yaml").write_text(TINY, encoding="utf-8")
    future: Future[Any] = Future()
    with create_server(("127.0.0.1", 0)) as server:
        watch = SchedulerWatch(server.getsockname(), [future], every=0)
        watch.look()
        assert not future.done()
    futures = {future: ordered()}
    told = partial(result_of, "dask://here:8786", home, futures)
    look_once = partial(next, map(SchedulerWatch.look, [watch]))
    results = as_finished(futures, {}, Quiet(), told, look_once)
    _, result = next(results)
    assert str(result) == Says("connection", "lost", "same command", at="dask://here:8786")


def test_what_an_order_takes_goes_along(run: Run, cluster: LocalCluster, home: Path) -> None:
    alone = ("export", "tiny.yaml", "--voice", "tone", "--bed", "ding.wav", "-o", "a.m4a")
    assert run(*alone).exit_code == 0
    order = ordered(bed="ding.wav")
    (home / "tiny.yaml").unlink()
    (home / "ding.wav").unlink()
    with closing(run_on_cluster(place(cluster), [order], home, Quiet())) as results:
        ((_, result),) = results
    assert not isinstance(result, Exception)
    assert Path(result.folder, order.file).read_bytes() == Path("a.m4a").read_bytes()


def test_a_machine_that_would_make_another_file_makes_none(
    cluster: LocalCluster, home: Path
) -> None:
    order = replace(ordered(), fingerprint="of another matcue")
    with closing(run_on_cluster(place(cluster), [order], home, Quiet())) as results:
        ((_, result),) = results
    assert isinstance(result, ClusterError)
    assert all(word in str(result) for word in ("matcue", "voices", "lexicon", "differ"))


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        (("../escaped.txt",), ("tiny.m4a", "../escaped.txt")),
        (("../escaped.txt",), ("tiny.m4a",)),
        (("/escaped.txt",), ("tiny.m4a", "/escaped.txt")),
        ((), ("tiny.m4a", "other.m4a")),
        (("other.m4a",), ("tiny.m4a", "other.m4a")),
        (("tiny.vtt",), ("tiny.m4a", "tiny.vtt")),
        (("tiny.srt",), ("tiny.m4a",)),
        ((), ("..",)),
        ((), ()),
    ],
)
def test_files_that_nobody_asked_for_are_not_written(
    home: Path, told: tuple[str, ...], sent: tuple[str, ...]
) -> None:
    future: Future[Any] = Future()
    future.set_result((made(told), dict.fromkeys(sent, b"harm")))
    place, folder = "dask://here:8786", home / "new" / "folder"
    folder.mkdir(parents=True)
    before = {*home.rglob("*")}
    result = result_of(place, folder, {future: ordered(captions="srt")}, future)
    assert str(result) == Says("files", "nobody asked for", at=place)
    assert {*home.rglob("*")} == before


@pytest.mark.parametrize(
    ("suffix", "beside"), [("m4a", ("tiny.srt",)), ("wav", ("tiny.srt", "tiny.wav.cue"))]
)
def test_files_that_were_asked_for_are_written(
    home: Path, suffix: str, beside: tuple[str, ...]
) -> None:
    future: Future[Any] = Future()
    names = (f"tiny.{suffix}", *beside)
    future.set_result((made(beside), {name: name.encode() for name in names}))
    job = replace(ordered(captions="srt"), file=f"tiny.{suffix}")
    result = result_of("dask://here:8786", home, {future: job}, future)
    assert isinstance(result, JobResult)
    assert {path.name: path.read_text() for path in Path(result.folder).iterdir()} == {
        name: name for name in names
    }


def made(beside: tuple[str, ...]) -> JobResult:
    """What a worker tells of a file that it made."""
    return JobResult("there", beside, "Tiny", "tone", HOUSE_RATE, Frames(1), None, ())


def test_a_voice_in_processes_of_its_own_speaks_there(run: Run, cluster: LocalCluster) -> None:
    there = ("export", "tiny.yaml", "-d", "out", "--voice", "system", "--on", place(cluster))
    assert run(*there).exit_code == 0
    assert files("out") == 1


def test_where_no_cluster_answers_address_and_cure_are_told(run: Run, home: Path) -> None:
    (home / "tiny.yaml").write_text(TINY, encoding="utf-8")
    result = run("export", "tiny.yaml", "-d", "out", "--on", "dask://127.0.0.1:1")
    told = Says("no scheduler", "`dask scheduler`", at="matcue: dask://127.0.0.1:1")
    assert (result.exit_code, result.stderr) == (69, told)


def test_where_dask_asks_for_encryption_there_is_no_other_way(
    run: Run, cluster: LocalCluster
) -> None:
    import dask

    with dask.config.set({"distributed.comm.require-encryption": True}):
        result = run("export", "tiny.yaml", "-d", "out", "--on", place(cluster))
    told = Says("encryption", "tls://HOST:PORT", at=f"matcue: {place(cluster)}")
    assert (result.exit_code, result.stderr) == (69, told)


@pytest.fixture
def certificates(home: Path) -> Iterator[None]:
    """Certificates in Dask's own configuration, for all that take part."""
    debian("openssl", packages="openssl")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=x"
    subprocess.run(
        [*make.split(), "-keyout", "key", "-out", "cert"], check=True, capture_output=True
    )
    own = {"distributed.comm.tls.ca-file": str(home / "cert")}
    for role in ("client", "scheduler", "worker"):
        own |= {f"distributed.comm.tls.{role}.{what}": str(home / what) for what in ("cert", "key")}
    import dask

    with dask.config.set(own):
        yield


@pytest.mark.usefixtures("certificates")
def test_a_cluster_with_certificates_is_one_for_who_has_them(run: Run, home: Path) -> None:
    import dask
    import distributed
    from distributed.security import Security

    how: dict[str, Any] = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": ":0"}
    command = ("export", "tiny.yaml", "-d", "out", "--voice", "tone", "--no-cover", "--on")
    with distributed.LocalCluster(protocol="tls", security=Security(), **how) as cluster:
        where = str(cluster.scheduler_address)
        assert where.startswith("tls://")
        for lacking in ({"ca-file": None}, {"client.cert": str(home / "key")}, {"ca-file": "none"}):
            with dask.config.set({f"distributed.comm.tls.{key}": lacking[key] for key in lacking}):
                result = run(*command, where)
            told = Says("distributed.comm.tls", at=f"matcue: {where}")
            assert (result.exit_code, result.stderr) == (69, told)
        result = run(*command, where)
        assert (result.exit_code, result.stdout, files("out")) == (0, "", 1)


@pytest.mark.usefixtures("certificates")
def test_a_scheduler_without_certificates_is_told_from_one_with(
    run: Run, cluster: LocalCluster
) -> None:
    where = place(cluster).replace("dask://", "tls://")
    result = run("export", "tiny.yaml", "-d", "out", "--voice", "tone", "--on", where)
    told = Says("SSL", "distributed.comm.tls", at=f"matcue: {where}")
    assert (result.exit_code, result.stderr) == (69, told)


@pytest.mark.parametrize(
    "place",
    [
        "dask://here",
        "tls://here",
        "tls://here:0",
        "dask://here:0",
        "dask://here:65536",
        "dask://:8786",
        "dask://here:8786/",
        "dask://me@here:8786",
        "tcp://here:8786",
        "dask://here:8786 ",
        "dask://here:٨",
    ],
)
def test_only_an_address_of_a_scheduler_is_one(run: Run, place: str) -> None:
    result = run("export", "short", "-d", "out", "--on", place)
    assert (result.exit_code, "is not like dask://HOST:PORT" in result.stderr) == (2, True)
