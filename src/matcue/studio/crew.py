"""Orders carried out side by side on this machine, and how far they are."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.errors import MatcueError
from matcue.studio.rehearsal import AT_ONCE
from matcue.studio.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from concurrent.futures import Future

    from matcue.reporting import Reporter
    from matcue.studio.orders import Order
    from matcue.studio.workshop import Made

    Result = tuple[Order, Made | MatcueError]
    """An order, and what was made of it or why nothing was."""

STAGES: Final = 2
"""A file is spoken and written."""
GLANCE: Final = 0.2
"""Seconds between two looks at how far everything is."""


@dataclass(slots=True)
class Share:
    """How far an order is, told stage by stage: `part` of it, from 0 to 1."""

    part: float = 0.0
    stages: set[str] = field(default_factory=set)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` of what a stage counts."""
        self.stages.add(stage)
        self.part = max(self.part, (len(self.stages) - 1 + done / total) / STAGES)


def here(orders: Sequence[Order], jobs: int, reporter: Reporter) -> Generator[Result]:
    """Each order as soon as it is carried out, by `jobs` processes; closed, all of them end.

    Together they speak as many texts at once as one file alone would.
    """
    at_once = max(1, AT_ONCE // jobs)
    shares = {order.file: Share() for order in orders}
    workshop, pool = Workshop(), ThreadPoolExecutor(jobs)
    try:
        futures = {
            pool.submit(workshop.make, sharing(order, at_once), shares[order.file]): order
            for order in orders
        }
        yield from in_turn(futures, shares, reporter, _outcome)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        workshop.close()
        pool.shutdown()


def sharing(order: Order, at_once: int) -> Order:
    """The order of a file of which so many texts are spoken at the same time."""
    return replace(order, how=replace(order.how, at_once=at_once))


def in_turn(
    futures: Mapping[Future[Made], Order],
    shares: Mapping[str, Share],
    reporter: Reporter,
    outcome: Callable[[Future[Made]], Made | MatcueError],
    look: Callable[[], None] = lambda: None,
) -> Generator[Result]:
    """Each order as soon as its future is over; the reporter sees all of them as one.

    Args:
        futures: what will be made, and of which order.
        shares: how far each order is, by its file; one that is not there has no stages.
        reporter: who is told.
        outcome: what came of a future that is over.
        look: is called again and again; it may cancel futures.
    """
    stage = f"Making {len(futures)} files" if len(futures) > 1 else "Making a file"
    waiting = dict(futures)
    while waiting:
        wait(waiting, GLANCE, FIRST_COMPLETED)
        for future in [each for each in waiting if each.done()]:
            yield waiting.pop(future), outcome(future)
        look()
        begun = sum(shares[order.file].part for order in waiting.values() if order.file in shares)
        done = len(futures) - len(waiting) + begun
        reporter.progress(stage, round(100 * done), 100 * len(futures))


def _outcome(future: Future[Made]) -> Made | MatcueError:
    try:
        return future.result()
    except MatcueError as error:
        return error
