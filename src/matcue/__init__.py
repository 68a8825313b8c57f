"""matcue: voice-guided, hands-free routines, live or as a recording."""

__version__ = "0.1.0"
