"""Lists and other apps' files brought in: read, told, and written as routines."""
