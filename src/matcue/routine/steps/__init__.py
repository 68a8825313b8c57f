"""The keys of each kind of step, a module for each kind."""
