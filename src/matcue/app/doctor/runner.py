"""Checks of what matcue depends on, run side by side; a broken one hides no other."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from matcue.errors import words_of
from matcue.processes import in_thread, silence_stderr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Verdict(StrEnum):
    """What a finding means: all is well, something is missing, or no session can be had."""

    OK = "ok"
    WARNING = "warning"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing: the reason for the verdict, and what to type if it is not ok.

    A `cure` can be typed as it stands; what must be said of it is a comment behind it.
    """

    name: str
    verdict: Verdict
    reason: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one thing; where a `vital` one fails, no session can be played or exported.

    `patience` is how many seconds after the start of all checks its findings are waited for.
    """

    name: str
    look: Callable[[], Iterable[Finding]]
    vital: bool = False
    patience: float = 15.0

    def broken(self, reason: str) -> Finding:
        """Build the finding for a check that failed itself."""
        verdict = Verdict.FAIL if self.vital else Verdict.WARNING
        return Finding(self.name, verdict, reason, "matcue doctor --json  # and report it")


@contextmanager
def run_checks(checks: Sequence[Check]) -> Iterator[Iterator[Finding]]:
    """Run all checks at once; yield their findings in order, waiting no longer than `patience`.

    What libraries, and processes that are being started, print on standard error is discarded.
    """
    with silence_stderr():
        yield _found(checks)


def _found(checks: Sequence[Check]) -> Iterator[Finding]:
    began = monotonic()
    for check, looking in [(check, in_thread(partial(_look, check))) for check in checks]:
        try:
            yield from looking.result(max(began + check.patience - monotonic(), 0))
        except TimeoutError:
            yield check.broken(f"there was no answer within {check.patience:g} seconds")


def _look(check: Check) -> tuple[Finding, ...]:
    try:
        return tuple(check.look())
    except Exception as error:  # noqa: BLE001 - one broken check must not hide the others
        return (check.broken(f"the check failed: {words_of(error)}"),)
