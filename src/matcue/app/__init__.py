"""What the program does for who uses it: one module for each thing, which walks the path."""
