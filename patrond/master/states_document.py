"""docs/states.md, made from the table of moves; run as a module it prints it."""

import sys

from patrond.control import WorkerState as S
from patrond.master.states import MOVES

_MEANING = {
    S.STARTING: "A worker was asked of the nursery and has not said READY. Killed after `workers.start_timeout`.",
    S.READY: "Nothing in hand; it reserves when woken.",
    S.BUSY: "At least one job in hand.",
    S.DRAINING: "It takes no new job and ends when those in hand are done, or at its deadline.",
    S.KILLING: "It got SIGKILL and is not gone yet.",
    S.BACKOFF: "It died before READY; started again after a wait that grows from 0.5 s.",
    S.CRASH_LOOP: "It died before READY five times in a row; started again each 30 s at most, so it heals by itself.",
    S.STOPPED: "No process: about to be started, or not wanted.",
}

_HEAD = """# The states of a worker's slot

Made from the table in `patrond/master/states.py` by `python -m patrond.master.states_document > docs/states.md`; a test
compares them. An event that the table does not have for a state changes nothing: a late timer or a late message
finds the slot elsewhere, and that is all.

Only a death before READY leads to `backoff` or `crash_loop`. A worker that dies after READY is replaced at once,
with at most 20 forks in 10 s for all slots together.
"""


def document() -> str:
    """docs/states.md."""
    meanings = [f"| `{state}` | {_MEANING[state]} |" for state in S]
    moves = [f"| `{state}` | {event} | `{after}` |" for (state, event), after in MOVES.items()]
    arrows = [f"    {state} --> {after}: {event}" for (state, event), after in MOVES.items()]
    parts = [
        _HEAD,
        "| state | meaning |\n|---|---|\n" + "\n".join(meanings) + "\n",
        "| in | on | goes to |\n|---|---|---|\n" + "\n".join(moves) + "\n",
        "```mermaid\nstateDiagram-v2\n    [*] --> stopped\n" + "\n".join(arrows) + "\n```\n",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(document())
