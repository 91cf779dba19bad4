"""One at a time, and nobody waits for the dead."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from sparsity.stage.recording.alone import alone

HOLD_FOR_GOOD = """
import pathlib, sys, time
from sparsity.stage.recording.alone import alone
with alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_whoever_comes_second_says_so_and_waits(tmp_path: Path):
    lock = tmp_path / "new" / "lock"
    happened: list[str] = []
    is_waiting = threading.Event()

    def come_second() -> None:
        with alone(lock, is_waiting.set):
            happened.append("second")

    with alone(lock):
        second = threading.Thread(target=come_second)
        second.start()
        assert is_waiting.wait(60)
        happened.append("first")
    second.join(60)
    assert happened == ["first", "second"]


def test_alone_nobody_waits(tmp_path: Path):
    waited: list[bool] = []
    for _ in range(2):
        with alone(tmp_path / "lock", lambda: waited.append(True)):
            pass
    assert waited == []


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path):
    lock = tmp_path / "lock"
    waited: list[bool] = []
    with subprocess.Popen([sys.executable, "-c", HOLD_FOR_GOOD, str(lock)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with alone(lock, lambda: (waited.append(True), other.kill())):
            pass
    assert waited == [True]
