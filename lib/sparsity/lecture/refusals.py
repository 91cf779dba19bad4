"""Finds out which jobs have settings that their scenes refuse, before any of them is started."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sparsity.lecture.build import ends_at_once
from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.parameters import format_value, parameters_of
from sparsity.lecture.self_description import facts_of


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

    Only those are asked that have settings of their own and would have to be rendered.
    """
    asked = [job for job in {job.folder: job for job in jobs}.values() if job.settings and ends_at_once(job) is None]
    return [Refusal(job, reason) for job in asked if (reason := _reason_against(job)) is not None]


def _reason_against(job: Job) -> str | None:
    try:
        facts_of(job.part.file, job.settings)
    except ValueError as error:
        return plain_reason(error)
    return None
