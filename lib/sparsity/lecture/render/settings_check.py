"""Asks scenes whether they take their settings, in one process for many jobs; nothing is drawn.

`python -m sparsity.lecture.render.settings_check` takes a list of jobs from standard input, and gives for each of them
the reason of its refusal, or null; both as JSON.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout

from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.scene_run import RefusedSettingError, check_settings


def main() -> None:
    """Answer for all jobs."""
    jobs = [Job.from_json(text) for text in json.load(sys.stdin)]
    # What a scene prints while it is imported is no answer.
    with redirect_stdout(sys.stderr):
        answers = [refusal_of(job) for job in jobs]
    json.dump(answers, sys.stdout)


def refusal_of(job: Job) -> str | None:
    """Why a scene refuses the settings of a job, if it does."""
    try:
        check_settings(job)
    except RefusedSettingError as error:
        return plain_reason(error)
    except Exception:
        # No fault of the settings. The job itself will fail, alone, and its log will tell where.
        return None
    return None


if __name__ == "__main__":
    main()
