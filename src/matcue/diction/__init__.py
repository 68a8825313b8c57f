"""Diction: what a voice is given to say, so that a text is heard as people read it aloud."""
