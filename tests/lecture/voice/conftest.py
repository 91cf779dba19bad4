"""A tiny scene in a tiny project, rendered with a voice of tones: seconds where a real scene takes a minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import Voice

ROOT = Path(__file__).parents[3]
TONES = f"{Path(__file__).with_name('tones.py')}:speak"
# In the place of a scene of the story, as a page shows no others.
NAME = "diamond"
SCENE = '''
from manim import Square

from sparsity.stage.telling.story import StoryScene


class Tiny(StoryScene):
    """A square turns white at a word."""

    def construct(self):
        square = Square(3).set_fill("#000000", 1).set_stroke(width=0)
        self.add(square)
        with self.beat("first", "First"):
            self.say("One data point {point}.", point=(10, 5))
            self.play(square.animate.shift([0.1, 0, 0]), run_time=0.4)
            self.say("It waits for quite a while, {now} white now.", spoken="The square is $9$ units large.")
            self.wait_for_word()
            square.set_fill("#FFFFFF", 1)
            self.wait(0.2)
        self.play(square.animate.shift([0.1, 0, 0]), run_time=0.4)
        with self.beat("second", "Second"):
            self.say("The rest.")
            self.say("And that is {c:=}.", c=0.5)
'''
RUN = """
import sys
from pathlib import Path
from sparsity.lecture import places
places.ROOT = Path(sys.argv[1])
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.worker import do_job
do_job(Job.from_json(sys.argv[2]), lambda frames: None)
"""


@pytest.fixture(scope="session")
def tiny_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "scenes").mkdir()
    (root / "scenes" / f"{NAME}.py").write_text(SCENE, encoding="utf-8")
    for settings in ("manim.cfg", "light.cfg"):
        shutil.copy(ROOT / settings, root / settings)
    return root


@pytest.fixture(scope="session")
def render_tiny(tiny_project: Path) -> Callable[..., RenderedScene]:
    def render(out: Path, voice: Voice | None, formats: tuple[str, ...] = ("mp4", "png")) -> RenderedScene:
        job = Job(story_part(NAME), out, Look("draft", aspect="1:1"), formats=formats, voice=voice)
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(tiny_project), job.to_json()],
            capture_output=True,
            text=True,
            cwd=tiny_project,
            env={**os.environ, "COLUMNS": "200"},
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return RenderedScene.in_folder(job.folder)

    return render


@pytest.fixture(scope="session")
def narrated(render_tiny, tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    return render_tiny(tmp_path_factory.mktemp("narrated"), Voice("program", TONES), ("mp4", "webm", "png"))


@pytest.fixture(scope="session")
def silent(render_tiny, tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    return render_tiny(tmp_path_factory.mktemp("silent"), None)
