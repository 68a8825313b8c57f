"""Lists of exercises in text and Markdown, as people and other apps write them."""
