"""The files of timers and of sports watches."""
