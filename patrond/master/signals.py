"""What the signals mean to the master. Each handler notes or wakes; the work is done in the loop."""

import asyncio
import os
import signal
from collections.abc import Callable


def obey(*, stop: Callable[[], None], reload: Callable[[], None], reopen: Callable[[], None]) -> Callable[[], None]:
    """Install the handlers in the running loop; the result takes them out again.

    TERM and INT stop, a second one hurries; HUP reloads, or stops when it was sent because the terminal is gone;
    USR1 reopens the logs.
    """
    loop = asyncio.get_running_loop()
    at_terminal = os.isatty(0)

    def hangup() -> None:
        (stop if at_terminal and _terminal_is_gone() else reload)()

    handlers = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: hangup, signal.SIGUSR1: reopen}
    for number, handler in handlers.items():
        loop.add_signal_handler(number, handler)

    def remove() -> None:
        for number in handlers:
            loop.remove_signal_handler(number)

    return remove


def _terminal_is_gone() -> bool:
    try:
        os.tcgetpgrp(0)
    except OSError:
        return True
    return False
