"""One process at a time in places where two would get into each other's way."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(lock: Path, on_wait: Callable[[], object] | None = None) -> Iterator[None]:
    """Have to oneself what a lock file stands for; whoever comes second waits.

    The lock goes with the process that holds it, however that ends, and the file stays behind empty.

    Parameters
    ----------
    lock
        The lock file; it is made with the folders that it needs.
    on_wait
        Called once, before waiting, if another process is there.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if on_wait is not None:
                on_wait()
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
