"""What was read as a routine: its text, the exercises that it knows, and the postures."""
