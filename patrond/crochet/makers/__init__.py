"""One maker for each type: from measurements and gauge to pieces, by the formulas of docs/crochet.md."""
