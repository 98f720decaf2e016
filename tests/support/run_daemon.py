"""A whole daemon without its page, for tests that kill it: settings come in on standard input, packed."""

import asyncio
import sys

from patrond.config.passing import unpack
from patrond.errors import PatrondError
from patrond.master import run_master


def main() -> int:
    settings = unpack(sys.stdin.buffer.read())
    try:
        return asyncio.run(run_master(settings, lambda control, clock: []))
    except PatrondError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
