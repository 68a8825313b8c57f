"""One line of a list, or one cell of a table: words, figures, and what they mean together."""
