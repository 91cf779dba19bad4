"""What parallel jobs save when all scenes are rendered, and what it costs to find that nothing has changed.

Run it with `./run python benchmarks/build_speed.py`. Each row is one call of the command, one after the other;
both builds start from nothing. Only ratios mean anything; a busy machine spoils them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table


def seconds_for(out: Path, quality: str, jobs: int, scenes: list[str]) -> float:
    """Render into a folder and take the time."""
    command = [Path(sys.executable).parent / "sparsity", "render", *scenes]
    command += ["--quality", quality, "--jobs", str(jobs), "--out", out]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    cores = os.cpu_count() or 1
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help="scenes to render instead of all")
    parser.add_argument("--quality", default="720p30")
    parser.add_argument("--jobs", type=int, default=cores, help="jobs to compare with one job (default: one per core)")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        one, several = Path(name, "one"), Path(name, "several")
        alone = seconds_for(one, options.quality, 1, options.scenes)
        together = seconds_for(several, options.quality, options.jobs, options.scenes)
        nothing = seconds_for(several, options.quality, options.jobs, options.scenes)

    table = Table(title=f"{options.quality}, {cores} cores")
    for column in ("build", "seconds", "times as fast as one job"):
        table.add_column(column, justify="left" if column == "build" else "right")
    table.add_row("cold, 1 job", f"{alone:.1f}", "1.0")
    table.add_row(f"cold, {options.jobs} jobs", f"{together:.1f}", f"{alone / together:.2f}")
    table.add_row("nothing to do", f"{nothing:.2f}", f"{alone / nothing:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
