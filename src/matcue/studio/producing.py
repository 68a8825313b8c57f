"""Many files made in one go: what is there already stays; what cannot be made is told at last."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from matcue.errors import FileError, MatcueError
from matcue.studio.cluster import address, elsewhere
from matcue.studio.crew import here
from matcue.studio.manifest import Entry, Manifest
from matcue.studio.orders import orders
from matcue.studio.rehearsal import AT_ONCE
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.studio.crew import Result
    from matcue.studio.orders import Lot, Order, Reasons
    from matcue.studio.workshop import Made

    Crew = Callable[[Sequence[Order], Reporter], Generator[Result]]
    """Who carries out orders."""


def crew(place: str | None, jobs: int | None) -> Crew:
    """Who carries out orders: the cluster at a place, or `jobs` processes here.

    Raises:
        UsageError: the place is not like `dask://HOST:PORT`.
    """
    if place:
        address(place)
        return lambda orders, reporter: elsewhere(orders, place, reporter)
    return lambda orders, reporter: here(orders, min(jobs or AT_ONCE, len(orders)), reporter)


def export_many(
    lot: Lot, folder: Path, crew: Crew, reporter: Reporter
) -> tuple[tuple[Entry, ...], Reasons]:
    """The entries of a lot's files, which are in the folder then, and what could not be made.

    Raises:
        FileError: the folder cannot be used.
        MatcueError: nothing can be made: as `orders`, or the cluster does not answer.
    """
    ordered, unread = orders(lot)
    manifest = Manifest(folder)
    found = {order.file: _there(manifest, order) for order in ordered}
    waiting = [order for order in ordered if found[order.file] is None]
    if waiting:
        with closing(crew(waiting, reporter)) as results:
            for order, result in results:
                found[order.file] = _kept(manifest, order, result, reporter)
    entries = tuple(each for each in found.values() if isinstance(each, Entry))
    unmade = ((file, each) for file, each in found.items() if isinstance(each, MatcueError))
    reporter.done(f"{folder}: {len(ordered)} files, {len(waiting)} of them were to be made")
    return entries, (*unread, *unmade)


def _there(manifest: Manifest, order: Order) -> Entry | MatcueError | None:
    """What is known of a file before any is made; None where it is to be made."""
    try:
        entry = manifest.made(order)
        if entry is None:
            manifest.check(order)
    except FileError as error:
        return error
    return entry


def _kept(
    manifest: Manifest, order: Order, made: Made | MatcueError, reporter: Reporter
) -> Entry | MatcueError:
    """What came of an order: its file is in the folder then, if there is one."""
    if isinstance(made, MatcueError):
        return made
    for sentence in made.told:
        reporter.tell(f"{order.file}: {sentence}")
    try:
        entry = manifest.keep(order, made)
    except FileError as error:
        return error
    reporter.done(f"{order.file}: {clock(made.frames, made.rate)}")
    return entry
