"""How much of one text is read: more than any pattern has, and no more, so that a megabyte of anything is soon read.

What stands behind it is neither verified nor wrong: :attr:`Pattern.unread_from` says where it begins.
"""

MOST_LINES = 10_000
"""Rounds, rows and foundations. The longest patterns that are sold have some hundreds."""

MOST_READ = 400_000
"""Units of effort for lines that are read at once to find their counts: 200,000 letters where no bracket has them."""

MOST_WRITTEN = 20_000
"""Lines of text that are not blank: four hundred pages."""
