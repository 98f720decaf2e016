"""The grammar of one line: text becomes tokens, tokens become steps. No counting here."""
