"""Finds out which jobs have settings that their scenes refuse, before any of them is started."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from sparsity.lecture.build import ends_at_once
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.parameters import format_value, parameters_of


@dataclass(frozen=True)
class Refusal:
    """A job with settings that its scene refuses, and the reason."""

    job: Job
    reason: str

    @property
    def way_back(self) -> list[str]:
        """What to add to a command so that the scene keeps its own values for what it refused."""
        part = self.job.part
        # A reason begins with the name of what is refused.
        named = [name for name in self.job.settings if self.reason.split(" ", 1)[0] == name]
        return [
            word
            for name in named or self.job.settings
            for word in ("--set", f"{part.file}.{name}={format_value(parameters_of(part)[name].default)}")
        ]


def refusals(jobs: Iterable[Job]) -> list[Refusal]:
    """All jobs that their scenes refuse.

    Only those are asked that have settings of their own and would have to be rendered. Scenes bring manim along,
    which takes its time, and so they are asked in another process.
    """
    asked = [job for job in {job.folder: job for job in jobs}.values() if job.settings and ends_at_once(job) is None]
    if not asked:
        return []
    done = subprocess.run(
        [sys.executable, "-m", "sparsity.lecture.render.settings_check"],
        input=json.dumps([job.to_json() for job in asked]),
        capture_output=True,
        text=True,
        # An interrupt from the keyboard comes to this process, which then ends that one.
        start_new_session=True,
        check=False,
    )
    # Whatever ended it will end the jobs themselves, each with its own reason.
    answers = json.loads(done.stdout) if done.returncode == 0 else [None] * len(asked)
    return [Refusal(job, reason) for job, reason in zip(asked, answers, strict=True) if reason is not None]
