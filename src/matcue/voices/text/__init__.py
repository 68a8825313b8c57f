"""Text normalisation: what a voice is given to say, so that text sounds as people read it."""
