"""Several scenes in one file: what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from sparsity.lecture.order import STORY
from sparsity.lecture.render.fingerprint import fingerprint
from sparsity.lecture.render.job import Job

# More scenes than these in a file's name say less than a checksum.
_MOST_NAMED = 3


def collection_name(jobs: Sequence[Job], frame: Sequence[Job] = ()) -> str:
    """Name for what is made from all these jobs, different for other scenes, another order, looks and numbers.

    Jobs of its `frame` count only if their settings are changed.

    >>> from pathlib import Path
    >>> jobs = [Job(part, Path()) for part in STORY]
    >>> collection_name(jobs), collection_name(jobs[2:4])
    ('story_1080p60_dark_16x9', 'diamond+circle_1080p60_dark_16x9')
    >>> collection_name([Job(STORY[2], Path(), settings={"data_point": (3, 2)})])
    'diamond_1080p60_dark_16x9_data_point-3,2'
    """
    changed = {job.part.file: job.setting_texts for job in [*frame, *jobs] if job.settings}
    if len(jobs) == 1 and changed.keys() <= {jobs[0].part.file}:
        return f"{jobs[0].part.file}_{jobs[0].variant}"
    names = [job.part.file for job in jobs]
    if names == [part.file for part in STORY]:
        scenes = "story"
    elif len(names) <= _MOST_NAMED:
        scenes = "+".join(names)
    else:
        in_order = fingerprint({"scenes": names})
        scenes = f"{len(names)}-scenes-{in_order[:8]}"
    return f"{scenes}_{jobs[0].look.folder}" + (f"_{fingerprint(changed)[:12]}" if changed else "")
