"""A person's machine of their own, for each test here that types a command."""

from __future__ import annotations

from tests.command_line import home, run, session_bus, sit, start

__all__ = ["home", "run", "session_bus", "sit", "start"]
