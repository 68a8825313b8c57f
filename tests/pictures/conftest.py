"""Commands typed on a person's machine, as in the tests of the command line."""

from tests.command_line import home, run

__all__ = ["home", "run"]
