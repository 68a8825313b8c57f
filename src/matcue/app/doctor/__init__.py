"""What works on this machine, and what to type where it does not."""
