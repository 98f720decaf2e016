"""A byte that a worker shares with its nursery: whether it has jobs in hand, readable even when it is stopped."""

import mmap


class Mark:
    """Made by the nursery before the fork; the worker writes, the nursery reads."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 1)

    def set_busy(self, busy: bool) -> None:
        """Jobs are in hand, or none."""
        self._memory[0] = int(busy)

    @property
    def busy(self) -> bool:
        """What the worker said last."""
        return bool(self._memory[0])

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
