"""``python -m patrond``: the same as the command ``patrond``."""

import sys

from patrond.cli.main import main

sys.exit(main())
