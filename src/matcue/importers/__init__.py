"""Lists and files of other programs, read as programmes of exercises, and written as routines."""
