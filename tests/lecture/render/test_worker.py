"""A worker tells why it failed, even when it has nowhere to write its log."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part


def test_the_reason_arrives_although_the_log_cannot_be_written(tmp_path: Path):
    job = Job(story_part("title_card"), tmp_path, Look("draft"), {"number": 9})
    command = [sys.executable, "-m", "sparsity.lecture.render.worker", job.to_json()]
    with (
        Path("/dev/full").open("w") as full,
        # Its standard input stays open: the worker ends when that does.
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=full, text=True, cwd=tmp_path
        ) as worker,
    ):
        news = [json.loads(line) for line in worker.stdout]
    assert worker.returncode != 0
    assert news == [{"failed": "number must be at most chapters, 8, not 9"}]
