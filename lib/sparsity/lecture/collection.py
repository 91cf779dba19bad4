"""Several scenes in one file: what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from sparsity.lecture.order import CUTS
from sparsity.lecture.render.fingerprint import fingerprint
from sparsity.lecture.render.job import Job

# More scenes than these in a file's name say less than a checksum.
_MOST_NAMED = 3


def collection_name(jobs: Sequence[Job], frame: Sequence[Job] = ()) -> str:
    """Name for what is made from all these jobs, different for other scenes, another order, looks and numbers.

    Jobs of its `frame` count only if their settings are changed.

    >>> from pathlib import Path
    >>> from sparsity.lecture.sources import story_part
    >>> def jobs(*names): return [Job(story_part(name), Path()) for name in names]
    >>> collection_name(jobs(*CUTS["whole"])), collection_name(jobs(*CUTS["essential"]))
    ('story_1080p60_dark_16x9', 'essential_1080p60_dark_16x9')
    >>> collection_name(jobs("norms", "circle"))
    'norms+circle_1080p60_dark_16x9'
    >>> collection_name([Job(story_part("diamond"), Path(), settings={"data_point": (3, 2)})])
    'diamond_1080p60_dark_16x9_data_point-3,2'
    """
    voice = f"_{jobs[0].voice.variant}" if jobs[0].voice else ""
    changed = {job.part.file: job.setting_texts for job in [*frame, *jobs] if job.settings}
    if len(jobs) == 1 and changed.keys() <= {jobs[0].part.file}:
        return f"{jobs[0].part.file}_{jobs[0].variant}"
    names = [job.part.file for job in jobs]
    cut = next((cut for cut, files in CUTS.items() if list(files) == names), None)
    if cut:
        scenes = "story" if cut == "whole" else cut
    elif len(names) <= _MOST_NAMED:
        scenes = "+".join(names)
    else:
        in_order = fingerprint({"scenes": names})
        scenes = f"{len(names)}-scenes-{in_order[:8]}"
    return f"{scenes}_{jobs[0].look.folder}{voice}" + (f"_{fingerprint(changed)[:12]}" if changed else "")
