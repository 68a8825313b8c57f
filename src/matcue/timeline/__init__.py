"""From what was written to integer frames: the script, its words and pace, the timeline."""
