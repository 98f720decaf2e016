"""The judges: each asks one thing of a pattern that was followed, and says what it finds."""
