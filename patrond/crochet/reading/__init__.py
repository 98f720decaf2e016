"""A whole document is read: text, Markdown or JSON becomes a pattern of pieces and lines."""
