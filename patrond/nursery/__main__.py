"""``python -m patrond.nursery FD``: FD is the nursery's end of its channel with the master."""

import signal
import socket
import sys


def main() -> None:
    """Run the nursery on the descriptor that stands on the command line."""
    # The master decides when work ends. Before the heavy imports: a signal to all of us must not kill it half-made.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)
    from patrond.nursery.nursery import run_nursery

    sys.exit(run_nursery(socket.socket(fileno=int(sys.argv[1]))))


if __name__ == "__main__":
    main()
