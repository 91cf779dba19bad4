"""Files made from several scenes have names that tell them apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sparsity.lecture.collection import collection_name
from sparsity.lecture.order import OPENING, STORY
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look

STORY_JOBS = [Job(part, Path()) for part in STORY]


def test_scenes_their_order_looks_numbers_and_the_frame_tell_names_apart():
    diamond = replace(STORY_JOBS[2], settings={"data_point": (3, 2)})
    light = [replace(job, look=Look(theme="light")) for job in STORY_JOBS]
    opening = Job(OPENING, Path(), settings={"title": "Lecture 5"})
    names = [
        collection_name(STORY_JOBS),
        collection_name(STORY_JOBS[::-1]),
        collection_name(STORY_JOBS[:4]),
        collection_name(STORY_JOBS[3::-1]),
        collection_name(STORY_JOBS[:2]),
        collection_name(STORY_JOBS[1::-1]),
        collection_name(light),
        collection_name([*STORY_JOBS[:2], diamond, *STORY_JOBS[3:]]),
        collection_name(STORY_JOBS, [opening]),
        collection_name(STORY_JOBS, [replace(opening, settings={"title": "Lecture 6"})]),
        collection_name(STORY_JOBS[2:3]),
        collection_name(STORY_JOBS[2:3], [opening]),
        collection_name([diamond]),
    ]
    for one, other in combinations(names, 2):
        assert one != other


def test_a_frame_as_it_comes_changes_no_name():
    assert collection_name(STORY_JOBS, [Job(OPENING, Path())]) == "story_1080p60_dark_16x9"
